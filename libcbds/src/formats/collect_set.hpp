/// @file
/// The tables of one edition on their way to documents.
#pragma once

#include "cbds/formats/collect.hpp"
#include "cbds/io/csv.hpp"
#include "formats/collect_builder.hpp"
#include "formats/collect_keys.hpp"
#include "formats/collect_store.hpp"

#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace cbds::formats {

class CollectSet {
public:
    /// @param named  the edition that the names of the files tell
    CollectSet(const schema::Dictionary& dictionary, const CollectReadOptions& options, std::optional<schema::Edition> named);

    /// Reads the rows of a file. @throws DocumentError
    void add(const std::string& file, const std::string& table, io::ByteStream& stream);

    /// All files are in.
    void write_documents(DocumentSink& sink);

private:
    /// What the columns of a file are to its rows.
    struct Roles {
        std::optional<std::size_t> key;
        std::optional<std::size_t> order;
        std::optional<std::size_t> school;
        std::vector<std::pair<std::size_t, std::size_t>> parents;  ///< column and table, the deepest table first
    };

    [[nodiscard]] Roles roles_of(const CollectSource& source) const;
    void read_row(const io::CsvReader& reader, const Roles& roles, CollectRow& row);
    void look_at_header(const CollectSource& source, const CollectCells& cells);
    void settle_edition();
    [[nodiscard]] std::vector<CollectReturn> returns();
    void tell_of_the_set();
    [[nodiscard]] bool anything_in(const CollectReturn& of);

    const schema::Dictionary* dictionary_;
    const CollectReadOptions* options_;
    std::optional<schema::Edition> named_;
    std::unique_ptr<schema::Plan> plan_;
    std::unique_ptr<CollectLayout> layout_;
    CollectNotes notes_;
    CollectStore store_;
    std::vector<CollectSource> sources_;
    std::set<std::string> schools_;
    std::string header_year_;
    std::string header_term_;
};

/// Writes what the store holds of one return as a document.
class CollectDocument {
public:
    CollectDocument(const CollectLayout& layout, CollectStore& store, const std::vector<CollectSource>& sources,
                    const CollectReadOptions& options, CollectNotes& notes)
        : layout_(layout),
          store_(store),
          sources_(sources),
          options_(options),
          notes_(notes),
          builder_(layout, sources, options, notes) {}

    /// @param edition_known  year and term may be put into a header that lacks them
    void write(const CollectReturn& of, bool with_orphans, bool edition_known, std::ostream& out);

private:
    struct School {
        std::string key;
        xml::Element element;
    };

    void open_root();
    void write_header(const CollectReturn& of, bool edition_known);
    void fill_header(xml::Element& header, bool edition_known);
    void fill(xml::Element& header, schema::ElementId item, const std::string& value);
    void tell_of_gaps(const xml::Element& header);
    void write_schools(const CollectReturn& of);
    void write_records(const CollectReturn& of, bool with_orphans);
    void write_roll(schema::ElementId record, const CollectReturn& of, bool with_orphans);
    void write_part(xml::Element part, std::uint64_t record, const std::string& key_above);
    void write_orphans(schema::ElementId record);
    [[nodiscard]] std::optional<xml::Element> orphans_of(std::size_t table, const std::string& key, schema::ElementId record);
    [[nodiscard]] schema::ElementId record_around(schema::ElementId element) const;
    [[nodiscard]] xml::Element absent(schema::ElementId element) const;
    void open_frame(xml::Element element);
    void open_rolls();
    void close_frame();
    [[nodiscard]] xml::Element with_children(const CollectRow& row, schema::ElementId element);
    void add_children(xml::Element& element, std::size_t table, const std::string& key);
    [[nodiscard]] schema::ElementId header_item(std::string_view name) const;

    const CollectLayout& layout_;
    CollectStore& store_;
    const std::vector<CollectSource>& sources_;
    const CollectReadOptions& options_;
    CollectNotes& notes_;
    CollectBuilder builder_;
    std::ostream* out_ = nullptr;
    bool namespace_on_root_ = false;
    std::vector<std::string> open_;          ///< names of the elements that are open
    std::vector<schema::ElementId> frames_;  ///< that enclose the records of the roll, the innermost first
    std::string header_key_;                 ///< by which records and the school refer to the header
    CollectKeys block_keys_{0};              ///< of the rows outside records
    std::uint64_t records_ = 0;              ///< written
};

}  // namespace cbds::formats
