#include "formats/store_frame.hpp"

#include "cbds/error.hpp"
#include "formats/extras.hpp"
#include "formats/table_frame.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::formats {
namespace {

using schema::ElementId;
using schema::kNoElement;

/// A path with no number where it is the first.
std::string plain_path(std::string_view path) {
    std::string plain;
    while (!path.empty()) {
        const PathStep step = take_step(path);
        if (!plain.empty()) plain += '/';
        plain += step.name;
        if (step.number > 1) plain += '[' + std::to_string(step.number) + ']';
    }
    return plain;
}

std::string_view above(std::string_view path) { return path.substr(0, path.rfind('/')); }

}  // namespace

StoreFrame::StoreFrame(const TableLayout& layout, const std::vector<StoredFact>& facts)
    : layout_(layout), root_(layout.dictionary().element(layout.dictionary().collection(layout.collection()).root).name), text_(layout.dictionary()) {
    for (const StoredFact& fact : facts) add(fact);
}

void StoreFrame::add(const StoredFact& fact) {
    if (fact.kind == kOrderFact) return add_steps(fact.value);
    Facts& facts = facts_[plain_path(fact.path)];
    if (fact.kind == kNameFact) facts.name = fact.name;
    else if (fact.kind == kAttributeFact) facts.attributes.push_back({fact.name, fact.value});
    else if (fact.kind == kElementFact) facts.elements.emplace_back(fact.place, fact.value);
}

/// `Header School Pupils/PupilsOnRoll@1 Pupils[2]/PupilsOnRoll@7`
void StoreFrame::add_steps(std::string_view order) {
    while (!order.empty()) {
        const std::string_view token = order.substr(0, order.find(' '));
        order.remove_prefix(std::min(token.size() + 1, order.size()));
        const std::size_t at = std::min(token.find('@'), token.size());
        FrameStep step;
        step.path = token.substr(0, at) == "." ? root_ : root_ + '/' + plain_path(token.substr(0, at));
        if (at != token.size()) {
            const char* const end = token.data() + token.size();
            const auto [behind, error] = std::from_chars(token.data() + at + 1, end, step.first_record);
            if (error != std::errc() || behind != end || step.first_record < 1) throw DocumentError("extras: the order of " + root_ + " is not one");
        } else {
            step.part = element_at(step.path);
            step.path = above(step.path);
        }
        steps_.push_back(std::move(step));
    }
}

std::vector<FrameStep> StoreFrame::usual() const {
    std::vector<FrameStep> steps;
    for (const UsualStep& usual : usual_steps(layout_.dictionary(), layout_.collection()))
        steps.push_back({std::string(above(layout_.dictionary().element(usual.part).path)), usual.part, 0});
    return steps;
}

ElementId StoreFrame::element_at(std::string_view path) const {
    std::string names;
    for (std::string_view rest = path; !rest.empty();) names.append(names.empty() ? "" : "/").append(take_step(rest).name);
    const ElementId element = layout_.dictionary().find(layout_.collection(), names);
    if (element == kNoElement || layout_.dictionary().element(element).part == schema::Part::inside)
        throw DocumentError("extras: there is no element " + names + " around header, school or records");
    return element;
}

void StoreFrame::go_to(const std::string& path, std::string& out) {
    const auto encloses = [&](const Open& open) { return path == open.path || (path.starts_with(open.path) && path[open.path.size()] == '/'); };
    while (!open_.empty() && !encloses(open_.back())) close(out);
    while (open_.empty() || open_.back().path.size() < path.size()) {
        const std::size_t known = open_.empty() ? 0 : open_.back().path.size() + 1;
        open(path.substr(0, path.find('/', known)), out);
    }
    next_child(out);
    text_.part(out);
}

void StoreFrame::open(const std::string& path, std::string& out) {
    if (!open_.empty()) next_child(out);
    Open& made = open_.emplace_back();
    made.path = path;
    made.element = element_at(path);
    if (layout_.dictionary().element(made.element).part != schema::Part::frame) throw DocumentError("extras: " + path + " encloses nothing");
    if (auto facts = facts_.extract(path)) made.facts = std::move(facts.mapped());
    if (made.facts.name.empty()) made.facts.name = layout_.dictionary().element(made.element).name;
    text_.open({made.element, made.facts.name, made.facts.attributes}, out);
}

/// What no table holds stands in its place among the children.
void StoreFrame::next_child(std::string& out) {
    Open& open = open_.back();
    while (open.written < open.facts.elements.size() && open.facts.elements[open.written].first <= open.children) write_loose(open, out);
    ++open.children;
}

void StoreFrame::write_loose(Open& open, std::string& out) {
    text_.part(out);
    xml::append_element(read_fragment(open.facts.elements[open.written++].second, open.path), depth(), out);
    ++open.children;
}

void StoreFrame::close(std::string& out) {
    Open& open = open_.back();
    while (open.written < open.facts.elements.size()) write_loose(open, out);
    text_.close(open.element, out);
    open_.pop_back();
}

void StoreFrame::finish(std::string& out) {
    if (open_.empty()) open(root_, out);
    while (!open_.empty()) close(out);
    if (!facts_.empty()) throw DocumentError("extras: no table has anything for " + facts_.begin()->first);
}

}  // namespace cbds::formats
