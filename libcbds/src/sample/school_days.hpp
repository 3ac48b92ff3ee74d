/// @file
/// An invented school year: which days school is open. Close to those of England, so that counts look right.
#pragma once

#include <vector>

namespace cbds::sample {

/// Days are counted from 1970-01-01.
[[nodiscard]] int day_of(int year, unsigned month, unsigned day) noexcept;

/// Whether somebody is of an age on a day: rules ask it of 14-year-olds.
[[nodiscard]] bool is_of_age(int born, int on, int years) noexcept;

/// Easter Sunday of a year.
[[nodiscard]] int easter(int year) noexcept;

/// School days of several years, counted once so that any period costs two look-ups.
class SchoolDays {
public:
    SchoolDays(int first_year, int last_year);

    [[nodiscard]] bool is_open(int day) const noexcept { return before(day + 1) != before(day); }

    /// How many school days there are from one day to another, both included.
    [[nodiscard]] int count(int from, int until) const noexcept { return until < from ? 0 : before(until + 1) - before(from); }

    /// The first school day on or after a day.
    [[nodiscard]] int on_or_after(int day) const noexcept;

    /// The last school day on or before a day.
    [[nodiscard]] int on_or_before(int day) const noexcept;

private:
    [[nodiscard]] int before(int day) const noexcept;

    int first_;
    std::vector<int> before_;  ///< how many school days lie before each day
};

}  // namespace cbds::sample
