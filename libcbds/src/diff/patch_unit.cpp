#include "diff/patch_unit.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cbds::diff {
namespace {

using Kind = Operation::Kind;
using Target = Selector::Target;
using xml::Element;

Outcome failed(std::string reason) { return {false, std::move(reason), false}; }
Outcome done() { return {true, {}, false}; }

/// Why a selector finds nothing: what is wrong at the first step that nothing fits.
std::string why_nothing(const Element& top, const Selector& selector, std::size_t first) {
    const std::size_t found = depth_found(top, selector, first);
    Selector part = selector;
    part.steps.resize(first + found + 1);
    const std::vector<Condition> conditions = std::exchange(part.steps.back().conditions, {});
    if (find_all(top, part, first).empty()) return "it is not there";
    const bool own = std::any_of(conditions.begin(), conditions.end(), [](const Condition& each) { return each.path.empty(); });
    return own ? "it has another value than the patch expects" : "no entry has the keys that the patch expects";
}

bool same_content(const PatchContent& content, const Element& element) {
    return content.elements.size() == 1 && same_tree(content.elements.front(), element);
}

Outcome add_attribute(const Operation& operation, Element& target) {
    const bool there = std::any_of(target.attributes.begin(), target.attributes.end(),
                                   [&](const xml::ParsedAttribute& each) { return each.name == operation.attribute; });
    if (there) return failed("the attribute is there already");
    target.attributes.push_back({operation.attribute, operation.content.text});
    return done();
}

Outcome add_text(const Operation& operation, Element& target) {
    if (!target.children.empty()) return failed("it holds elements: a text cannot be added");
    target.text.insert(operation.position == Position::prepend ? 0 : target.text.size(), operation.content.text);
    return done();
}

void add_beside_unit(const Operation& operation, std::size_t number, Unit& unit) {
    std::vector<Sibling> added;
    for (const Element& each : operation.content.elements) added.push_back({each, number});
    const bool before = operation.position == Position::before;
    auto& list = before ? unit.before : unit.after;
    list.insert(before ? list.end() : list.begin(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
}

Outcome add_elements(const Operation& operation, std::size_t number, const Way& way, Unit& unit) {
    const bool beside = operation.position == Position::before || operation.position == Position::after;
    if (beside && way.empty()) {
        add_beside_unit(operation, number, unit);
        return done();
    }
    const Way parent_way(way.begin(), beside ? way.end() - 1 : way.end());
    Element& parent = element_at(*unit.element, parent_way);
    if (parent.children.empty() && !parent.text.empty() && parent.id != schema::kNoElement)
        return failed("it has a value: elements cannot be added");
    std::size_t place = operation.position == Position::prepend ? 0 : parent.children.size();
    if (beside) place = way.back() + (operation.position == Position::after ? 1 : 0);
    const auto& elements = operation.content.elements;
    parent.children.insert(parent.children.begin() + static_cast<std::ptrdiff_t>(place), elements.begin(), elements.end());
    return done();
}

/// Whether there is something already by the name that what is added will have.
bool is_there(const Operation& operation, std::size_t first, const Unit& unit) {
    return operation.added && operation.added->steps.size() > first && !find_all(*unit.element, *operation.added, first).empty();
}

Outcome add(const Operation& operation, std::size_t first, std::size_t number, const Way& way, Unit& unit) {
    Element& target = element_at(*unit.element, way);
    if (is_there(operation, first, unit)) return failed("it is there already");
    if (!operation.attribute.empty()) return add_attribute(operation, target);
    if (operation.content.elements.empty()) return add_text(operation, target);
    return add_elements(operation, number, way, unit);
}

/// Changes a text or an attribute, or takes it away.
Outcome change_value(const Operation& operation, Element& target) {
    const bool remove = operation.kind == Kind::remove;
    const bool checked = operation.removed.has_value();
    if (operation.selector.target == Target::text) {
        if (target.text.empty()) return failed("it has no text");
        if (checked && target.text != operation.removed->content.text) return failed("it has another value than the patch expects");
        target.text = remove ? std::string() : operation.content.text;
        return done();
    }
    const auto found = std::find_if(target.attributes.begin(), target.attributes.end(),
                                    [&](const xml::ParsedAttribute& each) { return each.name == operation.selector.attribute; });
    if (found == target.attributes.end()) return failed("the attribute is not there");
    if (checked && found->value != operation.removed->content.text) return failed("it has another value than the patch expects");
    if (remove) target.attributes.erase(found);
    else found->value = operation.content.text;
    return done();
}

Outcome change_element(const Operation& operation, const Way& way, Unit& unit) {
    Element& target = element_at(*unit.element, way);
    if (operation.removed && !same_content(operation.removed->content, target)) return failed("it does not hold what the patch expects");
    if (operation.kind == Kind::replace) {
        target = operation.content.elements.front();
    } else if (way.empty()) {
        unit.element.reset();
    } else {
        Element& parent = element_at(*unit.element, Way(way.begin(), way.end() - 1));
        parent.children.erase(parent.children.begin() + static_cast<std::ptrdiff_t>(way.back()));
    }
    return done();
}

}  // namespace

Outcome apply_to_unit(const Operation& operation, std::size_t first, std::size_t number, Unit& unit) {
    const std::vector<Way> ways = find_all(*unit.element, operation.selector, first);
    if (ways.empty()) return failed(why_nothing(*unit.element, operation.selector, first));
    if (ways.size() > 1) return failed(std::to_string(ways.size()) + " elements fit where one is expected");
    if (operation.kind == Kind::add) return add(operation, first, number, ways.front(), unit);
    if (operation.selector.target == Target::element) return change_element(operation, ways.front(), unit);
    return change_value(operation, element_at(*unit.element, ways.front()));
}

}  // namespace cbds::diff
