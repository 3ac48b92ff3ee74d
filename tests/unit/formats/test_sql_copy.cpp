#include "formats/sql_copy.hpp"

#include "cbds/io/output.hpp"
#include "formats/sql_spool.hpp"
#include "formats/sql_statement.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

#include <sstream>

namespace cbds::formats_sql_copy_test {

using namespace cbds;
using namespace cbds::formats;

namespace {

std::string written(std::string_view value) {
    std::string text;
    append_copy_value(value, text);
    return text;
}

std::optional<std::string> read(std::string_view text) {
    std::string storage;
    const Cell cell = copy_value(text, storage);
    return cell ? std::optional(std::string(*cell)) : std::nullopt;
}

}  // namespace

TEST_CASE("COPY: what would end a value or a row is written with a backslash") {
    CHECK(written("") == "");
    CHECK(written("Keziah-Lee") == "Keziah-Lee");
    CHECK(written("a\tb\nc\rd\\e") == "a\\tb\\nc\\rd\\\\e");
    CHECK(written("\\N") == "\\\\N");
    CHECK(written("\\.") == "\\\\.");
    CHECK(written("Zo\xC3\xAB") == "Zo\xC3\xAB");
}

TEST_CASE("COPY: every value comes back") {
    for (const std::string value : {"", "x", "\\", "\\\\", "\\N", "\\.", "\t", "\n", "\r\n", "a\\tb", "ends with \\", "\b\f\v", "Zo\xC3\xAB"}) {
        CAPTURE(value);
        CHECK(read(written(value)) == value);
    }
}

TEST_CASE("COPY: all that PostgreSQL reads is read") {
    CHECK(read("\\N") == std::nullopt);
    CHECK(read("\\b\\f\\v") == "\b\f\v");
    CHECK(read("\\101\\x41\\x4a!\\x4") == "AAJ!\x04");
    CHECK(read("\\q\\8\\xg") == "q8xg");
    CHECK(read("end\\") == "end\\");
}

TEST_CASE("COPY: document and record are numbered when the rows are taken") {
    const TableLayout layout(schema::Dictionary::built_in(), schema::Collection::school_census);
    const std::size_t pupils = layout.find("pupils").value();
    const std::size_t extras = layout.find("extras").value();
    CopyRows rows(layout);
    std::vector<Cell> cells(layout.tables()[pupils].columns.size());
    cells[layout.tables()[pupils].find("UPN").value()] = "A\tB";
    rows.row(pupils, 0, cells);
    rows.row(pupils, 4, cells);
    rows.row(extras, kNoRecord, std::vector<Cell>{{}, {}, "Message", "0", "element", {}, "<New/>"});
    CHECK(rows.size() > 100);

    std::map<std::size_t, std::string> taken;
    rows.take(3, 100, [&](std::size_t table, std::string_view lines) { taken[table] = lines; });
    CHECK(taken.size() == 2);
    CHECK(taken[extras] == "3\t0\tMessage\t0\telement\t\\N\t<New/>\n");
    CHECK(taken[pupils].substr(0, 6) == "3\t101\t");
    CHECK(taken[pupils].find("\n3\t105\t") != std::string::npos);
    CHECK(taken[pupils].find("\tA\\tB\t") != std::string::npos);
    CHECK(rows.size() == 0);
    rows.take(3, 200, [](std::size_t, std::string_view) { FAIL("they have been taken"); });
}

TEST_CASE("COPY: the statement before the rows") {
    const auto ours = parse_copy("COPY \"cbds\".\"pupils\" (\"document\", \"UPN\") FROM stdin;");
    REQUIRE(ours);
    CHECK(ours->table == "pupils");
    CHECK(ours->columns == std::vector<std::string>{"document", "UPN"});
    const auto dumped = parse_copy("COPY census_2026.pupils (document, \"UPN\", \"a \"\"b\"\"\", c) FROM stdin;\r");
    REQUIRE(dumped);
    CHECK(dumped->columns == std::vector<std::string>{"document", "UPN", "a \"b\"", "c"});
    CHECK(parse_copy("copy pupils(document) from STDIN ;"));
}

TEST_CASE("COPY: other lines are no such statements") {
    for (const char* const line : {"", "COPY", "COPY pupils FROM stdin;", "COPY pupils (a) FROM '/tmp/file';", "COPY pupils (a) TO stdout;", "COPY pupils (a FROM stdin;",
                                   "COPY pupils () FROM stdin;", "COPY \"pupils (a) FROM stdin;", "COPY pupils (a) FROM stdin WITH CSV;", "COPYING pupils (a) FROM stdin;",
                                   "-- COPY pupils (a) FROM stdin;"}) {
        CAPTURE(line);
        CHECK_FALSE(parse_copy(line));
    }
}

TEST_CASE("COPY: rows that wait, few and many") {
    SqlSpool few;
    CHECK(few.empty());
    few.append("one\n");
    few.append("two\n");
    std::ostringstream out;
    few.copy_to(out);
    CHECK(out.str() == "one\ntwo\n");

    SqlSpool many;
    std::string all;
    for (int i = 0; i < 2000; ++i) {
        const std::string line = std::to_string(i) + std::string(500, 'x') + '\n';
        many.append(line);
        all += line;
    }
    std::ostringstream out_of_file;
    many.copy_to(out_of_file);
    CHECK(out_of_file.str() == all);
}

TEST_CASE("COPY: rows that wait come into a file in their order") {
    const io::test::TestFolder folder;
    SqlSpool spool;
    std::string all;
    for (int i = 0; i < 40'000; ++i) {
        const std::string line = std::to_string(i) + std::string(100, 'x') + '\n';
        spool.append(line);
        all += line;
    }
    io::OutputFile file(folder.at("rows"), {});
    spool.copy_to(file.stream());
    file.commit();
    CHECK((io::test::content(folder.at("rows")) == all));
}

}  // namespace cbds::formats_sql_copy_test
