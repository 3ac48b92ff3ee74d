#include "sample/school_days.hpp"

#include "cbds/identifiers/date.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

/// 1970-01-01 was a Thursday. 0 is Monday.
int weekday_of(int day) { return (day + 3) % 7; }

bool in_week_of(int day, int other) {
    const int monday = other - weekday_of(other);
    return monday <= day && day < monday + 7;
}

/// The breaks of one calendar year.
struct Breaks {
    explicit Breaks(int year)
        : christmas_ends(day_of(year, 1, 3)),
          february(day_of(year, 2, 16)),
          easter_begins(easter(year) - 6),
          easter_ends(easter(year) + 5),
          may_day(day_of(year, 5, 7) - weekday_of(day_of(year, 5, 7))),
          may(day_of(year, 5, 31)),
          summer_begins(day_of(year, 7, 22)),
          summer_ends(day_of(year, 9, 2)),
          october(day_of(year, 10, 28)),
          christmas_begins(day_of(year, 12, 20)) {}

    [[nodiscard]] bool hold(int day) const {
        return day <= christmas_ends || day >= christmas_begins || day == may_day ||
               (easter_begins <= day && day <= easter_ends) || (summer_begins <= day && day <= summer_ends) ||
               in_week_of(day, february) || in_week_of(day, may) || in_week_of(day, october);
    }

    int christmas_ends, february, easter_begins, easter_ends, may_day, may, summer_begins, summer_ends, october,
        christmas_begins;
};

}  // namespace

int day_of(int year, unsigned month, unsigned day) noexcept {
    return identifiers::day_number(
        {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)});
}

bool is_of_age(int born, int on, int years) noexcept {
    return identifiers::age_at(identifiers::date_of_day_number(born), identifiers::date_of_day_number(on)) >= years;
}

/// The anonymous Gregorian algorithm.
int easter(int year) noexcept {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
    return day_of(year, static_cast<unsigned>(m / 31), static_cast<unsigned>(m % 31 + 1));
}

SchoolDays::SchoolDays(int first_year, int last_year) : first_(day_of(first_year, 1, 1)) {
    int open = 0;
    for (int year = first_year; year <= last_year; ++year) {
        const Breaks breaks(year);
        for (int day = day_of(year, 1, 1); day < day_of(year + 1, 1, 1); ++day) {
            before_.push_back(open);
            open += weekday_of(day) < 5 && !breaks.hold(day);
        }
    }
    before_.push_back(open);
}

int SchoolDays::before(int day) const noexcept {
    const int place = std::clamp(day - first_, 0, static_cast<int>(before_.size()) - 1);
    return before_[static_cast<std::size_t>(place)];
}

int SchoolDays::on_or_after(int day) const noexcept {
    const int last = first_ + static_cast<int>(before_.size()) - 2;
    while (day < last && !is_open(day)) ++day;
    return day;
}

int SchoolDays::on_or_before(int day) const noexcept {
    while (day > first_ && !is_open(day)) --day;
    return day;
}

}  // namespace cbds::sample
