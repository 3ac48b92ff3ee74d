/// @file
/// The first reading of a document: an entry for each record, and all that stands outside of them.
#pragma once

#include "cbds/diff/comparison.hpp"
#include "cbds/schema/plan.hpp"
#include "cbds/xml/document_reader.hpp"
#include "diff/record_entry.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cbds::diff {

/// A document that has been read once, and of which records can be read again.
struct IndexedDocument {
    DocumentSide side;
    schema::Collection collection{};
    std::shared_ptr<const schema::Plan> plan;  ///< by whose rules it was read
    io::Encoding encoding = io::Encoding::utf8;
    std::unique_ptr<io::ByteStream> bytes;     ///< seekable
    std::vector<RecordEntry> records;          ///< in document order
    std::vector<RecordIndex> same;             ///< of each record: the one of the earlier document with the same bytes, if that is known
    xml::Element outside;                      ///< the root without the records
    ItemTotals items;                          ///< empty unless asked for
    xml::ReaderMemory memory;                  ///< of how it is written
};

/// @throws DocumentError naming file and place where it is no good; InputError
/// @param earlier  a document whose records need not be read once more where they stand in this one with the same bytes; may be null
[[nodiscard]] IndexedDocument index_document(const schema::Dictionary& dictionary, io::Input& input, const CompareOptions& options, bool count_items,
                                             const IndexedDocument* earlier = nullptr);

}  // namespace cbds::diff
