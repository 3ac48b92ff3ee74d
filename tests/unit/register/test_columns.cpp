#include "register/columns.hpp"

#include "cbds/error.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

namespace cbds::register_columns_test {

using namespace cbds;
using namespace cbds::registers;

namespace {

std::string problem_of_map(const std::string& text) {
    const io::test::TestFolder folder;
    const std::string path = folder.write("map.toml", text);
    try {
        static_cast<void>(ColumnNames::load(path));
    } catch (const UsageError& error) {
        return std::string(error.what()).substr(path.size());
    }
    return "none";
}

ColumnNames map_of(const std::string& text) {
    const io::test::TestFolder folder;
    return ColumnNames::load(folder.write("map.toml", text));
}

}  // namespace

TEST_CASE("columns of registers: every name of ours finds its column") {
    for (std::size_t i = 0; i < kColumns; ++i) {
        const auto column = static_cast<Column>(i);
        CAPTURE(column_name(column));
        CHECK(find_column(column_name(column)) == column);
    }
}

TEST_CASE("columns of registers: case, blanks and signs in a heading do not count") {
    for (const char* heading : {"URN", "urn", " School URN ", "school_urn", "SchoolURN", "school-urn"}) CHECK(find_column(heading) == Column::urn);
    CHECK(find_column("Trusts (code)") == Column::trust_id);
    CHECK(find_column("LA (code)") == Column::la_code);
    CHECK(find_column("PhaseOfEducation (name)") == Column::phase);
    CHECK_FALSE(find_column("PhaseOfEducation (code)").has_value());
    CHECK(find_column("Session Name") == Column::session);
    CHECK(find_column("attendance_mark") == Column::code);
    for (const char* heading : {"", "  ", "_", "urn2", "\xC3\xBArn", "comment"}) CHECK_FALSE(find_column(heading).has_value());
    CHECK_FALSE(find_column(std::string(1 << 20, 'u')).has_value());
}

TEST_CASE("columns of registers: a map goes before what headings mean") {
    const ColumnNames names = map_of("[columns]\nupn = \"Unique no\"\ncode = [\"Result\", \"Outcome\"]\n");
    CHECK(find_column("unique NO ", names) == Column::upn);
    CHECK(find_column("Outcome", names) == Column::code);
    CHECK_FALSE(find_column("UPN", names).has_value());
    CHECK(find_column("URN", names) == Column::urn);
}

TEST_CASE("columns of registers: the first of two headings counts, the other is unknown") {
    const std::vector<std::string> heading{"date", "UPN", "Comment", "upn", ""};
    const ColumnPlaces places(heading, {});
    CHECK(places.place(Column::upn) == 1);
    CHECK(places.unknown() == std::vector<std::size_t>{2, 3});
    const std::vector<io::CsvCell> row{"2026-09-07", " A1 "};
    CHECK(places.text(row, Column::upn) == "A1");
    CHECK(places.text(row, Column::code).empty());
    CHECK(places.text(std::span(row).first(1), Column::upn).empty());
}

TEST_CASE("columns of registers: words under which some software has names are numbers only where nothing better is there") {
    const auto place = [](const std::vector<std::string>& heading, Column column) { return ColumnPlaces(heading, {}).place(column); };
    CHECK(place({"School", "Pupil", "date"}, Column::urn) == 0);
    CHECK(place({"School", "Pupil", "date"}, Column::pupil_id) == 1);
    CHECK(place({"School", "URN"}, Column::urn) == 1);
    CHECK(place({"URN", "School"}, Column::urn) == 0);
    CHECK(place({"Pupil", "Student ID"}, Column::pupil_id) == 1);
    CHECK(place({"School", "LAESTAB"}, Column::urn) == 0);  // the cells tell whether they are names
    CHECK_FALSE(place({"Pupil", "UPN"}, Column::pupil_id).has_value());
    CHECK(ColumnPlaces(std::vector<std::string>{"School", "URN", "Pupil", "UPN"}, {}).unknown() == std::vector<std::size_t>{0, 2});
    const ColumnNames names = map_of("[columns]\npupil_id = \"Pupil\"\n");
    CHECK(ColumnPlaces(std::vector<std::string>{"UPN", "Pupil"}, names).place(Column::pupil_id) == 1);  // the map says so
}

TEST_CASE("a map of registers: everything that it may say") {
    const ColumnNames names = map_of("delimiter = \";\"\nencoding = \"windows-1252\"\ndate = \"MM/DD/YYYY\"\n[codes]\nHere = \"/\"\n\"Ill, at home\" = \"I\"\n");
    CHECK(names.delimiter == ';');
    CHECK(names.encoding == io::Encoding::windows_1252);
    CHECK(names.date_form == "MM/DD/YYYY");
    CHECK(mapped_code("here", names) == "/");
    CHECK(mapped_code(" HERE\t", names) == "/");
    CHECK(mapped_code(" i", names) == " i");  // as it stands: that is told
    CHECK(mapped_code("Ill, at home", names) == "I");
    CHECK(mapped_code("N", names) == "N");
}

TEST_CASE("a map of registers: what it should not say is told with its line") {
    CHECK(problem_of_map("\ncolums = 1\n") == ":2: colums: a map of registers has no such setting; did you mean columns?");
    CHECK(problem_of_map("[columns]\nsession_dat = \"Day\"\n") == ":2: session_dat: registers have no such column; did you mean session_date?");
    CHECK(problem_of_map("[columns]\nupn = 5\n") == ":2: a text is needed here, in quotation marks");
    CHECK(problem_of_map("columns = 5\n") == ":1: a table is needed here");
    CHECK(problem_of_map("delimiter = \"ab\"\n") == ":1: delimiter: write , or ; or tab");
    CHECK(problem_of_map("encoding = \"klingon\"\n") == ":1: encoding: not supported");
    CHECK(problem_of_map("date = \"DD/MM\"\n").starts_with(":1: date: write YYYY"));
    CHECK(problem_of_map("[columns\n").starts_with(":1: no TOML: "));
}

}  // namespace cbds::register_columns_test
