#include "diff/patch_text.hpp"

#include "cbds/error.hpp"
#include "cbds/io/encoding.hpp"
#include "cbds/xml/opening.hpp"
#include "io/ascii.hpp"
#include "xml/libxml2_parser.hpp"
#include "xml/place_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cbds::diff {
namespace {

using Kind = Operation::Kind;
using Target = Selector::Target;

constexpr std::size_t kMostBytes = std::size_t{128} << 20;
constexpr std::size_t kDeepest = 256;

std::string_view local_name(std::string_view name) { return name.substr(name.find(':') + 1); }

/// Makes operations of the events of the parser.
class PatchEvents final : public xml::ParserEvents {
public:
    PatchEvents(std::string_view text, std::string name) : text_(text), name_(std::move(name)) {}

    void start_element(std::string_view name, std::span<const xml::ParsedAttribute> attributes, std::uint64_t offset) override {
        move_to(offset);
        if (++depth_ > kDeepest) refuse("elements stand inside each other deeper than is read");
        if (depth_ == 1) return root(attributes);
        if (depth_ == 2) return begin(name, attributes);
        if (open_.empty()) {
            if (!ascii::all_blank(content_.text)) refuse("text stands beside elements, which is not understood");
            content_.text.clear();
            open_.push_back(&content_.elements.emplace_back());
        } else {
            xml::Element& parent = *open_.back();
            if (parent.children.empty() && ascii::all_blank(parent.text)) parent.text.clear();
            open_.push_back(&parent.children.emplace_back());
        }
        open_.back()->name = name;
        open_.back()->attributes.assign(attributes.begin(), attributes.end());
    }

    void end_element(std::uint64_t) override {
        if (depth_-- == 2) finish();
        else if (!open_.empty()) open_.pop_back();
    }

    void text(std::string_view text) override {
        std::string* into = nullptr;
        if (!open_.empty()) into = open_.back()->children.empty() ? &open_.back()->text : nullptr;
        else if (depth_ == 2 && content_.elements.empty()) into = &content_.text;
        if (into != nullptr) *into += text;
        else if (ascii::all_blank(text)) return;
        else refuse(depth_ == 1 ? "text stands between the operations" : "text stands behind elements, which is not understood");
    }

    [[nodiscard]] std::vector<Operation> take() {
        if (removed_ || added_) refuse("what was removed or added is told at the end, without an operation behind it");
        return std::move(operations_);
    }

    [[noreturn]] void refuse(const std::string& reason) const { throw DocumentError(name_ + ':' + std::to_string(line_) + ": " + reason); }

private:
    enum class Part : std::uint8_t { operation, removed, added };

    void move_to(std::uint64_t offset) {
        if (offset <= at_) return;
        line_ += io::count_lines(text_.substr(at_, offset - at_));
        at_ = offset;
    }

    void root(std::span<const xml::ParsedAttribute> attributes) {
        for (const xml::ParsedAttribute& each : attributes)
            if (each.value == kPatchNamespace && each.name.starts_with("xmlns:")) prefix_ = each.name.substr(6) + ':';
    }

    [[nodiscard]] bool is_ours(std::string_view name) const { return !prefix_.empty() && name.starts_with(prefix_); }

    void begin(std::string_view name, std::span<const xml::ParsedAttribute> attributes) {
        const std::string_view word = local_name(name);
        content_ = {};
        operation_ = {};
        operation_.line = line_;
        has_selector_ = false;
        if (is_ours(name)) {
            if (word != "removed" && word != "added") refuse("<" + std::string(name) + "> is not understood in a patch");
            part_ = word == "removed" ? Part::removed : Part::added;
        } else {
            if (word != "add" && word != "replace" && word != "remove")
                refuse("<" + std::string(name) + "> is no operation of a patch; add, replace and remove are");
            part_ = Part::operation;
            operation_.kind = word == "add" ? Kind::add : word == "replace" ? Kind::replace : Kind::remove;
        }
        for (const xml::ParsedAttribute& each : attributes) attribute(each);
        if (!has_selector_ && part_ != Part::removed) refuse("the attribute sel is missing");
    }

    void attribute(const xml::ParsedAttribute& given) {
        const bool add = part_ == Part::operation && operation_.kind == Kind::add;
        if (given.name == "xmlns" || given.name.starts_with("xmlns:")) return;
        if (given.name == "sel") {
            operation_.selector = selector(given.value);
            has_selector_ = true;
        } else if (given.name == "pos" && (add || part_ == Part::removed)) {
            const auto position = find_position(given.value);
            if (!position) refuse("pos has to be before, after or prepend");
            operation_.position = *position;
        } else if (given.name == "type" && add) {
            if (!given.value.starts_with('@') || given.value.size() == 1) refuse("type has to name an attribute (@name); namespaces cannot be added");
            operation_.attribute = given.value.substr(1);
        } else if (given.name != "ws" || operation_.kind != Kind::remove) {
            refuse("the attribute " + given.name + " is not understood here");
        }
    }

    [[nodiscard]] Selector selector(const std::string& text) const {
        try {
            return parse_selector(text);
        } catch (const SelectorFault& fault) {
            refuse(std::string("the selector is not understood: ") + fault.what());
        }
    }

    void finish() {
        if (!content_.elements.empty()) content_.text.clear();
        switch (part_) {
        case Part::added:
            if (added_ || operation_.selector.target != Target::element) refuse("<" + prefix_ + "added> does not belong here");
            added_ = std::move(operation_.selector);
            return;
        case Part::removed: return finish_removed();
        case Part::operation: break;
        }
        check();
        operation_.content = std::move(content_);
        operation_.removed = std::exchange(removed_, std::nullopt);
        operation_.added = std::exchange(added_, std::nullopt);
        operations_.push_back(std::move(operation_));
    }

    void finish_removed() {
        if (removed_) refuse("<" + prefix_ + "removed> stands before another one, without an operation between them");
        removed_.emplace();
        if (has_selector_) removed_->place = Anchor{std::move(operation_.selector), operation_.position};
        removed_->content = std::move(content_);
    }

    void check() const {
        switch (operation_.kind) {
        case Kind::add: return check_add();
        case Kind::replace: return check_replace();
        case Kind::remove: break;
        }
        if (!content_.elements.empty() || !ascii::all_blank(content_.text)) refuse("<remove> has to be empty");
    }

    void check_add() const {
        const bool elements = !content_.elements.empty();
        const bool beside = operation_.position == Position::before || operation_.position == Position::after;
        if (operation_.selector.target != Target::element) refuse("<add> needs a selector of an element");
        if (!operation_.attribute.empty() && (elements || operation_.position != Position::append))
            refuse("an attribute that is added has a text, and no pos");
        if (operation_.attribute.empty() && !elements && content_.text.empty()) refuse("<add> has nothing to add");
        if (!elements && beside) refuse("text beside an element is not understood");
        if (beside && operation_.selector.steps.size() == 1) refuse("nothing can stand beside the root");
    }

    void check_replace() const {
        const bool element = operation_.selector.target == Target::element;
        if (element && content_.elements.size() != 1) refuse("<replace> of an element needs one element");
        if (!element && !content_.elements.empty()) refuse("<replace> of a text or an attribute needs a text");
    }

    std::string_view text_;
    std::string name_;
    std::string prefix_;  ///< of our namespace, with its colon
    std::size_t depth_ = 0;
    std::size_t at_ = 0;
    std::uint64_t line_ = 1;
    Part part_ = Part::operation;
    bool has_selector_ = false;
    Operation operation_;
    PatchContent content_;
    std::vector<xml::Element*> open_;
    std::optional<Removed> removed_;
    std::optional<Selector> added_;
    std::vector<Operation> operations_;
};

std::string read_bytes(io::ByteStream& stream, xml::Opening& opening, const std::string& name) {
    std::string bytes = std::move(opening.bytes);
    std::vector<char> buffer(std::size_t{256} << 10);
    while (!opening.whole && bytes.size() <= kMostBytes) {
        const std::size_t length = stream.read(buffer);
        if (length == 0) break;
        bytes.append(buffer.data(), length);
    }
    if (bytes.size() > kMostBytes) throw DocumentError(name + ": is larger than 128 MB, which is too large for a patch");
    return bytes;
}

std::string text_of_patch(io::Input& input) {
    const auto stream = input.open();
    xml::Opening opening = xml::open_document(*stream, std::nullopt);
    if (opening.fault) throw DocumentError(xml::place_text(input.name(), opening.fault_place) + opening.fault->message);
    const std::string bytes = read_bytes(*stream, opening, input.name());
    const std::size_t mark = opening.byte_order_mark ? io::look_at(std::string_view(bytes).substr(0, 1024)).mark_length : 0;
    std::string text;
    io::ConversionFault fault;
    if (!io::Utf8Converter(opening.encoding).convert(std::string_view(bytes).substr(mark), true, text, fault))
        throw DocumentError(input.name() + ':' + std::to_string(io::count_lines(text) + 1) + ": these bytes are no text of the encoding " +
                            std::string(io::encoding_name(opening.encoding)));
    return text;
}

}  // namespace

std::vector<Operation> read_patch(io::Input& input) {
    const std::string text = text_of_patch(input);
    PatchEvents events(text, input.name());
    std::string_view rest = text;
    const auto fault = xml::parse([&](std::span<char> buffer) {
        const std::size_t length = rest.copy(buffer.data(), buffer.size());
        rest.remove_prefix(length);
        return length;
    }, events);
    if (!fault) return events.take();
    const std::uint64_t line = io::count_lines(std::string_view(text).substr(0, fault->offset)) + 1;
    throw DocumentError(input.name() + ':' + std::to_string(line) + ": " + fault->message);
}

}  // namespace cbds::diff
