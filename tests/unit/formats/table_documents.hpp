/// @file
/// Documents turned into rows in memory and back.
#pragma once

#include "cbds/formats/document_sink.hpp"
#include "cbds/formats/tables.hpp"
#include "formats/row_store.hpp"
#include "formats/table_writer.hpp"
#include "xml/documents.hpp"

#include "cbds/formats/identify.hpp"
#include "cbds/xml/document_reader.hpp"
#include "cbds/xml/writer.hpp"
#include "formats/writer_handler.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::test {

/// A row that keeps its texts, keys filled in.
struct TestRow {
    std::size_t table = 0;
    std::vector<std::optional<std::string>> cells;

    friend bool operator==(const TestRow&, const TestRow&) = default;
};

/// Keeps all rows.
class RowKeeper final : public formats::TableWriter {
public:
    explicit RowKeeper(formats::TableLayout layout) : TableWriter(std::move(layout)) {}
    using TableWriter::layout;

    std::vector<TestRow> rows;

    void commit() override {}

protected:
    std::unique_ptr<formats::RowEncoder> make_row_encoder() override { return std::make_unique<formats::PackedRows>(); }

    void take_rows(formats::RowEncoder& encoder, std::uint64_t first_record) override {
        struct Sink final : formats::RowSink {
            Sink(RowKeeper& k, std::uint64_t f) : keeper(k), first(f) {}
            void row(std::size_t table, std::uint64_t record, std::span<const formats::Cell> cells) override {
                TestRow row{table, {}};
                for (std::size_t i = 0; i < cells.size(); ++i) {
                    const formats::Key key = keeper.layout().tables()[table].columns[i].key;
                    std::optional<std::string> text;
                    if (cells[i]) text = std::string(*cells[i]);
                    if (key == formats::Key::document) text = std::to_string(keeper.document());
                    if (key == formats::Key::record) text = std::to_string(record == formats::kNoRecord ? 0 : first + record + 1);
                    row.cells.push_back(std::move(text));
                }
                keeper.rows.push_back(std::move(row));
            }
            RowKeeper& keeper;
            std::uint64_t first;
        } sink(*this, first_record);
        static_cast<formats::PackedRows&>(encoder).replay(sink);
    }
};

inline const schema::Dictionary& dictionary() { return schema::Dictionary::built_in(); }

/// Reads a document into a writer. The document must be well formed.
inline void read_into(std::string_view text, schema::Edition edition, formats::DocumentWriter& writer, unsigned jobs = 1, bool libxml2_only = false) {
    const schema::Plan plan(dictionary(), dictionary().nearest(edition));
    MemoryStream stream(text);
    xml::Opening opening = xml::open_document(stream, std::nullopt);
    WriterHandler handler(writer, 50'000);
    xml::ReadOptions options;
    options.jobs = jobs;
    options.libxml2_only = libxml2_only;
    writer.begin({"document.xml", edition}, plan);
    const xml::ReadResult result = xml::read_document(std::move(opening), stream, plan, options, handler);
    if (result.fault) throw std::logic_error("the document is not well formed: " + result.fault->message);
    writer.end();
}

inline std::vector<TestRow> rows_of(std::string_view text, schema::Edition edition, unsigned jobs = 1, bool libxml2_only = false) {
    RowKeeper keeper(formats::TableLayout(dictionary(), edition.collection));
    read_into(text, edition, keeper, jobs, libxml2_only);
    return std::move(keeper.rows);
}

/// Writes a document anew: the same elements always give the same bytes.
inline std::string rewritten(std::string_view text, schema::Edition edition) {
    struct Encoder final : formats::PartEncoder {
        Encoder() : frame(dictionary()) {}
        void part(const xml::Part& part) override {
            frame.part(out);
            xml::append_part(part, dictionary(), xml::depth_of(part.element(), dictionary()), out);
        }
        void frame_open(const xml::FrameElement& element) override { frame.open(element, out); }
        void frame_close(schema::ElementId element) override { frame.close(element, out); }
        void frame_text(std::string_view text_piece) override { frame.text(text_piece); }
        [[nodiscard]] std::size_t size() const noexcept override { return 0; }
        xml::FrameText frame;
        std::string out;
    };
    struct Writer final : formats::DocumentWriter {
        void begin(const formats::DocumentStart&, const schema::Plan&) override {}
        std::unique_ptr<formats::PartEncoder> make_encoder() override { return std::make_unique<Encoder>(); }
        void take(formats::PartEncoder& encoder, std::uint64_t) override {
            auto& taken = static_cast<Encoder&>(encoder);
            text += taken.out;
            taken.out.clear();
        }
        void end() override {}
        void commit() override {}
        std::string text{xml::xml_declaration()};
    } writer;
    read_into(text, edition, writer, 1, true);
    return std::move(writer.text);
}

/// Keeps documents.
class DocumentKeeper final : public formats::DocumentSink {
public:
    std::ostream& begin(std::string_view name) override {
        names.emplace_back(name);
        stream_.str("");
        return stream_;
    }
    void end() override { documents.push_back(stream_.str()); }

    std::vector<std::string> names;
    std::vector<std::string> documents;

private:
    std::ostringstream stream_;
};

/// Puts rows into a store, table by table.
inline void put_rows(const std::vector<TestRow>& rows, const formats::TableLayout& layout, formats::RowStore& store) {
    for (std::size_t i = 0; i < layout.tables().size(); ++i) {
        std::vector<std::string> columns;
        for (const formats::Column& column : layout.tables()[i].columns) columns.push_back(column.name);
        store.begin_table(layout.tables()[i].name, columns);
        for (const TestRow& row : rows)
            if (row.table == i) store.row(std::vector<formats::Cell>(row.cells.begin(), row.cells.end()));
    }
}

inline std::vector<std::string> documents_of(const std::vector<TestRow>& rows, schema::Collection collection, formats::StoreOptions options = {}) {
    formats::RowStore store(dictionary(), std::move(options));
    put_rows(rows, formats::TableLayout(dictionary(), collection), store);
    DocumentKeeper keeper;
    store.write_documents(keeper);
    return keeper.documents;
}

/// A document as rows and written from them again.
inline std::string there_and_back(std::string_view text, schema::Edition edition, bool shuffled = false) {
    std::vector<TestRow> rows = rows_of(text, edition);
    if (shuffled) std::shuffle(rows.begin(), rows.end(), std::mt19937(7));
    return documents_of(rows, edition.collection).at(0);
}

}  // namespace cbds::test
