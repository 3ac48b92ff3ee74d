/// @file
/// Headings of columns that are sessions: `2026-07-06 AM`, and what else software writes.
#pragma once

#include "cbds/register/session.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cbds::registers {

struct SessionHeading {
    Date date;
    std::optional<Half> half;  ///< nothing: the column is the whole day
};

/// A date in any form, a day of the week before it or none, and AM or PM before or behind; nothing for another heading.
/// @param date_form  as read_date takes it
[[nodiscard]] std::optional<SessionHeading> read_session_heading(std::string_view heading, const std::string& date_form);

}  // namespace cbds::registers
