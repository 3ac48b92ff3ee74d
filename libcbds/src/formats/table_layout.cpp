#include "formats/table_layout.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace cbds::formats {
namespace {

using schema::Content;
using schema::ElementId;
using schema::ElementRow;
using schema::kNoElement;

ElementPlace place_of(const ElementRow& row, const std::vector<ElementPlace>& places, const schema::Dictionary& dictionary) {
    ElementPlace place;
    place.begins_row = begins_row(row);
    place.value = row.content == Content::value;
    place.free = row.content == Content::any;
    if (row.parent == kNoElement) return place;
    const ElementPlace& parent = places[row.parent];
    place.free |= parent.free;
    place.row = begins_row(dictionary.element(row.parent)) ? row.parent : parent.row;
    return place;
}

/// How sure it is that the element stands where it does.
schema::Confidence confidence_of(ElementId element, const schema::Dictionary& dictionary) {
    schema::Confidence least = schema::Confidence::certain;
    for (; element != kNoElement; element = dictionary.element(element).parent)
        least = std::min(least, dictionary.element(element).confidence);
    return least;
}

}  // namespace

ElementPlaces::ElementPlaces(const TableLayout& layout) : places_(layout.dictionary().elements().size()) {
    const schema::Dictionary& dictionary = layout.dictionary();
    for (std::size_t i = 0; i < places_.size(); ++i)
        if (dictionary.elements()[i].collection == layout.collection()) places_[i] = place_of(dictionary.elements()[i], places_, dictionary);
    find_rivals(layout);
}

void ElementPlaces::find_rivals(const TableLayout& layout) {
    std::map<std::tuple<ElementId, std::uint16_t, std::uint16_t>, std::vector<ElementId>> groups;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const auto element = static_cast<ElementId>(i);
        const TableLayout::Target target = layout.target(element);
        if (target.table == UINT16_MAX || places_[i].row == kNoElement) continue;
        // A repeated value has a row and a column: its rows are what could be confused.
        groups[{places_[i].row, target.table, places_[i].begins_row ? UINT16_MAX : target.column}].push_back(element);
    }
    for (const auto& [key, elements] : groups) {
        if (elements.size() == 1) continue;
        const auto surer = [&](ElementId a, ElementId b) { return confidence_of(a, layout.dictionary()) < confidence_of(b, layout.dictionary()); };
        const ElementId best = *std::max_element(elements.begin(), elements.end(), surer);
        ++rivals_;
        for (const ElementId element : elements) {
            places_[element].rivals = rivals_;
            places_[element].preferred = element == best;
        }
    }
}

}  // namespace cbds::formats
