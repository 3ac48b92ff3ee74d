/// @file
/// The characters of ASCII, whatever the locale, and the few things that are asked of texts made of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace cbds::ascii {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr char lower(char c) noexcept { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr bool is_letter(char c) noexcept { return is_capital(upper(c)); }

/// A byte within a character of UTF-8, behind its first one: none of ASCII.
constexpr bool continues_character(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// The blanks of XML.
constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Also of an empty text.
constexpr bool all_digits(std::string_view text) noexcept { return std::all_of(text.begin(), text.end(), is_digit); }

constexpr bool same_but_case(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// Letter case does not count.
constexpr bool ends_with(std::string_view text, std::string_view end) noexcept {
    return text.size() >= end.size() && same_but_case(text.substr(text.size() - end.size()), end);
}

/// The text in small letters.
inline std::string lowered(std::string_view text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), lower);
    return made;
}

/// The text in capitals.
inline std::string in_capitals(std::string_view text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), upper);
    return made;
}

/// Also of an empty text.
constexpr bool all_blank(std::string_view text) noexcept { return std::all_of(text.begin(), text.end(), is_blank); }

/// The text without the blanks around it.
constexpr std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace cbds::ascii
