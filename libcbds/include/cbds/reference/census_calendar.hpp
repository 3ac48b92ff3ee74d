/// @file
/// The calendar of the school census: its days, and the periods from which each return collects.
///
/// There are three returns a year, each taken on a Thursday: the third of January (spring), the third of May
/// (summer) and the first of October (autumn). A return looks back: the autumn return collects the attendance
/// of the summer term before it. The facts are rows of libcbds/data/census_calendar.csv and census_windows.csv.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/schema/dictionary.hpp"
#include "cbds/schema/edition.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace cbds::reference {

/// The day of one census, and how sure we are of it.
struct CensusDate {
    int year = 0;
    schema::Term term{};
    identifiers::Date date;
    schema::Confidence confidence{};
    std::string_view note;  ///< why it is not certain; empty for nothing to say
};

/// The day of a school census. Nothing for an edition that the calendar does not have, or of another collection.
[[nodiscard]] std::optional<CensusDate> census_date(schema::Edition edition) noexcept;

/// The day of the census one term before this one.
[[nodiscard]] std::optional<CensusDate> previous_census_date(schema::Edition edition) noexcept;

/// What is collected for a period and not for the day.
enum class Window : std::uint8_t {
    attendance,       ///< termly attendance; in autumn, the first half of the summer term
    second_half,      ///< attendance of the second half of the summer term; autumn only
    exclusions,       ///< start dates of suspensions and permanent exclusions
    fsm,              ///< ends of periods of eligibility for free school meals
    placements,       ///< alternative provision that the school arranged
    learner_fam,      ///< learner funding and monitoring
    learner_support,  ///< bursaries; not in autumn
};

/// A period with its first and last day, both included.
struct CensusWindow {
    identifiers::Date from;
    identifiers::Date until;
    schema::Confidence confidence{};

    [[nodiscard]] constexpr bool holds(identifiers::Date date) const noexcept { return from <= date && date <= until; }
};

/// The period from which a return collects. Nothing where it does not collect that, or is not known.
[[nodiscard]] std::optional<CensusWindow> census_window(schema::Edition edition, Window window) noexcept;

/// 31 August before the academic year of a census: "age" in the rules is the age on this day.
[[nodiscard]] identifiers::Date age_date(schema::Edition edition) noexcept;

}  // namespace cbds::reference
