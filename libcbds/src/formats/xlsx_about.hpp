/// @file
/// The first sheet of a workbook: what the others hold, for whoever opens it without having made it.
#pragma once

#include "cbds/formats/tables.hpp"
#include "formats/xlsx_sheet.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace cbds::formats {

struct AboutWorkbook {
    std::vector<schema::Edition> editions;  ///< of its documents, each once
    std::uint64_t documents = 0;
};

/// @param sheets  written and finished, in the order of the layout's tables
/// @returns how many cells it has
std::uint64_t write_about(Workbook& workbook, lxw_worksheet& sheet, const AboutWorkbook& about, const TableLayout& layout,
                          const std::deque<SheetWriter>& sheets);

}  // namespace cbds::formats
