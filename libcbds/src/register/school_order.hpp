/// @file
/// Which of several schools a number of authority and establishment means.
#pragma once

#include "cbds/register/register.hpp"

namespace cbds::registers {

/// An academy takes the number of the school that it follows: a number finds the one that is open, or was opened last.
[[nodiscard]] inline bool has_number_rather(const School& a, const School& b) noexcept {
    return a.closed.has_value() != b.closed.has_value() ? !a.closed : a.opened > b.opened;
}

}  // namespace cbds::registers
