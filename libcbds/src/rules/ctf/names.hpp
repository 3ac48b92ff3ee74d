/// @file
/// How a name is written.
#pragma once

#include <string_view>

namespace cbds::rules {

/// Whether blanks stand around the name, or two of them together in it.
[[nodiscard]] bool has_stray_blanks(std::string_view name) noexcept;

/// Whether the name has three letters or more and all of them are capitals. Two may be initials.
[[nodiscard]] bool is_in_capitals(std::string_view name) noexcept;

}  // namespace cbds::rules
