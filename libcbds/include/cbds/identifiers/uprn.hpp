/// @file
/// Unique Property Reference Numbers: the number of an address, a whole number from 1 to 999999999999.
///
/// There is no check digit, and leading zeros are neither needed nor wrong. Spreadsheets show long numbers as
/// 1.00063E+11, which has lost digits: such a text is refused and the cause named. CBDS 100123.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::identifiers {

enum class UprnFault : std::uint8_t { none, length, spreadsheet, digits, zero };

/// Checks a UPRN as it stands in a document: no trimming.
[[nodiscard]] UprnFault check_uprn(std::string_view text) noexcept;

/// Says a fault of `text` in words. Empty for `UprnFault::none`.
[[nodiscard]] std::string describe(UprnFault fault, std::string_view text);

}  // namespace cbds::identifiers
