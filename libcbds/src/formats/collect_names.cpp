#include "formats/collect_names.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::formats {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";
constexpr std::size_t kEscape = 5;  // _x2E_

bool is_letter(char c) { return ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z'; }

bool is_plain(char c, bool first) { return is_letter(c) || (!first && (ascii::is_digit(c) || c == '-' || c == '_')); }

std::optional<char> escaped_byte(std::string_view text) {
    unsigned byte = 0;
    if (text.size() < kEscape || !text.starts_with("_x") || text[4] != '_') return std::nullopt;
    const auto [stop, fault] = std::from_chars(text.data() + 2, text.data() + 4, byte, 16);
    return fault == std::errc{} && stop == text.data() + 4 ? std::optional(static_cast<char>(byte)) : std::nullopt;
}

}  // namespace

std::string escape_collect_name(std::string_view name) {
    std::string escaped;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool opens = name[i] == '_' && i + 1 < name.size() && name[i + 1] == 'x';
        if (is_plain(name[i], i == 0) && !opens) {
            escaped += name[i];
            continue;
        }
        const auto byte = static_cast<unsigned char>(name[i]);
        escaped.append("_x").append(1, kHex[byte / 16]).append(1, kHex[byte % 16]).append("_");
    }
    return escaped;
}

std::string unescape_collect_name(std::string_view name) {
    std::string plain;
    while (!name.empty()) {
        const auto byte = escaped_byte(name);
        plain += byte.value_or(name.front());
        name.remove_prefix(byte ? kEscape : 1);
    }
    return plain;
}

std::string collect_attribute(std::string_view column) { return std::string(kCollectPrefix) + escape_collect_name(column); }

std::optional<std::string> column_of_attribute(std::string_view attribute) {
    if (!attribute.starts_with(kCollectPrefix) || attribute.find('.') != std::string_view::npos) return std::nullopt;
    return unescape_collect_name(attribute.substr(kCollectPrefix.size()));
}

const std::string* find_attribute(const xml::Element& element, std::string_view name) noexcept {
    const auto found = std::find_if(element.attributes.begin(), element.attributes.end(),
                                    [=](const xml::ParsedAttribute& each) { return each.name == name; });
    return found == element.attributes.end() ? nullptr : &found->value;
}

void remove_attribute(xml::Element& element, std::string_view name) {
    std::erase_if(element.attributes, [=](const xml::ParsedAttribute& each) { return each.name == name; });
}

}  // namespace cbds::formats
