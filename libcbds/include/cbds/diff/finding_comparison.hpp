/// @file
/// What became of the findings: those that are fixed, those that are new, and how many are still there.
///
/// Both documents are validated, each by the rules of its own edition. A finding is known again by its rule, the pupil's UPN,
/// the path of the item and its value, never by a line or the number of a record; findings that have all this in common are
/// counted. A pupil with another UPN has other findings: the old ones are fixed, the new ones are new.
///
/// Findings are not kept: of those of the new document 24 bytes each stay in memory. Each document is read once; the new one
/// again where it has new findings.
#pragma once

#include "cbds/diff/difference.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/rules/validator.hpp"

#include <array>
#include <cstdint>

namespace cbds::diff {

class FindingComparison {
public:
    /// The dictionary must outlive it.
    FindingComparison(const schema::Dictionary& dictionary, rules::ValidateOptions options) : validator_(dictionary, std::move(options)) {}

    /// Compares the findings of one pair, and tells the sink of those that are fixed, in the order of the old document, then
    /// of those that are new, in the order of the new one. Of several that are the same the first ones are still there.
    /// @param before,after  inputs that can be opened more than once
    /// @returns how many there are, by state: Summary::findings
    /// @throws InputError where one cannot be read
    std::array<std::uint64_t, 3> compare(io::Input& before, io::Input& after, DifferenceSink& sink);

private:
    rules::Validator validator_;
};

}  // namespace cbds::diff
