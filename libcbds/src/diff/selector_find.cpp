#include "diff/selector.hpp"

#include <algorithm>
#include <utility>

namespace cbds::diff {
namespace {

using xml::Element;

void append_string_value(const Element& element, std::string& out) {
    out += element.text;
    for (const Element& child : element.children) append_string_value(child, out);
}

bool has_value(const Element& element, const Condition& condition) {
    if (condition.attribute.empty()) return element.children.empty() ? element.text == condition.value : string_value(element) == condition.value;
    return std::any_of(element.attributes.begin(), element.attributes.end(),
                       [&](const xml::ParsedAttribute& each) { return each.name == condition.attribute && each.value == condition.value; });
}

bool holds_below(const Element& element, const Condition& condition, std::size_t level) {
    if (level == condition.path.size()) return has_value(element, condition);
    return std::any_of(element.children.begin(), element.children.end(), [&](const Element& child) {
        return child.name == condition.path[level] && holds_below(child, condition, level + 1);
    });
}

/// Goes down step by step.
class Finder {
public:
    explicit Finder(const Selector& selector) : selector_(selector) {}

    void find(const Element& element, std::size_t step) {
        if (!fits(element, selector_.steps[step])) return;
        deepest = std::max(deepest, step + 1);
        if (step + 1 == selector_.steps.size()) {
            found.push_back(way_);
            return;
        }
        for (std::size_t i = 0; i < element.children.size(); ++i) {
            way_.push_back(i);
            find(element.children[i], step + 1);
            way_.pop_back();
        }
    }

    std::vector<Way> found;
    std::size_t deepest = 0;

private:
    const Selector& selector_;
    Way way_;
};

}  // namespace

std::string string_value(const Element& element) {
    std::string made;
    append_string_value(element, made);
    return made;
}

bool holds(const Element& element, const Condition& condition) { return holds_below(element, condition, 0); }

bool fits(const Element& element, const Step& step) {
    return element.name == step.name &&
           std::all_of(step.conditions.begin(), step.conditions.end(), [&](const Condition& each) { return holds(element, each); });
}

std::vector<Way> find_all(const Element& top, const Selector& selector, std::size_t first) {
    Finder finder(selector);
    finder.find(top, first);
    return std::move(finder.found);
}

std::size_t depth_found(const Element& top, const Selector& selector, std::size_t first) {
    Finder finder(selector);
    finder.find(top, first);
    return std::max(finder.deepest, first) - first;
}

const Element& element_at(const Element& top, const Way& way) {
    const Element* at = &top;
    for (const std::size_t child : way) at = &at->children[child];
    return *at;
}

Element& element_at(Element& top, const Way& way) { return const_cast<Element&>(element_at(std::as_const(top), way)); }

}  // namespace cbds::diff
