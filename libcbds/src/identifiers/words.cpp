#include "words.hpp"

namespace cbds::identifiers {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

constexpr bool is_plain(char c) noexcept { return c > ' ' && c < '\x7f'; }

/// A character of UTF-8 begins with any byte but a continuation.
std::size_t count_characters(std::string_view text) noexcept {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string counted(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " character" : " characters");
}

}  // namespace

std::string padded(unsigned number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string name_character(char c) {
    if (c == ' ') return "a space";
    return is_plain(c) ? std::string(1, c) : "a special character";
}

std::string describe_length(std::string_view text, std::string_view noun, std::string_view wanted) {
    if (text.empty()) return "it is empty";
    if (has(kBlanks, text.front()) || has(kBlanks, text.back())) return "there is a space before or after it";
    if (text.find_first_of(kBlanks) != std::string_view::npos) return "there is a space in it";
    if (!std::all_of(text.begin(), text.end(), is_plain)) return "there is a special character in it";
    return "it has " + counted(count_characters(text)) + ", " + std::string(noun) + " has " + std::string(wanted);
}

std::string describe_digits(std::string_view text, std::size_t from, std::size_t to, std::string_view rule) {
    std::size_t place = from;
    while (place < to && is_digit(text[place])) ++place;
    if (place == to) return std::string(rule);
    const char c = text[place];
    const std::string_view letter = is_capital(capital(c)) ? "the letter " : "";  // O and I look like digits
    return "character " + std::to_string(place + 1) + " is " + std::string(letter) + name_character(c) + ": " + std::string(rule);
}

std::string describe_check(std::string_view what, char should, char is) {
    std::string words = "the check " + std::string(what);
    if (is_lower(is)) return words + " is in lower case letters: it should be " + should;
    return words + " should be " + should + ", not " + name_character(is);
}

}  // namespace cbds::identifiers
