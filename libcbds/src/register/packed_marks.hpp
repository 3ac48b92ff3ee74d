/// @file
/// The marks of a pupil in one text: `/\ /\ I,I /,C1 --`, two a school day.
#pragma once

#include "cbds/register/session.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// No pupil has been at school for as long: a longer text is something else.
inline constexpr std::size_t kMostPackedMarks = 6'000;

/// The marks one after the other; empty where a session has none. Blanks separate groups and are nothing themselves. In a group
/// with a comma or a full stop these separate the marks; in another one each character is a mark.
/// @returns nothing where there are more than kMostPackedMarks
[[nodiscard]] std::optional<std::vector<std::string_view>> split_packed_marks(std::string_view text);

/// The first session of packed marks: the morning of the start date, or of the Monday after it.
[[nodiscard]] SessionNumber first_packed_session(Date start) noexcept;

/// The session behind one: Friday afternoon is followed by Monday morning.
[[nodiscard]] SessionNumber next_packed_session(SessionNumber session) noexcept;

}  // namespace cbds::registers
