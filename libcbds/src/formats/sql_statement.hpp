/// @file
/// The statement before the rows of a COPY block.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

struct CopyStatement {
    std::string table;  ///< without its schema
    std::vector<std::string> columns;
};

/// Reads `COPY "cbds"."pupils" ("document", "UPN") FROM stdin;` as we and `pg_dump` write it.
/// @returns nothing for any other line
[[nodiscard]] std::optional<CopyStatement> parse_copy(std::string_view line);

}  // namespace cbds::formats
