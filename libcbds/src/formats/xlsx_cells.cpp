#include "formats/xlsx_cells.hpp"

#include "cbds/identifiers/date.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cbds::formats {
namespace {

constexpr int kDigits = 15;
constexpr int kFirstDay = 61;           // 1 March 1900
constexpr int kLastDay = 2'958'465;     // 31 December 9999
constexpr int kDayOf1970 = 25'569;
constexpr int kDaysTo1904 = 1'462;
constexpr std::int64_t kSecondsOfDay = 86'400;

/// Digits, of which the first stands before the point, and the power of ten.
struct Digits {
    std::string digits;
    int exponent = 0;
};

Digits digits_of(double value) {
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value), std::chars_format::scientific, kDigits - 1).ptr;
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    Digits result;
    const std::size_t e = text.find('e');
    result.digits = text[0];
    result.digits += text.substr(2, e - 2);
    const std::string_view exponent = text.substr(e + (text[e + 1] == '+' ? 2 : 1));
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), result.exponent);
    return result;
}

std::string two_digits(std::int64_t number) {
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string time_text(std::int64_t seconds) {
    return two_digits(seconds / 3600) + ':' + two_digits(seconds / 60 % 60) + ':' + two_digits(seconds % 60);
}

/// The four hexadecimal digits of `_x000D_` at the beginning of a text.
std::optional<unsigned> escaped_character(std::string_view text) {
    if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return std::nullopt;
    unsigned code = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
    if (error != std::errc() || end != text.data() + 6) return std::nullopt;
    return code;
}

/// Whether XML can hold it; halves of surrogate pairs stay as they are written.
bool is_character(unsigned code) {
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xD800) || (code >= 0xE000 && code < 0xFFFE);
}

void append_utf8(unsigned code, std::string& out) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

}  // namespace

std::optional<CellNumber> exact_number(std::string_view text) {
    CellNumber number;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value, std::chars_format::fixed);
    if (error != std::errc() || end != text.data() + text.size() || !(std::abs(number.value) <= kLargestExact)) return std::nullopt;
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos) number.decimals = static_cast<unsigned>(text.size() - point - 1);
    if (number.decimals > kDigits || number_text(number.value, number.decimals) != text) return std::nullopt;
    return number;
}

std::string number_text(double value, unsigned decimals) {
    Digits number = digits_of(value);
    std::string& digits = number.digits;
    if (number.exponent < 0) digits.insert(0, static_cast<std::size_t>(-number.exponent), '0');
    const std::size_t whole = number.exponent < 0 ? 1 : static_cast<std::size_t>(number.exponent) + 1;
    if (digits.size() < whole) digits.append(whole - digits.size(), '0');
    const std::size_t needed = std::max(digits.find_last_not_of('0') + 1, whole);
    digits.resize(std::max(needed, whole + decimals), '0');
    if (digits.size() > whole) digits.insert(whole, 1, '.');
    return value < 0 ? '-' + digits : digits;
}

std::optional<int> exact_day(std::string_view text) {
    const auto date = identifiers::parse_date(text);
    if (!date) return std::nullopt;
    const int day = identifiers::day_number(*date) + kDayOf1970;
    if (day < kFirstDay) return std::nullopt;
    return day;
}

std::optional<std::string> date_text(double serial, Shown shown, bool from_1904) {
    if (!(serial >= 0 && serial <= kLastDay + 1)) return std::nullopt;
    // To the second: a time is a fraction of a day and seldom exact.
    const std::int64_t seconds = std::llround(serial * static_cast<double>(kSecondsOfDay));
    const int day = static_cast<int>(seconds / kSecondsOfDay) + (from_1904 ? kDaysTo1904 : 0);
    const std::int64_t time = seconds % kSecondsOfDay;
    if (shown == Shown::time && serial < 1) return time_text(time);
    if (day < kFirstDay || day > kLastDay) return std::nullopt;
    const std::string date = identifiers::write_date(identifiers::date_of_day_number(day - kDayOf1970));
    return shown == Shown::date && time == 0 ? date : date + 'T' + time_text(time);
}

std::string escape_cell_text(std::string_view text) {
    std::string escaped;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_' && escaped_character(text.substr(i))) escaped += "_x005F";
        escaped += text[i];
    }
    return escaped;
}

std::string unescape_cell_text(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto code = text[i] == '_' ? escaped_character(text.substr(i)) : std::nullopt;
        if (!code || !is_character(*code)) {
            plain += text[i];
            continue;
        }
        append_utf8(*code, plain);
        i += 6;
    }
    return plain;
}

std::size_t utf16_length(std::string_view utf8) noexcept {
    std::size_t length = 0;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 || byte >= 0xC0) length += byte >= 0xF0 ? 2 : 1;
    }
    return length;
}

}  // namespace cbds::formats
