/// @file
/// How a text is stored in a column of whole numbers, so that SQLite gives the very text back.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cbds::formats {

/// The number that a text is and that is written so: no sign but a minus, no needless zero, at most 64 bits.
[[nodiscard]] std::optional<std::int64_t> plain_whole_number(std::string_view text) noexcept;

/// Whether a text might look like a number to SQLite, which would then store that number in place of the text. It may say
/// so of a text that does not.
[[nodiscard]] bool looks_like_number(std::string_view text) noexcept;

}  // namespace cbds::formats
