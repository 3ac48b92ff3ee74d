#include "cbds/xml/writer.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <climits>

namespace cbds::xml {
namespace {

constexpr std::size_t kIndent = 2;
constexpr unsigned kInline = UINT_MAX;  // in place of a depth

/// Appends a text, with references for the characters of `special`.
void append_escaped(std::string_view text, std::string_view special, std::string& out) {
    while (true) {
        const std::size_t plain = std::min(text.find_first_of(special), text.size());
        out.append(text, 0, plain);
        if (plain == text.size()) return;
        switch (text[plain]) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\t': out += "&#9;"; break;
        case '\n': out += "&#10;"; break;
        default: out += "&#13;"; break;
        }
        text.remove_prefix(plain + 1);
    }
}

/// `<Name a="1">`; the line end is left to what comes.
/// @param depth  `kInline` within an element that has text beside its children, where none belong
template <typename Attributes>
void append_start_tag(std::string_view name, const Attributes& attributes, unsigned depth, std::string& out) {
    if (depth != kInline) out.append(kIndent * depth, ' ');
    out.append("<").append(name);
    for (const auto& attribute : attributes) {
        out.append(" ").append(attribute.name).append("=\"");
        append_attribute_value(attribute.value, out);
        out += '"';
    }
    out += '>';
}

void append_end_tag(std::string_view name, unsigned depth, std::string& out) { out.append("</").append(name).append(depth == kInline ? ">" : ">\n"); }

void append_indent(unsigned depth, std::string& out) {
    if (depth != kInline) out.append(kIndent * depth, ' ');
}

/// Writes the nodes of a part one after the other and keeps account of what is open.
class PartText {
public:
    PartText(const Part& part, const schema::Dictionary& dictionary, unsigned depth, std::string& out)
        : part_(part), dictionary_(dictionary), depth_(depth), out_(out), attributes_(part.attributes) {}

    void write() {
        for (std::uint32_t i = 0; i < part_.nodes.size(); ++i) {
            close_up_to(i == 0 ? kNone : part_.nodes[i].parent);
            if (!open_.empty() && !open_.back().has_children) begin_children(open_.back());
            start(i);
        }
        close_up_to(kNone);
    }

private:
    static constexpr std::uint32_t kNone = UINT32_MAX;

    struct Open {
        std::uint32_t node = 0;
        unsigned depth = 0;     ///< or `kInline`
        bool has_children = false;
        bool mixed = false;     ///< it has text before its children, which take no layout then
    };

    void start(std::uint32_t node) {
        std::size_t count = 0;
        while (count < attributes_.size() && attributes_[count].node == node) ++count;
        const unsigned depth = open_.empty() ? depth_ : open_.back().mixed ? kInline : open_.back().depth + 1;
        append_start_tag(part_.written_name(node, dictionary_), attributes_.first(count), depth, out_);
        attributes_ = attributes_.subspan(count);
        open_.push_back({node, depth});
    }

    void begin_children(Open& open) {
        open.has_children = true;
        const std::string_view text = part_.nodes[open.node].value();
        open.mixed = open.depth == kInline || !ascii::all_blank(text);
        if (open.mixed) append_text(ascii::all_blank(text) ? std::string_view() : text, out_);
        else out_ += '\n';
    }

    void close_up_to(std::uint32_t node) {
        while (!open_.empty() && open_.back().node != node) {
            const Open last = open_.back();
            open_.pop_back();
            if (!last.has_children) append_text(part_.nodes[last.node].value(), out_);
            else if (!last.mixed) append_indent(last.depth, out_);
            append_end_tag(part_.written_name(last.node, dictionary_), last.depth, out_);
        }
    }

    const Part& part_;
    const schema::Dictionary& dictionary_;
    unsigned depth_;
    std::string& out_;
    std::span<const Attribute> attributes_;  ///< of the nodes still to come
    std::vector<Open> open_;
};

}  // namespace

std::string_view xml_declaration() noexcept { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"; }

void append_text(std::string_view text, std::string& out) { append_escaped(text, "&<>\r", out); }

void append_attribute_value(std::string_view value, std::string& out) { append_escaped(value, "&<\"\t\n\r", out); }

unsigned depth_of(schema::ElementId element, const schema::Dictionary& dictionary) noexcept {
    const std::string_view path = dictionary.element(element).path;
    return static_cast<unsigned>(std::count(path.begin(), path.end(), '/'));
}

void append_part(const Part& part, const schema::Dictionary& dictionary, unsigned depth, std::string& out) {
    PartText(part, dictionary, depth, out).write();
}

void append_element(const Element& element, unsigned depth, std::string& out) {
    append_start_tag(element.name, element.attributes, depth, out);
    append_text(element.text, out);
    const bool mixed = depth == kInline || !element.text.empty();
    if (!element.children.empty() && !mixed) out += '\n';
    for (const Element& child : element.children) append_element(child, mixed ? kInline : depth + 1, out);
    if (!element.children.empty() && !mixed) append_indent(depth, out);
    append_end_tag(element.name, depth, out);
}

void FrameText::begin_child(std::string& out) {
    if (open_.empty() || open_.back().has_children) return;
    Open& open = open_.back();
    open.has_children = true;
    open.mixed = open.depth == kInline || !ascii::all_blank(open.text);
    if (open.mixed) append_text(ascii::all_blank(open.text) ? std::string_view() : std::string_view(open.text), out);
    else out += '\n';
    open.text.clear();
}

void FrameText::open(const FrameElement& element, std::string& out) {
    begin_child(out);
    Open open;
    open.name = element.name;
    open.element = element.element;
    if (!open_.empty() && open_.back().mixed) open.depth = kInline;
    else if (element.element != schema::kNoElement) open.depth = depth_of(element.element, dictionary_);
    else if (!open_.empty()) open.depth = open_.back().depth + 1;
    append_start_tag(open.name, element.attributes, open.depth, out);
    open_.push_back(std::move(open));
}

void FrameText::part(std::string& out) { begin_child(out); }

void FrameText::text(std::string_view text) {
    if (!open_.empty() && !open_.back().has_children && open_.back().element == schema::kNoElement) open_.back().text += text;
}

void FrameText::close(schema::ElementId element, std::string& out) {
    if (open_.empty() || (element != schema::kNoElement && open_.back().element != element)) return;
    const Open last = std::move(open_.back());
    open_.pop_back();
    if (!last.has_children) append_text(last.text, out);
    else if (!last.mixed) append_indent(last.depth, out);
    append_end_tag(last.name, last.depth, out);
}

}  // namespace cbds::xml
