#include "cbds/formats/tables.hpp"

#include "cbds/error.hpp"
#include "formats/table_layout.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>

namespace cbds::formats {
namespace {

using schema::Content;
using schema::ElementId;
using schema::ElementRow;
using schema::kNoElement;

Column key_column(std::string_view name, Key key) { return {std::string(name), key, {}, schema::kNoType, SIZE_MAX}; }

Table extras_table() {
    Table table;
    table.name = "extras";
    table.columns = {key_column("document", Key::document), key_column("record", Key::record)};
    for (const char* const name : {"path", "place", "kind", "name", "value"}) table.columns.push_back(key_column(name, Key::none));
    return table;
}

[[noreturn]] void refuse(const ElementRow& element, const std::string& reason) {
    throw DictionaryError("the dictionary's element " + std::string(element.path) + ' ' + reason);
}

/// Goes through the elements in document order and puts each into its table.
class LayoutMaker {
public:
    LayoutMaker(const schema::Dictionary& dictionary, schema::Collection collection, std::vector<Table>& tables,
                std::vector<TableLayout::Target>& targets)
        : dictionary_(dictionary), collection_(collection), tables_(tables), targets_(targets) {}

    void make() {
        targets_.assign(dictionary_.elements().size(), {});
        visit(dictionary_.collection(collection_).root);
        for (std::size_t i = 0; i < tables_.size(); ++i) add_keys(i);
        tables_.push_back(extras_table());
    }

private:
    void visit(ElementId id) {
        const ElementRow& element = dictionary_.element(id);
        if (element.content == Content::any) return;
        const bool row = begins_row(element);
        if (row) open_row(id);
        if (element.content == Content::value) add_value(id);
        for (std::size_t i = 0; i < element.child_count; ++i) visit(static_cast<ElementId>(element.first_child + i));
        if (row) rows_.pop_back();
    }

    void open_row(ElementId id) {
        const ElementRow& element = dictionary_.element(id);
        const std::size_t table = table_of(id);
        if (std::find(rows_.begin(), rows_.end(), table) != rows_.end()) refuse(element, "repeats the table " + tables_[table].name + " inside itself");
        const bool part = element.part != schema::Part::inside;
        if (part != (tables_[table].above == SIZE_MAX)) join(id, table, part);
        if (!part && rows_.size() > 1) nest(element, table);
        targets_[id] = {static_cast<std::uint16_t>(table), UINT16_MAX};
        tables_[table].elements.push_back(id);
        rows_.push_back(table);
    }

    /// A new table finds out what stands above it; one that there is must be of the same kind.
    void join(ElementId id, std::size_t table, bool part) {
        if (!tables_[table].elements.empty() || part) refuse(dictionary_.element(id), "shares the table " + tables_[table].name + " with elements of another kind");
        tables_[table].above = rows_.back();
    }

    /// The row stands inside a repeated structure, not only inside a part.
    void nest(const ElementRow& element, std::size_t table) {
        if (within_[table] && tables_[table].above != rows_.back()) refuse(element, "has rows of " + tables_[table].name + " inside two different tables");
        tables_[table].above = rows_.back();
        within_[table] = true;
    }

    [[nodiscard]] schema::Part part_of(ElementId id) const {
        while (dictionary_.element(id).part == schema::Part::inside && dictionary_.element(id).parent != kNoElement) id = dictionary_.element(id).parent;
        return dictionary_.element(id).part;
    }

    std::size_t table_of(ElementId id) {
        const std::string_view name = table_name(id);
        const auto found = std::find_if(tables_.begin(), tables_.end(), [=](const Table& t) { return ascii::same_but_case(t.name, name); });
        const schema::Part part = part_of(id);
        if (part == schema::Part::frame || name == "extras") refuse(dictionary_.element(id), "cannot have a table here");
        if (found != tables_.end()) {
            if (found->part != part) refuse(dictionary_.element(id), "shares the table " + found->name + " with another part of the document");
            return static_cast<std::size_t>(found - tables_.begin());
        }
        Table& made = tables_.emplace_back();
        made.name = name;
        made.part = part;
        within_.push_back(false);
        return tables_.size() - 1;
    }

    /// The table of the first value of a row; a row without values has one of its own.
    [[nodiscard]] std::string_view table_name(ElementId id) const {
        const std::string_view name = first_table(id);
        return name.empty() ? dictionary_.element(id).name : name;
    }

    [[nodiscard]] std::string_view first_table(ElementId id) const {
        const ElementRow& element = dictionary_.element(id);
        if (!element.table.empty() || element.content == Content::any) return element.table;
        for (std::size_t i = 0; i < element.child_count; ++i) {
            const auto child = static_cast<ElementId>(element.first_child + i);
            if (begins_row(dictionary_.element(child))) continue;
            if (const std::string_view name = first_table(child); !name.empty()) return name;
        }
        return {};
    }

    void add_value(ElementId id) {
        const ElementRow& element = dictionary_.element(id);
        if (rows_.empty()) refuse(element, "is a value outside header, school and records");
        Table& table = tables_[rows_.back()];
        if (element.table.empty() || element.column.empty()) refuse(element, "has no cbds:table and cbds:column");
        if (!ascii::same_but_case(element.table, table.name))
            refuse(element, "has the table " + std::string(element.table) + ", where its row is one of " + table.name);
        targets_[id] = {static_cast<std::uint16_t>(rows_.back()), column_of(table, id)};
    }

    std::uint16_t column_of(Table& table, ElementId id) {
        const ElementRow& element = dictionary_.element(id);
        for (const std::string_view key : {"document", "record", "number", "within", "roll"})
            if (ascii::same_but_case(key, element.column)) refuse(element, "has a column called as a key of its table");
        const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                        [&](const Column& column) { return ascii::same_but_case(column.name, element.column); });
        const auto place = static_cast<std::uint16_t>(found - table.columns.begin());
        if (found == table.columns.end()) table.columns.push_back({std::string(element.column), Key::none, {}, element.type, SIZE_MAX});
        table.columns[place].elements.push_back(id);
        return place;
    }

    /// Keys stand before the columns, which move on.
    void add_keys(std::size_t number) {
        Table& table = tables_[number];
        const bool record = table.part == schema::Part::record;
        std::vector<Column> keys{key_column("document", Key::document)};
        if (record) keys.push_back(key_column("record", Key::record));
        if (table.above != SIZE_MAX) keys.push_back(key_column("number", Key::number));
        if (within_[number]) keys.push_back(key_column("within", Key::within));
        if (record && table.above == SIZE_MAX && has_rolls(table)) keys.push_back(key_column("roll", Key::roll));
        const auto shift = static_cast<std::uint16_t>(keys.size());
        table.columns.insert(table.columns.begin(), keys.begin(), keys.end());
        for (TableLayout::Target& target : targets_)
            if (target.table == number && target.column != UINT16_MAX) target.column = static_cast<std::uint16_t>(target.column + shift);
    }

    [[nodiscard]] bool has_rolls(const Table& table) const {
        const auto on_a_roll = [&](ElementId id) { return dictionary_.element(id).roll != schema::Roll::none; };
        return std::any_of(table.elements.begin(), table.elements.end(), on_a_roll);
    }

    const schema::Dictionary& dictionary_;
    schema::Collection collection_;
    std::vector<Table>& tables_;
    std::vector<TableLayout::Target>& targets_;
    std::vector<std::size_t> rows_;  ///< tables of the rows that are open
    std::vector<bool> within_;       ///< by table: it needs the key
};

}  // namespace

std::optional<std::size_t> Table::find(std::string_view column) const noexcept {
    const auto found = std::find_if(columns.begin(), columns.end(), [=](const Column& c) { return ascii::same_but_case(c.name, column); });
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

TableLayout::TableLayout(const schema::Dictionary& dictionary, schema::Collection collection)
    : dictionary_(&dictionary), collection_(collection) {
    LayoutMaker(dictionary, collection, tables_, targets_).make();
}

std::optional<std::size_t> TableLayout::find(std::string_view table) const noexcept {
    const auto found = std::find_if(tables_.begin(), tables_.end(), [=](const Table& t) { return ascii::same_but_case(t.name, table); });
    if (found == tables_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - tables_.begin());
}

}  // namespace cbds::formats
