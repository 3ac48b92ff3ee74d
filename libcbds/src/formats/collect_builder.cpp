#include "formats/collect_builder.hpp"

#include "formats/collect_cell.hpp"
#include "formats/collect_names.hpp"
#include "formats/collect_rows.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <utility>

namespace cbds::formats {
namespace {

using schema::ElementId;
using xml::Element;

bool ends_with(std::string_view text, std::string_view suffix) {
    return text.size() >= suffix.size() && ascii::same_but_case(text.substr(text.size() - suffix.size()), suffix);
}

std::size_t count_of(const Element& parent, ElementId child) {
    return static_cast<std::size_t>(
        std::count_if(parent.children.begin(), parent.children.end(), [=](const Element& each) { return each.id == child; }));
}

}  // namespace

bool is_collect_own(std::string_view table, std::string_view column) {
    if (ends_with(column, "tableid") || ends_with(column, "orderseqcolumn")) return true;
    if (ascii::same_but_case(column, kCollectNativeId) || ascii::same_but_case(column, kCollectSourceId)) return true;
    const auto rows = collect_unmapped_rows();
    return std::any_of(rows.begin(), rows.end(), [=](const CollectUnmappedRow& each) {
        return each.table == table && ascii::same_but_case(each.column, column);
    });
}

void CollectNotes::tell(std::string file, std::uint64_t row, std::string column, std::string message) const {
    if (options_->note) options_->note({std::move(file), row, std::move(column), std::move(message)});
}

void CollectNotes::tell_once(const std::string& file, const std::string& column, const std::string& message) {
    if (told_.insert(file + '\n' + column + '\n' + message).second) tell(file, 0, column, message);
}

Element CollectBuilder::empty(ElementId element) const {
    return {element, std::string(layout_->plan().row(element).name), {}, {}, {}};
}

const std::vector<CollectBuilder::Binding>& CollectBuilder::bindings(std::size_t source, ElementId row) {
    auto& known = bindings_[{source, row}];
    const CollectSource& file = (*sources_)[source];
    if (!known.empty() || file.columns.empty()) return known;
    for (std::size_t i = 0; i < file.columns.size(); ++i) known.push_back(bind(file, i, row));
    // The first of several columns of an item is asked first.
    std::stable_sort(known.begin(), known.end(), [](const Binding& a, const Binding& b) { return a.place < b.place; });
    return known;
}

CollectBuilder::Binding CollectBuilder::bind(const CollectSource& source, std::size_t column, ElementId row) {
    const std::string& name = source.columns[column];
    Binding binding{column, schema::kNoElement, 0, collect_attribute(name)};
    if (is_collect_own(source.table_name, name)) return binding;
    const CollectColumn* const found = layout_->tables()[source.table].find(name);
    const CollectItem item = found == nullptr ? CollectItem{} : layout_->item_of(*found, row);
    if (item.element != schema::kNoElement) {
        binding.item = item.element;
        binding.place = item.place;
        return binding;
    }
    const auto here = [&](const CollectItem& each) { return layout_->row_of(each.element) == row; };
    const bool known = found != nullptr && std::any_of(found->items.begin(), found->items.end(), here);
    const std::string edition = schema::edition_name(layout_->plan().edition());
    notes_->tell_once(
        source.file, name,
        known ? edition + " does not have this column; it is carried along" : "no item has this column; it is carried along");
    return binding;
}

Element CollectBuilder::build(const CollectRow& row, ElementId element) {
    Element made = empty(element);
    const CollectSource& source = (*sources_)[row.source];
    const auto cells = row.cells.all();
    for (const Binding& binding : bindings(row.source, element)) {
        const auto cell = std::lower_bound(cells.begin(), cells.end(), binding.column,
                                           [](const auto& each, std::size_t column) { return each.first < column; });
        if (cell == cells.end() || cell->first != binding.column) continue;
        if (binding.item == schema::kNoElement) carry(made, source, binding, cell->second);
        else add_value(made, source, row, binding, cell->second);
    }
    if (row.key.empty() && !options_->drop_keys) made.attributes.push_back({std::string(kRowKeyless), "true"});
    return made;
}

void CollectBuilder::carry(Element& element, const CollectSource& source, const Binding& binding, std::string_view cell) {
    if (!options_->drop_keys) element.attributes.push_back({binding.attribute, std::string(cell)});
    else notes_->tell_once(source.file, source.columns[binding.column], "no item has this column; it is left out");
}

void CollectBuilder::add_value(Element& row_element, const CollectSource& source, const CollectRow& row, const Binding& binding,
                               std::string_view cell) {
    const schema::ElementRow& item = layout_->plan().row(binding.item);
    if (binding.item == row_element.id) return set_value(row_element, source, row, binding, cell);
    const ElementId above = item.parent;
    Element& parent = above == row_element.id ? row_element : descend(row_element, above);
    const std::size_t before = count_of(parent, binding.item);
    if (item.max <= 1 && before != 0) return carry(row_element, source, binding, cell);
    Element& value = insert_child(parent, empty(binding.item));
    set_value(value, source, row, binding, cell);
    if (binding.place == before) return;
    if (!options_->drop_keys) value.attributes.push_back({std::string(kAsColumn), source.columns[binding.column]});
    notes_->tell(source.file, row.number, source.columns[binding.column], "the column before it is empty");
}

/// The value of a cell. What would be written back in another form, or is not good for its item, is told.
void CollectBuilder::set_value(Element& value, const CollectSource& source, const CollectRow& row, const Binding& binding,
                               std::string_view cell) {
    const schema::Plan& plan = layout_->plan();
    const schema::ValueType& type = plan.type(plan.element(binding.item));
    const std::string& column = source.columns[binding.column];
    value.text = value_of_collect_cell(cell, type.row().base);
    if (const auto whole = options_->whole_numbers ? whole_number_of_collect_cell(cell, type.row()) : std::nullopt) {
        value.text = *whole;
        notes_->tell(source.file, row.number, column, "read as a whole number, without its .0");
    }
    const bool another_form = collect_cell_of(value.text, type.row().base) != cell;
    if (another_form && !options_->drop_keys) value.attributes.push_back({std::string(kAsWritten), std::string(cell)});
    if (another_form && value.text == cell)
        notes_->tell(source.file, row.number, column, "not written as COLLECT writes it; taken as it stands");
    const std::string fault = describe_collect_fault(type.check(value.text), type.row());
    if (!fault.empty()) notes_->tell(source.file, row.number, column, fault + "; kept as it stands");
}

/// The element of that row of the dictionary below another one, made where it is not there.
Element& CollectBuilder::descend(Element& from, ElementId to) const {
    std::vector<ElementId> way;
    for (; to != from.id; to = layout_->plan().row(to).parent) way.push_back(to);
    Element* at = &from;
    for (auto step = way.rbegin(); step != way.rend(); ++step) {
        const auto found =
            std::find_if(at->children.begin(), at->children.end(), [=](const Element& each) { return each.id == *step; });
        at = found != at->children.end() ? &*found : &insert_child(*at, empty(*step));
    }
    return *at;
}

Element& CollectBuilder::place(Element& above, Element row) const {
    const ElementId parent = layout_->plan().row(row.id).parent;
    return insert_child(parent == above.id ? above : descend(above, parent), std::move(row));
}

}  // namespace cbds::formats
