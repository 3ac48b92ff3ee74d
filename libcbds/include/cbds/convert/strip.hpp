/// @file
/// Partial transfer files out of full ones: what others ask for, and nothing else.
///
/// `uln` is what the service that gives out learner numbers takes, `basic` who the pupils are, `assessments` their results.
/// A service may refuse a whole file for a fault in a section that it never wanted, and personal data that is not needed
/// should not travel.
#pragma once

#include "cbds/convert/rewrite.hpp"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::convert {

/// `uln`, `basic`, `assessments`.
[[nodiscard]] std::vector<std::string_view> strip_profiles();

/// `EYF`, `PHO`, `KS1` ...: the results that assessments can be cut down to.
[[nodiscard]] std::vector<std::string_view> strip_stages();

struct StripOptions {
    CareReading reading;
    std::string profile;
    std::string stage;  ///< with `assessments`: only these results; empty for all
};

/// Something that a record lacks and that whoever gets the file asks for.
struct Lack {
    std::uint64_t record = 0;
    std::string key;
    std::string path;     ///< of the item
    std::string message;
};

struct StripResult {
    std::string path;                          ///< of the file that was written
    std::uint64_t records = 0;                 ///< written
    std::uint64_t left_out = 0;                ///< records without any of the results
    std::map<std::string, std::uint64_t> dropped;  ///< items and sections that were left away, and of how many records
};

using LackSink = std::function<void(const Lack&)>;

/// Writes the partial file. A target that is a folder (with a slash at its end) gets it under the name that the rules
/// prescribe, with the next free serial number.
/// @throws DocumentError where the document is refused, or is no transfer file
StripResult strip(io::Input& input, const StripOptions& options, const CareTarget& target, const LackSink& sink);

}  // namespace cbds::convert
