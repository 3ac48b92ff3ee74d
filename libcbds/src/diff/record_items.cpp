#include "diff/record_items.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <initializer_list>

namespace cbds::diff {
namespace {

using schema::ElementId;
using schema::kNoElement;

/// Whether an element stands in a record, and not in an entry of a repeated structure there: a contact has names too.
bool is_once_in(const schema::Dictionary& dictionary, ElementId element, ElementId record) {
    for (; element != record; element = dictionary.element(element).parent)
        if (element == kNoElement || element < record || dictionary.element(element).max != 1) return false;
    return true;
}

/// The first item of one of these names, the most wanted name first. Rows of a record stand behind its own, those of items
/// that stand higher before those that stand deeper.
ElementId item_named(const schema::Dictionary& dictionary, ElementId record, std::initializer_list<std::string_view> names) {
    const auto rows = dictionary.elements();
    for (const std::string_view name : names)
        for (std::size_t id = record + 1U; id < rows.size() && rows[id].collection == rows[record].collection; ++id)
            if (rows[id].name == name && rows[id].content == schema::Content::value && is_once_in(dictionary, static_cast<ElementId>(id), record))
                return static_cast<ElementId>(id);
    return kNoElement;
}

RecordItems items_of(const schema::Dictionary& dictionary, ElementId record) {
    const auto item = [&](std::initializer_list<std::string_view> names) { return item_named(dictionary, record, names); };
    RecordItems items;
    items.record = record;
    items.upn = item({"UPN"});
    items.former_upn = item({"FormerUPN"});
    items.uln = item({"UniqueLearnerNumber", "ULN"});
    items.surname = item({"Surname"});
    items.forename = item({"Forename"});
    items.birth_date = item({"DOB"});
    items.year_group = item({"NCyearActual", "NCyearLeaving"});
    return items;
}

const xml::Element* find_element(const xml::Element& parent, ElementId item) {
    for (const xml::Element& child : parent.children) {
        if (child.id == item) return &child;
        if (child.children.empty()) continue;
        if (const xml::Element* const found = find_element(child, item)) return found;
    }
    return nullptr;
}

}  // namespace

std::vector<RecordItems> record_items(const schema::Dictionary& dictionary, schema::Collection collection) {
    std::vector<RecordItems> items;
    const auto rows = dictionary.elements();
    for (std::size_t id = 0; id < rows.size(); ++id) {
        const bool is_record = rows[id].collection == collection && rows[id].part == schema::Part::record;
        if (is_record) items.push_back(items_of(dictionary, static_cast<ElementId>(id)));
    }
    return items;
}

RecordItems items_of(std::span<const RecordItems> items, ElementId record) noexcept {
    const auto found = std::find_if(items.begin(), items.end(), [=](const RecordItems& each) { return each.record == record; });
    return found == items.end() ? RecordItems() : *found;
}

std::string value_of(const xml::Element& record, schema::ElementId item) {
    if (item == kNoElement) return {};
    const xml::Element* const found = find_element(record, item);
    return found == nullptr ? std::string() : std::string(ascii::trimmed(found->text));
}

}  // namespace cbds::diff
