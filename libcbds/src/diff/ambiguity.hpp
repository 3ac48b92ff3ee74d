/// @file
/// Records that could be each other in several ways, as they are told.
#pragma once

#include "diff/record_index.hpp"
#include "diff/record_items.hpp"
#include "diff/record_match.hpp"

#include <span>

namespace cbds::diff {

/// Their numbers, and what they share: read from the first record of each document.
/// @param items  of every kind of record of the collection
/// @throws InputError where a file has changed since it was indexed
[[nodiscard]] Ambiguity ambiguity_of(const IndexedDocument& before, const IndexedDocument& after, const AmbiguousRecords& records,
                                     std::span<const RecordItems> items);

}  // namespace cbds::diff
