/// @file
/// What several rules ask of a pupil.
#pragma once

#include "cbds/register/register.hpp"

#include <optional>

namespace cbds::rules {

[[nodiscard]] bool has_no_mark(const registers::Enrolment& enrolment) noexcept;

/// `R` is 0, `1` to `14` are themselves; nothing for other years, and where none is known.
[[nodiscard]] std::optional<int> year_number(const registers::Enrolment& enrolment, registers::Date day);

/// Whether registers have to hold marks of the pupil's year: not of nurseries, and of years 12 and above only where a school has them.
[[nodiscard]] bool is_recorded_year(const registers::Enrolment& enrolment, registers::SessionNumber session);

/// Age in whole years at 31 August before the academic year of a day.
[[nodiscard]] std::optional<int> age_at_start_of_year(const registers::Enrolment& enrolment, registers::Date day);

}  // namespace cbds::rules
