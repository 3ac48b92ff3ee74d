/// @file
/// Single characters of UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::io {

/// Length of the well-formed character that the bytes begin with; 0 where there is none.
[[nodiscard]] std::size_t utf8_length(std::string_view bytes) noexcept;

/// The bytes begin a character that needs more of them, and are right so far.
[[nodiscard]] bool is_cut_off_utf8(std::string_view bytes) noexcept;

/// Length of the run of ASCII that the bytes begin with.
[[nodiscard]] std::size_t ascii_length(std::string_view bytes) noexcept;

/// Appends a code point, which must be a character.
void append_utf8(std::string& out, std::uint32_t code_point);

}  // namespace cbds::io
