#include "formats/map_date.hpp"

#include "cbds/identifiers/date.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>

namespace cbds::formats {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/// The longest run of one letter at the start: `YYYY`, `MMM`.
std::string_view field_of(std::string_view form) {
    if (form.empty() || std::string_view("YMD").find(form.front()) == std::string_view::npos) return {};
    return form.substr(0, std::min(form.find_first_not_of(form.front()), form.size()));
}

/// Takes digits from the front: `least` to `most` of them.
std::optional<unsigned> take_digits(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t length = 0;
    unsigned value = 0;
    while (length < most && length < text.size() && ascii::is_digit(text[length])) value = 10 * value + static_cast<unsigned>(text[length++] - '0');
    if (length < least) return std::nullopt;
    text.remove_prefix(length);
    return value;
}

std::optional<unsigned> take_month_name(std::string_view& text) {
    const auto found = std::find_if(kMonths.begin(), kMonths.end(), [=](std::string_view month) { return ascii::same_but_case(text.substr(0, 3), month); });
    if (found == kMonths.end()) return std::nullopt;
    text.remove_prefix(3);
    return static_cast<unsigned>(found - kMonths.begin()) + 1;
}

std::optional<unsigned> take_field(std::string_view field, std::string_view& text) {
    if (field == "MMM") return take_month_name(text);
    if (field.size() == 1) return take_digits(text, 1, 2);
    return take_digits(text, field.size(), field.size());
}

std::string two_digits(unsigned value) { return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)}; }

}  // namespace

bool is_date_form(std::string_view form) noexcept {
    unsigned years = 0;
    unsigned months = 0;
    unsigned days = 0;
    while (!form.empty()) {
        const std::string_view field = field_of(form);
        if (field == "YYYY") ++years;
        else if (field == "MMM" || field == "MM" || field == "M") ++months;
        else if (field == "DD" || field == "D") ++days;
        else if (!field.empty()) return false;
        form.remove_prefix(std::max<std::size_t>(field.size(), 1));
    }
    return years == 1 && months == 1 && days == 1;
}

std::optional<std::string> read_date(std::string_view text, std::string_view form) {
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    while (!form.empty()) {
        const std::string_view field = field_of(form);
        if (field.empty()) {
            if (text.empty() || text.front() != form.front()) return std::nullopt;
            text.remove_prefix(1);
            form.remove_prefix(1);
            continue;
        }
        const auto value = take_field(field, text);
        if (!value) return std::nullopt;
        (field.front() == 'Y' ? year : field.front() == 'M' ? month : day) = *value;
        form.remove_prefix(field.size());
    }
    if (!text.empty() || month > 12 || day > 31) return std::nullopt;
    const std::string years = std::to_string(year);
    std::string date = std::string(4 - std::min<std::size_t>(years.size(), 4), '0') + years + '-' + two_digits(month) + '-' + two_digits(day);
    return identifiers::parse_date(date) ? std::optional(std::move(date)) : std::nullopt;
}

}  // namespace cbds::formats
