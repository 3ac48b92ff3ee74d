/// A layout cut down to some items or sections, or with labels.

#include "cbds/error.hpp"
#include "cbds/formats/tables.hpp"
#include "cbds/schema/nearest.hpp"
#include "formats/table_layout.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace cbds::formats {
namespace {

using schema::ElementId;
using schema::ElementRow;
using schema::kNoElement;

/// The columns that are kept of each table, in their order.
using Kept = std::vector<std::vector<std::size_t>>;

void add(std::vector<std::size_t>& columns, std::size_t column) {
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
}

/// A table with these columns alone.
/// @param new_column  told where each column of the table has gone
Table with_columns(const Table& table, std::span<const std::size_t> columns, std::vector<std::size_t>& new_column) {
    Table made = table;
    made.columns.clear();
    new_column.assign(table.columns.size(), SIZE_MAX);
    for (const std::size_t column : columns) {
        new_column[column] = made.columns.size();
        made.columns.push_back(table.columns[column]);
    }
    for (Column& column : made.columns)
        if (column.label_of != SIZE_MAX) column.label_of = new_column[column.label_of];
    return made;
}

/// The columns that a name without a table means.
void add_item(const TableLayout& layout, std::string_view item, Kept& kept) {
    for (const bool own : {true, false}) {
        bool found = false;
        for (std::size_t i = 0; i < layout.tables().size(); ++i) {
            const Table& table = layout.tables()[i];
            if (table.extras() || own != (table.above == SIZE_MAX && table.part == schema::Part::record)) continue;
            const auto column = table.find(item);
            if (column && (own || table.columns[*column].key == Key::none)) add(kept[i], *column), found = true;
        }
        if (found) return;
    }
    std::vector<std::string_view> names;
    for (const Table& table : layout.tables())
        for (const Column& column : table.columns)
            if (column.key == Key::none && !table.extras()) names.push_back(column.name);
    throw UsageError("no table has an item " + std::string(item) + schema::did_you_mean(item, names));
}

void add_item_of_table(const TableLayout& layout, std::string_view table, std::string_view item, Kept& kept) {
    std::vector<std::string_view> names;
    const auto number = layout.find(table);
    if (!number || layout.tables()[*number].extras()) {
        for (const Table& each : layout.tables())
            if (!each.extras()) names.push_back(each.name);
        throw UsageError("there is no table " + std::string(table) + schema::did_you_mean(table, names));
    }
    const auto column = layout.tables()[*number].find(item);
    if (column) return add(kept[*number], *column);
    for (const Column& each : layout.tables()[*number].columns) names.push_back(each.name);
    throw UsageError("the table " + layout.tables()[*number].name + " has no item " + std::string(item) + schema::did_you_mean(item, names));
}

void add_keys_before(const TableLayout& layout, Kept& kept) {
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i].empty()) continue;
        const Table& table = layout.tables()[i];
        std::vector<std::size_t> columns;
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const Key key = table.columns[c].key;
            if (key != Key::none && (key != Key::within || !kept[table.above].empty())) columns.push_back(c);
        }
        for (const std::size_t column : kept[i]) add(columns, column);
        kept[i] = std::move(columns);
    }
}

/// What is asked for by sections: columns by table.
class Sections {
public:
    explicit Sections(const TableLayout& layout) : layout_(layout), columns_(layout.tables().size()), wanted_(layout.tables().size()) {}

    void add(const std::string& section) {
        if (const auto table = layout_.find(section); table && !layout_.tables()[*table].extras()) return add_table(*table);
        bool found = false;
        for (std::size_t i = 0; i < elements().size(); ++i) {
            const auto element = static_cast<ElementId>(i);
            if (elements()[i].collection != layout_.collection() || !stands_in(element, section)) continue;
            found = true;
            add_target(layout_.target(element));
        }
        if (!found) refuse(section);
    }

    [[nodiscard]] Kept kept() {
        for (std::size_t i = 0; i < wanted_.size(); ++i)
            if (wanted_[i]) add_above(i);
        Kept kept(columns_.size());
        for (std::size_t i = 0; i < columns_.size(); ++i) kept[i].assign(columns_[i].begin(), columns_[i].end());
        return kept;
    }

private:
    [[nodiscard]] std::span<const ElementRow> elements() const { return layout_.dictionary().elements(); }

    [[nodiscard]] bool is_section(ElementId element) const {
        const ElementId parent = elements()[element].parent;
        return parent != kNoElement && elements()[element].part == schema::Part::inside && elements()[parent].part != schema::Part::inside;
    }

    [[nodiscard]] bool stands_in(ElementId element, std::string_view section) const {
        for (; element != kNoElement; element = elements()[element].parent)
            if (is_section(element)) return ascii::same_but_case(elements()[element].name, section);
        return false;
    }

    void add_table(std::size_t table) {
        wanted_[table] = true;
        for (std::size_t i = 0; i < layout_.tables()[table].columns.size(); ++i) columns_[table].insert(i);
    }

    void add_target(TableLayout::Target target) {
        if (target.table == UINT16_MAX) return;
        wanted_[target.table] = true;
        add_keys(target.table);
        if (target.column == UINT16_MAX) return;
        columns_[target.table].insert(target.column);
        const auto& columns = layout_.tables()[target.table].columns;
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].label_of == target.column) columns_[target.table].insert(i);
    }

    void add_keys(std::size_t table) {
        for (std::size_t i = 0; i < layout_.tables()[table].columns.size(); ++i)
            if (layout_.tables()[table].columns[i].key != Key::none) columns_[table].insert(i);
    }

    void add_above(std::size_t table) {
        for (std::size_t above = layout_.tables()[table].above; above != SIZE_MAX; above = layout_.tables()[above].above) {
            add_keys(above);
            for (const ElementId element : layout_.tables()[above].elements) add_key_items(element);
        }
    }

    /// The items that tell the rows of an element apart: `PupilIdentifiers/UPN`, separated by blanks.
    void add_key_items(ElementId element) {
        std::string_view keys = elements()[element].key;
        while (!keys.empty()) {
            const std::string path = std::string(elements()[element].path).append("/").append(keys.substr(0, keys.find(' ')));
            const ElementId item = layout_.dictionary().find(layout_.collection(), path);
            if (item != kNoElement && layout_.target(item).column != UINT16_MAX) columns_[layout_.target(item).table].insert(layout_.target(item).column);
            keys.remove_prefix(std::min(keys.find(' '), keys.size() - 1) + 1);
        }
    }

    [[noreturn]] void refuse(const std::string& section) const {
        std::vector<std::string_view> names;
        for (const Table& table : layout_.tables())
            if (!table.extras()) names.push_back(table.name);
        for (std::size_t i = 0; i < elements().size(); ++i)
            if (elements()[i].collection == layout_.collection() && is_section(static_cast<ElementId>(i))) names.push_back(elements()[i].name);
        throw UsageError("there is no section or table " + section + schema::did_you_mean(section, names));
    }

    const TableLayout& layout_;
    std::vector<std::set<std::size_t>> columns_;
    std::vector<bool> wanted_;
};

}  // namespace

TableLayout TableLayout::cut(std::span<const std::vector<std::size_t>> columns) const {
    TableLayout made = *this;
    made.whole_ = false;
    made.tables_.clear();
    std::vector<std::size_t> new_table(tables_.size(), SIZE_MAX);
    Kept new_column(tables_.size());
    for (std::size_t i = 0; i < tables_.size(); ++i) {
        if (columns[i].empty()) continue;
        new_table[i] = made.tables_.size();
        made.tables_.push_back(with_columns(tables_[i], columns[i], new_column[i]));
    }
    for (Table& table : made.tables_) {
        while (table.above != SIZE_MAX && new_table[table.above] == SIZE_MAX) table.above = tables_[table.above].above;
        if (table.above != SIZE_MAX) table.above = new_table[table.above];
    }
    for (std::size_t i = 0; i < made.targets_.size(); ++i) {
        const Target old = std::exchange(made.targets_[i], {});
        if (old.table == UINT16_MAX || new_table[old.table] == SIZE_MAX) continue;
        const std::size_t column = old.column == UINT16_MAX ? SIZE_MAX : new_column[old.table][old.column];
        // A value without its column has no place, unless it is repeated and so a row.
        if (column == SIZE_MAX && !begins_row(dictionary_->elements()[i])) continue;
        made.targets_[i].table = static_cast<std::uint16_t>(new_table[old.table]);
        if (column != SIZE_MAX) made.targets_[i].column = static_cast<std::uint16_t>(column);
    }
    return made;
}

TableLayout TableLayout::select(std::span<const std::string> items) const {
    Kept kept(tables_.size());
    for (const std::string& item : items) {
        const std::size_t dot = item.find('.');
        if (dot == std::string::npos) add_item(*this, item, kept);
        else add_item_of_table(*this, std::string_view(item).substr(0, dot), std::string_view(item).substr(dot + 1), kept);
    }
    const auto tables = std::count_if(kept.begin(), kept.end(), [](const auto& columns) { return !columns.empty(); });
    if (tables > 1) add_keys_before(*this, kept);
    return cut(kept);
}

TableLayout TableLayout::select_sections(std::span<const std::string> sections) const {
    Sections wanted(*this);
    for (const std::string& section : sections) wanted.add(section);
    return cut(wanted.kept());
}

TableLayout TableLayout::with_labels() const {
    TableLayout made = *this;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
        Table& table = made.tables_[i];
        std::vector<std::size_t> new_column;
        table.columns.clear();
        for (const Column& column : tables_[i].columns) {
            if (column.label_of != SIZE_MAX) {  // it has labels already
                new_column.push_back(SIZE_MAX);
                continue;
            }
            new_column.push_back(table.columns.size());
            table.columns.push_back(column);
            if (column.type == schema::kNoType || dictionary_->type(column.type).code_count == 0) continue;
            table.columns.push_back({column.name + "_label", Key::none, {}, schema::kNoType, new_column.back()});
        }
        for (Target& target : made.targets_)
            if (target.table == i && target.column != UINT16_MAX) target.column = static_cast<std::uint16_t>(new_column[target.column]);
    }
    return made;
}

}  // namespace cbds::formats
