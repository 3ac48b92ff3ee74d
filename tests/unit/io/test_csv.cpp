#include "cbds/io/csv.hpp"
#include "cbds/io/memory_input.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace cbds::io_csv_test {

using namespace cbds;
using namespace cbds::io;

namespace {

using nlohmann::json;

/// All rows, as a JSON array of arrays.
json rows_of(std::string_view text, const CsvOptions& options = {}) {
    MemoryStream stream(text);
    CsvReader reader(stream, "pupils.csv", options);
    json rows = json::array();
    while (reader.next()) {
        json& row = rows.emplace_back(json::array());
        for (const CsvCell& cell : reader.cells()) row.push_back(cell ? json(std::string(*cell)) : json());
    }
    return rows;
}

std::string problem(std::string_view text, const CsvOptions& options = {}) {
    try {
        return rows_of(text, options).dump();
    } catch (const CsvError& error) {
        return error.what();
    }
}

std::string written(std::vector<CsvCell> cells, const CsvStyle& style = {}) {
    std::string text;
    append_csv_row(text, cells, style);
    return text;
}

}  // namespace

TEST_CASE("csv: the cases that readers get wrong") {
    std::size_t count = 0;
    for (const auto& file : test::fs::directory_iterator(CBDS_SOURCE_DIR "/tests/unit/formats/csv_cases")) {
        if (file.path().extension() != ".csv") continue;
        CAPTURE(file.path().native());
        test::fs::path expected = file.path();
        CHECK(rows_of(test::content(file.path().native())) == json::parse(test::content(expected.replace_extension(".json").native())));
        ++count;
    }
    CHECK(count >= 20);
}

TEST_CASE("csv: a row may be longer than what is read at once, and be cut anywhere") {
    // The block ends before, within and behind every character of the row.
    const std::string tail = "x,\"a\"\"b\r\nc\",,\"\"\r\n1,2,3,4\r\n";
    for (std::size_t place = 0; place <= tail.size(); ++place) {
        const std::string filling((std::size_t{64} << 10) - 5 - place, '.');
        const json rows = rows_of("h,\"" + filling + "\"\n" + tail, {.same_width = false});
        CAPTURE(place);
        REQUIRE(rows.size() == 3);
        CHECK(rows[0][1].get<std::string>().size() == filling.size());
        CHECK(rows[1] == json({"x", "a\"b\r\nc", nullptr, ""}));
        CHECK(rows[2] == json({"1", "2", "3", "4"}));
    }
    const std::string long_cell(1 << 20, 'y');
    std::string row;
    for (int i = 0; i < 12; ++i) row += long_cell + ',';
    CHECK(rows_of(row + "\na\n", {.same_width = false})[0].size() == 13);
}

TEST_CASE("csv: rows and lines are counted as people do") {
    MemoryStream stream("a,b\r\n\r\n\"1\r\n1\",2\r\"3\n\",4\n\n5,6");
    CsvReader reader(stream, "x.csv");
    std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
    while (reader.next()) places.emplace_back(reader.row(), reader.line());
    CHECK(places == std::vector<std::pair<std::uint64_t, std::uint64_t>>{{1, 1}, {3, 3}, {4, 5}, {6, 8}});
    CHECK(reader.place() == "x.csv: row 6");
    CHECK(reader.place(1) == "x.csv: row 6, column 2 (b)");
}

TEST_CASE("csv: faults name row and column, and no value") {
    CHECK(problem("a,DOB\n1,x\"y\n") == "pupils.csv: row 2, column 2 (DOB): a quotation mark stands within a cell that does not begin with one; "
                                        "quote the cell, and double those within");
    CHECK(problem("a,DOB\n1,\"x\"y\n") == "pupils.csv: row 2, column 2 (DOB): something stands behind a quotation mark that closes a value");
    CHECK(problem("a,DOB\n1,2\n\n3,\"x\ny,\n") == "pupils.csv: row 4, column 2 (DOB): a quotation mark is not closed");
    CHECK(problem("a,b\n1\n") == "pupils.csv: row 2: has 1 cell, the heading 2");
    CHECK(problem("a,b\n1,2,3\n") == "pupils.csv: row 2: has 3 cells, the heading 2");
    CHECK(problem("a,Smith; 12 High Street\n1,\"") == "pupils.csv: row 2, column 2: a quotation mark is not closed");
    CHECK(problem("\"a") == "pupils.csv: row 1, column 1: a quotation mark is not closed");
    CHECK(problem({"a,b\n1,\0\n", 8}) ==
          "pupils.csv: row 2, column 2 (b): this is no text; a CSV file is wanted");
    CHECK(problem("a,b\n1,2\n") == R"([["a","b"],["1","2"]])");
    CHECK(problem("") == "[]");
    CHECK(problem("\n\r\n\r") == "[]");
}

TEST_CASE("csv: rows, cells and columns have limits") {
    const CsvOptions small{.longest_cell = 10, .longest_row = 1000, .most_columns = 3};
    CHECK(problem("a\n12345678901\n", small) == "pupils.csv: row 2, column 1 (a): the cell is too long; a quotation mark may be missing");
    CHECK(problem("a\n1234567890\n", small) == R"([["a"],["1234567890"]])");
    CHECK(problem("a\n" + std::string(2000, 'x') + "\n", {.longest_row = 1000}) == "pupils.csv: row 2: the row is too long; a quotation mark may be missing");
    CHECK(problem("a,b,c,d\n", small) == "pupils.csv: row 1: has more than 3 columns");
    CHECK(problem("a\n\"" + std::string(300'000, 'x'), small) == "pupils.csv: row 2: the row is too long; a quotation mark may be missing");
}

TEST_CASE("csv: encodings") {
    const std::string not_utf8 = "a,b\n1,Zo\xEB\n";
    CHECK(problem(not_utf8) == "pupils.csv: row 2, column 2 (b): these bytes are not UTF-8; save the file as UTF-8, or name its encoding");
    CHECK(rows_of(not_utf8, {.encoding = Encoding::windows_1252})[1][1] == "Zo\xC3\xAB");
    CHECK(rows_of("a,b\nZo\xC3\xAB,\"x\"\"\"\nZo\xEB,\"\x80\"\"\"\n", {.otherwise = Encoding::windows_1252}) ==
          json::parse("[[\"a\",\"b\"],[\"Zo\xC3\xAB\",\"x\\\"\"],[\"Zo\xC3\xAB\",\"\xE2\x82\xAC\\\"\"]]"));
    using namespace std::string_view_literals;
    CHECK(rows_of("\xFF\xFE"
                  "a\0\n\0b\0"sv,
                  {.encoding = Encoding::windows_1252}) == json({{"a"}, {"b"}}));
    CHECK(problem("\xFF\xFE"
                  "a\0,\0b\0\n\0c\0,\0\0\xDC"sv) == "pupils.csv: row 2, column 2 (b): these bytes are not UTF-16LE; save the file as UTF-8, or name its encoding");
    CHECK(problem("\xFF\xFE"
                  "a\0\n\0b"sv) == "pupils.csv: row 2: these bytes are not UTF-16LE; save the file as UTF-8, or name its encoding");
    // Doubled quotation marks are undone in place, which must not be taken for bad bytes.
    CHECK(problem("a\n\"\xC3\xA9\"\"\xC3\xA9\"\n") == "[[\"a\"],[\"\xC3\xA9\\\"\xC3\xA9\"]]");
}

TEST_CASE("csv: a long file in another encoding") {
    std::string text = "a,b\n";
    for (int i = 0; i < 100'000; ++i) text += "\x80\x80\x80,1\n";
    const json rows = rows_of(text, {.encoding = Encoding::windows_1252});
    REQUIRE(rows.size() == 100'001);
    CHECK(std::ranges::count(rows, json({"\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC", "1"})) == 100'000);
}

TEST_CASE("csv: the delimiter is found in the first row") {
    const CsvOptions detect{.delimiter = kDetectDelimiter};
    CHECK(rows_of("a;b;\"c,d,e,f\"\n1;2;3\n", detect)[1] == json({"1", "2", "3"}));
    CHECK(rows_of("\n\na\tb,c\td\n1\t2\t3\n", detect)[1] == json({"1", "2", "3"}));
    CHECK(rows_of("a,b\n1,2;3;4;5\n", detect)[1] == json({"1", "2;3;4;5"}));
    CHECK(rows_of("a\n1,2\n", {.delimiter = ';'})[1] == json({"1,2"}));
    CHECK(find_delimiter("TAB") == '\t');
    CHECK(find_delimiter(";") == ';');
    CHECK(find_delimiter("detect") == kDetectDelimiter);
    CHECK_FALSE(find_delimiter("\""));
}

TEST_CASE("csv: what spreadsheets and people write is read when asked") {
    const CsvOptions lenient{.same_width = false, .lenient = true};
    CHECK(rows_of("a,b\n5\" nail,\"x\" ,\"y\"  \nz\n", lenient) == json({{"a", "b"}, {"5\" nail", "x", "y"}, {"z"}}));
    CHECK(problem("a\n\"x\" y\n", lenient) == "pupils.csv: row 2, column 1 (a): something stands behind a quotation mark that closes a value");
}

TEST_CASE("csv: cells are quoted where they must be") {
    CHECK(written({"a", std::nullopt, "", "b c"}) == "a,,\"\",b c\n");
    CHECK(written({" a", "a ", "\ta", "a\t"}) == "\" a\",\"a \",\"\ta\",\"a\t\"\n");
    CHECK(written({"\"", "a\"b\"\"", "\n"}) == "\"\"\"\",\"a\"\"b\"\"\"\"\",\"\n\"\n");
    CHECK(written({"a,b", "a;b"}, {.delimiter = ';', .crlf = true}) == "a,b;\"a;b\"\r\n");
    for (const std::string mark : {",", "\"", "\r", "\n"})
        for (std::size_t size = 1; size < 40; ++size)
            for (std::size_t place = 0; place < size; ++place) {
                std::string text(size, 'x');
                CHECK(written({text}) == text + '\n');
                text.replace(place, 1, mark);
                CHECK(written({text}).starts_with('"'));
            }
}

TEST_CASE("csv: formulas are protected only when asked") {
    CHECK(written({"=1+1", "-5", "@a"}) == "=1+1,-5,@a\n");
    CHECK(written({"=1+1", "-5", "@a", "+,", "a=b", std::nullopt, ""}, {.protect_formulas = true}) == "'=1+1,'-5,'@a,\"'+,\",a=b,,\"\"\n");
}

TEST_CASE("csv: what is written is read again") {
    for (const char delimiter : {',', ';', '\t'}) {
        const std::vector<CsvCell> cells{"a", std::nullopt, "", " ", "\"", "\r", "\n", "\r\n", "a,b;c\td", "\"\"", std::nullopt};
        const json rows = rows_of(written(cells, {.delimiter = delimiter, .crlf = delimiter == ';'}), {.delimiter = delimiter});
        REQUIRE(rows[0].size() == cells.size());
        for (std::size_t i = 0; i < cells.size(); ++i) CHECK(rows[0][i] == (cells[i] ? json(std::string(*cells[i])) : json()));
    }
}

}  // namespace cbds::io_csv_test
