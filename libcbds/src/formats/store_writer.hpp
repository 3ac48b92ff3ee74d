/// @file
/// The documents that the tables of a database hold, written as XML one after the other. Memory does not depend on how
/// many records there are.
#pragma once

#include "cbds/formats/document_sink.hpp"
#include "formats/row_store.hpp"
#include "formats/store_frame.hpp"
#include "formats/store_part.hpp"
#include "formats/store_source.hpp"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace cbds::formats {

class StoreWriter {
public:
    /// What it is given must outlive it. @throws UsageError for items of the header that there are not
    StoreWriter(StoreSource& source, const StoreOptions& options, DocumentSink& sink);

    /// @throws DocumentError naming table and key where rows do not fit each other
    void write();

private:
    /// An item of the header that fills a gap.
    struct HeaderItem {
        std::size_t column = 0;
        std::string value;
    };

    [[nodiscard]] HeaderItem header_item(const std::string& name, const std::string& value) const;
    [[nodiscard]] std::vector<std::int64_t> documents();
    void check_keys();
    void check_records_of(std::size_t table);
    void check_rolls();
    [[nodiscard]] std::int64_t count_records();
    void write_document(std::int64_t number, std::ostream& out);
    void write_single(const FrameStep& step, std::ostream& out);
    void write_records(const FrameStep& step, std::int64_t until, std::ostream& out);
    void write_record(std::int64_t record, schema::ElementId element, const std::string& path);
    void fill_header(PartData& data);
    [[nodiscard]] std::string records_query(schema::ElementId element) const;
    [[nodiscard]] schema::ElementId element_on(std::string_view roll) const;
    void flush(std::ostream& out, std::size_t least);

    StoreSource& source_;
    const TableLayout& layout_;
    DocumentSink& sink_;
    std::vector<HeaderItem> header_;
    PartBuilder builder_;
    PartData data_;
    std::vector<std::unique_ptr<RowCursor>> cursors_;  ///< by table; null: it is not there
    std::unique_ptr<StoreFrame> frame_;
    std::vector<StoredFact> facts_;      ///< of what stands outside records
    std::int64_t document_ = 0;
    std::int64_t last_record_ = 0;       ///< that was written last
    std::int64_t written_ = 0;           ///< records of the document
    std::string text_;                   ///< not yet put out
};

}  // namespace cbds::formats
