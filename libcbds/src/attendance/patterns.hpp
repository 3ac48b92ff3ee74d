/// @file
/// On which days of the week, and at which ends of terms, pupils are absent; and who comes part of the time.
#pragma once

#include "attendance/pupil_days.hpp"
#include "attendance/school_days.hpp"

#include <span>

namespace cbds::attendance {

void add_weekdays(PupilFigures& pupil, std::span<const PupilDay> days) noexcept;

/// The school's first and last days around breaks on which the pupil had a possible session.
void add_break_days(PupilFigures& pupil, std::span<const PupilDay> days, const SchoolDays& school) noexcept;

/// Weeks with a C2, and the alert if there are as many as `alert_from`; 0: no alert.
void add_part_time(PupilFigures& pupil, MarksView view, std::uint32_t alert_from);

}  // namespace cbds::attendance
