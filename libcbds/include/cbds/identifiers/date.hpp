/// @file
/// Calendar dates as school data writes them: YYYY-MM-DD, without zone or time.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::identifiers {

/// A day of the Gregorian calendar. Compares in the order of time; small enough to be passed by value.
struct Date {
    std::int16_t year = 1;  ///< 1..9999
    std::uint8_t month = 1;
    std::uint8_t day = 1;

    friend auto operator<=>(const Date&, const Date&) = default;
};

/// Why a text is no date: the first reason that applies.
enum class DateFault : std::uint8_t { none, shape, year, month, day };

/// Checks a date as it stands in a document: ten characters, no blanks, no zone.
[[nodiscard]] DateFault check_date(std::string_view text) noexcept;

/// Reads a date, or nothing where it is none.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text) noexcept;

/// Writes YYYY-MM-DD.
[[nodiscard]] std::string write_date(Date date);

/// Days since 1970-01-01, negative before it.
[[nodiscard]] int day_number(Date date) noexcept;

/// The date of a day number.
[[nodiscard]] Date date_of_day_number(int number) noexcept;

/// The date so many days later, or earlier for a negative number.
[[nodiscard]] Date add_days(Date date, int days) noexcept;

/// How many days lie between: 0 for the same day, negative where `to` is the earlier one.
[[nodiscard]] int days_between(Date from, Date to) noexcept;

/// Day of the week: 1 Monday to 7 Sunday.
[[nodiscard]] int weekday(Date date) noexcept;

/// Age in whole years on a date, as schools count it: who is born on 29 February is a year older on 1 March
/// of a common year. Negative for one who is not born yet.
[[nodiscard]] int age_at(Date birth, Date on) noexcept;

/// Says a fault of `text` in words: "June has 30 days". Empty for `DateFault::none`.
[[nodiscard]] std::string describe(DateFault fault, std::string_view text);

}  // namespace cbds::identifiers
