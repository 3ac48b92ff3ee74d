/// @file
/// The number formats of a workbook's cells.
#pragma once

#include "formats/xlsx_cells.hpp"
#include "formats/xlsx_contents.hpp"

#include <vector>

namespace cbds::formats {

/// By the number of a cell's style.
[[nodiscard]] std::vector<NumberFormat> read_styles(const XlsxPackage& package, const XlsxContents& contents);

}  // namespace cbds::formats
