/// @file
/// LAESTAB, the DfE number of a school: its local authority (3 digits) and its establishment number (4 digits).
///
/// Written 2013614, in print also 201/3614. The number is unique within the authority only. Ranges of
/// establishment numbers are conventions, not checks. Documents write XXX and XXXX for a school that is not
/// known, MMM and MMMM for one outside the maintained sector, and LLLL for the authority itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::identifiers {

/// The parts of a LAESTAB.
struct Laestab {
    std::uint16_t authority;      ///< 0..999
    std::uint16_t establishment;  ///< 0..9999

    friend bool operator==(const Laestab&, const Laestab&) = default;
};

/// Why a text is no LAESTAB. An authority that is not in our table is a query: `is_query` tells.
enum class LaestabFault : std::uint8_t { none, placeholder, length, digits, authority };

/// Checks a LAESTAB as it stands in a document, with the stroke or without it.
[[nodiscard]] LaestabFault check_laestab(std::string_view text) noexcept;

/// Whether a fault rests on a fact that is likely, not certain: at most a query.
[[nodiscard]] constexpr bool is_query(LaestabFault fault) noexcept { return fault == LaestabFault::authority; }

/// Whether the text stands for a school without a number of its own: XXXXXXX, MMMMMMM, or 201LLLL.
[[nodiscard]] bool is_laestab_placeholder(std::string_view text) noexcept;

/// Splits a LAESTAB whose shape is right (its authority need not exist).
[[nodiscard]] std::optional<Laestab> parse_laestab(std::string_view text) noexcept;

/// Writes seven digits, as documents have them.
/// @throws UsageError where a part is out of its range.
[[nodiscard]] std::string make_laestab(const Laestab& laestab);

/// Says a fault of `text` in words. Empty for `LaestabFault::none`.
[[nodiscard]] std::string describe(LaestabFault fault, std::string_view text);

/// Says what a number is: "establishment 3614 of 201 City of London".
[[nodiscard]] std::string describe(const Laestab& laestab);

}  // namespace cbds::identifiers
