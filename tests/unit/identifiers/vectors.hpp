/// @file
/// The test vectors of vectors/*.csv: published examples and numbers worked out by hand, with what they must come to.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

namespace cbds::test {

using Row = std::vector<std::string>;

/// One line of CSV; quoted fields have no line ends here.
inline Row fields(const std::string& line) {
    Row row(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        else if (c == ',' && !quoted) row.emplace_back();
        else row.back() += c;
    }
    return row;
}

/// The rows of a file without its heading.
inline std::vector<Row> vectors(const std::string& name) {
    std::ifstream in(CBDS_SOURCE_DIR "/tests/unit/identifiers/vectors/" + name);
    REQUIRE(in);
    std::vector<Row> rows;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) rows.push_back(fields(line));
    return rows;
}

}  // namespace cbds::test
