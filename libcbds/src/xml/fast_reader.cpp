#include "xml/fast_reader.hpp"

#include "cbds/io/encoding.hpp"

#include <string>

namespace cbds::xml {

using schema::ElementId;
using schema::kNoElement;

namespace {

/// A value with characters outside ASCII: good UTF-8, no character that XML forbids, nothing that needs care.
bool is_plain_text(std::string_view text) {
    for (const char c : text)
        if (c == '&' || c == ']' || (static_cast<unsigned char>(c) < ' ')) return false;
    if (text.find("\xEF\xBF\xBE") != std::string_view::npos || text.find("\xEF\xBF\xBF") != std::string_view::npos) return false;
    return io::valid_utf8_prefix(text) == text.size();
}

}  // namespace

FastReader::FastReader(const schema::Plan& plan, bool judge_values) : plan_(plan), judge_values_(judge_values), first_(plan.root()) {
    const auto rows = plan.dictionary().elements();
    for (ElementId id = first_; id < rows.size() && rows[id].collection == plan.edition().collection; ++id) {
        expected_.emplace_back();
        prepare(id);
    }
}

void FastReader::prepare(ElementId id) {
    const schema::PlanElement& element = plan_.element(id);
    Expected& what = expected(id);
    if (element.name.size() + 1 > TagText::kLongest || element.content == schema::Content::any) return;
    what.readable = !element.name.empty();
    what.tag = TagText(std::string(element.name) + '>');
    what.type = element.content == schema::Content::value && what.readable ? &plan_.type(element) : nullptr;
    what.ordered = element.content == schema::Content::sequence;
    what.place = element.place;
    what.max = element.max;
    what.first_child = element.first_child;
    what.child_count = element.child_count;
    what.required = element.required;
    if (element.has_choice) prepare_choices(what, element);
    if (element.parent == kNoElement || element.choice == 0) return;
    const schema::PlanElement& parent = plan_.element(element.parent);
    for (unsigned i = 0; i < parent.child_count; ++i) {
        const auto sibling_id = static_cast<ElementId>(parent.first_child + i);
        const schema::PlanElement& sibling = plan_.element(sibling_id);
        if (sibling_id != id && !sibling.name.empty() && sibling.choice == element.choice)
            what.excludes |= std::uint64_t{1} << sibling.place;
    }
}

/// One required choice can be proven here; a parent with two is left to the other reader.
void FastReader::prepare_choices(Expected& parent, const schema::PlanElement& element) {
    unsigned group = 0;
    for (unsigned i = 0; i < element.child_count; ++i) {
        const auto id = static_cast<ElementId>(element.first_child + i);
        const schema::PlanElement& child = plan_.element(id);
        if (child.name.empty() || child.choice == 0 || !plan_.row(id).choice_required) continue;
        if (group != 0 && child.choice != group) parent.readable = false;
        group = child.choice;
        parent.one_of |= std::uint64_t{1} << child.place;
    }
}

/// Reads the next tag and what stands before it. What followed last time, written as it was last time, costs one
/// comparison.
/// @returns the child whose start tag it is, `kEndTag` for the end tag of the open element, `kNoElement` for neither
ElementId FastReader::next_tag(const Open& open, const char*& at, const char* end) {
    const Guesses& guesses = this->guesses(open);
    for (const ElementId guess : {guesses.last, guesses.before}) {
        if (guess == kNoElement) break;
        const LeadText& lead = guess == kEndTag ? expected(open.element).end_lead : expected(guess).lead;
        if (!lead.stands_at(at)) continue;
        at += lead.length();
        return guess;
    }
    return unpredicted_tag(open, at, end);
}

/// Reads a tag whatever stands before it, and takes it for what will follow next time.
ElementId FastReader::unpredicted_tag(const Open& open, const char*& at, const char* end) {
    Expected& parent = expected(open.element);
    const char* const from = at;
    const char* const tag = skip_blanks(at, end);
    if (*tag != '<') return kNoElement;
    if (tag[1] == '/') {
        if (!parent.tag.stands_at(tag + 2)) return kNoElement;
        at = tag + 2 + parent.tag.length();
        parent.end_lead.assign({from, static_cast<std::size_t>(at - from)});
        guesses(open).add(kEndTag);
        return kEndTag;
    }
    for (unsigned i = 0; i < parent.child_count; ++i) {
        const auto id = static_cast<ElementId>(parent.first_child + i);
        Expected& child = expected(id);
        if (!child.readable || !child.tag.stands_at(tag + 1)) continue;
        at = tag + 1 + child.tag.length();
        child.lead.assign({from, static_cast<std::size_t>(at - from)});
        guesses(open).add(id);
        return id;
    }
    return kNoElement;
}

/// Whether the child may stand here. Keeps the account of what was seen.
bool FastReader::admit(Open& open, ElementId child) const {
    const Expected& what = expected(child);
    const std::uint64_t place = std::uint64_t{1} << what.place;
    if (child == open.last) {
        if (what.max != schema::kUnbounded && ++open.times > what.max) return false;
        return true;
    }
    if ((open.seen & (place | what.excludes)) != 0) return false;
    // In a sequence nothing that stands later may have been seen.
    if (expected(open.element).ordered && (open.seen >> what.place) != 0) return false;
    open.seen |= place;
    open.last = child;
    open.times = 1;
    return true;
}

bool FastReader::may_close(const Open& open) const {
    const Expected& what = expected(open.element);
    return (open.seen & what.required) == what.required && (what.one_of == 0 || (open.seen & what.one_of) != 0);
}

/// Reads a value and its end tag, and judges it.
const char* FastReader::read_value(const char* at, const char* end, Node& node, const Expected& leaf) const {
    const char* stop = end_of_plain_text(at);
    if (*stop != '<') {
        if (static_cast<unsigned char>(*stop) < 0x80) return nullptr;
        stop = static_cast<const char*>(std::memchr(stop, '<', static_cast<std::size_t>(end + 1 - stop)));
        if (stop == nullptr || !is_plain_text({at, static_cast<std::size_t>(stop - at)})) return nullptr;
    }
    if (stop[1] != '/' || !leaf.tag.stands_at(stop + 2)) return nullptr;
    node.text = at;
    node.length = static_cast<std::uint32_t>(stop - at);
    if (judge_values_) node.fault = leaf.type->check(node.value());
    return stop + 2 + leaf.tag.length();
}

const char* FastReader::read(const char* chunk, const char* at, const char* end, ElementId element, Part& part) {
    if (!expected(element).readable || expected(element).type != nullptr) return nullptr;
    part.clear();
    const auto add_node = [&](ElementId id, const char* tag, std::uint32_t parent) -> Node& {
        Node& node = part.nodes.emplace_back();
        node.offset = static_cast<std::uint32_t>(tag - chunk);
        node.parent = parent;
        node.element = id;
        return node;
    };
    open_.assign(1, Open{0, element});
    add_node(element, at, 0);
    at += 1 + expected(element).tag.length();
    while (true) {
        // Nothing below runs over the end: behind it stand only `<`, which no tag and no value goes on with.
        Open& open = open_.back();
        const ElementId child = next_tag(open, at, end);
        if (child == kNoElement) return nullptr;
        if (child == kEndTag) {
            if (!may_close(open)) return nullptr;
            open_.pop_back();
            if (open_.empty()) return at;
            continue;
        }
        if (!admit(open, child)) return nullptr;
        const Expected& what = expected(child);
        const auto number = static_cast<std::uint32_t>(part.nodes.size());
        Node& node = add_node(child, at - what.tag.length() - 1, open.node);
        if (what.type == nullptr) {
            open_.push_back(Open{number, child});
            continue;
        }
        at = read_value(at, end, node, what);
        if (at == nullptr) return nullptr;
        part.has_faults |= node.fault != schema::ValueFault::none;
    }
}

}  // namespace cbds::xml
