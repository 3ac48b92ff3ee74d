/// @file
/// The functions by which the views of an SQL text make typed values of text.
#pragma once

#include "formats/sql_schema.hpp"

#include <string>
#include <string_view>

namespace cbds::formats {

/// Their definitions. None of them ever fails: what is no date is a null.
/// @param schema  as it stands before a name
[[nodiscard]] std::string sql_functions(std::string_view schema);

/// The function of a kind applied to a column.
[[nodiscard]] std::string sql_as_kind(const std::string& column, ValueKind kind, std::string_view schema);

}  // namespace cbds::formats
