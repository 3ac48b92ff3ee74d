/// @file
/// Spells of absence.
#pragma once

#include "attendance/pupil_days.hpp"

#include <span>

namespace cbds::attendance {

/// How spells are looked for.
struct SpellOptions {
    SessionNumber from = 0;  ///< spells that end before are none of the period; one that goes on in it is counted whole
    bool list = true;        ///< every spell is kept; else the longest one, the first of several, and the one that is open
    bool gone = false;       ///< the pupil has left before the school's last day: the last spell is ended
};

/// Counts the spells of a pupil, and lists them if wanted.
/// @param days  to the end of the period; from before its beginning, as far as there are marks
void add_spells(PupilFigures& pupil, std::span<const PupilDay> days, const SpellOptions& options);

}  // namespace cbds::attendance
