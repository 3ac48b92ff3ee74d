/// @file
/// Teacher Reference Numbers: seven digits, kept as text because leading zeros count.
///
/// There is no check digit. Older numbers began with certain pairs of digits; newer ones do not follow that, so
/// it is not checked. CBDS 400014.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::identifiers {

enum class TrnFault : std::uint8_t { none, length, digits, zeros };

/// Checks a TRN as it stands in a document: no trimming.
[[nodiscard]] TrnFault check_trn(std::string_view text) noexcept;

/// Says a fault of `text` in words. Empty for `TrnFault::none`.
[[nodiscard]] std::string describe(TrnFault fault, std::string_view text);

}  // namespace cbds::identifiers
