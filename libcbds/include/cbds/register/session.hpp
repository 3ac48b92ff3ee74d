/// @file
/// Sessions: a school day has two, morning and afternoon, and a register has one mark for each.
#pragma once

#include "cbds/identifiers/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::registers {

using identifiers::Date;

enum class Half : std::uint8_t { am, pm };

/// `AM`, `PM`.
[[nodiscard]] std::string_view half_name(Half half) noexcept;

/// Reads `AM`, `PM`, letter case apart; nothing for another word.
[[nodiscard]] std::optional<Half> find_half(std::string_view word) noexcept;

/// The number of a session: twice the day number of its date (cbds/identifiers/date.hpp), one more in the afternoon.
using SessionNumber = std::int32_t;

[[nodiscard]] inline SessionNumber session_number(Date date, Half half) noexcept {
    return 2 * identifiers::day_number(date) + (half == Half::pm ? 1 : 0);
}
[[nodiscard]] inline Date date_of(SessionNumber session) noexcept { return identifiers::date_of_day_number(session >> 1); }
[[nodiscard]] inline Half half_of(SessionNumber session) noexcept { return (session & 1) != 0 ? Half::pm : Half::am; }

/// Day of the week of a session: 1 Monday to 7 Sunday. (Day 0 was a Thursday.)
[[nodiscard]] constexpr int weekday_of(SessionNumber session) noexcept { return (((session >> 1) + 3) % 7 + 7) % 7 + 1; }

/// Days from one to another, both included.
struct Period {
    Date from;
    Date until;

    [[nodiscard]] bool holds(Date date) const noexcept { return from <= date && date <= until; }
    [[nodiscard]] bool holds(SessionNumber session) const noexcept { return first() <= session && session < end(); }
    [[nodiscard]] SessionNumber first() const noexcept { return session_number(from, Half::am); }
    [[nodiscard]] SessionNumber end() const noexcept { return session_number(until, Half::pm) + 1; }
    friend bool operator==(const Period&, const Period&) = default;
};

/// The calendar year in which the academic year of a day begins: 1 August begins a new one, as the census counts.
[[nodiscard]] constexpr int academic_year(Date date) noexcept { return date.month >= 8 ? date.year : date.year - 1; }

/// The last Friday in June of an academic year: compulsory school age ends with it for those who were 15 when the year began (likely).
[[nodiscard]] Date end_of_school_age(int academic_year) noexcept;

/// 1 August to 31 July.
[[nodiscard]] constexpr Period academic_year_period(int year) noexcept {
    return {{static_cast<std::int16_t>(year), 8, 1}, {static_cast<std::int16_t>(year + 1), 7, 31}};
}

}  // namespace cbds::registers
