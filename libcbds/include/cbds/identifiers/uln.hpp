/// @file
/// Unique Learner Numbers: the number of a learner of 14 or older, in every school and college.
///
/// A ULN has 10 digits. The first is not 0; the last is a check digit. Some nine-digit stems have no check
/// digit, so that no ULN begins with them. 9999999999 stands for "not known yet" in further education and is
/// nobody's number. CBDS N00016, formerly 100016.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::identifiers {

/// Why a text is no valid ULN: the first reason that applies.
enum class UlnFault : std::uint8_t { none, length, digits, leading_zero, temporary, no_check_digit, check_digit };

/// Checks a ULN as it stands in a document: no trimming.
[[nodiscard]] UlnFault check_uln(std::string_view text) noexcept;

/// The last digit that goes with nine digits, or nothing where the stem has none or is none.
[[nodiscard]] std::optional<char> uln_check_digit(std::string_view stem) noexcept;

/// The ULN that begins with nine digits.
/// @throws UsageError where the stem is not nine digits, begins with 0 or has no check digit.
[[nodiscard]] std::string make_uln(std::string_view stem);

/// Says a fault of `text` in words: "the check digit should be 3, not 4". Empty for `UlnFault::none`.
[[nodiscard]] std::string describe(UlnFault fault, std::string_view text);

}  // namespace cbds::identifiers
