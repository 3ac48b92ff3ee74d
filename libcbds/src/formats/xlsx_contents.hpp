/// @file
/// What a workbook consists of: its sheets, and where their parts are.
#pragma once

#include "formats/xlsx_package.hpp"

#include <string>
#include <vector>

namespace cbds::formats {

struct XlsxSheet {
    std::string name;
    std::string part;  ///< empty: it is no sheet of cells
};

struct XlsxContents {
    std::vector<XlsxSheet> sheets;  ///< in their order
    std::string styles;             ///< parts; empty where there is none
    std::string shared_strings;
    bool from_1904 = false;
};

/// @throws DocumentError where the archive is no workbook
[[nodiscard]] XlsxContents read_contents(const XlsxPackage& package);

}  // namespace cbds::formats
