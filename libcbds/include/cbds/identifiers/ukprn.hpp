/// @file
/// UK Provider Reference Numbers: the number of a school, college or trust in the register of providers.
///
/// Eight digits without a check digit. All that we know begin with 1; one that does not is a query.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::identifiers {

enum class UkprnFault : std::uint8_t { none, length, digits, first_digit };

/// Checks a UKPRN as it stands in a document: no trimming.
[[nodiscard]] UkprnFault check_ukprn(std::string_view text) noexcept;

/// Whether a fault rests on a fact that is likely, not certain: at most a query.
[[nodiscard]] constexpr bool is_query(UkprnFault fault) noexcept { return fault == UkprnFault::first_digit; }

/// Says a fault of `text` in words. Empty for `UkprnFault::none`.
[[nodiscard]] std::string describe(UkprnFault fault, std::string_view text);

}  // namespace cbds::identifiers
