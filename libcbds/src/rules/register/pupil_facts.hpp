/// @file
/// What several rules ask of a pupil.
#pragma once

#include "rules/register/facts.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace cbds::rules {

[[nodiscard]] bool has_no_mark(const registers::Enrolment& enrolment) noexcept;

/// From the first session in which one of the enrolments may have a mark to the one behind the last.
[[nodiscard]] RegisterFacts::Roll marked_sessions(const registers::Register& all, std::span<const std::uint32_t> enrolments) noexcept;

/// `R` is 0, `1` to `14` are themselves; nothing for other years, and where none is known.
[[nodiscard]] std::optional<int> year_number(const registers::Enrolment& enrolment, registers::Date day);

/// Whether registers have to hold marks of the pupil's year: not of nurseries, and of years 12 and above only where a school has them.
[[nodiscard]] bool is_recorded_year(const registers::Enrolment& enrolment, registers::SessionNumber session);

}  // namespace cbds::rules
