#include "diff/selector_maker.hpp"

#include "diff/element_pairs.hpp"

#include <algorithm>
#include <utility>

namespace cbds::diff {
namespace {

using schema::ElementId;
using xml::Element;

/// The values of an element and of all that is in it, each as a condition.
class Values {
public:
    explicit Values(const Element& element) { add(element); }

    std::vector<Condition> conditions;

private:
    void add(const Element& element) {
        if (element.children.empty()) conditions.push_back({path_, {}, element.text});
        for (const xml::ParsedAttribute& each : element.attributes)
            if (!each.name.starts_with("xmlns")) conditions.push_back({path_, each.name, each.value});
        for (const Element& child : element.children) {
            path_.push_back(child.name);
            add(child);
            path_.pop_back();
        }
    }

    std::vector<std::string> path_;
};

/// The value of an item below an element, as a condition; nothing where it has none.
std::optional<Condition> condition_of(const Element& element, ElementId item, std::vector<std::string>& path) {
    if (item == schema::kNoElement) return std::nullopt;
    for (const Element& child : element.children) {
        path.push_back(child.name);
        std::optional<Condition> found;
        if (child.id == item && child.children.empty() && !child.text.empty()) found = Condition{path, {}, child.text};
        else if (!child.children.empty()) found = condition_of(child, item, path);
        path.pop_back();
        if (found) return found;
    }
    return std::nullopt;
}

std::vector<std::string> names_of(std::string_view path) {
    std::vector<std::string> names;
    while (!path.empty()) {
        const std::string_view name = path.substr(0, path.find('/'));
        names.emplace_back(name);
        path.remove_prefix(std::min(path.size(), name.size() + 1));
    }
    return names;
}

std::vector<Condition> record_conditions(const Element& record, const RecordItems& items, Naming naming) {
    std::vector<std::string> path;
    std::vector<Condition> conditions;
    if (auto upn = condition_of(record, items.upn, path)) conditions.push_back(std::move(*upn));
    if (naming == Naming::short_name && !conditions.empty()) return conditions;
    for (const ElementId item : {items.former_upn, items.uln, items.surname, items.forename, items.birth_date})
        if (auto found = condition_of(record, item, path)) conditions.push_back(std::move(*found));
    return conditions.empty() ? Values(record).conditions : conditions;
}

using Elements = std::vector<const Element*>;

/// Adds conditions to a step until no sibling fits it.
bool tell_apart(const Element& entry, Elements siblings, Step& step) {
    const auto keep = [&](auto fits_too) { std::erase_if(siblings, [&](const Element* each) { return !fits_too(*each); }); };
    keep([&](const Element& each) { return fits(each, step); });
    if (siblings.empty()) return true;
    for (Condition& each : Values(entry).conditions) {
        const std::size_t count = siblings.size();
        keep([&](const Element& sibling) { return holds(sibling, each); });
        if (siblings.size() < count) step.conditions.push_back(std::move(each));
        if (siblings.empty()) return true;
    }
    return false;
}

}  // namespace

bool is_frame(const Element& element, const schema::Dictionary& dictionary) noexcept {
    return element.id != schema::kNoElement && dictionary.element(element.id).part == schema::Part::frame;
}

Selector SelectorMaker::of_enclosing() const {
    Selector made;
    for (const std::string& name : above_) made.steps.push_back({name, {}});
    return made;
}

Step SelectorMaker::top_step(const Element& top) const {
    Step step{top.name, {}};
    if (top.id == schema::kNoElement || dictionary_.element(top.id).part != schema::Part::record) return step;
    for (const RecordItems& each : record_items(dictionary_, dictionary_.element(top.id).collection))
        if (each.record == top.id) step.conditions = record_conditions(top, each, naming_);
    return step;
}

Step SelectorMaker::key_step(const Element& entry) const {
    Step step{entry.name, {}};
    for (const std::string_view item : key_items(entry, dictionary_)) {
        const Element* const found = entry.find(item);
        if (found != nullptr && found->children.empty()) step.conditions.push_back({names_of(item), {}, found->text});
    }
    return step;
}

std::optional<Step> SelectorMaker::child_step(const Element& parent, std::size_t child) const {
    const Element& wanted = parent.children[child];
    if (is_frame(wanted, dictionary_)) return Step{wanted.name, {}};  // not even its processor knows what is in it
    Step step = key_step(wanted);
    Elements siblings;
    for (const Element& each : parent.children)
        if (&each != &wanted && each.name == wanted.name) siblings.push_back(&each);
    if (!tell_apart(wanted, std::move(siblings), step)) return std::nullopt;
    return step;
}

std::optional<Selector> SelectorMaker::make(const Element& top, const Way& way) const {
    Selector made = of_enclosing();
    made.steps.push_back(top_step(top));
    const Element* at = &top;
    for (const std::size_t child : way) {
        auto step = child_step(*at, child);
        if (!step) return std::nullopt;
        made.steps.push_back(std::move(*step));
        at = &at->children[child];
    }
    const std::vector<Way> found = find_all(top, made, first());
    if (found.size() != 1 || found.front() != way) return std::nullopt;
    return made;
}

}  // namespace cbds::diff
