#include "formats/sqlite_value.hpp"

#include "formats/sqlite_database.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_sqlite_value_test {

using namespace cbds;
using namespace cbds::formats;

TEST_CASE("SQLite values: a number is stored as one where it is written as SQLite writes it") {
    CHECK(plain_whole_number("0") == 0);
    CHECK(plain_whole_number("7") == 7);
    CHECK(plain_whole_number("-7") == -7);
    CHECK(plain_whole_number("2026") == 2026);
    CHECK(plain_whole_number("9223372036854775807") == INT64_MAX);
    CHECK(plain_whole_number("-9223372036854775808") == INT64_MIN);
    for (const char* const text : {"", "-", "07", "00", "-0", "-07", "+7", " 7", "7 ", "7.0", "1e5", "9223372036854775808", "seven"}) {
        CAPTURE(text);
        CHECK_FALSE(plain_whole_number(text));
    }
}

TEST_CASE("SQLite values: a column of whole numbers gives every text back as it was") {
    const io::test::TestFolder folder;
    SqliteDatabase database = SqliteDatabase::build(folder.write("values.sqlite", ""));
    database.execute("CREATE TABLE t (v INTEGER)");
    SqliteStatement insert = database.prepare("INSERT INTO t VALUES (?)");
    SqliteStatement select = database.prepare("SELECT v FROM t ORDER BY rowid DESC LIMIT 1");
    for (const std::string text : {"", "0", "7", "-7", "07", "+7", " 7", "7 ", "\t7\n", "7.0", "1e5", "1E5", ".5", "5.", "-0", "--7", "seven", "0x10", "1_000",
                                   "nan", "inf", "99999999999999999999", "9223372036854775807", "N/A", "7a", "e", "+", "1e", "12 34"}) {
        CAPTURE(text);
        const auto number = plain_whole_number(text);
        if (number) insert.bind(1, *number);
        else if (looks_like_number(text)) insert.bind_blob(1, text);
        else insert.bind(1, std::string_view(text));
        insert.run();
        REQUIRE(select.step());
        CHECK(select.text(0) == text);
        select.reset();
    }
}

TEST_CASE("SQLite values: errors say what SQLite says") {
    const io::test::TestFolder folder;
    SqliteDatabase database = SqliteDatabase::build(folder.write("values.sqlite", ""));
    CHECK_THROWS_WITH_AS(database.execute("SELECT missing"), "no such column: missing", SqliteError);
    CHECK_THROWS_AS((void)database.prepare("SELECT"), SqliteError);
    CHECK_THROWS_WITH_AS((void)SqliteDatabase::build("/nowhere/at/all.sqlite"), "unable to open database file", SqliteError);
}

}  // namespace cbds::formats_sqlite_value_test
