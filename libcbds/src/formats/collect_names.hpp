/// @file
/// How what no item holds - keys of COLLECT, columns that nobody knows - stands in a document: as attributes in a
/// namespace of ours, which every conversion keeps.
///
///   collect:NativeId="SCH7"                the cell of a column, on the element of the row
///   collect:as.written="2024-10-16"        on a value: its cell, where this program would write it in another way
///   collect:as.column="reason2"            on a value: its column, where this program would take another
///   collect:row.missing="true"             on an element: the export has no row of it
///   collect:row.keyless="true"             on an element: its row has no key
///   collect:columns.pupilonroll="..."      on the root: the columns of the table in their order, where it is another
///
/// A name of a column is written with _xHH_ for each byte that a name cannot have, so that no column has a point in it.
#pragma once

#include "cbds/xml/element.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cbds::formats {

inline constexpr std::string_view kCollectNamespace = "urn:cbds:collect";
inline constexpr std::string_view kCollectPrefix = "collect:";
inline constexpr std::string_view kCollectDeclaration = "xmlns:collect";
inline constexpr std::string_view kAsWritten = "collect:as.written";
inline constexpr std::string_view kAsColumn = "collect:as.column";
inline constexpr std::string_view kRowMissing = "collect:row.missing";
inline constexpr std::string_view kRowKeyless = "collect:row.keyless";
inline constexpr std::string_view kColumnsOf = "collect:columns.";

/// `NativeId` -> `collect:NativeId`.
[[nodiscard]] std::string collect_attribute(std::string_view column);

/// The way back; nothing for an attribute that is not a column.
[[nodiscard]] std::optional<std::string> column_of_attribute(std::string_view attribute);

/// A name without what attributes cannot have, and back.
[[nodiscard]] std::string escape_collect_name(std::string_view name);
[[nodiscard]] std::string unescape_collect_name(std::string_view name);

/// The value of an attribute; null where there is none.
[[nodiscard]] const std::string* find_attribute(const xml::Element& element, std::string_view name) noexcept;
void remove_attribute(xml::Element& element, std::string_view name);

}  // namespace cbds::formats
