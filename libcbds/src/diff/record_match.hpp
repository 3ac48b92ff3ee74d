/// @file
/// Which record of one document is which of another.
#pragma once

#include "cbds/diff/difference.hpp"
#include "diff/record_entry.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace cbds::diff {

inline constexpr RecordIndex kAmbiguousRecord = kNoRecord - 1;  ///< it could be several

/// Records that could be each other in several ways.
struct AmbiguousRecords {
    MatchedBy by = MatchedBy::upn;
    std::vector<RecordIndex> before;
    std::vector<RecordIndex> after;
};

struct RecordMatches {
    std::vector<RecordIndex> partner;     ///< of each old record: the new one, `kNoRecord` or `kAmbiguousRecord`
    std::vector<MatchedBy> by;            ///< of each old record that has a partner
    std::vector<RecordIndex> new_partner; ///< of each new record
    std::vector<AmbiguousRecords> ambiguous;
};

/// Matches by UPN; what is left over by FormerUPN (the UPN of one is the former one of the other), ULN, name and birth date.
///
/// Records of one UPN are matched where their contents are equal, then where one of each roll is left, then where one is left
/// at all. Where several could be each other in more than one way, nothing is guessed, and they are not looked at again.
/// Of those that have nothing to be known by, equal ones are each other.
/// @param same  of each new record the old one with the same bytes, as far as that is known already; may be empty
[[nodiscard]] RecordMatches match_records(std::span<const RecordEntry> before, std::span<const RecordEntry> after, std::span<const RecordIndex> same = {});

}  // namespace cbds::diff
