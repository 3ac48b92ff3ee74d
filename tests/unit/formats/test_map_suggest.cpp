#include "formats/mapping.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_map_suggest_test {

using namespace cbds;
using namespace cbds::test;

namespace {

std::string suggested(std::string_view csv, schema::Edition edition = schema::ctf_edition(26)) {
    io::MemoryStream stream(csv);
    return formats::suggest_map(stream, "pupils.csv", edition, map_dictionary());
}

/// The line of a map that begins so, or `none`.
std::string line_of(const std::string& map, const std::string& begin) {
    const std::size_t at = map.find('\n' + begin);
    return at == std::string::npos ? "none" : map.substr(at + 1, map.find('\n', at + 1) - at - 1);
}

}  // namespace

TEST_CASE("suggested map: names of items, in any case and with blanks") {
    const std::string map = suggested("UPN,dob,Middle Names,Enrol Status\n");
    CHECK(line_of(map, "UPN") == "UPN = \"UPN\"");
    CHECK(line_of(map, "DOB") == "DOB = \"dob\"");
    CHECK(line_of(map, "MiddleNames") == "MiddleNames = \"Middle Names\"");
    CHECK(line_of(map, "EnrolStatus") == "EnrolStatus = \"Enrol Status\"");
    CHECK(line_of(map, "edition") == "edition = \"ctf@26.0\"");
}

TEST_CASE("suggested map: an item that is in several places is that of the pupil") {
    CHECK(line_of(suggested("Surname\n"), "Surname") == "Surname = \"Surname\"");
    CHECK(line_of(suggested("Postcode\n"), "PostCode") == "PostCode = \"Postcode\"");
}

TEST_CASE("suggested map: what headings of other programs mean is a guess, and marked") {
    CHECK(line_of(suggested("Legal Surname\n"), "Surname") == "Surname = \"Legal Surname\"  # a guess");
    CHECK(line_of(suggested("Date of Birth\nx\n"), "DOB").find("# a guess") == std::string::npos);
}

TEST_CASE("suggested map: no heading is taken for an item of a contact") {
    CHECK(line_of(suggested("Gender\n"), "Sex") == "Sex = \"Gender\"  # a guess");
    CHECK(suggested("Relationship\n").find("# \"Relationship\"") != std::string::npos);
}

TEST_CASE("suggested map: what no item was found for, or a second column for one, is a comment") {
    const std::string map = suggested("UPN,Surname,Legal Surname,\"House \"\"Red\"\"\"\n");
    CHECK(map.find("# Columns that no item was found for:\n# \"Legal Surname\"\n# \"House \\\"Red\\\"\"\n") != std::string::npos);
}

TEST_CASE("suggested map: the form of dates is that of the cells") {
    CHECK(line_of(suggested("DOB\n2016-06-02\n"), "DOB") == "DOB = \"DOB\"");
    CHECK(line_of(suggested("DOB\n13/06/2016\n\n02/06/2016\n"), "DOB") == "DOB = {column = \"DOB\", date = \"DD/MM/YYYY\"}");
    CHECK(line_of(suggested("DOB\n2/6/2016\n"), "DOB") == "DOB = {column = \"DOB\", date = \"D/M/YYYY\"}");
    CHECK(line_of(suggested("DOB\n02-Jun-2016\n"), "DOB") == "DOB = {column = \"DOB\", date = \"DD-MMM-YYYY\"}");
}

TEST_CASE("suggested map: cells that hold labels") {
    CHECK(line_of(suggested("Sex\nMale\nFemale\n"), "Sex") == "Sex = {column = \"Sex\", labels = true}");
    CHECK(line_of(suggested("Sex\nM\nF\n"), "Sex") == "Sex = \"Sex\"");
    CHECK(line_of(suggested("Sex\n"), "Sex") == "Sex = \"Sex\"");
}

TEST_CASE("suggested map: a name that is in several places gives way to what headings usually mean") {
    CHECK(line_of(suggested("Year\n"), "NCyearActual") == "NCyearActual = \"Year\"  # a guess");
}

TEST_CASE("suggested map: year groups with the word before them") {
    CHECK(line_of(suggested("NCyearActual\nYear 6\nYear  R\n"), "NCyearActual") == "NCyearActual = {column = \"NCyearActual\", split = \"Year\", part = 2}");
    CHECK(line_of(suggested("NCyearActual\n6\nR\n"), "NCyearActual") == "NCyearActual = \"NCyearActual\"");
}

TEST_CASE("suggested map: what the header needs is left to be filled in") {
    const std::string map = suggested("UPN\n");
    CHECK(map.find("\n# \"SourceSchool/LEA\" = \"\"\n") != std::string::npos);
    CHECK(map.find("CTFversion") == std::string::npos);
}

TEST_CASE("suggested map: it is a map") {
    const std::string csv = "UPN,Legal Surname,Legal Forename,Date of Birth,Sex,Year Group,Postcode,House\nH801200001001,Oakendale,Ysolde,02/06/2016,Female,6,ZA78 6NT,Red\n";
    const Mapped found = mapped(suggested(csv), csv);
    REQUIRE(found.problem.empty());
    CHECK(inside(found.xml, "DOB") == "2016-06-02");
    CHECK(inside(found.xml, "Sex") == "F");
    CHECK(inside(found.xml, "PostCode") == "ZA78 6NT");
    CHECK(inside(found.xml, "NCyearActual") == "6");
    CHECK_NOTHROW(static_cast<void>(load_map(suggested("UPN,Language\nx,ENG\n", schema::census_edition(2026, schema::Term::spring)))));
}

TEST_CASE("suggested map: a file without a heading") {
    CHECK_THROWS_AS(static_cast<void>(suggested("")), DocumentError);
}

}  // namespace cbds::formats_map_suggest_test
