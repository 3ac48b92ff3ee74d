#include "cbds/identifiers/date.hpp"

#include "words.hpp"

#include <array>
#include <chrono>

namespace cbds::identifiers {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                      "July",    "August",   "September", "October", "November", "December"};

unsigned days_in(unsigned year, unsigned month) noexcept {
    const std::chrono::year_month_day_last last{std::chrono::year{static_cast<int>(year)} / std::chrono::month{month} /
                                                std::chrono::last};
    return static_cast<unsigned>(last.day());
}

bool has_shape(std::string_view text) noexcept {
    return text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
           all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2));
}

struct Parts {
    unsigned year;
    unsigned month;
    unsigned day;
};

Parts parts(std::string_view text) noexcept {
    return {number(text.substr(0, 4)), number(text.substr(5, 2)), number(text.substr(8, 2))};
}

std::string describe_shape(std::string_view text) {
    if (text.empty()) return "it is empty";
    return "a date is written year first, like 2026-01-31";
}

/// "June has 30 days"; February's depend on the year.
std::string describe_day(const Parts& date) {
    const std::string days = std::to_string(days_in(date.year, date.month)) + " days";
    const std::string month(kMonths[date.month - 1]);
    return date.day == 0 ? "there is no day 00" : month + ' ' + std::to_string(date.year) + " has " + days;
}

}  // namespace

DateFault check_date(std::string_view text) noexcept {
    if (!has_shape(text)) return DateFault::shape;
    const Parts date = parts(text);
    if (date.year == 0) return DateFault::year;
    if (date.month == 0 || date.month > 12) return DateFault::month;
    return date.day == 0 || date.day > days_in(date.year, date.month) ? DateFault::day : DateFault::none;
}

std::optional<Date> parse_date(std::string_view text) noexcept {
    if (check_date(text) != DateFault::none) return std::nullopt;
    const Parts date = parts(text);
    return Date{static_cast<std::int16_t>(date.year), static_cast<std::uint8_t>(date.month),
                static_cast<std::uint8_t>(date.day)};
}

std::string write_date(Date date) {
    std::string text = "0000-00-00";
    const auto put = [&](std::size_t end, unsigned number) {
        for (; number != 0 && end != 0; number /= 10) text[--end] = static_cast<char>('0' + number % 10);
    };
    put(4, static_cast<unsigned>(date.year));
    put(7, date.month);
    put(10, date.day);
    return text;
}

int day_number(Date date) noexcept {
    const std::chrono::year_month_day day{std::chrono::year{date.year}, std::chrono::month{date.month},
                                          std::chrono::day{date.day}};
    return static_cast<int>(std::chrono::sys_days{day}.time_since_epoch().count());
}

Date date_of_day_number(int number) noexcept {
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{number}}};
    return {static_cast<std::int16_t>(static_cast<int>(day.year())),
            static_cast<std::uint8_t>(static_cast<unsigned>(day.month())),
            static_cast<std::uint8_t>(static_cast<unsigned>(day.day()))};
}

Date add_days(Date date, int days) noexcept { return date_of_day_number(day_number(date) + days); }

int days_between(Date from, Date to) noexcept { return day_number(to) - day_number(from); }

int weekday(Date date) noexcept {
    const std::chrono::weekday day{std::chrono::sys_days{std::chrono::days{day_number(date)}}};
    return static_cast<int>(day.iso_encoding());
}

int age_at(Date birth, Date on) noexcept {
    const bool before_birthday = on.month != birth.month ? on.month < birth.month : on.day < birth.day;
    return on.year - birth.year - (before_birthday ? 1 : 0);
}

std::string describe(DateFault fault, std::string_view text) {
    switch (fault) {
        case DateFault::none: break;
        case DateFault::shape: return describe_shape(text);
        case DateFault::year: return "there is no year 0000";
        case DateFault::month: return "there is no month " + std::string(text.substr(5, 2));
        case DateFault::day: return describe_day(parts(text));
    }
    return {};
}

}  // namespace cbds::identifiers
