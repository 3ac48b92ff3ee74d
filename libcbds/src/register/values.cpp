#include "formats/map_date.hpp"
#include "io/ascii.hpp"
#include "register/readers.hpp"
#include "register/seconds.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace cbds::registers {
namespace {

constexpr std::array<std::string_view, 12> kMonthNames{"january", "february", "march",     "april",   "may",      "june",
                                                       "july",    "august",   "september", "october", "november", "december"};

/// The part at the front that consists of such characters is taken off.
template <typename Belongs>
std::string_view take_while(std::string_view& text, Belongs belongs) {
    const auto end = std::find_if_not(text.begin(), text.end(), belongs);
    const std::string_view taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
}

std::string_view take_number(std::string_view& text) { return take_while(text, ascii::is_digit); }

/// Numbers of up to four digits; -1 for none.
int number_of_digits(std::string_view digits) {
    int number = -1;
    if (!digits.empty() && digits.size() <= 4) std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// `7`, `07`, `Sep`, `Sept`, `September`; 0 for anything else.
int month_of(std::string_view text) {
    if (ascii::all_digits(text)) return text.size() <= 2 ? std::max(number_of_digits(text), 0) : 0;
    const auto begins_so = [=](std::string_view name) { return text.size() >= 3 && ascii::same_but_case(name.substr(0, text.size()), text); };
    const auto found = std::find_if(kMonthNames.begin(), kMonthNames.end(), begins_so);
    return found == kMonthNames.end() ? 0 : static_cast<int>(found - kMonthNames.begin()) + 1;
}

/// The whole year where it has two digits: a register knows of nobody who was born before 2000.
int year_of(std::string_view digits) {
    if (digits.size() == 2) return 2000 + number_of_digits(digits);
    return digits.size() == 4 ? number_of_digits(digits) : 0;
}

std::optional<Date> date_from(std::string_view year, std::string_view month, std::string_view day) {
    if (day.empty() || day.size() > 2) return std::nullopt;
    const int y = year_of(year);
    const int m = month_of(month);
    const int d = number_of_digits(day);
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > 31) return std::nullopt;
    const Date date{static_cast<std::int16_t>(y), static_cast<std::uint8_t>(m), static_cast<std::uint8_t>(d)};
    return identifiers::parse_date(identifiers::write_date(date));  // 31 June is none
}

/// Takes one of the signs that stand between the parts of a date; both have to be the same.
bool take_sign(std::string_view& text, char& sign) {
    if (text.empty() || std::string_view("-/. ").find(text[0]) == std::string_view::npos || (sign != '\0' && sign != text[0])) return false;
    sign = text[0];
    text.remove_prefix(1);
    return true;
}

/// Takes a date off the front: the year first, or the day first.
std::optional<Date> take_date(std::string_view& text) {
    const std::string_view first = take_number(text);
    if (first.size() == 8) return date_from(first.substr(0, 4), first.substr(4, 2), first.substr(6));
    char sign = '\0';
    if (first.empty() || !take_sign(text, sign)) return std::nullopt;
    const std::string_view month = !text.empty() && ascii::is_digit(text[0]) ? take_number(text) : take_while(text, ascii::is_letter);
    if (month.empty() || !take_sign(text, sign)) return std::nullopt;
    const std::string_view last = take_number(text);
    return first.size() == 4 ? date_from(first, month, last) : date_from(last, month, first);
}

std::optional<int> take_part(std::string_view& text, std::size_t digits, int most) {
    const std::string_view part = text.substr(0, digits);
    const int number = ascii::all_digits(part) && part.size() == digits ? number_of_digits(part) : -1;
    if (number < 0 || number > most) return std::nullopt;
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

/// The time of a day, and how far its zone is ahead of UTC.
struct TimeOfDay {
    int seconds = 0;
    std::optional<int> ahead;  ///< seconds; nothing: no zone is told
};

/// `Z`, `+01:00`, `+0100`, `+01`; nothing where it is no zone.
std::optional<int> read_zone(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    const bool behind = text.starts_with('-');
    if (!take(text, '+') && !take(text, '-')) return std::nullopt;
    const auto hours = take_part(text, 2, 14);
    take(text, ':');
    const auto minutes = text.empty() ? std::optional(0) : take_part(text, 2, 59);
    if (!hours || !minutes || !text.empty()) return std::nullopt;
    return (behind ? -1 : 1) * (*hours * 3600 + *minutes * 60);
}

/// `08:55`, `8:55`, `08:55:12`, `08:55:12.345678`, with a zone or without.
std::optional<TimeOfDay> read_time_of_day(std::string_view text) {
    TimeOfDay time;
    const auto hours = take_part(text, text.find(':') == 1 ? 1 : 2, 23);
    if (!hours || !take(text, ':')) return std::nullopt;
    const auto minutes = take_part(text, 2, 59);
    const auto seconds = take(text, ':') ? take_part(text, 2, 60) : std::optional(0);
    if (!minutes || !seconds) return std::nullopt;
    if (take(text, '.')) take_number(text);
    time.seconds = *hours * 3600 + *minutes * 60 + *seconds;
    text = ascii::trimmed(text);
    if (text.empty()) return time;
    time.ahead = read_zone(text);
    return time.ahead ? std::optional(time) : std::nullopt;
}

/// What stands behind a date: nothing, or a time.
std::optional<TimeOfDay> read_rest(std::string_view text) {
    if (text.empty()) return TimeOfDay();
    return take(text, 'T') || take(text, ' ') ? read_time_of_day(text) : std::nullopt;
}

/// Takes a date of a map's form, or of ISO, off the front of a time. It ends before the last blank or T that the time of day has in front.
std::optional<Date> take_date_of_form(std::string_view& text, const std::string& date_form) {
    const std::size_t colon = text.find(':');
    const std::size_t end = colon == std::string_view::npos ? text.size() : std::min(text.find_last_of("T ", colon), text.size());
    const std::string_view date = text.substr(0, end);
    text.remove_prefix(end);
    return read_date(date, date_form);
}

}  // namespace

std::optional<Date> read_date(std::string_view text, const std::string& date_form) {
    text = ascii::trimmed(text);
    if (const auto date = identifiers::parse_date(text)) return date;
    if (!date_form.empty()) {
        const auto date = formats::read_date(text, date_form);
        return date ? identifiers::parse_date(*date) : std::nullopt;
    }
    const auto date = take_date(text);
    const auto time = date ? read_rest(text) : std::nullopt;
    const bool another_day = time && time->ahead && time->seconds != 0;  // midnight of summer time is 23:00 of the day before, in UTC
    return time && !another_day ? date : std::nullopt;
}

std::optional<std::int64_t> read_time(std::string_view text, const std::string& date_form) {
    text = ascii::trimmed(text);
    const auto date = date_form.empty() ? take_date(text) : take_date_of_form(text, date_form);
    const auto time = date ? read_rest(text) : std::nullopt;
    if (!time) return std::nullopt;
    return kSecondsOfADay * identifiers::day_number(*date) + time->seconds - time->ahead.value_or(0);
}

std::optional<bool> read_flag(std::string_view text) {
    text = ascii::trimmed(text);
    const auto is_one_of = [=](std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(), [=](std::string_view word) { return ascii::same_but_case(word, text); });
    };
    if (is_one_of({"true", "t", "1", "y", "yes"})) return true;
    if (is_one_of({"false", "f", "0", "n", "no"})) return false;
    return std::nullopt;
}

}  // namespace cbds::registers
