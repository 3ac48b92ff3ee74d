/// @file
/// The order of national curriculum year groups.
#pragma once

#include <optional>
#include <string_view>

namespace cbds::rules {

/// The place of a year group in E1 < E2 < N1 < N2 < R < 1 .. 14, R being 0; nothing for one without a place, as X.
[[nodiscard]] std::optional<int> year_place(std::string_view year) noexcept;

}  // namespace cbds::rules
