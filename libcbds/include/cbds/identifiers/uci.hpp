/// @file
/// Unique Candidate Identifiers: the number of a candidate in public examinations.
///
/// A UCI has 13 characters: the examination centre (5 digits), a board character (0 in most cases, or a
/// letter), the year (2 digits), the candidate (4 digits, not 0000) and a check letter, one of
/// ABCDEFGHKLMRTVWXY. CBDS 100492.
///
/// How a board letter counts in the check is known from one pair of sources only. The check letter of such a
/// number is therefore a query where it seems wrong; `is_query` tells.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::identifiers {

/// The parts of a well-formed UCI.
struct Uci {
    std::uint32_t centre;     ///< 0..99999
    char board;               ///< a digit, mostly 0, or a capital letter
    std::uint8_t year;        ///< last two digits
    std::uint16_t candidate;  ///< 1..9999
};

/// Why a text is no valid UCI: the first reason that applies.
enum class UciFault : std::uint8_t { none, length, digits, board, candidate, check_letter, check_letter_of_board };

/// Checks a UCI as it stands in a document: no trimming, no change of case.
[[nodiscard]] UciFault check_uci(std::string_view text) noexcept;

/// Whether a fault rests on a fact that is likely, not certain: at most a query.
[[nodiscard]] constexpr bool is_query(UciFault fault) noexcept { return fault == UciFault::check_letter_of_board; }

/// Splits a UCI whose shape is right (its check letter may be wrong).
[[nodiscard]] std::optional<Uci> parse_uci(std::string_view text) noexcept;

/// The check letter of the first 12 characters. Their shape must be right, or the answer means nothing.
[[nodiscard]] char uci_check_letter(std::string_view stem) noexcept;

/// The UCI that begins with 12 characters.
/// @throws UsageError where they are no stem of a UCI.
[[nodiscard]] std::string make_uci(std::string_view stem);

/// Says a fault of `text` in words: "the check letter should be D, not X". Empty for `UciFault::none`.
[[nodiscard]] std::string describe(UciFault fault, std::string_view text);

/// Says what a number is: "a UCI of centre 68199, year 01, candidate 2058".
[[nodiscard]] std::string describe(const Uci& uci);

}  // namespace cbds::identifiers
