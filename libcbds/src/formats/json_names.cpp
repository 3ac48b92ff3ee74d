#include "formats/json_names.hpp"

#include "io/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

namespace cbds::formats {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Productions 4 and 4a of XML 1.0, fifth edition, without the colon.
constexpr std::array<Range, 15> kStart{{{'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D},
                                        {0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
                                        {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}}};
constexpr std::array<Range, 5> kMore{{{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}};

constexpr std::string_view kXmlUri = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view kXmlnsUri = "http://www.w3.org/2000/xmlns/";

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t c) {
    return std::any_of(ranges.begin(), ranges.end(), [=](const Range& range) { return range.first <= c && c <= range.last; });
}

/// Takes the first character off.
char32_t take_character(std::string_view& text) {
    const std::size_t length = std::max<std::size_t>(io::utf8_length(text), 1);
    const auto first = static_cast<unsigned char>(text[0]);
    char32_t c = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) c = c << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
    text.remove_prefix(length);
    return c;
}

bool is_unprefixed_name(std::string_view name) {
    if (name.empty() || !is_in(kStart, take_character(name))) return false;
    while (!name.empty())
        if (const char32_t c = take_character(name); !is_in(kStart, c) && !is_in(kMore, c)) return false;
    return true;
}

std::string_view prefix_of(std::string_view name) {
    const std::size_t colon = name.find(':');
    return name.substr(0, colon == std::string_view::npos ? 0 : colon);
}

bool is_declaration(std::string_view attribute) { return attribute == "xmlns" || attribute.starts_with("xmlns:"); }

}  // namespace

bool is_xml_name(std::string_view name) noexcept {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return is_unprefixed_name(name);
    return is_unprefixed_name(name.substr(0, colon)) && is_unprefixed_name(name.substr(colon + 1));
}

bool is_xml_text(std::string_view text) noexcept {
    const auto forbidden = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n' && c != '\r'; };
    if (std::any_of(text.begin(), text.end(), forbidden)) return false;
    return text.find("\xEF\xBF\xBE") == std::string_view::npos && text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

std::string_view Prefixes::namespace_of(std::string_view prefix) const noexcept {
    const auto found = std::find_if(declared_.rbegin(), declared_.rend(), [=](const Declaration& d) { return d.prefix == prefix; });
    return found == declared_.rend() ? std::string_view() : std::string_view(found->uri);
}

bool Prefixes::is_declared(std::string_view prefix) const noexcept {
    return prefix.empty() || prefix == "xml" || (prefix != "xmlns" && !namespace_of(prefix).empty());
}

bool Prefixes::declare(const xml::ParsedAttribute& attribute) {
    const std::string_view prefix = attribute.name == "xmlns" ? std::string_view() : std::string_view(attribute.name).substr(6);
    if (prefix == "xml" || prefix == "xmlns" || attribute.value == kXmlUri || attribute.value == kXmlnsUri) return false;
    if (attribute.value.empty() && !prefix.empty()) return false;
    declared_.push_back({std::string(prefix), attribute.value});
    return true;
}

std::string Prefixes::enter(std::string_view element, const std::vector<xml::ParsedAttribute>& attributes) {
    counts_.push_back(declared_.size());
    for (const xml::ParsedAttribute& attribute : attributes)
        if (is_declaration(attribute.name) && !declare(attribute)) return "the namespace " + attribute.name + " cannot be declared so";
    if (!is_declared(prefix_of(element))) return "the prefix of its name is not declared";
    std::set<std::pair<std::string_view, std::string_view>> seen;  // namespace, or prefix of its own, and local name
    for (const xml::ParsedAttribute& attribute : attributes) {
        const bool plain = is_declaration(attribute.name);
        const std::string_view prefix = plain ? std::string_view() : prefix_of(attribute.name);
        if (!is_declared(prefix)) return "the prefix of @" + attribute.name + " is not declared";
        const std::string_view local = std::string_view(attribute.name).substr(prefix.empty() ? 0 : prefix.size() + 1);
        if (!seen.emplace(prefix.empty() ? prefix : prefix == "xml" ? kXmlUri : namespace_of(prefix), local).second)
            return "the attribute @" + attribute.name + " stands twice";
    }
    return {};
}

void Prefixes::leave() {
    declared_.resize(counts_.back());
    counts_.pop_back();
}

}  // namespace cbds::formats
