/// @file
/// Schools of a list that has every school of the country.
#pragma once

#include "cbds/register/register.hpp"

namespace cbds::registers {

/// Removes the schools without an enrolment.
void drop_schools_without_pupils(Register& all);

}  // namespace cbds::registers
