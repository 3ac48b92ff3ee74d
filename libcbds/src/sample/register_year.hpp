/// @file
/// The year of an invented school: its days, its closures, its waves of illness.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "sample/school_days.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace cbds::sample {

/// What the school does on a day of the week.
enum class DayKind : std::uint8_t { open, holiday, inset, cancelled };

struct YearDay {
    int day = 0;           ///< since 1970-01-01
    DayKind kind = DayKind::holiday;
    std::uint8_t weekday = 0;    ///< 0 Monday to 4 Friday
    std::uint16_t illness = 100;  ///< percent of the usual
    [[nodiscard]] bool is_open() const noexcept { return kind == DayKind::open; }
};

/// Mondays to Fridays from the first to the last day of an academic year: close to the year of a school in England, so that counts
/// look right. A school closes for training on five days of its own, and has to cancel one.
class RegisterYear {
public:
    RegisterYear(int year, std::uint64_t seed, std::uint64_t school);

    [[nodiscard]] int year() const noexcept { return year_; }
    [[nodiscard]] const std::vector<YearDay>& days() const noexcept { return days_; }
    [[nodiscard]] int first() const noexcept { return days_.front().day; }
    [[nodiscard]] int last() const noexcept { return days_.back().day; }

    /// The first open day on or after a day, or the last of the year.
    [[nodiscard]] int open_on_or_after(int day) const noexcept;

    /// The last open day on or before a day, or the first of the year.
    [[nodiscard]] int open_on_or_before(int day) const noexcept;

    /// An open day between two days, drawn with a number.
    [[nodiscard]] int some_open_day(int from, int until, std::uint64_t number) const noexcept;

    /// The day so many open days after a day.
    [[nodiscard]] int open_days_later(int day, int count) const noexcept;

    [[nodiscard]] int day(unsigned month, unsigned day) const noexcept { return day_of(month >= 8 ? year_ : year_ + 1, month, day); }

    [[nodiscard]] int last_friday_of_june() const noexcept;  ///< compulsory schooling ends for pupils who turned 16 in the year
    [[nodiscard]] int after_may_break() const noexcept;      ///< the first open day of the second half of the summer term

private:
    void close_days(std::uint64_t seed, std::uint64_t school);
    void add_waves(std::uint64_t seed, std::uint64_t school);
    [[nodiscard]] std::size_t place_of(int day) const noexcept;  ///< the first place on or after it

    int year_;
    std::vector<YearDay> days_;
};

/// Weekdays of an academic year, 1 August to 31 July, on which no school is open.
[[nodiscard]] std::vector<int> holidays(int year);

}  // namespace cbds::sample
