#include "formats/table_rows.hpp"

#include <charconv>

namespace cbds::formats {
namespace {

using schema::ElementId;
using schema::kNoElement;

std::string_view write_number(std::uint64_t number, std::array<char, 20>& digits) {
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return {digits.data(), static_cast<std::size_t>(end - digits.data())};
}

}  // namespace

PartRows::PartRows(const TableLayout& layout, const schema::Plan& plan)
    : layout_(layout), places_(layout), irregular_(layout_, places_), tables_(layout.tables().size()) {
    find_labels(plan);
    for (std::size_t i = 0; i < tables_.size(); ++i) {
        const auto& columns = layout_.tables()[i].columns;
        tables_[i].cells.resize(columns.size());
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (columns[c].key == Key::number) tables_[i].number_column = c;
            if (columns[c].key == Key::within) tables_[i].within_column = c;
            if (columns[c].key == Key::roll) tables_[i].roll_column = c;
            if (columns[c].label_of != SIZE_MAX) tables_[i].labels.emplace_back(c, &labels_[columns[columns[c].label_of].type]);
        }
    }
}

/// Of several labels that a code has had, that of the edition counts.
void PartRows::find_labels(const schema::Plan& plan) {
    const auto collection = static_cast<std::size_t>(layout_.collection());
    for (const Table& table : layout_.tables()) {
        for (const Column& column : table.columns) {
            if (column.label_of == SIZE_MAX) continue;
            const schema::TypeId type = table.columns[column.label_of].type;
            Labels& labels = labels_[type];
            for (const schema::CodeRow& code : layout_.dictionary().codes(layout_.dictionary().type(type))) {
                const bool holds = code.editions[collection].holds(plan.edition().ordinal);
                if (holds) labels.insert_or_assign(code.code, code.label);
                else labels.emplace(code.code, code.label);
            }
        }
    }
}

void PartRows::put(const xml::Part& part, std::uint64_t record, RowSink& sink) {
    if (!layout_.whole() || irregular_.is_regular(part)) return put_rows(part, {}, record, sink);
    const std::span<const char> kept = irregular_.kept(part);
    put_rows(part, kept, record, sink);
    irregular_.put_facts(part, record, sink);
}

/// @param kept  by node: whether the tables hold it; empty: they hold all that they have a place for
void PartRows::put_rows(const xml::Part& part, std::span<const char> kept, std::uint64_t record, RowSink& sink) {
    for (OpenTable& table : tables_) table.number = 0;
    const auto count = static_cast<std::uint32_t>(part.nodes.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const xml::Node& node = part.nodes[i];
        // Also where a container without a row begins: what stands in it is no longer in the row before.
        while (!open_.empty() && node.parent < open_.back().node) close_row(record, sink);
        if (node.element == kNoElement || (!kept.empty() && kept[i] == 0)) continue;
        const TableLayout::Target target = layout_.target(node.element);
        if (target.table == UINT16_MAX) continue;
        if (places_[node.element].begins_row) open_row(part, i, target.table);
        if (target.column == UINT16_MAX) continue;
        Cell& cell = tables_[target.table].cells[target.column];
        if (!cell) cell = node.value();
    }
    while (!open_.empty()) close_row(record, sink);
}

void PartRows::open_row(const xml::Part& part, std::uint32_t node, std::uint16_t number) {
    OpenTable& table = tables_[number];
    table.cells.assign(table.cells.size(), std::nullopt);
    ++table.number;
    if (table.number_column != SIZE_MAX) table.cells[table.number_column] = write_number(table.number, table.number_text);
    const auto in_a_row = [&] { return !open_.empty() && layout_.dictionary().element(part.nodes[open_.back().node].element).part == schema::Part::inside; };
    if (table.within_column != SIZE_MAX && in_a_row())
        table.cells[table.within_column] = write_number(tables_[open_.back().table].number, table.within_text);
    if (table.roll_column != SIZE_MAX) {
        const schema::Roll roll = layout_.dictionary().element(part.nodes[node].element).roll;
        if (roll != schema::Roll::none) table.cells[table.roll_column] = roll == schema::Roll::on ? "on" : "off";
    }
    open_.push_back({node, number});
}

void PartRows::close_row(std::uint64_t record, RowSink& sink) {
    const std::uint16_t number = open_.back().table;
    OpenTable& table = tables_[number];
    for (const auto& [column, labels] : table.labels) {
        const Cell& code = table.cells[layout_.tables()[number].columns[column].label_of];
        if (!code) continue;
        if (const auto label = labels->find(*code); label != labels->end()) table.cells[column] = label->second;
    }
    open_.pop_back();
    sink.row(number, record, table.cells);
}

}  // namespace cbds::formats
