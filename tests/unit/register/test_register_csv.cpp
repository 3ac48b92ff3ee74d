#include "register/csv_reading.hpp"
#include "register/packed_marks.hpp"
#include "register/session_heading.hpp"

#include <doctest/doctest.h>

namespace cbds::register_register_csv_test {

using namespace cbds;
using namespace cbds::registers;
using namespace cbds::registers::test;

namespace {

CsvReading read_rows(std::string_view text, RegisterInputOptions options = {}) { return read_csv(read_register_csv, text, {}, std::move(options)); }

/// The marks of the only pupil of a packed register that begins on Monday 7 September 2026.
std::string packed(const std::string& marks) {
    const CsvReading reading = read_rows("school_urn,upn,start_date,marks\n900101,A1,2026-09-07,\"" + marks + "\"\n");
    return marks_of(reading.read, 0);
}

std::string session_of(std::string_view heading, const std::string& form = {}) {
    const auto found = read_session_heading(heading, form);
    if (!found) return "none";
    return identifiers::write_date(found->date) + (found->half ? " " + std::string(half_name(*found->half)) : "");
}

}  // namespace

TEST_CASE("packed marks: blanks between days are optional") {
    for (const char* text : {"/\\/\\II", "/\\ /\\ II", "/\\ /\\ I I", "/ \\ / \\ I I", "  /\\\t/\\\r\n\nII  ", "/,\\ /,\\ I,I", "/.\\./.\\.I.I", "/\\ /,\\,I,I", "'/\\/\\II"}) {
        CAPTURE(text);
        CHECK(packed(text) == "07/\\ 08/\\ 09II");
    }
}

TEST_CASE("packed marks: codes of several characters stand between separators") {
    CHECK(packed("C1,C1 /,J1 Y4.\\") == "07C1C1 08/J1 09Y4\\");
    CHECK(packed("C1,,I,") == "07C1- 08I-");
    CHECK(packed(",C1 .I") == "07-C1 08-I");
    CHECK(packed("/\\C1,C1") == "07/\\C1C1");  // the group is separated, so that /\C1 is one mark, and no code
}

TEST_CASE("packed marks: - is a session without mark") {
    CHECK(packed("-\\ -- /-") == "07-\\ 09/-");
    CHECK(packed("-- -- -- -- -- /\\") == "14/\\");
}

TEST_CASE("packed marks: days are Monday to Friday") {
    CHECK(packed("//////////LL") == "07// 08// 09// 10// 11// 14LL");
    for (const char* start : {"2026-09-05", "2026-09-06", "2026-09-07"}) {
        const CsvReading reading = read_rows("upn,start_date,marks\nA1," + std::string(start) + ",/\\\n");
        CHECK(marks_of(reading.read, 0) == "07/\\");
    }
    CHECK(next_packed_session(session_number({2026, 9, 11}, Half::am)) == session_number({2026, 9, 11}, Half::pm));
    CHECK(next_packed_session(session_number({2026, 9, 11}, Half::pm)) == session_number({2026, 9, 14}, Half::am));
}

TEST_CASE("packed marks: what is no code is kept, slashes of other alphabets are mended") {
    const CsvReading reading = read_rows("upn,start_date,marks\nA1,2026-09-07,\xEF\xBC\x8F\xEF\xBC\xBC?i\n");
    CHECK(marks_of(reading.read, 0) == "07/\\ 08?I");
    CHECK(incidents_of(reading.read) == "1:2:marks:\xEF\xBC\x8F 1:2:marks:\xEF\xBC\xBC 1:2:marks:i");
    CHECK(reading.read.marks_read == 4);
}

TEST_CASE("packed marks: a row longer than any school life is left out") {
    CHECK(split_packed_marks(std::string(kMostPackedMarks, '/'))->size() == kMostPackedMarks);
    CHECK_FALSE(split_packed_marks(std::string(kMostPackedMarks + 1, '/')).has_value());
    CHECK_FALSE(split_packed_marks(std::string(1 << 20, ',')).has_value());
    CHECK(split_packed_marks(" ")->empty());
    const CsvReading reading = read_rows("upn,start_date,marks\nA1,2026-09-07," + std::string((1 << 20) - 1, '/') + "\nA2,2026-09-07,I\n");
    CHECK(marks_of(reading.read, 0).empty());
    CHECK(marks_of(reading.read, 1) == "07I-");
    CHECK(incidents_of(reading.read) == "0:2:marks:");  // an error: marks were left out
    CHECK(problem_of(read_register_csv, "upn,start_date,marks\nA1,2026-09-07," + std::string((2 << 20), '/') + "\n").find("row 2") != std::string::npos);
}

TEST_CASE("a packed register: dates, pupils and schools that cannot be read") {
    const CsvReading reading = read_rows("school_urn,upn,start_date,marks\n"
                                         "900101,A1,46272,/\\\n900101,A1,,/\\\n900101,,2026-09-07,/\\\n,A1,2026-09-07,/\\\n900101,A1,2026-09-07,\n900101\n"
                                         "900101,A1,7/9/26,/\n");
    CHECK(incidents_of(reading.read) == "0:2:start_date:46272 0:3:start_date: 5:4:upn: 5:5:school_urn: 5:7:upn:");
    CHECK(reading.read.enrolments.size() == 1);
    CHECK(marks_of(reading.read, 0) == "07/-");
}

TEST_CASE("a packed register: byte order mark, CR LF, semicolons and short rows") {
    const CsvReading reading = read_rows("\xEF\xBB\xBFURN;UPN;Pupil ID;Start date;Marks;Reg group\r\n\r\n900101;A1;7;07/09/2026;/\\ I,I\r\n900101;;7;14/09/2026;LL\r\n");
    REQUIRE(reading.read.enrolments.size() == 1);
    CHECK(marks_of(reading.read, 0) == "07/\\ 08II 14LL");
    CHECK(reading.read.schools.at(0).urn == "900101");
    CHECK(reading.notes == std::vector<std::string>{"r.csv: a column has no meaning here, and was passed over: column 6 (Reg group)"});
    CHECK(incidents_of(reading.read).empty());
}

TEST_CASE("a packed register: only the period that is asked for") {
    RegisterInputOptions options;
    options.period = Period{{2026, 9, 8}, {2026, 9, 8}};
    const CsvReading reading = read_rows("upn,start_date,marks\nA1,2026-09-07,/\\II/\\\n", options);
    CHECK(marks_of(reading.read, 0) == "08II");
}

TEST_CASE("a packed register: a time of recording settles conflicts, also with nothing recorded") {
    const CsvReading reading = read_rows("upn,start_date,marks,recorded_at\nA1,2026-09-07,NN,2026-09-08T12:00:00Z\nA1,2026-09-07,/-,2026-09-08T13:00:00Z\n"
                                         "A1,2026-09-07,OO,2026-09-08T11:00:00Z\nA1,2026-09-08,I,soon\n");
    CHECK(marks_of(reading.read, 0) == "07/- 08I-");
    CHECK(incidents_of(reading.read) == "7:5:recorded_at:soon");
}

TEST_CASE("headings that are sessions") {
    for (const char* heading : {"2026-07-06 AM", "2026-07-06 am", "2026-07-06_AM", "2026-07-06AM", "2026-07-06-AM", "AM 2026-07-06", "AM: 06/07/2026", "06/07/2026 AM",
                                "Mon 06/07/2026 AM", "Monday, 6 July 2026 (AM)", "06-Jul-26 AM", " 6.7.2026 : AM ", "20260706 AM"}) {
        CAPTURE(heading);
        CHECK(session_of(heading) == "2026-07-06 AM");
    }
    CHECK(session_of("2026-07-06 PM") == "2026-07-06 PM");
    CHECK(session_of("2026-07-06") == "2026-07-06");
    CHECK(session_of("07/06/2026 AM", "MM/DD/YYYY") == "2026-07-06 AM");
    for (const char* heading : {"", "AM", "PM", "Mon", "UPN", "2026", "46209 AM", "31/06/2026 AM", "Name", "Total PM", "2026-07-06 EV", "()-"}) {
        CAPTURE(heading);
        CHECK(session_of(heading) == "none");
    }
    CHECK(session_of(std::string(1 << 20, ' ') + "2026-07-06 AM") == "2026-07-06 AM");
    CHECK(session_of(std::string(1 << 20, 'x')) == "none");
}

TEST_CASE("a wide register: a column a session, a column a day") {
    const CsvReading reading = read_rows("URN,UPN,Name,2026-09-07 AM,07/09/2026 PM,Tue 8 Sep 2026,2026-09-09 AM,2026-09-13 AM\n"
                                         "900101,A1,x,/, \\ ,\"C1,C1\",,#\n900101,A2,x,-,I,I,l\n900101,A3,x\n");
    CHECK(marks_of(reading.read, 0) == "07/\\ 08C1C1 13#-");
    CHECK(marks_of(reading.read, 1) == "07-I 09L-");
    CHECK(marks_of(reading.read, 2).empty());
    CHECK(incidents_of(reading.read) == "0:3:Tue 8 Sep 2026:I 1:3:2026-09-09 AM:l");
    CHECK(reading.notes == std::vector<std::string>{"r.csv: a column has no meaning here, and was passed over: column 3 (Name)"});
}

TEST_CASE("a wide register: rows that a spreadsheet has emptied, schools by either number, UPNs in small letters") {
    const CsvReading reading = read_rows("School,URN,laestab,UPN,2026-09-07 AM,2026-09-07\nElm,,201/3999,a1,/,\n,,,,,\n , ,\nElm,900101,2013999,A1,,-/\nElm,900101,,,,\n");
    REQUIRE(reading.read.schools.size() == 1);
    CHECK(reading.read.schools[0].urn == "900101");
    CHECK(reading.read.schools[0].laestab == "2013999");
    REQUIRE(reading.read.enrolments.size() == 1);
    CHECK(marks_of(reading.read, 0) == "07//");
    CHECK(incidents_of(reading.read) == "5:6:upn:");
    RegisterInputOptions options;
    options.period = Period{{2026, 9, 8}, {2026, 9, 8}};
    CHECK(incidents_of(read_rows("UPN,2026-09-07,2026-09-08\nA1,/,/\n", options).read) == "0:2:2026-09-08:/");
}

TEST_CASE("a wide register: a map tells columns, dates and codes") {
    ColumnNames names;
    names.columns = {{"No", "pupil_id"}};
    names.date_form = "MM/DD/YYYY";
    names.codes = {{"present at morning registration, on time and well", "/"}};
    const CsvReading reading = read_csv(read_register_csv, "No,09/07/2026 AM\n7,Present at morning registration, on time and well\n", names);
    CHECK(marks_of(reading.read, 0) != "07/-");  // the comma was not quoted: the cell ends there
    const CsvReading quoted = read_csv(read_register_csv, "No,09/07/2026 AM\n7,\"Present at morning registration, on time and well\"\n", names);
    CHECK(marks_of(quoted.read, 0) == "07/-");
    CHECK(quoted.read.enrolments.at(0).pupil_id == "7");
}

TEST_CASE("a wide register: what stands there twice, and what a spreadsheet made of a code") {
    RegisterInputOptions options;
    options.keep_details = true;
    const CsvReading reading = read_rows("UPN,2026-09-07 AM,2026-09-07 AM\nA1,/,/\nA2,/,I\nA3,01-Jan,\nA4," + std::string(5000, 'x') + ",\n", options);
    CHECK(marks_of(reading.read, 0) == "07/-");
    CHECK(marks_of(reading.read, 1) == "07I-");
    CHECK(marks_of(reading.read, 2) == "0701-Jan-");
    CHECK(reading.read.other_codes.at(1).size() == 40);
    CHECK(incidents_of(reading.read) == "2:2:code:/ 3:3:code:/");
    CHECK(reading.read.enrolments.at(1).details.at(static_cast<std::size_t>(session_number({2026, 9, 7}, Half::am) - reading.read.enrolments.at(1).marks.first())).line == 3);
}

TEST_CASE("a register with a pupil a row: headings without what is needed") {
    CHECK(problem_of(read_register_csv, "") == "r.csv: the file is empty; a heading and rows are needed");
    CHECK(problem_of(read_register_csv, "a,b\n1,2\n").starts_with("r.csv:1: the heading has no column of pupils"));
    CHECK(problem_of(read_register_csv, "upn,marks\nA1,/\n").starts_with("r.csv:1: the heading has marks, but no start_date"));
    CHECK(problem_of(read_register_csv, "upn,start_date\nA1,2026-09-07\n").starts_with("r.csv:1: the heading has neither marks"));
}

TEST_CASE("a register with a pupil a row: rows that are not UTF-8, and signs of nobody's alphabet") {
    const CsvReading reading = read_rows("upn,start_date,marks\nA\xE9,2026-09-07,/\\\nA2,2026-09-07,\"\xA3\x80\"\n");
    CHECK(reading.read.enrolments.at(0).upn == "A\xC3\xA9");
    CHECK(marks_of(reading.read, 1) == "07\xC2\xA3\xE2\x82\xAC");
}

}  // namespace cbds::register_register_csv_test
