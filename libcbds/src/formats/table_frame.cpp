#include "formats/table_frame.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

using schema::ElementId;
using schema::kNoElement;

/// The path behind the root's name.
std::string below_root(std::string_view path) {
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? "." : std::string(path.substr(slash + 1));
}

void add_usual_steps(const schema::Dictionary& dictionary, ElementId id, std::vector<UsualStep>& steps) {
    const schema::ElementRow& element = dictionary.element(id);
    if (element.part == schema::Part::header || element.part == schema::Part::school) steps.push_back({below_root(element.path), id});
    if (element.part == schema::Part::record) steps.push_back({below_root(dictionary.element(element.parent).path), id});
    if (element.part != schema::Part::frame) return;
    for (std::size_t i = 0; i < element.child_count; ++i) add_usual_steps(dictionary, static_cast<ElementId>(element.first_child + i), steps);
}

}  // namespace

std::vector<UsualStep> usual_steps(const schema::Dictionary& dictionary, schema::Collection collection) {
    std::vector<UsualStep> steps;
    add_usual_steps(dictionary, dictionary.collection(collection).root, steps);
    return steps;
}

bool DocumentFrame::is_frame(ElementId element) const {
    return element != kNoElement && layout_.dictionary().element(element).part == schema::Part::frame;
}

void DocumentFrame::open(ElementId element, std::string_view name, std::vector<xml::ParsedAttribute> attributes) {
    Open& made = open_.emplace_back();
    made.element = {element, std::string(name), {}, std::move(attributes), {}};
    if (open_.size() > 1) return;
    made.has_parts = true;
    made.path = layout_.dictionary().element(element).name;
}

void DocumentFrame::text(std::string_view text) {
    if (open_.empty()) return;
    Open& open = open_.back();
    if (open.element.children.empty() && open.loose.empty() && !open.has_parts) open.element.text += text;
}

void DocumentFrame::close() {
    if (open_.empty()) return;
    Open closed = std::move(open_.back());
    open_.pop_back();
    if (closed.has_parts) put(closed);
    else if (!open_.empty()) attach(std::move(closed));
}

/// An element without parts is kept as it is.
void DocumentFrame::attach(Open closed) {
    for (Loose& loose : closed.loose) closed.element.children.push_back(std::move(loose.element));
    const bool layout = is_frame(closed.element.id) || !closed.element.children.empty();
    if (layout && ascii::trimmed(closed.element.text).empty()) closed.element.text.clear();
    Open& parent = open_.back();
    if (is_frame(parent.element.id)) parent.loose.push_back({parent.children++, std::move(closed.element)});
    else parent.element.children.push_back(std::move(closed.element));
}

/// What is open holds a part.
void DocumentFrame::mark_parts() {
    for (std::size_t i = 1; i < open_.size(); ++i) {
        Open& open = open_[i];
        if (open.has_parts) continue;
        Open& parent = open_[i - 1];
        const unsigned number = ++parent.kept[open.element.id];
        ++parent.children;
        open.has_parts = true;
        open.path = parent.path + '/' + std::string(layout_.dictionary().element(open.element.id).name);
        if (number > 1) open.path += '[' + std::to_string(number) + ']';
    }
}

std::string DocumentFrame::step_path() const { return below_root(open_.back().path); }

void DocumentFrame::records(ElementId element, std::uint64_t count) {
    mark_parts();
    open_.back().children += count;
    const std::string path = step_path();
    if (steps_.empty() || steps_.back().path != path || steps_.back().part != element) steps_.push_back({path, element, records_ + 1});
    records_ += count;
}

bool DocumentFrame::part(ElementId element, xml::Element tree) {
    Open& parent = open_.back();
    if (!parts_.insert(element).second) {
        parent.loose.push_back({parent.children++, std::move(tree)});
        return false;
    }
    mark_parts();
    ++parent.children;
    const std::string path = step_path();
    const std::string_view name = layout_.dictionary().element(element).name;
    steps_.push_back({path == "." ? std::string(name) : path + '/' + std::string(name), element, 0});
    return true;
}

void DocumentFrame::put(const Fact& fact) {
    has_facts_ = true;
    put_fact(fact, layout_.tables().size() - 1, kNoRecord, facts_);
}

void DocumentFrame::put(const Open& open) {
    const std::string_view name = layout_.dictionary().element(open.element.id).name;
    if (open.element.name != name) put({open.path, {}, kNameFact, open.element.name, {}});
    std::uint64_t place = 0;
    for (const xml::ParsedAttribute& attribute : open.element.attributes) put({open.path, place++, kAttributeFact, attribute.name, attribute.value});
    for (const Loose& loose : open.loose) put({open.path, loose.place, kElementFact, {}, fragment_of(loose.element)});
}

void DocumentFrame::finish() {
    while (!open_.empty()) close();
    const bool empty = steps_.empty() && !has_facts_;
    if (empty || !is_usual()) put({std::string(layout_.dictionary().element(layout_.dictionary().collection(layout_.collection()).root).name), {}, kOrderFact, {}, order()});
}

bool DocumentFrame::is_usual() const {
    std::size_t next = 0;
    for (const UsualStep& usual : usual_steps(layout_.dictionary(), layout_.collection()))
        if (next < steps_.size() && steps_[next].path == usual.path && steps_[next].part == usual.part) ++next;
    return next == steps_.size();
}

std::string DocumentFrame::order() const {
    std::string order;
    for (const Step& step : steps_) {
        if (!order.empty()) order += ' ';
        order += step.path;
        if (step.first != 0) order += '@' + std::to_string(step.first);
    }
    return order;
}

}  // namespace cbds::formats
