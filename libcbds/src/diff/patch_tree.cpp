#include "diff/patch_tree.hpp"

#include "diff/element_pairs.hpp"

#include <algorithm>
#include <utility>

namespace cbds::diff {
namespace {

using Kind = Operation::Kind;
using Target = Selector::Target;
using xml::Element;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kManyElements = 5'000;  // far more than a real record or school block has: each costs a search among all

std::size_t count_of(const Element& element) {
    std::size_t count = 1;
    for (const Element& each : element.children) count += count_of(each);
    return count;
}

Way below(const Way& way, std::size_t child) {
    Way made = way;
    made.push_back(child);
    return made;
}

Operation operation_on(Kind kind, Selector selector) { return {kind, std::move(selector), Position::append, {}, {}, std::nullopt, {}, 0}; }

/// Leaves the longest row of rising numbers of those that are not `kNone`, and sets the others to that.
void keep_rising(std::vector<std::size_t>& numbers) {
    std::vector<std::size_t> ends;                               // of the best row of each length: where it ends
    std::vector<std::size_t> previous(numbers.size(), kNone);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i] == kNone) continue;
        const auto place = std::lower_bound(ends.begin(), ends.end(), numbers[i],
                                            [&](std::size_t end, std::size_t number) { return numbers[end] < number; });
        if (place != ends.begin()) previous[i] = *(place - 1);
        if (place == ends.end()) ends.push_back(i);
        else *place = i;
    }
    std::vector<bool> kept(numbers.size(), false);
    for (std::size_t i = ends.empty() ? kNone : ends.back(); i != kNone; i = previous[i]) kept[i] = true;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (!kept[i]) numbers[i] = kNone;
}

/// What encloses records stays where it is: others that change sides with it go and come again.
void give_way_to_frames(const Element& before, const schema::Dictionary& dictionary, std::vector<std::size_t>& partner) {
    for (std::size_t frame = 0; frame < partner.size(); ++frame) {
        if (partner[frame] == kNone || !is_frame(before.children[frame], dictionary)) continue;
        for (std::size_t i = 0; i < partner.size(); ++i)
            if (partner[i] != kNone && (i < frame) != (partner[i] < partner[frame]) && !is_frame(before.children[i], dictionary)) partner[i] = kNone;
    }
}

/// Whether something that encloses records is in both, but cannot stay: under another name, or in another order.
bool loses_frame(const Element& before, const Element& after, const std::vector<std::size_t>& partner, const schema::Dictionary& dictionary) {
    for (std::size_t i = 0; i < partner.size(); ++i) {
        if (partner[i] != kNone || !is_frame(before.children[i], dictionary)) continue;
        const auto same_item = [&](const Element& each) { return each.id == before.children[i].id; };
        if (std::any_of(after.children.begin(), after.children.end(), same_item)) return true;
    }
    return false;
}

/// For each child the number of the one that it becomes, in rising order; `kNone` for those that go.
std::vector<std::size_t> partners(const Element& before, const Element& after, const schema::Dictionary& dictionary) {
    std::vector<std::size_t> made(before.children.size(), kNone);
    for (const ElementPair& each : pair_children(before, after, dictionary, {.as_written = true})) {
        if (each.before == nullptr || each.after == nullptr || each.before->name != each.after->name) continue;
        made[static_cast<std::size_t>(each.before - before.children.data())] = static_cast<std::size_t>(each.after - after.children.data());
    }
    give_way_to_frames(before, dictionary, made);
    keep_rising(made);
    return made;
}

const std::string* attribute_of(const Element& element, const std::string& name) {
    for (const xml::ParsedAttribute& each : element.attributes)
        if (each.name == name) return &each.value;
    return nullptr;
}

void add_condition(Selector& selector, const std::string& attribute, const std::string& value) {
    Condition own{{}, attribute, value};
    auto& conditions = selector.steps.back().conditions;
    if (std::find(conditions.begin(), conditions.end(), own) == conditions.end()) conditions.push_back(std::move(own));
}

}  // namespace

std::optional<MadeOperations> TreeChanges::make(const Element& after) {
    if (!change({}, after)) return std::nullopt;
    MadeOperations made;
    made.operations = std::exchange(operations_, {});
    if (!remove_frames({}, &after)) return std::nullopt;
    made.last = std::move(operations_);
    return made;
}

bool TreeChanges::perform(Operation operation) {
    if (!apply_to_unit(operation, selectors_.first(), 0, unit_).done) return false;
    operations_.push_back(std::move(operation));
    return true;
}

bool TreeChanges::change(const Way& way, const Element& after) {
    if (same_tree(at(way), after)) return true;
    const std::size_t count = operations_.size();
    const Element before = at(way);
    const bool frame = is_frame(before, dictionary_);
    if (!frame && count_of(before) + count_of(after) > kManyElements) return replace(way, after);
    if (before.name == after.name && change_parts(way, before, after) && (frame || same_tree(at(way), after))) return true;
    if (frame) return false;
    operations_.resize(count);
    at(way) = before;
    return replace(way, after);
}

bool TreeChanges::replace(const Way& way, const Element& after) {
    auto found = selector(way);
    if (!found) return false;
    Operation made = operation_on(Kind::replace, std::move(*found));
    made.content.elements.push_back(after);
    made.removed = Removed{std::nullopt, {{at(way)}, {}}};
    return perform(std::move(made));
}

bool TreeChanges::change_parts(const Way& way, const Element& before, const Element& after) {
    const bool values = before.children.empty() && after.children.empty();
    if (!change_attributes(way, before, after)) return false;
    if (before.text != after.text && (!values || !change_text(way, before.text, after.text))) return false;
    return values || change_children(way, before, after);
}

bool TreeChanges::change_attributes(const Way& way, const Element& before, const Element& after) {
    for (const xml::ParsedAttribute& each : before.attributes)
        if (!change_attribute(way, each.name, &each.value, attribute_of(after, each.name))) return false;
    for (const xml::ParsedAttribute& each : after.attributes)
        if (attribute_of(before, each.name) == nullptr && !change_attribute(way, each.name, nullptr, &each.value)) return false;
    return true;
}

bool TreeChanges::change_attribute(const Way& way, const std::string& name, const std::string* before, const std::string* after) {
    if (before != nullptr && after != nullptr && *before == *after) return true;
    if (name.starts_with("xmlns") && !is_frame(at(way), dictionary_)) return false;  // no attribute to XPath
    auto found = selector(way);
    if (!found) return false;
    Operation made = operation_on(before == nullptr ? Kind::add : after == nullptr ? Kind::remove : Kind::replace, std::move(*found));
    if (before != nullptr) {
        add_condition(made.selector, name, *before);
        made.selector.target = Target::attribute;
        made.selector.attribute = name;
    } else {
        made.attribute = name;
    }
    if (after != nullptr) made.content.text = *after;
    return perform(std::move(made));
}

bool TreeChanges::change_text(const Way& way, const std::string& before, const std::string& after) {
    auto found = selector(way);
    if (!found) return false;
    Operation made = operation_on(before.empty() ? Kind::add : after.empty() ? Kind::remove : Kind::replace, std::move(*found));
    add_condition(made.selector, {}, before);
    if (!before.empty()) made.selector.target = Target::text;
    made.content.text = after;
    return perform(std::move(made));
}

bool TreeChanges::change_children(const Way& way, const Element& before, const Element& after) {
    const std::vector<std::size_t> partner = partners(before, after, dictionary_);
    if (loses_frame(before, after, partner, dictionary_)) return false;
    std::vector<std::size_t> line = partner;  // what each child becomes
    for (std::size_t i = before.children.size(); i-- > 0;) {
        if (partner[i] != kNone || is_frame(before.children[i], dictionary_)) continue;
        if (!remove(below(way, i))) return false;
        line.erase(line.begin() + static_cast<std::ptrdiff_t>(i));
    }
    for (std::size_t i = 0; i < line.size(); ++i)
        if (line[i] != kNone && !change(below(way, i), after.children[line[i]])) return false;
    std::size_t place = 0;
    for (std::size_t i = 0; i < after.children.size(); ++i) {
        const auto found = std::find(line.begin(), line.end(), i);
        if (found == line.end()) {
            if (!add(below(way, place), after.children[i])) return false;
            line.insert(line.begin() + static_cast<std::ptrdiff_t>(place), i);
        } else {
            place = static_cast<std::size_t>(found - line.begin());
        }
        ++place;
    }
    return true;
}

std::optional<Anchor> TreeChanges::anchor(const Way& way) const {
    const Way parent(way.begin(), way.end() - 1);
    const std::size_t place = way.back();
    const std::size_t count = at(parent).children.size();
    if (place == count || place == 0) {
        auto found = selector(parent);
        if (found) return Anchor{std::move(*found), place == count ? Position::append : Position::prepend};
        return std::nullopt;
    }
    if (auto found = selector(below(parent, place - 1))) return Anchor{std::move(*found), Position::after};
    if (auto found = selector(below(parent, place))) return Anchor{std::move(*found), Position::before};
    return std::nullopt;
}

bool TreeChanges::remove(const Way& way) {
    auto found = selector(way);
    if (!found) return false;
    Operation made = operation_on(Kind::remove, std::move(*found));
    made.removed = Removed{std::nullopt, {{at(way)}, {}}};
    if (!perform(std::move(made))) return false;
    operations_.back().removed->place = anchor(way);
    return operations_.back().removed->place.has_value();
}

bool TreeChanges::add(const Way& way, const Element& element) {
    auto place = anchor(way);
    if (!place) return false;
    Operation made = operation_on(Kind::add, std::move(place->selector));
    made.position = place->position;
    made.content.elements.push_back(element);
    const bool frame = is_frame(element, dictionary_);
    if (frame) made.content.elements.front().children.clear();  // what is in it may be records' neighbours
    if (!perform(std::move(made))) return false;
    operations_.back().added = selector(way);
    return operations_.back().added && (!frame || change(way, element));
}

bool TreeChanges::remove_frames(const Way& way, const Element* after) {
    for (std::size_t i = at(way).children.size(); i-- > 0;) {
        const Element& child = at(way).children[i];
        const Element* const stays = after == nullptr ? nullptr : after->child(child.name);
        if (is_frame(child, dictionary_) && !remove_frames(below(way, i), stays)) return false;
        if (stays == nullptr && !remove(below(way, i))) return false;
    }
    return true;
}

}  // namespace cbds::diff
