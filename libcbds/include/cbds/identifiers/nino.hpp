/// @file
/// National Insurance numbers: two letters, six digits, and a letter from A to D.
///
/// Some letters and pairs of letters are never issued, QQ of the official examples among them. Temporary
/// numbers are not accepted: returns ask for the real one. CBDS 400013.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::identifiers {

enum class NinoFault : std::uint8_t { none, length, letters, digits, prefix, suffix };

/// Checks a National Insurance number as it stands in a document: no trimming, no change of case.
[[nodiscard]] NinoFault check_nino(std::string_view text) noexcept;

/// Says a fault of `text` in words. Empty for `NinoFault::none`.
[[nodiscard]] std::string describe(NinoFault fault, std::string_view text);

}  // namespace cbds::identifiers
