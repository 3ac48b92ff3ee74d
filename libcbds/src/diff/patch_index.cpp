#include "diff/patch_index.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::diff {
namespace {

using schema::ElementId;
using schema::kNoElement;
using xml::Element;
using Kind = Operation::Kind;
using Target = Selector::Target;

template <typename Work>
void for_each_value(const Element& element, ElementId item, const Work& work) {
    if (element.id == item) work(element.text);
    for (const Element& child : element.children) for_each_value(child, item, work);
}

ElementId child_of(ElementId parent, std::string_view name, const schema::Plan& plan) {
    return parent == kNoElement ? kNoElement : plan.find_child(parent, name).element;
}

std::size_t first_behind(const std::vector<std::size_t>& numbers, std::size_t behind) {
    const auto found = behind == kNoOperation ? numbers.begin() : std::upper_bound(numbers.begin(), numbers.end(), behind);
    return found == numbers.end() ? kNoOperation : *found;
}

}  // namespace

void tie(Element& element, ElementId parent, const schema::Plan& plan) {
    element.id = child_of(parent, element.name, plan);
    for (Element& child : element.children) tie(child, element.id, plan);
}

PatchIndex::PatchIndex(std::vector<Operation> operations, const schema::Plan& plan, const std::string& name)
    : plan_(plan), name_(name), operations_(std::move(operations)) {
    routes_.reserve(operations_.size());
    for (std::size_t i = 0; i < operations_.size(); ++i) {
        const Route& found = routes_.emplace_back(route(operations_[i].selector));
        check(operations_[i], found);
        tie_content(operations_[i]);
        add(i, found);
    }
}

PatchIndex::Route PatchIndex::route(const Selector& selector) const {
    const auto& steps = selector.steps;
    Route made{kNoElement, std::nullopt, 0};
    if (!ascii::same_but_case(steps.front().name, plan_.row(plan_.root()).name)) return made;
    made.frame = plan_.root();
    for (std::size_t i = 1; i < steps.size(); ++i) {
        made.first = i;
        const ElementId child = child_of(made.frame, steps[i].name, plan_);
        if (child == kNoElement || plan_.row(child).part != schema::Part::frame) {
            made.unit = child;
            return made;
        }
        made.frame = child;
    }
    return made;
}

void PatchIndex::check(const Operation& operation, const Route& route) const {
    const auto refuse = [&](const char* reason) { throw DocumentError(name_ + ':' + std::to_string(operation.line) + ": " + reason); };
    if (route.frame == kNoElement) return;
    const auto& steps = operation.selector.steps;
    const std::size_t frames = route.unit ? route.first : steps.size();
    for (std::size_t i = 0; i < frames; ++i)
        for (const Condition& each : steps[i].conditions)
            if (each.attribute.empty() || !each.path.empty() || i + 1 < steps.size())
                refuse("a condition on an element that encloses the records is not understood");
    if (route.unit) return;
    const bool text = operation.kind == Kind::add && operation.attribute.empty() && operation.content.elements.empty();
    if (text || operation.selector.target == Target::text) refuse("an element that encloses the records has no text");
    if (operation.selector.target != Target::element) return;
    if (operation.kind == Kind::replace) refuse("an element that encloses the records cannot be replaced");
    if (operation.kind == Kind::remove && route.frame == plan_.root()) refuse("the root cannot be removed");
}

void PatchIndex::tie_content(Operation& operation) const {
    const auto& steps = operation.selector.steps;
    const bool child = operation.kind == Kind::add && (operation.position == Position::append || operation.position == Position::prepend);
    ElementId parent = plan_.root();
    for (std::size_t i = 1; i < steps.size() - (child ? 0 : 1); ++i) parent = child_of(parent, steps[i].name, plan_);
    for (Element& each : operation.content.elements) tie(each, parent, plan_);
}

bool PatchIndex::is_record(const Route& route) const noexcept {
    return route.unit && *route.unit != kNoElement && plan_.row(*route.unit).part == schema::Part::record;
}

bool PatchIndex::of_record(std::size_t operation) const noexcept { return is_record(routes_[operation]); }

bool PatchIndex::adds_record(std::size_t operation) const noexcept {
    const Operation& about = operations_[operation];
    if (routes_[operation].unit || about.kind != Kind::add || !about.added) return false;
    const Route added = route(*about.added);
    return is_record(added) && added.first + 1 == about.added->steps.size();
}

/// A value that the unit has to have somewhere for the operation to concern it.
std::optional<std::pair<ElementId, std::string>> PatchIndex::key(const Selector& selector, const Route& route) const {
    const auto& steps = selector.steps;
    ElementId at = *route.unit;
    if (!is_record(route)) return std::nullopt;  // there are few of the others
    for (std::size_t i = route.first; i < steps.size() && at != kNoElement; ++i) {
        if (i > route.first) at = child_of(at, steps[i].name, plan_);
        for (const Condition& each : steps[i].conditions) {
            ElementId item = at;
            for (const std::string& name : each.path) item = child_of(item, name, plan_);
            if (each.attribute.empty() && item != kNoElement && plan_.row(item).content == schema::Content::value) return {{item, each.value}};
        }
    }
    return std::nullopt;
}

void PatchIndex::add(std::size_t number, const Route& route) {
    if (route.frame == kNoElement) return;
    if (!route.unit) {
        frames_[route.frame].push_back(number);
        if (adds_record(number)) add_to_unit(number, *operations_[number].added, this->route(*operations_[number].added));
        return;
    }
    add_to_unit(number, operations_[number].selector, route);
}

void PatchIndex::add_to_unit(std::size_t number, const Selector& selector, const Route& route) {
    const ElementId unit = *route.unit;
    const std::string& name = selector.steps[route.first].name;
    UnitOperations& of_unit = units_[unit == kNoElement ? UnitKey(route.frame, name) : UnitKey(unit, {})];
    const auto found = key(selector, route);
    if (!found) {
        of_unit.others.push_back(number);
        return;
    }
    auto group = std::find_if(of_unit.groups.begin(), of_unit.groups.end(), [&](const KeyGroup& each) { return each.item == found->first; });
    if (group == of_unit.groups.end()) group = of_unit.groups.insert(group, {found->first, {}});
    group->by_value[found->second].push_back(number);
}

const std::vector<std::size_t>& PatchIndex::of_frame(ElementId frame) const {
    static const Numbers kNone;
    const auto found = frames_.find(frame);
    return found == frames_.end() ? kNone : found->second;
}

const PatchIndex::UnitOperations* PatchIndex::operations_of(ElementId unit, ElementId frame, std::string_view name) const {
    const auto found = units_.find(unit == kNoElement ? UnitKey(frame, name) : UnitKey(unit, {}));
    return found == units_.end() ? nullptr : &found->second;
}

bool PatchIndex::concerns(const xml::Part& part) const {
    const UnitOperations* const found = operations_of(part.element(), kNoElement, {});
    if (found == nullptr) return false;
    if (!found->others.empty()) return true;
    for (const KeyGroup& group : found->groups)
        for (const xml::Node& node : part.nodes)
            if (node.element == group.item && group.by_value.find(node.value()) != group.by_value.end()) return true;
    return false;
}

std::size_t PatchIndex::next(const Element& unit, ElementId frame, std::size_t behind) const {
    const UnitOperations* const found = operations_of(unit.id, frame, unit.name);
    if (found == nullptr) return kNoOperation;
    std::size_t next = first_behind(found->others, behind);
    for (const KeyGroup& group : found->groups) {
        for_each_value(unit, group.item, [&](const std::string& value) {
            const auto numbers = group.by_value.find(value);
            if (numbers != group.by_value.end()) next = std::min(next, first_behind(numbers->second, behind));
        });
    }
    return next;
}

}  // namespace cbds::diff
