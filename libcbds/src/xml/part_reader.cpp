#include "xml/part_reader.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::xml {

using schema::Content;
using schema::FoundName;
using schema::kNoElement;
using schema::NameMatch;

namespace {

[[noreturn]] void stop(std::string_view code, std::uint64_t offset, std::string message, std::string expected) {
    throw StopParsing{Fault{code, offset, std::move(message), std::move(expected)}};
}

constexpr std::string_view kBlanks = " \t\r\n";

/// The byte behind the start tag that stands at `at`, or `at` where none does.
std::size_t behind_start_tag(std::string_view document, std::size_t at) {
    if (at + 1 >= document.size() || document[at] != '<' || std::string_view("!?/").find(document[at + 1]) != std::string_view::npos) return at;
    char quote = '\0';
    for (; at < document.size(); ++at) {
        const char c = document[at];
        if (quote != '\0') quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'') quote = c;
        else if (c == '>') return at + 1;
    }
    return at;
}

}  // namespace

std::size_t first_text(std::string_view document, std::size_t gap) noexcept {
    std::size_t at = behind_start_tag(document, gap);
    const auto behind = [&](std::string_view closing) { return std::min(document.find(closing, at), document.size() - closing.size()) + closing.size(); };
    while (true) {
        at = std::min(document.find_first_not_of(kBlanks, at), document.size());
        const std::string_view rest = document.substr(at);
        if (rest.starts_with("<!--")) at = behind("-->");
        else if (rest.starts_with("<?")) at = behind("?>");
        else return at;
    }
}

void find_misplaced_texts(Part& part, std::string_view text) noexcept {
    for (Misplaced& misplaced : part.misplaced)
        if (!misplaced.element) misplaced.offset = static_cast<std::uint32_t>(first_text(text, misplaced.offset));
}

FoundName PartReader::find(std::string_view name) const {
    if (!open_.empty()) {
        const schema::ElementId parent = open_.back().found.element;
        return parent == kNoElement ? FoundName{} : plan_.find_child(parent, name);
    }
    const schema::ElementRow& root = plan_.row(plan_.root());
    if (name == root.name) return {plan_.root(), NameMatch::exact};
    return {plan_.root(), NameMatch::alias};  // whoever chose the plan knew the root by another spelling
}

void PartReader::check_limits(std::string_view name, std::span<const ParsedAttribute> attributes, std::uint64_t offset) const {
    if (open_.size() == limits_.depth)
        stop("XML080", offset, "elements stand inside each other deeper than is read", "at most " + std::to_string(limits_.depth) + " levels");
    const auto too_long = [&](std::string_view n) { return n.size() > limits_.name; };
    if (too_long(name) || std::any_of(attributes.begin(), attributes.end(), [&](const auto& a) { return too_long(a.name); }))
        stop("XML081", offset, "a name is too long", "at most " + std::to_string(limits_.name) + " characters");
    for (const ParsedAttribute& attribute : attributes)
        if (attribute.value.size() > limits_.value)
            stop("XML082", offset, "the value of an attribute is too long", "at most " + std::to_string(limits_.value) + " bytes");
}

/// The root of a collection where no such element belongs: two exports were pasted into each other.
void PartReader::refuse_document_inside(std::string_view name, std::uint64_t offset) const {
    const schema::ElementId parent = open_.back().found.element;
    if (parent == kNoElement || plan_.row(parent).content == Content::any) return;
    const schema::Dictionary& dictionary = plan_.dictionary();
    for (std::size_t i = 0; i < schema::kCollections; ++i) {
        const auto collection = static_cast<schema::Collection>(i);
        if (name != dictionary.element(dictionary.collection(collection).root).name) continue;
        stop("XSD002", offset, "a " + std::string(schema::collection_title(collection)) + " begins inside this document",
             "one document in a file");
    }
}

void PartReader::start_element(std::string_view name, std::span<const ParsedAttribute> attributes, std::uint64_t offset) {
    check_limits(name, attributes, offset);
    gap_ = offset;
    text_in_gap_ = false;
    const FoundName found = find(name);
    if (found.match == NameMatch::none) refuse_document_inside(name, offset);
    const bool handed_on_already = open_.size() < skip_;
    if (part_depth_ != 0) return start_in_part(found, name, attributes, offset);
    const schema::Part role = found.element == kNoElement ? schema::Part::frame : plan_.row(found.element).part;
    if (role == schema::Part::frame || role == schema::Part::inside) {
        open_.push_back({found});
        if (!handed_on_already) sink_.frame_open(found, name, attributes, offset);
        return;
    }
    part_.clear();
    part_.as_predicted = false;
    texts_.clear();
    text_begins_.clear();
    kept_attributes_.clear();
    kept_written_.clear();
    part_offset_ = offset;
    part_depth_ = open_.size() + 1;
    start_in_part(found, name, attributes, offset);
}

void PartReader::start_in_part(FoundName found, std::string_view name, std::span<const ParsedAttribute> attributes, std::uint64_t offset) {
    if (offset - part_offset_ > limits_.part || texts_.size() > limits_.part || 
        part_.nodes.size() + kept_attributes_.size() + attributes.size() >= limits_.part_elements)
        stop("XML083", part_offset_, "a record or another part of the document is too large",
             "at most " + std::to_string(limits_.part >> 20) + " MB and " + std::to_string(limits_.part_elements) + " elements");
    const auto number = static_cast<std::uint32_t>(part_.nodes.size());
    Node& node = part_.nodes.emplace_back();
    node.offset = static_cast<std::uint32_t>(offset - part_offset_);
    node.parent = number == 0 ? 0 : open_.back().node;
    node.element = found.element;
    node.match = found.match;
    text_begins_.push_back(texts_.size());
    if (found.match == NameMatch::alias || found.match == NameMatch::none) kept_written_.emplace_back(number, name);
    for (const ParsedAttribute& attribute : attributes) kept_attributes_.push_back({number, attribute});
    if (number != 0 && open_.back().value && !holds_anything(open_.back().found.element))
        part_.misplaced.push_back({open_.back().node, node.offset, true});
    const bool value = holds_anything(found.element) || plan_.row(found.element).content == Content::value;
    open_.push_back({found, number, value, texts_.size()});
}

/// Of an unknown element, and of one that suppliers may fill, nobody can say what belongs there.
bool PartReader::holds_anything(schema::ElementId element) const {
    return element == kNoElement || plan_.row(element).content == Content::any;
}

/// The node of an open element is the last one as long as it has no children.
bool PartReader::has_children(const Open& open) const { return open.node + 1 != part_.nodes.size(); }

void PartReader::text(std::string_view text) {
    if (open_.empty()) return;
    Open& open = open_.back();
    if (part_depth_ == 0) {
        if (open_.size() >= skip_) sink_.frame_value(text);
        if (text_in_gap_ || ascii::all_blank(text) || open_.size() < skip_) return;
        sink_.frame_text(gap_);
        text_in_gap_ = true;
        return;
    }
    if (!open.value) {
        if (text_in_gap_ || ascii::all_blank(text)) return;
        part_.misplaced.push_back({open.node, static_cast<std::uint32_t>(gap_ - part_offset_), false});
        part_.mixed = text_in_gap_ = true;
        return;
    }
    part_.mixed |= has_children(open) && !ascii::all_blank(text);
    if (has_children(open) && (holds_anything(open.found.element) || ascii::all_blank(text))) return;  // behind child elements
    if (texts_.size() - open.text_begin + text.size() > limits_.value)
        stop("XML082", part_offset_ + part_.nodes[open.node].offset, "a value is too long", "at most " + std::to_string(limits_.value) + " bytes");
    // A value that is broken up by child elements continues behind theirs: it is kept whole only without them.
    texts_.append(text);
    part_.nodes[open.node].length += static_cast<std::uint32_t>(text.size());
}

void PartReader::end_element(std::uint64_t offset) {
    gap_ = offset;
    text_in_gap_ = false;
    if (part_depth_ != 0) return end_in_part(offset);
    sink_.frame_close(open_.back().found.element);
    open_.pop_back();
    skip_ = std::min(skip_, open_.size());
}

void PartReader::end_in_part(std::uint64_t offset) {
    const bool whole = open_.size() == part_depth_;
    if (whole) hand_on(offset);
    open_.pop_back();
    if (whole) part_depth_ = 0;
}

void PartReader::hand_on(std::uint64_t end) {
    for (std::size_t i = 0; i < part_.nodes.size(); ++i) {
        Node& node = part_.nodes[i];
        const std::size_t begin = std::min(text_begins_[i], texts_.size());
        node.text = texts_.data() + begin;
        node.length = static_cast<std::uint32_t>(std::min<std::size_t>(node.length, texts_.size() - begin));
        if (node.element == kNoElement || plan_.row(node.element).content != Content::value || !plan_.in_edition(node.element)) continue;
        node.fault = plan_.type(plan_.element(node.element)).check(node.value());
        part_.has_faults |= node.fault != schema::ValueFault::none;
    }
    for (const auto& [node, name] : kept_written_) part_.names.push_back({node, name});
    for (const KeptAttribute& kept : kept_attributes_) part_.attributes.push_back({kept.node, kept.attribute.name, kept.attribute.value});
    const Open& open = open_.back();
    const std::string_view name = kept_written_.empty() || kept_written_.front().first != 0
                                      ? plan_.row(open.found.element).name
                                      : std::string_view(kept_written_.front().second);
    sink_.part(part_, open.found, name, part_offset_, end);
}

}  // namespace cbds::xml
