/// @file
/// Sections, tables and controls of the HTML page. Texts that are called markup, names of columns and titles are put in
/// as they are; all others are escaped.
#pragma once

#include "cbds/rules/summary.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace cbds::report {

/// A cell, with the name of its column for narrow pages, which have no heads of columns.
[[nodiscard]] std::string cell(std::string_view column, std::string_view markup, std::string_view kind = "text");
[[nodiscard]] std::string number_cell(std::string_view column, std::uint64_t number);

/// Errors, queries, information.
[[nodiscard]] std::string count_cells(const rules::Counts& counts);

/// The start of a row, with its head.
[[nodiscard]] std::string row_start(const std::string& markup);

/// The start of a table, with the heads of its columns; that of a number begins with `#`. @param kind  class of the style sheet
[[nodiscard]] std::string table_start(std::initializer_list<std::string_view> columns, std::string_view kind = {});

inline constexpr std::string_view kRowEnd = "</tr>\n";
inline constexpr std::string_view kTableEnd = "</tbody>\n</table>\n";

[[nodiscard]] std::string section_start(std::string_view id, std::string_view title);
inline constexpr std::string_view kSectionEnd = "</section>\n";

/// One of the totals.
[[nodiscard]] std::string total(std::string_view kind, std::uint64_t number, std::string_view word, std::string_view hint);

/// A choice of a list.
[[nodiscard]] std::string option(std::string_view value, std::string_view text);

/// A cell with a button that sets a filter; the script shows it.
[[nodiscard]] std::string show_button(std::string_view filter, std::string_view value, std::string_view of);

}  // namespace cbds::report
