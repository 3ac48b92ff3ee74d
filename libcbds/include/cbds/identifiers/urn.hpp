/// @file
/// Unique Reference Numbers: the number of a school in the register of schools (GIAS).
///
/// Six digits without a check digit, never used again. A school that becomes an academy gets a new one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::identifiers {

enum class UrnFault : std::uint8_t { none, length, digits };

/// Checks a URN as it stands in a document: no trimming.
[[nodiscard]] UrnFault check_urn(std::string_view text) noexcept;

/// Says a fault of `text` in words. Empty for `UrnFault::none`.
[[nodiscard]] std::string describe(UrnFault fault, std::string_view text);

}  // namespace cbds::identifiers
