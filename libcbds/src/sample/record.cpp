#include "sample/record.hpp"

#include "cbds/identifiers/date.hpp"
#include "cbds/xml/writer.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

/// The element that no dictionary has, for a planted fault.
constexpr std::string_view kUnknownName = "NotInTheDictionary";

void write_digits(unsigned value, int count, char* out) {
    while (count-- > 0) {
        out[count] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

}  // namespace

void write_day(int day, char* out) noexcept {
    const identifiers::Date date = identifiers::date_of_day_number(day);
    write_digits(static_cast<unsigned>(date.year), 4, out);
    out[4] = out[7] = '-';
    write_digits(date.month, 2, out + 5);
    write_digits(date.day, 2, out + 8);
}

void Record::start(schema::ElementId element) {
    nodes_.clear();
    text_.clear();
    open_ = 0;
    skipped_ = 0;
    nodes_.push_back({});
    nodes_[0].element = element;
}

schema::ElementId Record::resolve(std::string_view name) {
    const schema::ElementId parent = nodes_[open_].element;
    const schema::ElementId id = layout_.child(parent, name);
    if (id == schema::kNoElement) {
        std::string path = std::string(layout_.dictionary().element(parent).path) + '/' + std::string(name);
        if (std::find(unknown_.begin(), unknown_.end(), path) == unknown_.end()) unknown_.push_back(std::move(path));
    }
    return id;
}

void Record::open(std::string_view name) {
    const schema::ElementId id = skipped_ != 0 ? schema::kNoElement : resolve(name);
    if (!layout_.collects(id)) ++skipped_;
    else open_ = append(open_, id, id, {});
}

void Record::close() {
    if (skipped_ != 0) {
        --skipped_;
        return;
    }
    NodeId child = nodes_[open_].first;
    while (child != kNoNode && nodes_[child].removed) child = nodes_[child].next;
    if (child == kNoNode) nodes_[open_].removed = true;
    open_ = nodes_[open_].parent;
}

void Record::put(std::string_view name, std::string_view value) {
    if (skipped_ != 0) return;
    const schema::ElementId id = resolve(name);
    if (layout_.collects(id)) append(open_, id, id, value);
}

void Record::put_number(std::string_view name, long long value) {
    char text[24];
    put(name, {text, static_cast<std::size_t>(std::to_chars(text, text + sizeof text, value).ptr - text)});
}

void Record::put_hours(std::string_view name, int hundredths) {
    char text[8];
    char* end = std::to_chars(text, text + 4, hundredths / 100).ptr;
    *end++ = '.';
    write_digits(static_cast<unsigned>(hundredths % 100), 2, end);
    put(name, {text, static_cast<std::size_t>(end + 2 - text)});
}

void Record::put_date(std::string_view name, int day) {
    char text[10];
    write_day(day, text);
    put(name, {text, sizeof text});
}

bool Record::collects(std::string_view name) const noexcept {
    return skipped_ == 0 && layout_.collects(layout_.child(nodes_[open_].element, name));
}

NodeId Record::append(NodeId parent, schema::ElementId element, std::uint32_t order, std::string_view value) {
    Node node;
    node.element = element;
    node.order = order;
    node.begin = static_cast<std::uint32_t>(text_.size());
    node.size = static_cast<std::uint32_t>(value.size());
    text_ += value;
    nodes_.push_back(node);
    const auto id = static_cast<NodeId>(nodes_.size() - 1);
    link(parent, id);
    return id;
}

/// Children mostly come in their order, so the end of the list is tried first.
void Record::link(NodeId parent, NodeId node) {
    Node& above = nodes_[parent];
    Node& self = nodes_[node];
    self.parent = parent;
    self.next = kNoNode;
    if (above.last == kNoNode) {
        above.first = above.last = node;
    } else if (nodes_[above.last].order <= self.order) {
        nodes_[above.last].next = node;
        above.last = node;
    } else {
        NodeId* place = &above.first;
        while (nodes_[*place].order <= self.order) place = &nodes_[*place].next;
        self.next = *place;
        *place = node;
    }
}

NodeId Record::before(NodeId node) const noexcept {
    NodeId found = kNoNode;
    for (NodeId child = nodes_[nodes_[node].parent].first; child != node; child = nodes_[child].next) found = child;
    return found;
}

std::string_view Record::value(NodeId node) const noexcept {
    return std::string_view(text_).substr(nodes_[node].begin, nodes_[node].size);
}

void Record::set_value(NodeId node, std::string_view value) {
    nodes_[node].begin = static_cast<std::uint32_t>(text_.size());
    nodes_[node].size = static_cast<std::uint32_t>(value.size());
    text_ += value;
}

void Record::repeat(NodeId node) {
    const Node original = nodes_[node];
    const std::string copy(value(node));
    append(original.parent, original.element, original.order, copy);
}

void Record::move_up(NodeId node) {
    Node& above = nodes_[nodes_[node].parent];
    const NodeId previous = before(node);
    const NodeId next = nodes_[node].next;
    const NodeId earlier = before(previous);
    (earlier == kNoNode ? above.first : nodes_[earlier].next) = node;
    nodes_[node].next = previous;
    nodes_[previous].next = next;
    if (above.last == node) above.last = previous;
}

void Record::add_unknown(NodeId parent, std::string_view value) {
    append(parent, schema::kNoElement, UINT32_MAX, value);
}

void Record::write(NodeId node, std::string& out) const {
    const Node& self = nodes_[node];
    if (self.removed) return;
    if (self.element == schema::kNoElement) {
        out.append("<").append(kUnknownName).append(">");
        xml::append_text(value(node), out);
        out.append("</").append(kUnknownName).append(">\n");
        return;
    }
    layout_.open(self.element, out);
    if (self.first == kNoNode) xml::append_text(value(node), out);
    for (NodeId child = self.first; child != kNoNode; child = nodes_[child].next) write(child, out);
    layout_.close(self.element, out);
}

}  // namespace cbds::sample
