/// @file
/// Spells of absence.
#pragma once

#include "attendance/pupil_days.hpp"

#include <span>

namespace cbds::attendance {

/// Counts the spells of a pupil, and lists them if wanted.
void add_spells(PupilFigures& pupil, std::span<const PupilDay> days, bool list);

}  // namespace cbds::attendance
