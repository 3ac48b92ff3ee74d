/// @file
/// The statements that make a SQLite database of a layout.
#pragma once

#include "cbds/formats/tables.hpp"

#include <string>

namespace cbds::formats {

/// Tables with their keys, the code sets and `cbds_info` with their rows, and the views.
[[nodiscard]] std::string sqlite_schema(const TableLayout& layout);

/// The indexes, to be made when the rows are there.
[[nodiscard]] std::string sqlite_indexes(const TableLayout& layout);

/// `INSERT INTO ... VALUES (?, ?, ...)`
[[nodiscard]] std::string sqlite_insert(const Table& table);

}  // namespace cbds::formats
