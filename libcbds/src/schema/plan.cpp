#include "cbds/schema/plan.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace cbds::schema {
namespace {

/// Whether a list of words separated by spaces holds the word, whatever its letter case.
bool holds_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (ascii::same_but_case(list.substr(0, end), word)) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

}  // namespace

Plan::Plan(const Dictionary& dictionary, Edition edition) : dictionary_(&dictionary), edition_(edition) {
    root_ = dictionary.collection(edition.collection).root;
    const auto of_collection = [&](const ElementRow& row) { return row.collection == edition.collection; };
    const auto rows = dictionary.elements();
    const auto begin = std::find_if(rows.begin(), rows.end(), of_collection);
    const auto end = std::find_if_not(begin, rows.end(), of_collection);
    first_ = static_cast<ElementId>(begin - rows.begin());
    elements_.resize(static_cast<std::size_t>(end - begin));

    std::map<TypeId, std::uint16_t> type_places;
    for (auto row = begin; row != end; ++row) {
        PlanElement& element = elements_[static_cast<std::size_t>(row - begin)];
        element.content = row->content;
        element.part = row->part;
        element.parent = row->parent;
        element.first_child = row->first_child;
        element.child_count = row->child_count;
        element.max = row->max;
        element.choice = row->choice;
        element.min = dictionary.minimum(*row, edition.ordinal);
        const bool parent_is_in = row->parent == kNoElement || in_edition(row->parent);
        if (!parent_is_in || !row->in_edition(edition)) continue;
        element.name = row->name;
        if (row->part == Part::record) records_.push_back(static_cast<ElementId>(row - rows.begin()));
        if (row->content != Content::value) continue;
        const auto [place, is_new] = type_places.try_emplace(row->type, static_cast<std::uint16_t>(types_.size()));
        if (is_new) types_.emplace_back(dictionary, row->type, edition);
        element.type = place->second;
    }
    for (std::size_t i = 0; i < elements_.size(); ++i) add_children(static_cast<ElementId>(first_ + i));
}

void Plan::add_children(ElementId parent) {
    PlanElement& element = elements_[parent - first_];
    unsigned place = 0;
    for (unsigned i = 0; i < element.child_count; ++i) {
        PlanElement& child = elements_[element.first_child + i - first_];
        if (child.name.empty()) continue;
        if (place == 64) throw DictionaryError(std::string(row(parent).path) + " has more than 64 children in one edition");
        child.place = static_cast<std::uint8_t>(place++);
        if (child.choice != 0) element.has_choice = true;
        if (child.min > 0 && child.choice == 0) element.required |= std::uint64_t{1} << child.place;
    }
}

ElementId Plan::exact_child(ElementId parent, std::string_view name) const noexcept {
    if (name.empty()) return kNoElement;  // the name that elements of other editions have here
    const PlanElement& of = element(parent);
    for (unsigned i = 0; i < of.child_count; ++i)
        if (elements_[of.first_child + i - first_].name == name) return static_cast<ElementId>(of.first_child + i);
    return kNoElement;
}

FoundName Plan::find_child(ElementId parent, std::string_view name) const noexcept {
    if (const ElementId id = exact_child(parent, name); id != kNoElement) return {id, NameMatch::exact};
    const PlanElement& of = element(parent);
    FoundName found;
    for (unsigned i = 0; i < of.child_count; ++i) {
        const auto id = static_cast<ElementId>(of.first_child + i);
        const ElementRow& child = row(id);
        if (child.name == name) return {id, NameMatch::other_edition};
        if (!ascii::same_but_case(child.name, name) && !holds_word(child.aliases, name)) continue;
        if (found.match == NameMatch::none || (in_edition(id) && !in_edition(found.element))) found = {id, NameMatch::alias};
    }
    return found;
}

}  // namespace cbds::schema
