/// @file
/// JSON by its first object.
#pragma once

#include "register/look.hpp"

namespace cbds::registers {

/// @param text  the beginning of a text that begins with `{` or `[`
/// @returns json or ndjson where the names in it are those of registers, else unknown
[[nodiscard]] InputKind look_at_json(std::string_view text, const ColumnNames& names);

}  // namespace cbds::registers
