#include "formats/collect_layout.hpp"

#include "formats/collect_names.hpp"
#include "formats/collect_rows.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

using schema::ElementId;
using schema::ElementRow;

template <typename Visit>
void for_each_word(std::string_view words, Visit visit) {
    for (std::size_t from = 0; from < words.size();) {
        const std::size_t to = std::min(words.find(' ', from), words.size());
        if (to > from) visit(words.substr(from, to - from));
        from = to + 1;
    }
}

/// `autumn:addressesonroll addresses`: the name of this term, and the others.
struct TableNames {
    std::string_view name;
    std::vector<std::string_view> others;
};

TableNames names_of(std::string_view words, std::string_view term) {
    TableNames names;
    std::string_view otherwise;
    for_each_word(words, [&](std::string_view word) {
        const std::size_t colon = word.find(':');
        const std::string_view name = colon == std::string_view::npos ? word : word.substr(colon + 1);
        if (colon == std::string_view::npos) otherwise = name;
        if (colon != std::string_view::npos && word.substr(0, colon) == term) names.name = name;
        else names.others.push_back(name);
    });
    if (names.name.empty()) names.name = otherwise;
    std::erase(names.others, names.name);
    return names;
}

/// The columns in the exports of an edition; behind the last known one, those of its term the year before.
std::vector<std::string_view> usual_columns(std::string_view table, schema::Edition edition) {
    const auto rows = collect_table_rows();
    schema::Ordinal last = schema::kEarliest;
    for (const CollectTableRow& row : rows) last = std::max(last, row.editions.until);
    while (edition.ordinal > last) edition.ordinal = static_cast<schema::Ordinal>(edition.ordinal - 3);
    std::vector<std::string_view> columns;
    for (const CollectTableRow& row : rows)
        if (row.table == table && row.holds(edition))
            for_each_word(row.columns, [&](std::string_view word) { columns.push_back(word); });
    return columns;
}

/// Elements as a document has them: the first of two that share a column is the one that is made of it.
std::vector<ElementId> in_order_of_document(const schema::Plan& plan) {
    std::vector<ElementId> order;
    std::vector<ElementId> to_do{plan.root()};
    while (!to_do.empty()) {
        const ElementId id = to_do.back();
        to_do.pop_back();
        order.push_back(id);
        const ElementRow& row = plan.row(id);
        for (std::uint16_t i = row.child_count; i > 0; --i) to_do.push_back(static_cast<ElementId>(row.first_child + i - 1));
    }
    return order;
}

}  // namespace

const CollectColumn* CollectTable::find(std::string_view column) const noexcept {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [=](const CollectColumn& each) { return ascii::same_but_case(each.name, column); });
    return found == columns.end() ? nullptr : &*found;
}

CollectLayout::CollectLayout(const schema::Plan& plan) : plan_(&plan) {
    const std::size_t count = plan.dictionary().elements().size();
    rows_of_.assign(count, schema::kNoElement);
    tables_of_.assign(count, kNoTable);
    find_rows();
    add_tables();
    link_tables();
}

/// An element stands for a row where it repeats, or is the header, the school or a record. What fills one column after
/// the other does not.
void CollectLayout::find_rows() {
    const auto elements = plan_->dictionary().elements();
    for (ElementId id = 0; id < elements.size(); ++id) {
        const ElementRow& row = elements[id];
        if (row.collection != plan_->edition().collection) continue;
        if (row.part == schema::Part::header) header_ = id;
        if (row.part == schema::Part::school) school_ = id;
        const bool part = row.part != schema::Part::inside && row.part != schema::Part::frame;
        const bool repeats = row.max > 1 && row.collect_column.find(' ') == std::string_view::npos;
        if (part || repeats) rows_of_[id] = id;
        else if (row.parent != schema::kNoElement) rows_of_[id] = rows_of_[row.parent];
    }
}

void CollectLayout::add_tables() {
    for (const ElementId id : in_order_of_document(*plan_)) {
        const ElementRow& row = plan_->row(id);
        if (row.collect_table.empty() || rows_of_[id] == schema::kNoElement) continue;
        const std::size_t number = table_named(row.collect_table);
        if (tables_of_[rows_of_[id]] == kNoTable) {
            tables_of_[rows_of_[id]] = number;
            tables_[number].rows.push_back(rows_of_[id]);
        }
        if (tables_of_[rows_of_[id]] == number) add_columns(tables_[number], id);
    }
}

/// The table of these names, made where it is not there.
std::size_t CollectLayout::table_named(std::string_view words) {
    const TableNames names = names_of(words, term_name(census_term(plan_->edition())));
    if (const std::size_t known = find(names.name); known != kNoTable) return known;
    CollectTable table;
    table.name = names.name;
    table.key_attribute = collect_attribute(collect_key_column(names.name));
    table.order_attribute = collect_attribute(collect_order_column(names.name));
    table.other_names.assign(names.others.begin(), names.others.end());
    table.usual = usual_columns(names.name, plan_->edition());
    tables_.push_back(std::move(table));
    return tables_.size() - 1;
}

void CollectLayout::add_columns(CollectTable& table, ElementId item) const {
    std::size_t place = 0;
    for_each_word(plan_->row(item).collect_column, [&](std::string_view name) {
        auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                   [=](const CollectColumn& each) { return each.name == name; });
        if (column == table.columns.end()) column = table.columns.insert(column, {std::string(name), {}});
        column->items.push_back({item, place++});
    });
}

void CollectLayout::link_tables() {
    for (CollectTable& table : tables_)
        for (const ElementId row : table.rows) {
            const ElementId above = row_above(row);
            const std::size_t parent = above == schema::kNoElement ? kNoTable : tables_of_[above];
            if (parent != kNoTable && std::find(table.parents.begin(), table.parents.end(), parent) == table.parents.end())
                table.parents.push_back(parent);
        }
}

std::size_t CollectLayout::find(std::string_view name) const noexcept {
    for (std::size_t i = 0; i < tables_.size(); ++i) {
        const auto same = [=](std::string_view each) { return ascii::same_but_case(each, name); };
        if (same(tables_[i].name) || std::any_of(tables_[i].other_names.begin(), tables_[i].other_names.end(), same)) return i;
    }
    return kNoTable;
}

std::vector<std::string_view> CollectLayout::columns_of(ElementId value) const {
    std::vector<std::string_view> columns;
    const ElementId row = rows_of_[value];
    if (row == schema::kNoElement || tables_of_[row] == kNoTable) return columns;
    const CollectTable& table = tables_[tables_of_[row]];
    const bool here =
        find(names_of(plan_->row(value).collect_table, term_name(census_term(plan_->edition()))).name) == tables_of_[row];
    if (here)
        for_each_word(plan_->row(value).collect_column,
                      [&](std::string_view name) { columns.push_back(table.find(name)->name); });
    return columns;
}

bool CollectLayout::collects(ElementId element) const noexcept {
    for (; element != schema::kNoElement; element = plan_->row(element).parent)
        if (!plan_->in_edition(element)) return false;
    return true;
}

ElementId CollectLayout::row_above(ElementId row) const noexcept {
    const schema::Part part = plan_->row(row).part;
    if (part == schema::Part::header) return schema::kNoElement;
    if (part == schema::Part::school || part == schema::Part::record) return header_;
    return rows_of_[plan_->row(row).parent];
}

ElementId CollectLayout::row_below(std::size_t table, ElementId above) const noexcept {
    ElementId found = schema::kNoElement;
    for (const ElementId row : tables_[table].rows) {
        if (row_above(row) != above) continue;
        if (found == schema::kNoElement || (!collects(found) && collects(row))) found = row;
    }
    return found;
}

CollectItem CollectLayout::item_of(const CollectColumn& column, ElementId row) const noexcept {
    for (const CollectItem& item : column.items)
        if (row_of(item.element) == row && collects(item.element)) return item;
    return {};
}

bool CollectLayout::is_linked(ElementId row) const noexcept {
    const ElementId above = row_above(row);
    return above != schema::kNoElement && above != header_ && above != school_;
}

std::string collect_key_column(std::string_view table) { return std::string(table) + "tableid"; }
std::string collect_order_column(std::string_view table) { return std::string(table) + "orderseqcolumn"; }

std::vector<std::string> CollectLayout::ordered_columns(std::size_t number, std::span<const std::string> used) const {
    const CollectTable& table = tables_[number];
    std::vector<std::string> ordered{collect_key_column(table.name), std::string(kCollectNativeId),
                                     collect_order_column(table.name), std::string(kCollectSourceId)};
    const auto is_in = [](const auto& all, std::string_view one) { return std::find(all.begin(), all.end(), one) != all.end(); };
    const auto add = [&](std::string_view column) {
        if (!is_in(ordered, column)) ordered.emplace_back(column);
    };
    for (const std::size_t parent : table.parents)
        if (const std::string key = collect_key_column(tables_[parent].name); is_in(used, key)) add(key);
    for (const std::string_view column : table.usual) add(column);
    for (const CollectColumn& column : table.columns)
        if (is_in(used, column.name)) add(column.name);
    for (const std::string& column : used) add(column);
    return ordered;
}

}  // namespace cbds::formats
