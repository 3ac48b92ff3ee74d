/// @file
/// Headings that spreadsheets out of management information systems have, and the items that they stand for.
#pragma once

#include <span>
#include <string_view>

namespace cbds::formats {

/// One row of libcbds/data/column_headings.csv.
struct ColumnHeading {
    std::string_view heading;     ///< in small letters, one blank between words
    std::string_view item;        ///< name of the element
    std::string_view confidence;  ///< `likely`: it is the item's own name in words; `guess`
};

[[nodiscard]] std::span<const ColumnHeading> column_headings() noexcept;

}  // namespace cbds::formats
