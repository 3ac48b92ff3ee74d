#include "formats/mapping.hpp"

#include "formats/map_date.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_map_test {

using namespace cbds;
using namespace cbds::test;

namespace {

/// The value of an item for one cell of a column A.
std::string value_of(const std::string& item, const std::string& map_item, std::string_view cell) {
    return inside(mapped(ctf_map(item + " = " + map_item + "\n"), "A,B\n" + std::string(cell) + ",beta\n").xml, item.substr(item.rfind('/') + 1));
}

}  // namespace

TEST_CASE("map: dates in the form of a spreadsheet") {
    using formats::read_date;
    CHECK(read_date("02/06/2016", "DD/MM/YYYY") == "2016-06-02");
    CHECK(read_date("2/6/2016", "D/M/YYYY") == "2016-06-02");
    CHECK(read_date("02/06/2016", "D/M/YYYY") == "2016-06-02");
    CHECK(read_date("02-Jun-2016", "DD-MMM-YYYY") == "2016-06-02");
    CHECK(read_date("20160602", "YYYYMMDD") == "2016-06-02");
    CHECK_FALSE(read_date("2/6/2016", "DD/MM/YYYY"));
    CHECK_FALSE(read_date("30/02/2016", "DD/MM/YYYY"));
    CHECK_FALSE(read_date("02/13/2016", "DD/MM/YYYY"));
    CHECK_FALSE(read_date("02/06/2016 00:00", "DD/MM/YYYY"));
    CHECK_FALSE(read_date("", "DD/MM/YYYY"));
    CHECK(value_of("DOB", "{column = \"A\", date = \"DD/MM/YYYY\"}", " 02/06/2016 ") == "2016-06-02");
}

TEST_CASE("map: forms of dates") {
    using formats::is_date_form;
    CHECK(is_date_form("DD/MM/YYYY"));
    CHECK(is_date_form("D MMM YYYY"));
    CHECK_FALSE(is_date_form("DD/MM"));
    CHECK_FALSE(is_date_form("DD/MM/YY"));
    CHECK_FALSE(is_date_form("DD/DD/YYYY"));
    CHECK_FALSE(is_date_form(""));
}

TEST_CASE("map: a cell as it stands, without the blanks around it") {
    CHECK(value_of("Surname", "\"A\"", "\"  O'Ryan, Smith \"") == "O'Ryan, Smith");
    CHECK(value_of("Surname", "\"A\"", "a<b&c") == "a&lt;b&amp;c");
    CHECK(value_of("Surname", "\"A\"", "  ") == "none");
}

TEST_CASE("map: constant and default") {
    CHECK(value_of("Sex", "{constant = \"F\"}", "x") == "F");
    CHECK(value_of("EnrolStatus", "{column = \"A\", default = \"C\"}", "") == "C");
    CHECK(value_of("EnrolStatus", "{column = \"A\", default = \"C\"}", "M") == "M");
}

TEST_CASE("map: codes and labels") {
    const std::string sex = "{column = \"A\", codes = {Male = \"M\", Female = \"F\"}}";
    CHECK(value_of("Sex", sex, "Female") == "F");
    const Mapped bad = mapped(ctf_map("Sex = " + sex + "\n"), "A\nMale\nfem\n");
    CHECK(bad.notes == std::vector<std::string>{"3 A: Sex: the map has no code for what stands here"});
    CHECK(bad.problem == "pupils.csv: 1 cell cannot be read as the map says; nothing was converted");
    CHECK(bad.xml.empty());
    const auto codes = map_dictionary().codes(map_dictionary().type([] {
        const auto rows = map_dictionary().elements();
        schema::ElementId id = 0;
        while (rows[id].path != "CTfile/CTFpupilData/Pupil/BasicDetails/EnrolStatus") ++id;
        return rows[id].type;
    }()));
    CHECK(value_of("EnrolStatus", "{column = \"A\", labels = true}", '"' + std::string(codes.front().label) + '"') == codes.front().code);
}

TEST_CASE("map: split and join") {
    CHECK(value_of("Surname", "{column = \"A\", split = \",\"}", "\"Smith, Jo\"") == "Smith");
    CHECK(value_of("Forename", "{column = \"A\", split = \",\", part = 2}", "\"Smith, Jo\"") == "Jo");
    CHECK(value_of("Forename", "{column = \"A\", split = \",\", part = 3}", "\"Smith, Jo\"") == "none");
    CHECK(value_of("Surname", "{columns = [\"A\", \"B\"]}", "alpha") == "alpha beta");
    CHECK(value_of("Surname", "{columns = [\"A\", \"B\"], join = \"-\"}", "alpha") == "alpha-beta");
    CHECK(value_of("Surname", "{columns = [\"A\", \"B\"], join = \"-\"}", "") == "beta");
}

TEST_CASE("map: repeated structures by number, elements in the order of the dictionary") {
    const Mapped found = mapped(ctf_map("\"Contact[2]/Surname\" = \"B\"\n\"Contacts/Contact/Surname\" = \"A\"\nDOB = \"D\"\nUPN = \"C\"\n"),
                                "A,B,C,D\nfirst,second,H801200001001,2016-06-02\n");
    REQUIRE(found.problem.empty());
    CHECK(found.xml.find("UPN>") < found.xml.find("DOB>"));
    CHECK(found.xml.find("second") > found.xml.find("first"));
    CHECK(inside(found.xml, "Contacts").find("</Contact>") != std::string::npos);
}

TEST_CASE("map: a second structure whose first is empty is the only one") {
    const Mapped found = mapped(ctf_map("\"Contact[2]/Surname\" = \"B\"\n\"Contact[1]/Surname\" = \"A\"\n"), "A,B\n,second\n");
    const std::string contacts = inside(found.xml, "Contacts");
    CHECK(contacts.find("<Contact>") == contacts.rfind("<Contact>"));
    CHECK(contacts.find("second") != std::string::npos);
}

TEST_CASE("map: the header says the edition and what the map says") {
    const Mapped ctf = mapped("edition = \"ctf@26.0\"\n[header]\n\"SourceSchool/LEA\" = 201\n[items]\nUPN = \"A\"\n", "A\nx\n");
    CHECK(inside(ctf.xml, "CTFversion") == "26.0");
    CHECK(inside(inside(ctf.xml, "SourceSchool"), "LEA") == "201");
    const Mapped census = mapped("edition = \"school-census@2026-spring\"\n[header]\nSerialNo = \"001\"\n[school]\nSchoolName = \"St Merrin\"\n[items]\nUPN = \"A\"\n", "A\nx\n");
    CHECK(inside(census.xml, "Term") == "SPR");
    CHECK(inside(census.xml, "Year") == "2026");
    CHECK(inside(census.xml, "SerialNo") == "001");
    CHECK(inside(census.xml, "SchoolName") == "St Merrin");
    CHECK(census.xml.find("</Header>") < census.xml.find("<School>"));
}

TEST_CASE("map: the rolls of a census") {
    const std::string map = "edition = \"school-census@2026-spring\"\n[roll]\ncolumn = \"Left\"\noff = [\"Y\", \"Yes\"]\n[items]\nUPN = \"A\"\nLanguage = \"B\"\n";
    const Mapped found = mapped(map, "A,B,Left\none,ENG,N\ntwo,FRE,Y\nthree,GER,\nfour,SPA,Yes\n");
    REQUIRE(found.problem.empty());
    const std::string on = inside(found.xml, "PupilsOnRoll");
    const std::string off = inside(found.xml, "PupilsNoLongerOnRoll");
    CHECK(on.find("one") < on.find("three"));
    CHECK(off.find("two") < off.find("four"));
    CHECK(on.find("two") == std::string::npos);
    CHECK(off.find("</UPN>") != std::string::npos);
}

TEST_CASE("map: columns that it does not use are told, those that it lacks are an error") {
    const Mapped unused = mapped(ctf_map("UPN = \"A\"\n"), "A,House\nx,Red\n");
    CHECK(unused.notes == std::vector<std::string>{"0 House: the map does not use this column"});
    CHECK(unused.problem.empty());
    const Mapped missing = mapped(ctf_map("Surname = \"Surnam\"\n"), "Surname,DOB\nx,y\n");
    CHECK(missing.problem.find("the map asks for a column Surnam, which the file does not have") != std::string::npos);
    CHECK(missing.problem.find("did you mean Surname") != std::string::npos);
    CHECK(missing.xml.empty());
}

TEST_CASE("map: a bad cell is told by row and column, and nothing is converted") {
    const Mapped bad = mapped(ctf_map("DOB = {column = \"Born\", date = \"DD/MM/YYYY\"}\n"), "Born\n01/02/2016\n2016-02-01\n31/06/2016\n");
    CHECK(bad.notes == std::vector<std::string>{"3 Born: DOB: is no date as DD/MM/YYYY", "4 Born: DOB: is no date as DD/MM/YYYY"});
    CHECK(bad.problem == "pupils.csv: 2 cells cannot be read as the map says; nothing was converted");
    CHECK(bad.xml.empty());
}

TEST_CASE("map: files that are no spreadsheet") {
    const std::string map = ctf_map("UPN = \"A\"\n");
    CHECK(mapped(map, "").problem.find("pupils.csv") == 0);
    CHECK(mapped(map, "A\n\"cut off\n").problem.find("pupils.csv: row 2") == 0);
    CHECK(mapped(map, "A,B\nx\n").problem.find("pupils.csv: row 2") == 0);
    CHECK(mapped(map, "A\n").xml.find("<CTFpupilData>") != std::string::npos);
}

TEST_CASE("map: files of another encoding or delimiter") {
    CHECK(mapped(ctf_map("Surname = \"A\"\n"), "A;B\nx;y\n").problem.empty());
    const std::string old = "encoding = \"windows-1252\"\n" + ctf_map("Surname = \"A\"\n");
    CHECK(inside(mapped(old, "A\nZo\xEB\n").xml, "Surname") == "Zo\xC3\xAB");
}

TEST_CASE("map: what is wrong with it, by line") {
    CHECK(map_problem("edition = \"ctf@26.0\"\n[items\n").substr(0, 2) == "2:");
    CHECK(map_problem("[items]\nUPN = \"A\"\n").find("the map names no edition") != std::string::npos);
    CHECK(map_problem("edition = \"ctf\"\n[items]\n").substr(0, 2) == "1:");
    CHECK(map_problem("edition = \"ctf@26.0\"\n").find("the map has no [items]") != std::string::npos);
    CHECK(map_problem("edtion = \"x\"\nedition = \"ctf@26.0\"\n[items]\n") == "1: edtion: the map has no such setting; did you mean edition?");
    CHECK(map_problem(ctf_map("DOB = {colum = \"A\"}\n")).find("did you mean column?") != std::string::npos);
    CHECK(map_problem(ctf_map("DOB = {date = \"DD/MM/YYYY\"}\n")) == "3: an item has either a column or a constant");
    CHECK(map_problem(ctf_map("DOB = {column = \"A\", constant = \"B\"}\n")) == "3: an item has either a column or a constant");
    CHECK(map_problem(ctf_map("DOB = {column = \"A\", date = \"dd/mm/yyyy\"}\n")).substr(0, 8) == "3: date:");
    CHECK(map_problem(ctf_map("DOB = {column = \"A\", part = 2}\n")).substr(0, 8) == "3: part:");
    CHECK(map_problem(ctf_map("DOB = [1, 2]\n")).substr(0, 2) == "3:");
    CHECK(map_problem(ctf_map("Surname = {column = \"A\", labels = true}\n")) == "3: Surname: has no code set, so that there are no labels");
    CHECK(map_problem("delimiter = \"x\"\n" + ctf_map("")).substr(0, 2) == "1:");
    CHECK(map_problem("encoding = \"ebcdic\"\n" + ctf_map("")).substr(0, 2) == "1:");
    CHECK(map_problem("header = {Nothing = \"x\"}\n" + ctf_map("")).substr(0, 19) == "1: header: Nothing:");
    CHECK(map_problem("school = {SchoolName = \"x\"}\n" + ctf_map("")) == "1: school: this collection has none");
    CHECK(map_problem("roll = {column = \"A\", off = [\"Y\"]}\n" + ctf_map("")) == "1: roll: this collection has one roll");
}

TEST_CASE("map: what belongs to a contact is named so") {
    CHECK(map_problem(ctf_map("Gender = \"A\"\n")) == "3: Gender: the edition has no such item of a pupil, only Contacts/Contact/Gender");
    CHECK(map_problem(ctf_map("\"Contact/Gender\" = \"A\"\n")).empty());
    CHECK(map_problem(ctf_map("\"Contact[2]/Phones/Phone/PhoneNo\" = \"A\"\n")).empty());
    CHECK(mapped(ctf_map("PhoneNo = \"A\"\nSurname = \"A\"\n"), "A\nx\n").xml.find("Contact") == std::string::npos);
}

TEST_CASE("map: items that are none, or more than one") {
    CHECK(map_problem(ctf_map("Surnam = \"A\"\n")) == "3: Surnam: the edition has no such item; did you mean Surname?");
    CHECK(map_problem(ctf_map("HoursAtSetting = \"A\"\n")).find("the edition has no such item") != std::string::npos);
    CHECK(map_problem(ctf_map("Year = \"A\"\n")).find("3: Year: there is more than one: ") == 0);
    CHECK(map_problem(ctf_map("\"Contact[0]/Surname\" = \"A\"\n")).find("3: ") == 0);
    CHECK(map_problem(ctf_map("\"Contact[x]/Surname\" = \"A\"\n")).find("3: ") == 0);
    CHECK(map_problem(ctf_map("\"\" = \"A\"\n")).find("3: ") == 0);
}

}  // namespace cbds::formats_map_test
