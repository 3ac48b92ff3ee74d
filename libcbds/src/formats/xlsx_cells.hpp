/// @file
/// Values of items as cells of a workbook and back: what may be a number or a date, and which text it is again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::formats {

/// A number and how many decimals it is written with.
struct CellNumber {
    double value = 0;
    unsigned decimals = 0;
};

/// The number of a text that comes back from it unchanged: `12`, `-3`, `4.50`, with at most 15 digits.
[[nodiscard]] std::optional<CellNumber> exact_number(std::string_view text);

/// A number as text, with 15 digits and without an exponent.
/// @param decimals  the least number of them
[[nodiscard]] std::string number_text(double value, unsigned decimals);

/// Above this a number has lost its last digits.
inline constexpr double kLargestExact = 999'999'999'999'999;

/// The day number of a date YYYY-MM-DD, which comes back unchanged: from 1 March 1900 on. Before it programs disagree on
/// the day, as Excel has a 29 February 1900.
[[nodiscard]] std::optional<int> exact_day(std::string_view text);

/// What a number stands for by the format in which its cell shows it.
enum class Shown : std::uint8_t { number, date, time, date_time, empty_text };

struct NumberFormat {
    Shown shown = Shown::number;
    std::uint8_t decimals = 0;
};

/// The number format of cells that hold an empty text.
inline constexpr std::string_view kEmptyTextFormat = "@\" \"";

/// Reads a number format: `yyyy\-mm\-dd;@`, `#,##0.00`, `[h]:mm`.
[[nodiscard]] NumberFormat read_number_format(std::string_view code);

/// One of those that have a number instead of a text: the first 164, of which some depend on the country.
[[nodiscard]] NumberFormat built_in_format(unsigned number) noexcept;

/// A date, a time or both: `2026-01-15`, `09:30:00`, `2026-01-15T09:30:00`.
/// @param from_1904  days are counted from 1904, as old Macs did
/// @returns nothing where the number is no date that all programs agree on
[[nodiscard]] std::optional<std::string> date_text(double serial, Shown shown, bool from_1904);

/// Writes `_x0041_` in a way that is not taken for the character that it would stand for.
[[nodiscard]] std::string escape_cell_text(std::string_view text);

/// Replaces `_x000D_` by its character where XML can hold it.
[[nodiscard]] std::string unescape_cell_text(std::string_view text);

/// How many characters a program counts that thinks in UTF-16.
[[nodiscard]] std::size_t utf16_length(std::string_view utf8) noexcept;

}  // namespace cbds::formats
