#include "formats/extras.hpp"

#include "cbds/error.hpp"
#include "cbds/xml/writer.hpp"
#include "io/ascii.hpp"
#include "xml/libxml2_parser.hpp"

#include <array>
#include <charconv>
#include <set>

namespace cbds::formats {
namespace {

/// Makes a tree of the events of one element that stands inside another.
class FragmentEvents final : public xml::ParserEvents {
public:
    explicit FragmentEvents(xml::Element& root) : open_{&root} {}

    void start_element(std::string_view name, std::span<const xml::ParsedAttribute> attributes, std::uint64_t) override {
        if (open_.size() > kDeepest) throw xml::StopParsing{xml::Fault{"XML080", 0, "", ""}};
        if (++depth_ == 1) return;  // what it was put into
        xml::Element& parent = *open_.back();
        if (ascii::trimmed(parent.text).empty()) parent.text.clear();
        parent.children.push_back({schema::kNoElement, std::string(name), {}, {attributes.begin(), attributes.end()}, {}});
        open_.push_back(&parent.children.back());
    }

    void end_element(std::uint64_t) override {
        if (depth_-- > 1) open_.pop_back();
    }

    void text(std::string_view text) override {
        if (open_.back()->children.empty()) open_.back()->text += text;
    }

private:
    static constexpr std::size_t kDeepest = 256;

    std::vector<xml::Element*> open_;
    std::size_t depth_ = 0;
};

/// The prefixes of names in tags: they were declared around the fragment.
std::set<std::string_view> prefixes_of(std::string_view text) {
    std::set<std::string_view> prefixes;
    bool in_tag = false;
    char quote = '\0';
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!in_tag) in_tag = c == '<';
        else if (quote != '\0') quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'') quote = c;
        else if (c == '>') in_tag = false;
        else if (c == ':') prefixes.insert(text.substr(begin, i - begin));
        if (c == '<' || c == '/' || ascii::is_blank(c)) begin = i + 1;
    }
    prefixes.erase("xml");
    prefixes.erase("xmlns");
    return prefixes;
}

/// The part of a part that begins with a node, as a part of its own.
xml::Part part_from(const xml::Part& part, std::uint32_t node) {
    xml::Part made;
    for (std::uint32_t i = node; i < part.nodes.size() && (i == node || part.nodes[i].parent >= node); ++i) {
        made.nodes.push_back(part.nodes[i]);
        made.nodes.back().parent = i == node ? 0 : part.nodes[i].parent - node;
    }
    const std::size_t end = node + made.nodes.size();
    for (const xml::Attribute& each : part.attributes)
        if (each.node >= node && each.node < end) made.attributes.push_back({each.node - node, each.name, each.value});
    for (const xml::WrittenName& each : part.names)
        if (each.node >= node && each.node < end) made.names.push_back({each.node - node, each.name});
    return made;
}

void append_fragment(const xml::Element& element, std::string& out) {
    out.append("<").append(element.name);
    for (const xml::ParsedAttribute& attribute : element.attributes) {
        out.append(" ").append(attribute.name).append("=\"");
        xml::append_attribute_value(attribute.value, out);
        out += '"';
    }
    out += '>';
    xml::append_text(element.text, out);
    for (const xml::Element& child : element.children) append_fragment(child, out);
    out.append("</").append(element.name).append(">");
}

}  // namespace

void put_fact(const Fact& fact, std::size_t table, std::uint64_t record, RowSink& sink) {
    std::array<Cell, kExtrasColumns> cells;
    std::array<char, 20> digits;
    cells[kPath] = fact.path;
    if (fact.place) {
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *fact.place).ptr;
        cells[kPlace] = std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()));
    }
    cells[kKind] = fact.kind;
    if (fact.name) cells[kName] = *fact.name;
    if (fact.value) cells[kValue] = *fact.value;
    sink.row(table, record, cells);
}

std::string fragment_of(const xml::Element& element) {
    std::string text;
    append_fragment(element, text);
    return text;
}

std::string fragment_of(const xml::Part& part, std::uint32_t node, const schema::Dictionary& dictionary) {
    return fragment_of(xml::element_of(part_from(part, node), dictionary));
}

xml::Element read_fragment(std::string_view text, std::string_view path) {
    std::string whole = "<x";
    for (const std::string_view prefix : prefixes_of(text)) whole.append(" xmlns:").append(prefix).append("=\"urn:x\"");
    whole.append(">").append(text).append("</x>");
    xml::Element root;
    FragmentEvents events(root);
    std::string_view rest = whole;
    const auto fault = xml::parse([&](std::span<char> buffer) {
        const std::size_t length = rest.copy(buffer.data(), buffer.size());
        rest.remove_prefix(length);
        return length;
    }, events);
    const bool one = root.children.size() == 1 && ascii::trimmed(root.text).empty();
    if (fault || !one) throw DocumentError("extras: what is said to stand in " + std::string(path) + " is not one element of XML");
    return std::move(root.children.front());
}

PathStep take_step(std::string_view& path) {
    const std::string_view step = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(step.size() + 1, path.size()));
    const std::size_t bracket = step.find('[');
    PathStep made{step.substr(0, bracket), 1};
    if (bracket == std::string_view::npos) return made;
    const char* const end = step.data() + step.size();
    const auto [behind, error] = std::from_chars(step.data() + bracket + 1, end, made.number);
    if (error != std::errc() || behind + 1 != end || *behind != ']' || made.number == 0) throw DocumentError("extras: a path has a step that is none: " + std::string(step));
    return made;
}

}  // namespace cbds::formats
