/// @file
/// One pupil at one school, known by several numbers: by the UPN and an earlier one, and the school by its URN in one file and by its
/// number of authority and establishment in another.
#pragma once

#include "cbds/register/register.hpp"

#include <cstdint>
#include <span>

namespace cbds::attendance {

/// Enrolments as if there were one, with what counting marks needs: names and numbers, birth date, days on the roll, boarding, and the
/// marks of all, of two for one session the better one (merged_marks). On the roll from the first admission to the last leaving,
/// as far as all of those tell of which more than marks is known.
/// @param places  of Register::enrolments; what the first one knows goes before the others. None: an enrolment without marks
[[nodiscard]] registers::Enrolment joined_enrolment(const registers::Register& all, std::span<const std::uint32_t> places);

}  // namespace cbds::attendance
