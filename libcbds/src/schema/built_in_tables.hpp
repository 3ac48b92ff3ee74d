/// @file
/// The rows that `cbds-compile-dictionary` made of `xsd/` when the program was built.
#pragma once

#include "cbds/schema/dictionary.hpp"

namespace cbds::schema {

extern const Tables kBuiltInTables;

}  // namespace cbds::schema
