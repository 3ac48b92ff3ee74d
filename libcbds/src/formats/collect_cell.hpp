/// @file
/// Values as COLLECT writes them in its tables, and back.
#pragma once

#include "cbds/schema/dictionary.hpp"
#include "cbds/schema/value_type.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cbds::formats {

/// `2024-10-16` -> `2024-Oct-16 00:00:00`, `true` -> `True`; any other text stays as it is.
[[nodiscard]] std::string collect_cell_of(std::string_view value, schema::Base base);

/// The way back. What is no date, or no boolean, stays as it is.
[[nodiscard]] std::string value_of_collect_cell(std::string_view cell, schema::Base base);

/// `132.0` -> `132`, for an item of whole numbers; nothing where the cell is not written so.
[[nodiscard]] std::optional<std::string> whole_number_of_collect_cell(std::string_view cell, const schema::TypeRow& type);

/// Why a value is not good for its item: `not a whole number`. Empty for `ValueFault::none`.
[[nodiscard]] std::string describe_collect_fault(schema::ValueFault fault, const schema::TypeRow& type);

}  // namespace cbds::formats
