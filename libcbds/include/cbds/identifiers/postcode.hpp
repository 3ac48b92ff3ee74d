/// @file
/// Postcodes: the outward part (A9, A99, AA9, AA99, A9A or AA9A), one space, and the inward part (9AA).
///
/// BFPO, a space and 1 to 3 digits are a forces address. Letters are restricted by place: the first is not Q, V
/// or X, the second not I, J or Z, the third one of ABCDEFGHJKSTUW, the fourth one of ABEHMNPRVWXY, and the
/// inward part has none of CIKMOV. P in the third place is in use in London today although the department's
/// list lacks it: a query. CBDS 100121.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::identifiers {

/// Why a text is no postcode: the first reason that applies.
enum class PostcodeFault : std::uint8_t {
    none, space, shape, forces_number, first_letter, second_letter, third_letter, fourth_letter, inward, third_letter_p
};

/// The parts of a postcode: views into the text.
struct Postcode {
    std::string_view outward;  ///< the district: "EC1A", or "BFPO"
    std::string_view inward;   ///< "1BB", or the number of a forces post office
};

/// Checks a postcode as it stands in a document: no trimming, no change of case, one space.
[[nodiscard]] PostcodeFault check_postcode(std::string_view text) noexcept;

/// Whether a fault rests on a fact that is likely, not certain: at most a query.
[[nodiscard]] constexpr bool is_query(PostcodeFault fault) noexcept { return fault == PostcodeFault::third_letter_p; }

/// Splits a text at its space, or nothing where the shape is wrong.
[[nodiscard]] std::optional<Postcode> parse_postcode(std::string_view text) noexcept;

/// The postcode that was meant: capitals, one space in its place, and 0 for a letter O at the start of the
/// inward part.
/// @returns nothing where that makes no postcode either.
[[nodiscard]] std::optional<std::string> tidy_postcode(std::string_view text);

/// Says a fault of `text` in words: "the last two letters cannot be ...". Empty for `PostcodeFault::none`.
[[nodiscard]] std::string describe(PostcodeFault fault, std::string_view text);

}  // namespace cbds::identifiers
