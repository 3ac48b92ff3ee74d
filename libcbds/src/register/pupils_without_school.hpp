/// @file
/// Pupils of a list that names no school.
#pragma once

#include "cbds/register/register.hpp"

namespace cbds::registers {

/// Where nobody without a school has a mark, and all other pupils are of one school, those without are of that one too: what is known of
/// them goes to the pupils with the same UPN or number.
/// @returns whether some remain without a school although others have one: the marks are of several schools
[[nodiscard]] bool place_pupils_without_school(Register& all);

}  // namespace cbds::registers
