/// @file
/// What the sources of this area share: characters, and the words for faults that every identifier can have.
#pragma once

#include "io/ascii.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace cbds::identifiers {

using ascii::all_digits;
using ascii::is_capital;
using ascii::is_digit;

constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr char capital(char c) noexcept { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr unsigned digit(char c) noexcept { return static_cast<unsigned>(c - '0'); }

constexpr bool has(std::string_view set, char c) noexcept { return set.find(c) != std::string_view::npos; }

/// The number that digits write; they must be digits, nine at most.
constexpr unsigned number(std::string_view digits) noexcept {
    unsigned value = 0;
    for (const char c : digits) value = value * 10 + digit(c);
    return value;
}

/// Digits with leading zeros. Too many digits are an error of the caller's.
std::string padded(unsigned number, std::size_t width);

/// "X", "a space", "a special character": a character as a sentence names it.
std::string name_character(char c);

/// The words for a text of the wrong length: empty, blanks, strange characters, and only then the count.
/// @param noun "a UPN"  @param wanted "13 characters"
std::string describe_length(std::string_view text, std::string_view noun, std::string_view wanted);

/// The words for the first character that is no digit, which a school office sees as a place in the text.
/// @param rule "a URN has digits only"
std::string describe_digits(std::string_view text, std::size_t from, std::size_t to, std::string_view rule);

/// The words for a wrong check character, `should` being the right one.
std::string describe_check(std::string_view what, char should, char is);

}  // namespace cbds::identifiers
