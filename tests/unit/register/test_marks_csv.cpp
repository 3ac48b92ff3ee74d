#include "cbds/error.hpp"
#include "cbds/io/memory_input.hpp"
#include "register/marks_row.hpp"
#include "register/readers.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

namespace cbds::register_marks_csv_test {

using registers::Incident;
using registers::Register;

struct MarksRead {
    Register made;
    std::vector<formats::ReadingNote> notes;
};

MarksRead read_marks(const std::string& text, registers::RegisterInputOptions options = {}, const registers::ColumnNames& names = {}) {
    MarksRead read;
    options.note = [&](const formats::ReadingNote& note) { read.notes.push_back(note); };
    registers::RegisterBuilder builder(options.conflicts, options.keep_details);
    io::MemoryStream stream(text);
    registers::read_marks_csv(stream, "marks.csv", {options, names, schema::Dictionary::built_in()}, builder);
    read.made = builder.finish();
    return read;
}

/// All marks, a line each: `100001 A123456789012 2026-09-07 AM /`.
std::string all_marks(const Register& made) {
    std::string text;
    for (const registers::Enrolment& enrolment : made.enrolments) {
        for (registers::SessionNumber session = enrolment.marks.first(); session < enrolment.marks.end(); ++session) {
            const registers::CodeId code = enrolment.marks.at(session);
            if (code == registers::kNoCode) continue;
            text += made.schools[enrolment.school].urn + ' ' + enrolment.key() + ' ' + identifiers::write_date(registers::date_of(session)) + ' ';
            text += std::string(registers::half_name(registers::half_of(session))) + ' ' + std::string(made.code(code)) + '\n';
        }
    }
    return text;
}

const std::string kHeading = "school_urn,upn,session_date,session,code\n";
const std::string kTwoMarks = "100001 A123456789012 2026-09-07 AM /\n100001 A123456789012 2026-09-07 PM \\\n";

TEST_CASE("a mark a row: any line ends, delimiters, quotation marks, encodings, orders of columns") {
    CHECK(all_marks(read_marks(kHeading + "100001,A123456789012,2026-09-07,AM,/\n100001,A123456789012,2026-09-07,PM,\\\n").made) == kTwoMarks);
    CHECK(all_marks(read_marks(kHeading + "\n100001,A123456789012,2026-09-07,AM,/\n\n100001,A123456789012,2026-09-07,PM,\\").made) == kTwoMarks);
    CHECK(all_marks(read_marks("\xEF\xBB\xBF" "urn;upn;date;session;mark\r\n100001;A123456789012;2026-09-07;AM;/\r\n100001;A123456789012;2026-09-07;pm;\\\r\n").made) == kTwoMarks);
    CHECK(all_marks(read_marks("\"code\",\"upn\",\"session\",\"date\",\"urn\"\n\"/\",A123456789012,AM,2026-09-07,100001\n\\,A123456789012,PM,2026-09-07,100001\n").made) == kTwoMarks);
    CHECK(all_marks(read_marks("urn,upn,date,session,mark\r100001,A123456789012,2026-09-07,AM,/\r100001,A123456789012,2026-09-07,PM,\\\r").made) == kTwoMarks);
    CHECK(all_marks(read_marks(kHeading + "100001,A123456789012,2026-09-07,AM,/\n100001,A123456789012,2026-09-07,PM,\"\\\"\n").made) == kTwoMarks);
}

TEST_CASE("lines count, wherever the plain rows end") {
    registers::RegisterInputOptions options;
    options.keep_details = true;
    std::string text = kHeading + "\n";
    for (int i = 0; i < 30; ++i) text += "100001,A123456789012,2026-09-" + std::to_string(i % 20 + 10) + (i < 20 ? ",AM,/\n" : ",PM,\\\n");
    text += "100001,A123456789012,2026-10-01,AM,\"I\"\n100001,\xC3\x84,2026-10-01,AM,O\n";
    const Register made = read_marks(text, options).made;
    const auto line = [&](std::size_t enrolment, identifiers::Date day) {
        return made.enrolments[enrolment].detail(registers::session_number(day, registers::Half::am))->line;
    };
    CHECK(line(0, {2026, 9, 10}) == 3);
    CHECK(line(0, {2026, 10, 1}) == 33);
    CHECK(line(1, {2026, 10, 1}) == 34);
}

TEST_CASE("what cannot be read is told with its line, and nothing else is lost") {
    const MarksRead read = read_marks(kHeading +
                                      "100001,A123456789012,2026-09-07,AM,/\n"
                                      "100001,,2026-09-07,AM,/\n"
                                      ",A123456789012,2026-09-07,PM,/\n"
                                      "100001,A123456789012,2026-02-30,AM,/\n"
                                      "100001,A123456789012,2026-09-08,noon,/\n"
                                      "100001,A123456789012,2026-09-08,AM,xx\n"
                                      "100001,A123456789012,2026-09-08,PM,i\n");
    const auto& incidents = read.made.incidents;
    REQUIRE(incidents.size() == 5);
    CHECK(incidents[0].kind == Incident::Kind::no_pupil);
    CHECK(incidents[0].line == 3);
    CHECK(incidents[1].kind == Incident::Kind::no_pupil);
    CHECK(incidents[1].column == "school_urn");
    CHECK(incidents[2].kind == Incident::Kind::unreadable_date);
    CHECK(incidents[2].value == "2026-02-30");
    CHECK(incidents[3].value == "noon");
    CHECK(incidents[4].kind == Incident::Kind::mended_code);
    CHECK(incidents[4].line == 8);
    CHECK(all_marks(read.made) == "100001 A123456789012 2026-09-07 AM /\n100001 A123456789012 2026-09-08 AM xx\n100001 A123456789012 2026-09-08 PM I\n");
}

TEST_CASE("a row without a pupil is left out, the first one too, and where no school is told") {
    const MarksRead read = read_marks("upn,session_date,session,code\n,2026-09-07,AM,/\nA123456789012,2026-09-07,AM,/\n,2026-09-07,PM,\\\n");
    REQUIRE(read.made.incidents.size() == 2);
    CHECK(read.made.incidents[1].kind == Incident::Kind::no_pupil);
    CHECK(read.made.incidents[1].line == 4);
    CHECK(all_marks(read.made) == " A123456789012 2026-09-07 AM /\n");
}

TEST_CASE("times of recording, minutes late and categories are read") {
    const Register made = read_marks("urn,upn,session_date,session,code,minutes_late,recorded_at,category\n"
                                     "100001,A123456789012,2026-09-07,AM,I,,2026-09-07T15:00:00Z,authorised absence\n"
                                     "100001,A123456789012,2026-09-07,AM,N,,2026-09-07T09:00:00Z,unauthorised\n"
                                     "100001,A123456789012,2026-09-07,PM,U,25,,present\n"
                                     "100001,A123456789012,2026-09-08,AM,/,x,yesterday,\n").made;
    CHECK(all_marks(made).starts_with("100001 A123456789012 2026-09-07 AM I\n"));
    CHECK(made.enrolments[0].detail(registers::session_number({2026, 9, 7}, registers::Half::pm))->minutes_late == 25);
    REQUIRE(made.incidents.size() == 3);
    CHECK(made.incidents[0].kind == Incident::Kind::category_differs);
    CHECK(made.incidents[0].value == "present");
    CHECK(made.incidents[1].kind == Incident::Kind::unreadable_value);
    CHECK(made.incidents[2].kind == Incident::Kind::unreadable_value);
}

TEST_CASE("a category that the file tells contradicts the code or does not, a word that nobody knows says nothing") {
    using reference::AttendanceCategory;
    CHECK(registers::contradicts("Authorised Absence", AttendanceCategory::unauthorised));
    CHECK(registers::contradicts("attended", AttendanceCategory::authorised));
    CHECK_FALSE(registers::contradicts("attended", AttendanceCategory::approved));
    CHECK_FALSE(registers::contradicts("Absence", AttendanceCategory::unauthorised));
    CHECK_FALSE(registers::contradicts("absent without leave", AttendanceCategory::present));
}

TEST_CASE("several threads, stretches and kinds of rows give the same register") {
    std::string text = kHeading;
    for (int day = 10; day < 30; ++day)
        for (int half = 0; half < 2; ++half)
            for (int pupil = 0; pupil < 2000; ++pupil)
                text += std::to_string(100001 + pupil % 7) + ",A" + std::to_string(100000000000 + pupil) + ",2026-09-" + std::to_string(day) + (half == 0 ? ",AM," : ",PM,") +
                        (pupil % 11 == day % 11 ? "I" : half == 0 ? "/" : "\\") + "\n";
    const std::string alone = all_marks(read_marks(text).made);
    registers::RegisterInputOptions options;
    options.jobs = 3;
    CHECK(all_marks(read_marks(text, options).made) == alone);
    options.keep_details = true;
    CHECK(all_marks(read_marks(text, options).made) == alone);
    const std::size_t middle = text.find('\n', 2 * text.size() / 3) + 1;
    text.insert(middle, "100001,\"A100000000000\",2026-10-01,AM,O\n");
    const std::string more = all_marks(read_marks(text, options).made);
    CHECK(more.size() == alone.size() + std::string_view("100001 A100000000000 2026-10-01 AM O\n").size());
}

/// What was read, and what was told of it.
std::string all_told(const Register& made) {
    std::string text = all_marks(made);
    for (const Incident& incident : made.incidents) {
        text += std::to_string(incident.line) + ' ' + std::to_string(static_cast<int>(incident.kind)) + ' ' + incident.value + ' ' + incident.column;
        text += incident.enrolment == Incident::kNoEnrolment ? std::string() : ' ' + made.enrolments[incident.enrolment].key();
        text += ' ' + std::to_string(incident.session) + '\n';
    }
    return text;
}

/// A table of rows that are much alike, with here and there one that is not.
class RowMaker {
public:
    explicit RowMaker(unsigned seed) : random_(seed) {}

    std::string rows(bool by_session, bool extra_cell, const std::string& line_end) {
        std::string text;
        for (int i = 0; i < 400; ++i) {
            const int pupil = by_session ? i % 40 : i / 10;
            const int day = by_session ? i / 80 : i % 10 / 2;
            const bool morning = by_session ? i / 40 % 2 == 0 : i % 2 == 0;
            text += row(pupil, day, morning);
            if (extra_cell) text += one_of({",", ",note", ",other", ",long note", ",a\rb"}, 4);
            text += once_in(60) ? line_end + line_end : line_end;
        }
        return text;
    }

private:
    std::string row(int pupil, int day, bool morning) {
        const std::string number = std::to_string(201000000000 + pupil);
        std::string key = "100001,A" + number;
        if (once_in(25)) key = one_of({"10000,1A" + number, "100002,A" + number, "100001, A" + number, "100001,A" + std::to_string(pupil), ",A" + number, "100001,",
                                       "100001,A\xC3\x84" + number.substr(2), "100001,\"A" + number + "\"", " 100001,A" + number},
                                      9);
        std::string date = "2026-09-" + std::to_string(10 + day);
        if (once_in(25)) date = one_of({"2026-09-31", "2026-13-01", "10/09/2026", "", "2026-9-10", "1926-09-10", "2026,09-10"}, 6);
        std::string session = morning ? "AM" : "PM";
        if (once_in(25)) session = one_of({"am", "AX", "", "pm", "A"}, 5);
        std::string code = once_in(10) ? one_of({"I", "O", "L", "N", "M"}, 5) : morning ? "/" : "\\";
        if (once_in(25)) code = one_of({"", "-", "C1", "i", "?", "xx", " I", "\t", "I "}, 9);
        return key + ',' + date + ',' + session + ',' + code;
    }
    bool once_in(unsigned rows) { return random_() % rows == 0; }
    std::string one_of(const std::vector<std::string>& texts, std::size_t count) { return texts[random_() % count]; }

    std::mt19937 random_;
};

TEST_CASE("what a table says does not depend on how its rows are recognised") {
    const std::string extra_heading = "school_urn,upn,session_date,session,code,note\n";
    for (unsigned seed = 0; seed < 60; ++seed) {
        const bool extra = seed % 3 == 0;
        const std::string rows = RowMaker(seed).rows(seed % 2 == 0, extra, seed % 5 == 0 ? "\r\n" : "\n");
        registers::RegisterInputOptions options;
        options.jobs = 1 + seed % 3;
        options.keep_details = seed % 4 == 1;
        if (seed % 7 == 0) options.period = registers::Period{{2026, 9, 11}, {2026, 9, 13}};
        // A heading in quotation marks has every row read by itself.
        const std::string& heading = extra ? extra_heading : kHeading;
        const std::string alone = all_told(read_marks('"' + heading.substr(0, 10) + '"' + heading.substr(10) + rows, options).made);
        INFO("seed ", seed);
        CHECK(all_told(read_marks(heading + rows, options).made) == alone);
    }
}

TEST_CASE("a period leaves other days out, a conflict goes by the policy") {
    registers::RegisterInputOptions options;
    options.period = registers::Period{{2026, 9, 8}, {2026, 9, 8}};
    const std::string text = kHeading + "100001,A123456789012,2026-09-07,AM,/\n100001,A123456789012,2026-09-08,AM,N\n100001,A123456789012,2026-09-08,AM,I\n";
    CHECK(all_marks(read_marks(text, options).made) == "100001 A123456789012 2026-09-08 AM I\n");
    options.conflicts = registers::ConflictPolicy::error;
    const Register kept = read_marks(text, options).made;
    CHECK(all_marks(kept) == "100001 A123456789012 2026-09-08 AM N\n");
    REQUIRE(kept.incidents.size() == 1);
    CHECK(kept.incidents[0].kind == Incident::Kind::conflict);
}

TEST_CASE("a map names columns and codes") {
    registers::ColumnNames names;
    names.columns = {{"Pupil", "pupil_id"}, {"When", "session_date"}, {"Half", "session"}, {"What", "code"}};
    names.date_form = "DD/MM/YYYY";
    names.codes = {{"Present", "/"}};
    const MarksRead read = read_marks("Pupil,When,Half,What,Extra\n17,07/09/2026,AM,Present,x\n", {}, names);
    CHECK(all_marks(read.made) == " 17 2026-09-07 AM /\n");
    REQUIRE(read.notes.size() == 1);
    CHECK(read.notes[0].message == "a column has no meaning here, and was passed over: column 5 (Extra)");
}

TEST_CASE("columns without a meaning are told once, the first five of them") {
    const MarksRead read = read_marks("upn,a,date,b,session,c,code,d,e,f,Surname\nA123456789012,1,2026-09-07,2,AM,3,/,4,5,6,Low\n");
    REQUIRE(read.notes.size() == 1);
    CHECK(read.notes[0].message == "7 columns have no meaning here, and were passed over: column 2 (a), column 4 (b), column 6 (c), column 8 (d), column 9 (e), ...");
}

TEST_CASE("a map's codes and dates: in any letter case, with blanks, in times of recording too") {
    registers::ColumnNames names;
    names.codes = {{"Here", "/"}, {"Ill", "I"}};
    names.date_form = "MM/DD/YYYY";
    const Register made = read_marks("urn,upn,session_date,session,code,recorded_at\n100001,A123456789012,10/01/2026,AM, HERE ,10/01/2026 09:00\n100001,A123456789012,10/01/2026,PM,ill,\n",
                                     {}, names).made;
    CHECK(all_marks(made) == "100001 A123456789012 2026-10-01 AM /\n100001 A123456789012 2026-10-01 PM I\n");
    CHECK(made.incidents.empty());
    const auto* const detail = made.enrolments.at(0).detail(registers::session_number({2026, 10, 1}, registers::Half::am));
    REQUIRE(detail != nullptr);
    CHECK(detail->recorded_at == registers::read_time("2026-10-01T09:00:00Z"));
}

/// Both ways of reading: by the places of the row before, and row by row, which a heading in quotation marks asks for.
std::vector<Register> read_both_ways(const std::string& heading, const std::string& rows) {
    const std::string quoted = '"' + heading.substr(0, heading.find(',')) + '"' + heading.substr(heading.find(','));
    std::vector<Register> made;
    for (const std::string& each : {heading, quoted}) made.push_back(read_marks(each + rows).made);
    return made;
}

TEST_CASE("rows may be shorter or longer than the heading, and have stray quotation marks") {
    const std::string more = "school_urn,upn,session_date,session,code,note\n";
    for (const char* rows : {"100001,A123456789012,2026-09-07,AM,/\n100001,A123456789012,2026-09-07,PM,\\\n", "100001,A123456789012,2026-09-07,AM,/,,\n100001,A123456789012,2026-09-07,PM,\\,,\n",
                             "100001,A123456789012,2026-09-07,AM,/,5\" tall\n100001,A123456789012,2026-09-07,PM,\\,x\n"})
        for (const Register& made : read_both_ways(more, rows)) {
            CAPTURE(rows);
            CHECK(all_marks(made) == kTwoMarks);
            CHECK(made.incidents.empty());
        }
    CHECK(read_marks(kHeading + "100001,A123456789012,2026-09-07,AM\n").made.enrolments.size() == 1);  // nothing was recorded
}

TEST_CASE("empty lines before the heading are no heading, and count") {
    for (const char* empty : {"\n\n", "\r\n\r\n", "\r\n\n"}) {
        const Register made = read_marks(empty + kHeading + "100001,A123456789012,2026-09-07,AM,/\n100001,,2026-09-07,AM,/\n100001,A123456789012,2026-09-07,PM,\\\n100001,\"\",2026-09-08,AM,/\n").made;
        CHECK(all_marks(made) == kTwoMarks);
        REQUIRE(made.incidents.size() == 2);
        CHECK(made.incidents[0].line == 5);
        CHECK(made.incidents[1].line == 7);
    }
    CHECK_THROWS_WITH_AS(read_marks("\n\nupn,date,code\n"), "marks.csv:3: a table of marks has no column session; --map FILE says what columns are called", DocumentError);
    CHECK_THROWS_WITH_AS(read_marks("\n\n"), "marks.csv: the file is empty; a heading and rows are needed", DocumentError);
}

TEST_CASE("rows that a spreadsheet has emptied are none, blanks are no mark") {
    for (const Register& made : read_both_ways(kHeading, "100001,A123456789012,2026-09-07,AM,/\n,,,,\n , ,\t,,\n100001,A123456789012,2026-09-07,PM,\\\n100001,A123456789012,2026-09-08,AM,  \n,,,,/\n")) {
        CHECK(all_marks(made) == kTwoMarks);
        REQUIRE(made.incidents.size() == 1);
        CHECK(made.incidents[0].line == 7);
    }
}

TEST_CASE("a school is known by either number, however it is written") {
    for (const Register& made : read_both_ways("laestab,upn,session_date,session,code\n", "201/3999,A123456789012,2026-09-07,AM,/\n2013999,A123456789012,2026-09-07,PM,\\\n")) {
        REQUIRE(made.schools.size() == 1);
        CHECK(made.schools[0].laestab == "2013999");
        CHECK(made.enrolments.size() == 1);
    }
    for (const Register& made : read_both_ways("school_urn,laestab,upn,session_date,session,code\n", ",2013999,A123456789012,2026-09-07,AM,/\n100001,2013999,A123456789012,2026-09-07,PM,\\\n")) {
        CHECK(all_marks(made) == kTwoMarks);
        REQUIRE(made.schools.size() == 1);
        CHECK(made.schools[0].laestab == "2013999");
        CHECK(made.incidents.empty());
    }
    const Register named = read_marks("School,LAESTAB,upn,session_date,session,code\nElm Primary,201/3999,A123456789012,2026-09-07,AM,/\n").made;
    CHECK(named.schools.at(0).urn.empty());
    CHECK(named.schools.at(0).laestab == "2013999");
}

TEST_CASE("a UPN in small letters is the same pupil's") {
    for (const Register& made : read_both_ways(kHeading, "100001,A123456789012,2026-09-07,AM,/\n100001,a123456789012,2026-09-07,PM,\\\n")) {
        CHECK(made.enrolments.size() == 1);
        CHECK(all_marks(made) == kTwoMarks);
    }
}

TEST_CASE("values are cut between characters") {
    const std::string cut(39, 'x');
    const Register made = read_marks(kHeading + "100001,A123456789012," + cut + "\xC3\xA9,AM,/\n100001,A123456789012,2026-09-07,AM," + cut + "\xC3\xA9\n").made;
    CHECK(made.incidents.at(0).value == cut);
    CHECK(made.other_codes.at(0) == cut);
}

TEST_CASE("a short date and an empty line behind it are two lines, though they have the length of one") {
    const Register made = read_marks("upn;school_urn;session;code;session_date\r\nU201214815002;900101;AM;I;2026-09-10\r\nW201203713000;900101;AM;#;2026-9-7\r\n\r\n;900101;PM;I;2026-09-07\r\n").made;
    CHECK(made.enrolments.size() == 2);
    REQUIRE(made.incidents.size() == 1);
    CHECK(made.incidents[0].line == 5);
}

TEST_CASE("files that are no tables of marks are refused") {
    CHECK_THROWS_AS(read_marks(""), DocumentError);
    CHECK_THROWS_WITH_AS(read_marks("upn,date,code\nA,2026-09-07,/\n"), "marks.csv:1: a table of marks has no column session; --map FILE says what columns are called",
                         DocumentError);
    CHECK_THROWS_AS(read_marks(kHeading + "100001,A123456789012,2026-09-07,AM,\"/\n"), DocumentError);
    CHECK(read_marks(kHeading).made.enrolments.empty());
}

}  // namespace cbds::register_marks_csv_test
