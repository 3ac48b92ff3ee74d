/// @file
/// Invented documents that look like real ones: test data for suppliers, for our tests and for benchmarks.
///
/// Nobody in them exists: names are made up, postcodes are of the area ZA, telephone numbers of the ranges kept for
/// drama, e-mail addresses at example.org. A document keeps to the dictionary and to the rules, so that every check
/// accepts it, unless faults are asked for; those are planted in known places. The same options give the same
/// bytes on every machine. Memory does not depend on the size.
#pragma once

#include "cbds/schema/dictionary.hpp"
#include "cbds/schema/edition.hpp"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace cbds::sample {

/// Which faults are planted: wrong values, which every schema validator sees alike, or faults of all kinds.
enum class FaultKinds : std::uint8_t { values, any };

struct SampleOptions {
    schema::Edition edition;
    std::string phase = "PS";           ///< NS PS MP MS SS AT SP PR
    std::uint64_t pupils = 100;         ///< records, leavers among them
    std::optional<std::uint64_t> size = {};  ///< bytes, in place of `pupils`; met to within 2 % above some 100 KB
    std::uint64_t seed = 1;
    double bad = 0;                     ///< share of the records that have a fault, 0 to 1
    FaultKinds fault_kinds = FaultKinds::values;
};

/// A fault that was planted: what a report should find, and where.
struct PlantedFault {
    std::uint64_t record = 0;  ///< from 1, in document order
    std::string key;           ///< the UPN as it stands in the record; empty where the fault took it
    std::string path;          ///< of the element: `CTfile/CTFpupilData/Pupil/DOB`
    std::string kind;          ///< `wrong-code`, `impossible-date` ...
    std::string code;          ///< the finding: XSD... or ID...
    std::string rule;          ///< the rule that the dictionary names in its place; empty for none
};

struct SampleSummary {
    std::uint64_t records = 0;
    std::uint64_t leavers = 0;
    std::uint64_t bytes = 0;
    std::uint64_t faults = 0;
};

/// Called for each planted fault, in document order.
using FaultSink = std::function<void(const PlantedFault&)>;

/// Writes one document: UTF-8, two blanks a level, LF.
/// @throws UsageError for an edition without a calendar or dictionary, an unknown phase, no pupils.
/// @throws OutputError where the stream fails.
SampleSummary write_sample(const schema::Dictionary& dictionary, const SampleOptions& options, std::ostream& out,
                           const FaultSink& on_fault = {});

}  // namespace cbds::sample
