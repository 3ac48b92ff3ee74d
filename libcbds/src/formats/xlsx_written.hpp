/// @file
/// Whether a workbook is all there: libxlsxwriter does not notice that a temporary file of its own was cut off.
#pragma once

#include <cstdint>
#include <string>

namespace cbds::formats {

/// Reads the sheets of a workbook that libxlsxwriter has written.
/// @param name   for messages
/// @param cells  how many the sheets must have together
/// @throws OutputError
void check_written_workbook(const std::string& path, const std::string& name, std::uint64_t cells);

}  // namespace cbds::formats
