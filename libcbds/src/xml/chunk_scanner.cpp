#include "io/ascii.hpp"
#include "xml/chunk.hpp"
#include "xml/part_reader.hpp"

#include <algorithm>

namespace cbds::xml {

using schema::ElementId;
using schema::kNoElement;

namespace {

TextSupply supply_of(std::string_view first, std::string_view second) {
    return [first, second](std::span<char> buffer) mutable {
        std::string_view& from = first.empty() ? second : first;
        const std::size_t length = from.copy(buffer.data(), buffer.size());
        from.remove_prefix(length);
        return length;
    };
}

/// Stops at the root's start tag.
class PrologueSink final : public PartSink {
public:
    void frame_open(schema::FoundName found, std::string_view, std::span<const ParsedAttribute> attributes, std::uint64_t offset) override {
        if (found.match == schema::NameMatch::exact) prologue = Prologue{"", {attributes.begin(), attributes.end()}, offset};
        throw StopParsing{};
    }
    void frame_close(schema::ElementId) override {}
    void frame_text(std::uint64_t) override {}
    void part(Part&, schema::FoundName, std::string_view, std::uint64_t, std::uint64_t) override {}

    std::optional<Prologue> prologue;
};

/// Takes one part and stops.
class OnePartSink final : public PartSink {
public:
    explicit OnePartSink(std::function<void(Part&, std::uint64_t)> take) : take_(std::move(take)) {}

    void frame_open(schema::FoundName, std::string_view, std::span<const ParsedAttribute>, std::uint64_t) override {}
    void frame_close(schema::ElementId) override {}
    void frame_text(std::uint64_t) override {}
    void part(Part& part, schema::FoundName, std::string_view, std::uint64_t, std::uint64_t end) override {
        take_(part, end);
        throw StopParsing{};
    }

private:
    std::function<void(Part&, std::uint64_t)> take_;
};

/// Whether a text is a document, whatever is in it.
bool is_well_formed(std::string_view text) {
    struct NoEvents final : ParserEvents {
        void start_element(std::string_view, std::span<const ParsedAttribute>, std::uint64_t) override {}
        void end_element(std::uint64_t) override {}
        void text(std::string_view) override {}
    } events;
    return !parse(supply_of(text, {}), events);
}

/// The byte behind a start tag that is known to be well formed; 0 where it does not end in the text.
std::size_t end_of_tag(std::string_view text, std::size_t at) {
    char quote = '\0';
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quote != '\0') quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'') quote = c;
        else if (c == '>') return at + 1;
    }
    return 0;
}

/// The byte behind a comment that is plainly in order; null for any other.
const char* behind_comment(const char* at, const char* end) {
    const std::string_view text(at, static_cast<std::size_t>(end - at));
    const std::size_t dashes = text.find("--", 4);
    if (dashes == std::string_view::npos || text.substr(dashes, 3) != "-->") return nullptr;
    const std::string_view comment = text.substr(4, dashes - 4);
    const auto printable = [](char c) { return static_cast<unsigned char>(c) < 0x80 && (c >= ' ' || ascii::is_blank(c)); };
    return std::all_of(comment.begin(), comment.end(), printable) ? at + dashes + 3 : nullptr;
}

}  // namespace

std::optional<Prologue> read_prologue(std::string_view text, const schema::Plan& plan, const Limits& limits) {
    PrologueSink sink;
    PartReader reader(plan, limits, sink);
    if (parse(supply_of(text, {}), reader) || !sink.prologue) return std::nullopt;
    const std::size_t end = end_of_tag(text, sink.prologue->root_offset);
    if (end == 0 || text[end - 2] == '/') return std::nullopt;
    sink.prologue->text = text.substr(0, end);
    // libxml2 tells of a start tag before it has seen the end of it.
    const std::string root = "</" + std::string(plan.row(plan.root()).name) + '>';
    if (!is_well_formed(sink.prologue->text + root)) return std::nullopt;
    return std::move(sink.prologue);
}

std::string text_before(const Prologue& prologue, const schema::Plan& plan, ElementId element, std::size_t& open) {
    std::vector<std::string_view> names;
    for (; element != plan.root(); element = plan.row(element).parent) names.push_back(plan.row(element).name);
    open = 1 + names.size();
    std::string text = prologue.text;
    for (auto name = names.rbegin(); name != names.rend(); ++name) text.append("<").append(*name).append(">");
    return text;
}

/// The child of the frame whose tag stands at `name`, without blanks or attributes.
ElementId ChunkScanner::child_at(ElementId parent, const char* name) {
    if (guess_ != kNoElement && plan_.row(guess_).parent == parent) {
        const std::string_view expected = plan_.row(guess_).name;
        if (std::string_view(name, expected.size()) == expected && name[expected.size()] == '>') return guess_;
    }
    const std::string_view text(name, kReadAhead - 16);
    guess_ = plan_.exact_child(parent, text.substr(0, text.find('>')));
    return guess_;
}

void ChunkScanner::scan(Chunk& chunk, const Prologue& prologue) {
    scan_parts(chunk, prologue);
    if (options_.count_lines) chunk.lines = io::count_lines(chunk.text().substr(0, chunk.read));  // chunks are collected on one thread
}

void ChunkScanner::scan_parts(Chunk& chunk, const Prologue& prologue) {
    const char* const begin = chunk.bytes.data();
    const char* const end = begin + chunk.size;
    const char* at = begin;
    chunk.events.clear();
    chunk.records = 0;
    full_ = false;
    chunk.end = chunk.start;
    if (chunk.number == 0) {
        at += prologue.text.size();
        chunk.end = plan_.root();
        chunk.worker->frame_open({chunk.end, plan_.row(chunk.end).name, prologue.attributes});
    }
    while (at != nullptr) {
        at = skip_blanks(at, end);
        chunk.read = static_cast<std::size_t>(at - begin);
        if (at == end || full_ || chunk.end == kNoElement) return;
        if (*at != '<' || chunk.events.size() >= options_.limits.frame_elements) return;
        if (at[1] == '/') {
            const std::string_view name = plan_.row(chunk.end).name;
            if (std::string_view(at + 2, name.size()) != name || at[2 + name.size()] != '>') return;
            chunk.events.push_back({FrameEvent::Kind::close, chunk.end, static_cast<std::uint32_t>(at - begin)});
            chunk.worker->frame_close(chunk.end);
            chunk.end = plan_.row(chunk.end).parent;
            at += 3 + name.size();
        } else if (at[1] == '!') {
            if (std::string_view(at, 4) != "<!--") return;
            at = behind_comment(at, end);
        } else {
            const ElementId child = child_at(chunk.end, at + 1);
            if (child == kNoElement) return;
            if (plan_.row(child).part == schema::Part::frame) {
                chunk.events.push_back({FrameEvent::Kind::open, child, static_cast<std::uint32_t>(at - begin)});
                chunk.worker->frame_open({child, plan_.row(child).name, {}});
                chunk.end = child;
                at += 2 + plan_.row(child).name.size();
            } else if (plan_.row(child).part != schema::Part::inside) {
                at = scan_part(chunk, at, child, prologue);
            } else {
                return;
            }
        }
    }
}

/// Whether the libxml2 reader would find nothing in the part too large either.
bool ChunkScanner::within_limits(std::size_t length) const {
    const Limits& limits = options_.limits;
    if (part_.nodes.size() > limits.part_elements || length > limits.part) return false;
    const auto short_enough = [&](const Node& node) { return node.length <= limits.value; };
    return length <= limits.value || std::all_of(part_.nodes.begin(), part_.nodes.end(), short_enough);
}

const char* ChunkScanner::scan_part(Chunk& chunk, const char* at, ElementId element, const Prologue& prologue) {
    const char* const begin = chunk.bytes.data();
    const char* behind = skip_known(chunk, at, element);
    if (behind == nullptr) behind = read_fast(chunk, at, element);
    if (behind == nullptr) behind = read_alone(chunk, at, element, prologue);
    if (behind == nullptr) return nullptr;
    const bool record = plan_.row(element).part == schema::Part::record;
    chunk.records += record ? 1 : 0;
    const std::size_t count = chunk.events.size();
    // Of a run of records the first two tell all that the frame wants to know.
    const bool repeated = count >= 2 && chunk.events[count - 1].element == element && chunk.events[count - 2].element == element &&
                          chunk.events[count - 2].kind == FrameEvent::Kind::part;
    if (!repeated) chunk.events.push_back({FrameEvent::Kind::part, element, static_cast<std::uint32_t>(at - begin)});
    return behind;
}

/// A part that has been read before is not read again.
const char* ChunkScanner::skip_known(const Chunk& chunk, const char* at, ElementId element) {
    const auto offset = static_cast<std::uint32_t>(at - chunk.bytes.data());
    const std::size_t length = chunk.worker->known_part(element, chunk.text().substr(offset), offset);
    return length == 0 ? nullptr : at + length;
}

/// Null where the part is not as predicted, or too large.
const char* ChunkScanner::read_fast(Chunk& chunk, const char* at, ElementId element) {
    const char* const begin = chunk.bytes.data();
    const char* const behind = fast_.read(begin, at, begin + chunk.size, element, part_);
    if (behind == nullptr || !within_limits(static_cast<std::size_t>(behind - at))) return nullptr;
    part_.record = chunk.records;
    part_.end = static_cast<std::uint32_t>(behind - begin);
    part_.bytes = {at, static_cast<std::size_t>(behind - at)};
    full_ = !chunk.worker->part(part_);
    return behind;
}

/// A part that is not as predicted goes to libxml2 alone, inside the tags that enclose it.
const char* ChunkScanner::read_alone(Chunk& chunk, const char* at, ElementId element, const Prologue& prologue) {
    const char* const begin = chunk.bytes.data();
    const auto shift = static_cast<std::uint32_t>(at - begin);
    const char* behind = nullptr;
    std::size_t open = 0;
    const std::string before = text_before(prologue, plan_, plan_.row(element).parent, open);
    OnePartSink sink([&](Part& part, std::uint64_t end) {
        const std::size_t length = end - before.size();
        if (io::valid_utf8_prefix({at, length}) != length) return;
        behind = at + length;
        find_misplaced_texts(part, {at, length});
        for (Node& node : part.nodes) node.offset += shift;
        for (Misplaced& misplaced : part.misplaced) misplaced.offset += shift;
        part.record = chunk.records;
        part.end = shift + static_cast<std::uint32_t>(length);
        part.bytes = {at, length};
        full_ = !chunk.worker->part(part);
    });
    PartReader reader(plan_, options_.limits, sink);
    reader.skip_open(open);
    (void)parse(supply_of(before, {at, chunk.size - shift}), reader);
    return behind;
}

}  // namespace cbds::xml
