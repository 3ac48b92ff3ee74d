/// @file
/// Rows of texts under headings, written as text, JSON or CSV: what a command lists.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::cli {

/// What JSON makes of the values of a column: a text, a number, a list of words.
enum class Kind : std::uint8_t { text, number, words };

struct Column {
    std::string heading;
    Kind kind = Kind::text;
};

using Row = std::vector<std::string>;

struct Listing {
    std::vector<Column> columns;
    std::vector<Row> rows;

    [[nodiscard]] Row heading() const;
};

/// @param format  `text`: columns side by side, empty ones left out, and nothing where nothing is listed; `json`: an
///                array of objects; `ndjson`: an object a line; `csv`
void write_listing(const Listing& listing, std::string_view format, std::ostream& out);

/// The words of a text.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

}  // namespace cbds::cli
