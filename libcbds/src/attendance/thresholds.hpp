/// @file
/// When an enrolment became persistently or severely absent, and how far it is from either.
#pragma once

#include "attendance/pupil_days.hpp"

#include <optional>
#include <span>

namespace cbds::attendance {

/// The day at whose end `times` x absent >= possible came to hold for the last time; nothing where it does not hold in the end.
[[nodiscard]] std::optional<Date> threshold_since(std::span<const PupilDay> days, const Sessions& sessions, std::uint32_t times) noexcept;

/// Fills in everything about thresholds.
void add_thresholds(PupilFigures& pupil, std::span<const PupilDay> days, const std::optional<Date>& since) noexcept;

}  // namespace cbds::attendance
