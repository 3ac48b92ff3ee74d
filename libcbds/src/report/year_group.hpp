/// @file
/// Year groups in the order in which a school goes through them, and in words.
#pragma once

#include <cstddef>
#include <string_view>

namespace cbds::report {

/// Place of a year group in its code set; the number of codes for any other text.
[[nodiscard]] std::size_t year_group_place(std::string_view code);

/// `Year 7`, `Reception`; `Year group not known` for the place of any other text.
[[nodiscard]] std::string_view year_group_title(std::size_t place);

}  // namespace cbds::report
