/// @file
/// The second reading: records that differ, as elements.
#pragma once

#include "diff/record_index.hpp"
#include "diff/record_match.hpp"

#include <span>
#include <vector>

namespace cbds::diff {

/// Reads records of a document again. Several threads may do so at once.
/// @param records  indices, in any order
/// @param memory   the document's, or a thread's copy of it
/// @returns them in the order in which they were asked for
/// @throws InputError where the file has changed since it was indexed
[[nodiscard]] std::vector<xml::Element> read_records(const IndexedDocument& document, std::span<const RecordIndex> records, xml::ReaderMemory& memory);

}  // namespace cbds::diff
