/// @file
/// Unique Pupil Numbers: the key by which a school, and every report of ours, finds a pupil.
///
/// A UPN has 13 characters: a check letter, the issuing local authority (3 digits), the establishment
/// (4 digits), the year of issue (2 digits) and a serial (3 digits; a letter in the last place marks a
/// temporary number). The letters are A to Z without I, O and S. CBDS N00001, formerly 100001.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::identifiers {

/// The parts of a well-formed UPN. Values are as written; nothing here says that the authority exists.
struct Upn {
    std::uint16_t authority;      ///< 0..999
    std::uint16_t establishment;  ///< 0..9999
    std::uint8_t year;            ///< last two digits of the year of issue
    std::uint16_t serial;         ///< 0..999, or 0..99 when temporary
    char temporary;               ///< the letter in place 13, or '\0'
};

/// Why a text is no valid UPN: the first reason that applies, in the order of census rules 1550, 1540, 1530, 1510.
enum class UpnFault : std::uint8_t { none, length, last_character, digits, authority, check_letter };

/// Checks a UPN as it stands in a document: no trimming, no change of case.
/// A Scottish authority is no fault, but a reason to ask: see `is_scottish_authority`.
/// @returns the first fault, `UpnFault::none` for a valid number.
[[nodiscard]] UpnFault check_upn(std::string_view text) noexcept;

/// Splits a UPN whose shape is right (its check letter and its authority may be wrong).
[[nodiscard]] std::optional<Upn> parse_upn(std::string_view text) noexcept;

/// The check letter of characters 2 to 13. The body's shape must be right, or the answer means nothing.
[[nodiscard]] char upn_check_letter(std::string_view body) noexcept;

/// Writes the number out, with its check letter.
/// @throws UsageError where a part is out of its range.
[[nodiscard]] std::string make_upn(const Upn& upn);

/// Says a fault of `text` in words: "the check letter should be L, not M". Empty for `UpnFault::none`.
[[nodiscard]] std::string describe(UpnFault fault, std::string_view text);

/// Says what a number is: "a permanent UPN issued in 2001 by 801 Bristol, City of".
[[nodiscard]] std::string describe(const Upn& upn);

}  // namespace cbds::identifiers
