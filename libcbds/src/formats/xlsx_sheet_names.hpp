/// @file
/// Names of sheets: those of the tables, as far as a workbook takes them.
#pragma once

#include "cbds/formats/tables.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

inline constexpr std::string_view kAboutSheet = "about";

/// A name for each table of a layout, in its order: at most 31 characters, none that is not allowed, no two that differ by
/// letter case only.
[[nodiscard]] std::vector<std::string> sheet_names(std::span<const Table> tables);

/// The table that a sheet of this name holds in any collection, letter case aside; empty where it holds none.
[[nodiscard]] std::string table_of_sheet(std::string_view sheet, const schema::Dictionary& dictionary);

}  // namespace cbds::formats
