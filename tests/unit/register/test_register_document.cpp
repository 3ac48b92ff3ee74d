#include "register/csv_reading.hpp"

#include <doctest/doctest.h>

namespace cbds::register_register_document_test {

using namespace cbds;
using namespace cbds::registers;
using namespace cbds::registers::test;

namespace {

CsvReading read_xml(const std::string& text, RegisterInputOptions options = {}) {
    CsvReading made;
    options.note = [&](const formats::ReadingNote& note) { made.notes.push_back(note.message); };
    RegisterBuilder builder(options.conflicts, options.keep_details);
    io::MemoryInput input(text, "d.xml");
    const ColumnNames names;
    read_register_document(input, {options, names, schema::Dictionary::built_in()}, builder);
    made.read = builder.finish();
    return made;
}

std::string transfer_file(const std::string& pupils) {
    return "<CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>26.0</CTFversion><DateTime>2026-07-01T10:00:00</DateTime>"
           "<SourceSchool><LEA>201</LEA><Estab>3999</Estab><URN>900101</URN><SchoolName>Elm</SchoolName></SourceSchool></Header><CTFpupilData>" +
           pupils + "</CTFpupilData></CTfile>";
}

std::string pupil(const std::string& years, const std::string& more = {}) {
    return "<Pupil><UPN>A900101120001</UPN><Surname>Low</Surname><Forename>Ann</Forename><DOB>2015-02-28</DOB><Sex>F</Sex>\n<Attendance>" + years + "</Attendance>" + more + "</Pupil>";
}

std::string year(const std::string& number, const std::string& la, const std::string& estab, const std::string& start, const std::string& marks) {
    return "<YearData><Year>" + number + "</Year><LEA>" + la + "</LEA><Estab>" + estab +
           "</Estab><SessionsPossible>18</SessionsPossible><SessionsAuthorised>2</SessionsAuthorised><SessionsAttended>15</SessionsAttended>"
           "<SessionsUnauthorised>1</SessionsUnauthorised><AttendSessions><AttendanceStartDate>" + start + "</AttendanceStartDate><AttendanceMarks>" + marks +
           "</AttendanceMarks></AttendSessions></YearData>";
}

std::string census_return(const std::string& on_roll, const std::string& leavers) {
    return "<Message><Header><CollectionDetails><Collection>SC</Collection><Term>SPR</Term><Year>2026</Year><ReferenceDate>2026-01-15</ReferenceDate></CollectionDetails>"
           "<Source><SourceLevel>S</SourceLevel><LEA>201</LEA><Estab>3999</Estab></Source></Header>"
           "<School><SchoolCharacteristics><SchoolName>Elm</SchoolName></SchoolCharacteristics></School><Pupils><PupilsOnRoll>" +
           on_roll + "</PupilsOnRoll><PupilsNoLongerOnRoll>" + leavers + "</PupilsNoLongerOnRoll></Pupils></Message>";
}

}  // namespace

TEST_CASE("a transfer file: marks and totals of a year") {
    const CsvReading reading = read_xml(transfer_file(pupil(year("2025", "201", "3999", "2025-09-02", "/\\/\\II/\\####/\\/\\/O/\\L\\"))));
    const Register& read = reading.read;
    REQUIRE(read.enrolments.size() == 1);
    const Enrolment& ann = read.enrolments[0];
    CHECK(read.schools[ann.school].urn == "900101");
    CHECK(read.schools[ann.school].laestab == "2013999");
    CHECK(read.schools[ann.school].name == "Elm");
    CHECK(marks_of(read, 0) == "02/\\ 03/\\ 04II 05/\\ 08/\\ 09/\\ 10/O 11/\\ 12L\\");  // no mark at the weekend
    CHECK(read.marks_read == 18);
    REQUIRE(ann.totals.size() == 1);
    CHECK(ann.totals[0].period == Period{{2025, 8, 1}, {2026, 7, 31}});
    CHECK(ann.totals[0].possible == 18);
    CHECK(ann.totals[0].attended == 15);
    CHECK(ann.totals[0].authorised == 2);
    CHECK(ann.totals[0].unauthorised == 1);
    CHECK(ann.totals[0].source == "ctf");
    CHECK(ann.surname == "Low");
    CHECK(ann.birth_date == Date{2015, 2, 28});
    CHECK(ann.listed);
    CHECK(ann.on({2026, 7, 1})->sex == "F");
    CHECK(reading.notes.empty());
}

TEST_CASE("a transfer file: years at other schools are enrolments of their own") {
    const std::string history = "<SchoolHistory><School><LEA>201</LEA><Estab>3999</Estab><EntryDate>2025-09-01</EntryDate><LeavingDate>2026-06-30</LeavingDate></School>"
                                "<School><LEA>202</LEA><Estab>2001</Estab><EntryDate>2020-09-01</EntryDate><LeavingDate>2025-07-20</LeavingDate></School></SchoolHistory>";
    const Register read = read_xml(transfer_file(pupil(year("2025", "201", "3999", "2025-09-02", "/\\") + year("2024", "202", "2001", "2024-09-03", "/\\"), history))).read;
    REQUIRE(read.enrolments.size() == 2);
    CHECK(read.schools[read.enrolments[1].school].laestab == "2022001");
    CHECK(read.enrolments[1].upn == "A900101120001");
    CHECK(read.enrolments[1].birth_date == Date{2015, 2, 28});
    CHECK_FALSE(read.enrolments[1].listed);
    CHECK(read.enrolments[0].admission == Date{2025, 9, 1});
    CHECK(read.enrolments[0].leaving == Date{2026, 6, 30});
}

TEST_CASE("a transfer file: characters of codes with two places are told") {
    const CsvReading reading = read_xml(transfer_file(pupil(year("2025", "201", "3999", "2025-09-02", "?&lt;i -A@%"))));
    CHECK(marks_of(reading.read, 0) == "02J1C1 03I- 04-A 05@Y3");
    CHECK(reading.notes == std::vector<std::string>{"3 marks are characters that one supplier's software writes for a code of two places (J1 is ?); others may mean something else"});
    CHECK(incidents_of(reading.read) == "1:2:AttendanceMarks:i");
}

TEST_CASE("a transfer file: what cannot be read is told") {
    CHECK(incidents_of(read_xml(transfer_file(pupil(year("2025", "201", "3999", "soon", "/\\")))).read) == "7:1:AttendanceStartDate:soon");
    CHECK(incidents_of(read_xml(transfer_file("<Pupil><Surname>Low</Surname></Pupil>")).read) == "5:1:UPN:");
    RegisterInputOptions options;
    options.period = Period{{2025, 9, 3}, {2025, 9, 3}};
    CHECK(marks_of(read_xml(transfer_file(pupil(year("2025", "XXX", "XXXX", "2025-09-02", "/\\/\\/\\"))), options).read, 0) == "03/\\");
    CHECK_THROWS_AS(read_xml("<CTfile><Header>"), DocumentError);
    CHECK_THROWS_AS(read_xml("<html/>"), DocumentError);
}

TEST_CASE("a transfer file: characteristics") {
    const std::string text = "<Pupil><UPN>A900101120001</UPN><Gender>M</Gender><BasicDetails><NCyearActual>06</NCyearActual><Ethnicity>WBRI</Ethnicity><EnrolStatus>M</EnrolStatus></BasicDetails>"
                             "<FSMhistory><FSMinstance><FSMstartDate>2024-09-01</FSMstartDate></FSMinstance></FSMhistory><LookedAfter><InCare>true</InCare></LookedAfter>"
                             "<SENhistory><SEN><StartDate>2025-01-01</StartDate><SENprovision>E</SENprovision></SEN>"
                             "<SEN><StartDate>2023-01-01</StartDate><SENprovision>K</SENprovision></SEN></SENhistory></Pupil>";
    const Register read = read_xml(transfer_file(text)).read;
    REQUIRE(read.enrolments.size() == 1);
    const Characteristics& row = read.enrolments[0].characteristics.at(0);
    CHECK(row.valid_from == Date{2026, 7, 1});
    CHECK(row.sex == "M");
    CHECK(row.year_group == "6");
    CHECK(row.ethnicity == "WBRI");
    CHECK(row.fsm == "Y");
    CHECK(row.sen == "E");
    CHECK(row.looked_after == "Y");
    CHECK(read.enrolments[0].main_dual == true);
}

TEST_CASE("a transfer file: what begins after its day does not hold on it") {
    const std::string text = "<Pupil><UPN>a900101120001</UPN><FSMhistory><FSMinstance><FSMstartDate>2026-09-01</FSMstartDate></FSMinstance></FSMhistory>"
                             "<SENhistory><SEN><StartDate>2023-01-01</StartDate><SENprovision>K</SENprovision></SEN>"
                             "<SEN><StartDate>2026-09-01</StartDate><SENprovision>E</SENprovision></SEN></SENhistory></Pupil>";
    const Register read = read_xml(transfer_file(text)).read;
    CHECK(read.enrolments.at(0).upn == "A900101120001");
    const Characteristics& row = read.enrolments[0].characteristics.at(0);
    CHECK(row.fsm == "N");
    CHECK(row.sen == "K");
}

TEST_CASE("a census return: totals, dates and exclusions") {
    const std::string on_roll =
        "<PupilOnRoll><PupilIdentifiers><UPN>A900101120001</UPN><Surname>Low</Surname><Forename>Ann</Forename><Sex>F</Sex><DOB>2015-02-28</DOB></PupilIdentifiers>"
        "<PupilCharacteristics><Ethnicity>WBRI</Ethnicity><FSMeligibility><FSMperiod><FSMstartDate>2025-01-01</FSMstartDate><FSMendDate>2025-12-31</FSMendDate></FSMperiod></FSMeligibility></PupilCharacteristics>"
        "<PupilStatus><EnrolStatus>S</EnrolStatus><EntryDate>2025-09-01</EntryDate><Boarder>7</Boarder><NCyearActual>6</NCyearActual></PupilStatus>"
        "<SpecialEducationalNeeds><SENprovision>K</SENprovision></SpecialEducationalNeeds>"
        "<Exclusions><TermlyExclusion><Category>SUSP</Category><StartDate>2025-05-02</StartDate></TermlyExclusion><TermlyExclusion><StartDate>2025-04-28</StartDate></TermlyExclusion></Exclusions>"
        "<Attendance><TermlyAttendance><SessionsPossible>140</SessionsPossible><SessionDetails><SessionDetail><AttendanceReason>I</AttendanceReason><Sessions>6</Sessions></SessionDetail>"
        "<SessionDetail><AttendanceReason>C2</AttendanceReason><Sessions>4</Sessions></SessionDetail></SessionDetails></TermlyAttendance></Attendance></PupilOnRoll>";
    const std::string leaver =
        "<PupilNoLongerOnRoll><PupilIdentifiers><UPN>A900101120002</UPN></PupilIdentifiers><PupilStatus><EntryDate>2020-09-01</EntryDate><LeavingDate>2025-10-20</LeavingDate></PupilStatus></PupilNoLongerOnRoll>";
    const Register read = read_xml(census_return(on_roll, leaver)).read;
    REQUIRE(read.enrolments.size() == 2);
    CHECK(read.schools.at(0).laestab == "2013999");
    CHECK(read.schools.at(0).name == "Elm");
    const Enrolment& ann = read.enrolments[0];
    CHECK(ann.admission == Date{2025, 9, 1});
    CHECK_FALSE(ann.leaving.has_value());
    CHECK(ann.boarder);
    CHECK(ann.main_dual == false);
    CHECK(ann.exclusions == std::vector<Date>{{2025, 4, 28}, {2025, 5, 2}});
    REQUIRE(ann.totals.size() == 1);
    CHECK(ann.totals[0].source == "census");
    CHECK(ann.totals[0].period == Period{{2025, 8, 1}, {2025, 12, 31}});
    CHECK(ann.totals[0].possible == 140);
    CHECK_FALSE(ann.totals[0].authorised.has_value());
    CHECK(ann.totals[0].by_code == std::vector<std::pair<CodeId, std::uint32_t>>{{*find_code("I"), 6}, {*find_code("C2"), 4}});
    const Characteristics& row = ann.characteristics.at(0);
    CHECK(row.valid_from == Date{2026, 1, 15});
    CHECK(row.fsm == "N");
    CHECK(row.sen == "K");
    CHECK(row.year_group == "6");
    CHECK(read.enrolments[1].leaving == Date{2025, 10, 20});
    CHECK(read.enrolments[1].characteristics.at(0).fsm.empty());
}

TEST_CASE("a census return: a pupil who came back, and one who left twice") {
    const auto one = [](const std::string& element, const std::string& entry, const std::string& leaving) {
        return "<" + element + "><PupilIdentifiers><UPN>A900101120001</UPN></PupilIdentifiers><PupilStatus><EntryDate>" + entry + "</EntryDate>" +
               (leaving.empty() ? "" : "<LeavingDate>" + leaving + "</LeavingDate>") + "</PupilStatus></" + element + ">";
    };
    const std::string left = one("PupilNoLongerOnRoll", "2025-01-06", "2025-10-01");
    const Register back = read_xml(census_return(one("PupilOnRoll", "2025-11-03", ""), left)).read;
    CHECK(back.enrolments.at(0).admission == Date{2025, 1, 6});
    CHECK_FALSE(back.enrolments.at(0).leaving.has_value());
    const Register twice = read_xml(census_return("", left + one("PupilNoLongerOnRoll", "2025-11-03", "2025-12-01"))).read;
    CHECK(twice.enrolments.at(0).admission == Date{2025, 1, 6});
    CHECK(twice.enrolments.at(0).leaving == Date{2025, 12, 1});
}

}  // namespace cbds::register_register_document_test
