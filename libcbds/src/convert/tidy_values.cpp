#include "cbds/convert/tidy.hpp"

#include "cbds/io/encoding.hpp"
#include "io/ascii.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace cbds::convert {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::string_view kPhoneMarks = " -().\t\r\n";
constexpr std::size_t kShortestPhone = 3;

/// The code points of a well-formed text.
std::u32string code_points(std::string_view text) {
    std::u32string points;
    while (!text.empty()) {
        utf8proc_int32_t point = 0;
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &point);
        if (length <= 0) return {};
        points += static_cast<char32_t>(point);
        text.remove_prefix(static_cast<std::size_t>(length));
    }
    return points;
}

std::string utf8(std::u32string_view points) {
    std::string text;
    for (const char32_t point : points) {
        std::array<utf8proc_uint8_t, 4> bytes{};
        const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes.data());
        text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
    }
    return text;
}

std::int32_t signed_point(char32_t point) { return static_cast<std::int32_t>(point); }
bool is_capital(char32_t point) { return utf8proc_tolower(signed_point(point)) != signed_point(point); }
bool is_small(char32_t point) { return utf8proc_toupper(signed_point(point)) != signed_point(point) || point == U'ß'; }
bool is_letter(char32_t point) { return is_capital(point) || is_small(point); }
bool is_apostrophe(char32_t point) { return point == U'\'' || point == U'\u2019'; }

/// Capitals here may be initials or a number: TJ, II.
bool may_be_meant(std::u32string_view word) {
    if (word == U"II" || word == U"III" || word.size() == 1) return true;
    return std::all_of(word.begin(), word.end(), [](char32_t c) { return c < 0x80 && std::u32string_view(U"AEIOUY").find(c) == std::u32string_view::npos; });
}

/// A word - letters, perhaps an apostrophe - with small letters behind the first, and behind those that begin a name in it.
std::u32string lowered(std::u32string_view word) {
    if (may_be_meant(word)) return std::u32string(word);
    std::u32string result(word);
    const bool mc = word.size() > 4 && word.starts_with(U"MC");
    for (std::size_t i = 1; i < word.size(); ++i) {
        const bool begins_name = (i == 2 && (mc || is_apostrophe(word[1])));
        if (!begins_name) result[i] = static_cast<char32_t>(utf8proc_tolower(signed_point(word[i])));
    }
    return result;
}

/// The byte of windows-1252 for a code point; nothing where it has none.
std::optional<char> byte_of(char32_t point) {
    constexpr std::array<char32_t, 32> kUpper{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                              0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                              0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (const auto found = std::find(kUpper.begin(), kUpper.end(), point); found != kUpper.end())
        return static_cast<char>(0x80 + (found - kUpper.begin()));
    if (point > 0xFF) return std::nullopt;
    return static_cast<char>(point);
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Length of the blank at the start of a text; 0 where there is none.
std::size_t blank_at_start(std::string_view text) {
    if (text.empty()) return 0;
    return ascii::is_blank(text.front()) ? 1 : text.starts_with(kNoBreakSpace) ? 2 : 0;
}

std::string_view without_ends(std::string_view text) {
    while (const std::size_t length = blank_at_start(text)) text.remove_prefix(length);
    while (!text.empty()) {
        if (ascii::is_blank(text.back())) text.remove_suffix(1);
        else if (text.ends_with(kNoBreakSpace)) text.remove_suffix(2);
        else break;
    }
    return text;
}

}  // namespace

std::string tidy_spaces(std::string_view text, bool between_words) {
    text = without_ends(text);
    if (!between_words) return std::string(text);
    std::string result;
    while (!text.empty()) {
        std::size_t length = 0;
        while (const std::size_t more = blank_at_start(text.substr(length))) length += more;
        if (length == 0) {
            result += text.front();
            text.remove_prefix(1);
        } else {
            result += ' ';
            text.remove_prefix(length);
        }
    }
    return result;
}

std::optional<std::string> tidy_phone(std::string_view text) {
    std::string spaced = tidy_spaces(text, true);
    // The 0 that is not dialled from abroad.
    if (const std::size_t zero = spaced.find("(0)"); zero != std::string::npos && spaced.starts_with('+')) spaced.erase(zero, 3);
    std::string number;
    for (const char c : spaced) {
        if (ascii::is_digit(c) || (c == '+' && number.empty())) number += c;
        else if (kPhoneMarks.find(c) == std::string_view::npos) return std::nullopt;
    }
    if (number.size() < kShortestPhone) return std::nullopt;
    return number;
}

std::optional<std::string> tidy_capitals(std::string_view name) {
    const std::u32string points = code_points(name);
    const auto letters = std::count_if(points.begin(), points.end(), is_letter);
    if (letters <= 2 || std::any_of(points.begin(), points.end(), is_small)) return std::nullopt;
    std::u32string result;
    for (std::size_t at = 0; at < points.size();) {
        std::size_t end = at;
        while (end < points.size() && (is_letter(points[end]) || is_apostrophe(points[end]))) ++end;
        if (end == at) result += points[at++];
        else result += lowered(std::u32string_view(points).substr(at, end - at));
        at = std::max(at, end);
    }
    std::string text = utf8(result);
    if (text == name) return std::nullopt;
    return text;
}

std::optional<std::string> mend_encoding(std::string_view text) {
    if (is_ascii(text)) return std::nullopt;
    std::string bytes;
    for (const char32_t point : code_points(text)) {
        const auto byte = byte_of(point);
        if (!byte) return std::nullopt;
        bytes += *byte;
    }
    if (is_ascii(bytes) || bytes.empty() || io::valid_utf8_prefix(bytes) != bytes.size()) return std::nullopt;
    // Controls are no letters that anybody wrote.
    const std::u32string points = code_points(bytes);
    if (std::any_of(points.begin(), points.end(), [](char32_t c) { return c >= 0x80 && c < 0xA0; })) return std::nullopt;
    return bytes;
}

}  // namespace cbds::convert
