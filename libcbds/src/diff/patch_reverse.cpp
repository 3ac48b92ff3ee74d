#include "diff/patch_operation.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cbds::diff {
namespace {

using Kind = Operation::Kind;
using Target = Selector::Target;
using xml::Element;

constexpr const char* kNotKept = "it cannot be taken back: what it removes is not kept in the patch (as <cbds:removed> before it)";

/// The names from one step to the end of a selector, the step's own left out.
std::vector<std::string> names_behind(const Selector& selector, std::size_t step) {
    std::vector<std::string> names;
    for (std::size_t i = step + 1; i < selector.steps.size(); ++i) names.push_back(selector.steps[i].name);
    return names;
}

/// The conditions of all steps that speak of the text or the attribute at the end get the other value.
void change_value(Selector& selector, const std::string& before, const std::string& after) {
    for (std::size_t i = 0; i < selector.steps.size(); ++i) {
        const std::vector<std::string> names = names_behind(selector, i);
        for (Condition& each : selector.steps[i].conditions)
            if (each.path == names && each.attribute == selector.attribute && each.value == before) each.value = after;
    }
}

/// The value of the condition of the last step about its own text or attribute.
const Condition* own_condition(const Selector& selector) {
    const auto& conditions = selector.steps.back().conditions;
    const auto found = std::find_if(conditions.begin(), conditions.end(),
                                    [&](const Condition& each) { return each.path.empty() && each.attribute == selector.attribute; });
    return found == conditions.end() ? nullptr : &*found;
}

/// What stood where a text or an attribute is changed.
std::string old_value(const Operation& operation) {
    if (const Condition* const own = own_condition(operation.selector)) return own->value;
    if (!operation.removed) throw SelectorFault("it cannot be taken back: its selector does not name the old value ([.='old'])");
    return operation.removed->content.text;
}

/// The selector of a text or an attribute with the value that it has behind the operation.
Selector with_value(Selector selector, const std::string& before, const std::string& after) {
    change_value(selector, before, after);
    if (own_condition(selector) == nullptr) selector.steps.back().conditions.push_back({{}, selector.attribute, after});
    return selector;
}

void drop_conditions(Selector& selector) {
    for (std::size_t i = 0; i < selector.steps.size(); ++i) {
        const std::vector<std::string> names = names_behind(selector, i);
        std::erase_if(selector.steps[i].conditions, [&](const Condition& each) { return each.path == names && each.attribute == selector.attribute; });
    }
}

/// The value that an element has for a condition: the one wanted, if it has that; nothing where it has none.
std::optional<std::string> value_for(const Element& element, const Condition& condition, std::size_t level) {
    if (level < condition.path.size()) {
        std::optional<std::string> found;
        for (const Element& child : element.children) {
            if (child.name != condition.path[level]) continue;
            auto value = value_for(child, condition, level + 1);
            if (value && (!found || *value == condition.value)) found = std::move(value);
        }
        return found;
    }
    if (condition.attribute.empty()) return string_value(element);
    for (const xml::ParsedAttribute& each : element.attributes)
        if (each.name == condition.attribute) return each.value;
    return std::nullopt;
}

/// Conditions that speak of an element that was replaced get the values of the new one; those that have none go.
Selector with_element(Selector selector, const Element& element) {
    for (std::size_t i = 0; i < selector.steps.size(); ++i) {
        const std::vector<std::string> names = names_behind(selector, i);
        std::vector<Condition> kept;
        for (Condition& each : selector.steps[i].conditions) {
            const bool about = each.path.size() >= names.size() && std::equal(names.begin(), names.end(), each.path.begin());
            if (about) {
                auto value = value_for(element, each, names.size());
                if (!value) continue;
                each.value = std::move(*value);
                if (!names.empty()) each.path[names.size() - 1] = element.name;
            }
            kept.push_back(std::move(each));
        }
        selector.steps[i].conditions = std::move(kept);
    }
    selector.steps.back().name = element.name;
    return selector;
}

/// A step that fits an element and, as far as can be known from it, no other: all values in it.
void add_conditions(const Element& element, std::vector<std::string>& path, std::vector<Condition>& conditions) {
    for (const xml::ParsedAttribute& each : element.attributes)
        if (!each.name.starts_with("xmlns")) conditions.push_back({path, each.name, each.value});
    if (element.children.empty()) conditions.push_back({path, {}, element.text});
    for (const Element& child : element.children) {
        path.push_back(child.name);
        add_conditions(child, path, conditions);
        path.pop_back();
    }
}

Selector selector_of(const Element& element, const Operation& add) {
    Selector made = add.selector;
    if (add.position == Position::before || add.position == Position::after) made.steps.pop_back();
    Step& step = made.steps.emplace_back();
    step.name = element.name;
    std::vector<std::string> path;
    add_conditions(element, path, step.conditions);
    return made;
}

Operation remove_element(const Operation& add, const Element& element, const Anchor& place) {
    Operation made{Kind::remove, {}, Position::append, {}, {}, Removed{place, {{element}, {}}}, {}, add.line};
    made.selector = add.added && add.content.elements.size() == 1 ? *add.added : selector_of(element, add);
    return made;
}

/// Every element of an add goes, the one that was put in last first.
std::vector<Operation> remove_elements(const Operation& add) {
    std::vector<Operation> made;
    const auto& elements = add.content.elements;
    const Anchor place{add.selector, add.position};
    if (elements.size() == 1) return {remove_element(add, elements.front(), place)};
    for (auto each = elements.rbegin(); each != elements.rend(); ++each) {
        Operation remove = remove_element(add, *each, place);
        if (each + 1 != elements.rend() && (add.position == Position::prepend || add.position == Position::after))
            remove.removed->place = Anchor{selector_of(*(each + 1), add), Position::after};
        made.push_back(std::move(remove));
    }
    return made;
}

Operation reverse_add(const Operation& add) {
    Operation made{Kind::remove, add.selector, Position::append, {}, {}, std::nullopt, {}, add.line};
    if (!add.attribute.empty()) {
        made.selector.target = Target::attribute;
        made.selector.attribute = add.attribute;
        made.selector.steps.back().conditions.push_back({{}, add.attribute, add.content.text});
        return made;
    }
    const Condition* const own = own_condition(add.selector);
    if (own == nullptr || !own->value.empty())
        throw SelectorFault("it cannot be taken back: its selector does not say that there was no text before ([.=''])");
    made.selector = with_value(add.selector, {}, add.content.text);
    made.selector.target = Target::text;
    return made;
}

Operation reverse_remove_value(const Operation& remove) {
    Operation made{Kind::add, remove.selector, Position::append, {}, {}, std::nullopt, {}, remove.line};
    made.content.text = old_value(remove);
    if (remove.selector.target == Target::text) {
        made.selector = with_value(remove.selector, made.content.text, {});
    } else {
        drop_conditions(made.selector);
        made.attribute = remove.selector.attribute;
        made.selector.attribute.clear();
    }
    made.selector.target = Target::element;
    return made;
}

Operation reverse_remove(const Operation& remove) {
    if (remove.selector.target != Target::element) return reverse_remove_value(remove);
    if (!remove.removed || remove.removed->content.elements.size() != 1) throw SelectorFault(kNotKept);
    if (!remove.removed->place) throw SelectorFault("it cannot be taken back: the patch does not say where it stood (cbds:removed without sel)");
    const Anchor& place = *remove.removed->place;
    return {Kind::add, place.selector, place.position, {}, remove.removed->content, std::nullopt, remove.selector, remove.line};
}

Operation reverse_replace(const Operation& replace) {
    Operation made{Kind::replace, {}, Position::append, {}, {}, Removed{std::nullopt, replace.content}, {}, replace.line};
    if (replace.selector.target != Target::element) {
        made.content.text = old_value(replace);
        made.selector = with_value(replace.selector, made.content.text, replace.content.text);
        return made;
    }
    if (!replace.removed || replace.removed->content.elements.size() != 1) throw SelectorFault(kNotKept);
    made.content = replace.removed->content;
    made.selector = with_element(replace.selector, replace.content.elements.front());
    return made;
}

}  // namespace

std::vector<Operation> reversed(const Operation& operation) {
    switch (operation.kind) {
    case Kind::add:
        if (!operation.content.elements.empty()) return remove_elements(operation);
        return {reverse_add(operation)};
    case Kind::remove: return {reverse_remove(operation)};
    case Kind::replace: break;
    }
    return {reverse_replace(operation)};
}

std::vector<Operation> reversed(const std::vector<Operation>& operations) {
    std::vector<Operation> made;
    for (auto each = operations.rbegin(); each != operations.rend(); ++each) {
        std::vector<Operation> one = reversed(*each);
        made.insert(made.end(), std::make_move_iterator(one.begin()), std::make_move_iterator(one.end()));
    }
    return made;
}

}  // namespace cbds::diff
