#include "register/session_heading.hpp"

#include "io/ascii.hpp"
#include "register/readers.hpp"

#include <algorithm>
#include <array>

namespace cbds::registers {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::size_t kLongestSessionHeading = 60;  // bytes

constexpr bool is_heading_sign(char c) { return !ascii::is_letter(c) && !ascii::is_digit(c); }

/// Without the blanks and signs at both ends.
std::string_view without_signs(std::string_view text) {
    while (!text.empty() && is_heading_sign(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_heading_sign(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view first_word(std::string_view text) {
    const auto end = std::find_if_not(text.begin(), text.end(), ascii::is_letter);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string_view last_word(std::string_view text) {
    std::size_t begin = text.size();
    while (begin > 0 && ascii::is_letter(text[begin - 1])) --begin;
    return text.substr(begin);
}

bool is_weekday(std::string_view word) {
    const auto begins_so = [=](std::string_view day) { return ascii::same_but_case(day.substr(0, word.size()), word); };
    return word.size() >= 3 && std::any_of(kWeekdays.begin(), kWeekdays.end(), begins_so);
}

std::optional<Half> take_half(std::string_view& text) {
    if (const auto half = find_half(last_word(text))) {
        text = without_signs(text.substr(0, text.size() - 2));
        return half;
    }
    const auto half = find_half(first_word(text));
    if (half) text = without_signs(text.substr(2));
    return half;
}

}  // namespace

std::optional<SessionHeading> read_session_heading(std::string_view heading, const std::string& date_form) {
    std::string_view text = without_signs(heading);
    if (text.empty() || text.size() > kLongestSessionHeading) return std::nullopt;
    const auto half = take_half(text);
    if (is_weekday(first_word(text))) text = without_signs(text.substr(first_word(text).size()));
    const auto date = read_date(text, date_form);
    return date ? std::optional(SessionHeading{*date, half}) : std::nullopt;
}

}  // namespace cbds::registers
