#include "diff/element_pairs.hpp"

#include "diff/sibling_pairing.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace cbds::diff {
namespace {

/// The children of one item in both elements.
struct SiblingGroup {
    std::size_t place = 0;  ///< of the item in the dictionary
    Siblings before;
    Siblings after;
};

/// Sorts the children of any two elements into those of one item, by name.
class SiblingSorter {
public:
    SiblingSorter(const xml::Element& after, const schema::Dictionary& dictionary, const ValueOptions& options)
        : after_(item_row(after, dictionary)), dictionary_(dictionary), options_(options) {}

    void add(const xml::Element& element, Siblings SiblingGroup::*side) {
        const auto [found, is_new] = places_.try_emplace(item_name(element, dictionary_, options_), groups_.size());
        if (is_new) groups_.push_back({place_of(element), {}, {}});
        SiblingGroup& mine = groups_[found->second];
        mine.place = std::min(mine.place, place_of(element));
        (mine.*side).push_back(&element);
    }

    [[nodiscard]] std::vector<SiblingGroup> sorted() && {
        std::stable_sort(groups_.begin(), groups_.end(), [](const SiblingGroup& a, const SiblingGroup& b) { return a.place < b.place; });
        return std::move(groups_);
    }

private:
    /// Among the children of the new element, which may be on another roll than the old one.
    [[nodiscard]] std::size_t place_of(const xml::Element& element) const noexcept {
        const schema::ElementRow* const row = item_row(element, dictionary_);
        if (row == nullptr) return std::numeric_limits<std::size_t>::max();
        if (row->parent == schema::kNoElement) return 0;
        const schema::ElementRow* const parent = &dictionary_.element(row->parent);
        if (after_ != nullptr && parent != after_) {
            const auto rows = dictionary_.elements().subspan(after_->first_child, after_->child_count);
            const auto found = std::find_if(rows.begin(), rows.end(), [&](const schema::ElementRow& each) { return each.name == row->name; });
            if (found != rows.end()) return static_cast<std::size_t>(found - rows.begin());
        }
        return static_cast<std::size_t>(element.id - parent->first_child);
    }

    const schema::ElementRow* after_;
    const schema::Dictionary& dictionary_;
    const ValueOptions& options_;
    std::vector<SiblingGroup> groups_;
    std::unordered_map<std::string_view, std::size_t> places_;
};

/// The children in the order of the dictionary; nothing where one of them is not in it, or not by its name as it counts.
std::optional<Siblings> children_in_order(const xml::Element& parent, const schema::Dictionary& dictionary, const ValueOptions& options) {
    Siblings children;
    children.reserve(parent.children.size());
    for (const xml::Element& child : parent.children) {
        if (child.id == schema::kNoElement || (options.as_written && child.name != dictionary.element(child.id).name)) return std::nullopt;
        children.push_back(&child);
    }
    const auto stands_before = [](const xml::Element* a, const xml::Element* b) { return a->id < b->id; };
    if (!std::is_sorted(children.begin(), children.end(), stands_before)) std::stable_sort(children.begin(), children.end(), stands_before);
    return children;
}

/// Where the run of one item ends that begins at a place.
std::size_t end_of_run(const Siblings& siblings, std::size_t place, schema::ElementId item) noexcept {
    while (place < siblings.size() && siblings[place]->id == item) ++place;
    return place;
}

/// Goes through the children of two elements of one row, both in the order of the dictionary.
void pair_in_order(const Siblings& before, const Siblings& after, const schema::Dictionary& dictionary, SiblingPairing& pairing,
                   std::vector<ElementPair>& pairs) {
    for (std::size_t i = 0, j = 0; i < before.size() || j < after.size();) {
        const bool is_old = j == after.size() || (i < before.size() && before[i]->id <= after[j]->id);
        const schema::ElementId item = is_old ? before[i]->id : after[j]->id;
        const std::size_t old_end = end_of_run(before, i, item);
        const std::size_t new_end = end_of_run(after, j, item);
        const bool is_single = old_end - i == 1 && new_end - j == 1 && dictionary.element(item).max == 1;
        if (is_single) pairs.push_back({before[i], after[j]});
        else pairing.pair(std::span(before).subspan(i, old_end - i), std::span(after).subspan(j, new_end - j), pairs);
        i = old_end;
        j = new_end;
    }
}

}  // namespace

std::vector<ElementPair> pair_children(const xml::Element& before, const xml::Element& after, const schema::Dictionary& dictionary,
                                       const ValueOptions& options) {
    std::vector<ElementPair> pairs;
    if (before.children.empty() && after.children.empty()) return pairs;
    pairs.reserve(std::max(before.children.size(), after.children.size()));
    SiblingPairing pairing(dictionary, options);
    if (before.id == after.id || before.children.empty() || after.children.empty()) {
        const auto old_children = children_in_order(before, dictionary, options);
        const auto new_children = children_in_order(after, dictionary, options);
        if (old_children && new_children) {
            pair_in_order(*old_children, *new_children, dictionary, pairing, pairs);
            return pairs;
        }
    }
    SiblingSorter sorter(after, dictionary, options);
    for (const xml::Element& child : before.children) sorter.add(child, &SiblingGroup::before);
    for (const xml::Element& child : after.children) sorter.add(child, &SiblingGroup::after);
    for (const SiblingGroup& group : std::move(sorter).sorted()) pairing.pair(group.before, group.after, pairs);
    return pairs;
}

bool same_element(const xml::Element& a, const xml::Element& b, const schema::Dictionary& dictionary, const ValueOptions& options) {
    if (is_identical(a, b)) return true;
    const ElementForm forms(dictionary, options);
    return forms.form(a) == forms.form(b);
}

}  // namespace cbds::diff
