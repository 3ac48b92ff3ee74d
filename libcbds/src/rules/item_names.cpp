/// Where the items stand that a rule's row names.

#include "rules/code_book.hpp"
#include "rules/condition.hpp"
#include "rules/row_fault.hpp"
#include "rules/words.hpp"

#include <algorithm>

namespace cbds::rules {

using schema::ElementId;
using schema::kNoElement;

namespace {

bool ends_with_path(std::string_view path, std::string_view name) {
    return path == name || (path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '/');
}

/// The nearest element around two others, themselves included.
ElementId common_ancestor(const schema::Plan& plan, ElementId a, ElementId b) {
    while (a != b) {
        // Parents come before children.
        if (a > b) a = plan.row(a).parent;
        else b = plan.row(b).parent;
    }
    return a;
}

/// The children of the root that play a part.
ElementId part_of_role(const schema::Plan& plan, schema::Part role) {
    const schema::PlanElement& root = plan.element(plan.root());
    for (unsigned i = 0; i < root.child_count; ++i) {
        const auto id = static_cast<ElementId>(root.first_child + i);
        if (plan.in_edition(id) && plan.row(id).part == role) return id;
    }
    return kNoElement;
}

/// All elements below one that end in a name.
void find_below(const schema::Plan& plan, ElementId parent, std::string_view name, std::vector<ElementId>& found) {
    const schema::PlanElement& element = plan.element(parent);
    for (unsigned i = 0; i < element.child_count; ++i) {
        const auto id = static_cast<ElementId>(element.first_child + i);
        if (ends_with_path(plan.row(id).path, name)) found.push_back(id);
        find_below(plan, id, name, found);
    }
}

}  // namespace

NodeNumber ItemColumn::around(const Scope& scope) const noexcept {
    if (within == kNoElement || place != Place::part) return 0;
    NodeNumber ancestor = scope.instance;
    while (ancestor != 0 && scope.view.node(ancestor).element != within) ancestor = scope.view.node(ancestor).parent;
    return ancestor;
}

NodeNumber ItemColumn::find_elsewhere(const Scope& scope) const noexcept {
    const PartView* where = element == kNoElement ? nullptr : view(scope);
    if (where == nullptr) return 0;
    const NodeNumber ancestor = around(scope);
    return ancestor != 0 && element == within ? ancestor : where->first_below(ancestor, element);
}

ItemNames::ItemNames(const schema::Plan& plan, const Rule& rule, ElementId part, ElementId each)
    : plan_(plan), rule_(rule), part_(part), each_(each) {}

ItemColumn ItemNames::at_path(std::string_view path) const {
    ItemColumn column;
    column.element = CodeBook::item_below(plan_, part_, path);
    if (column.element == kNoElement || each_ == kNoElement) return column;
    const ElementId around = common_ancestor(plan_, column.element, each_);
    if (around != part_) column.within = around;
    return column;
}

ItemColumn ItemNames::resolve(std::string_view name) const {
    if (name.starts_with("school:")) return of_other_part(schema::Part::school, name.substr(7));
    if (name.starts_with("header:")) return of_other_part(schema::Part::header, name.substr(7));
    ItemColumn best;
    std::size_t depth = 0;
    bool listed = false;
    for_each_word(rule_.items, [&](std::string_view path) {
        if (!ends_with_path(path, name)) return;
        listed = true;
        const ItemColumn column = at_path(path);
        if (column.element == kNoElement) return;
        const std::size_t shared = column.within == kNoElement ? 1 : plan_.row(column.within).path.size() + 1;
        if (shared <= depth) return;
        depth = shared;
        best = column;
    });
    if (!listed) fail(rule_, "its items have no", name);
    return best;
}

ItemColumn ItemNames::of_other_part(schema::Part role, std::string_view name) const {
    ItemColumn column;
    column.place = role == schema::Part::school ? ItemColumn::Place::school : ItemColumn::Place::header;
    const ElementId part = part_of_role(plan_, role);
    if (part == kNoElement) return column;
    std::vector<ElementId> found;
    find_below(plan_, part, name, found);
    if (found.empty()) fail(rule_, "the dictionary has no such item", name);
    const auto live = std::find_if(found.begin(), found.end(), [&](ElementId id) { return plan_.in_edition(id); });
    if (live != found.end()) column.element = *live;
    return column;
}

}  // namespace cbds::rules
