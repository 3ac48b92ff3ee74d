/// What the rules of transfer files are made of; the rules themselves are proved by the examples.

#include "rules/ctf/assessments.hpp"
#include "rules/ctf/attendance_marks.hpp"
#include "rules/ctf/names.hpp"
#include "rules/ctf/subjects.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

namespace cbds::rules_ctf_parts_test {

using namespace cbds;
using namespace cbds::rules;
using namespace cbds::test;

namespace {

/// What is told of marks from Monday 14 September 2026 on.
std::string told_of_marks(const std::string& marks, std::string_view code) {
    const std::string year = "<Attendance><YearData><Year>2026</Year><LEA>201</LEA><Estab>3999</Estab><SessionsPossible>0</SessionsPossible>"
                             "<AttendSessions><AttendanceStartDate>2026-09-14</AttendanceStartDate><AttendanceMarks>" +
                             marks + "</AttendanceMarks></AttendSessions></YearData></Attendance>";
    const std::string document = changed(changed(ctf_document(), "</Sex>", "</Sex>" + year), "2026-09-03T", "2026-11-21T");
    const Validation validation = validate(document, only({std::string(code)}));
    return validation.findings.empty() ? "" : validation.findings.front().message + " [" + validation.findings.front().expected + "]";
}

}  // namespace

TEST_CASE("CTF parts: names in capitals, of any script that has them") {
    for (const char* name : {"SMITH", "O'BRIEN-LEE", "\xC3\x89MILIE", "\xCE\x91\xCE\x92\xCE\x93"}) CHECK_MESSAGE(is_in_capitals(name), name);
    for (const char* name : {"", "AJ", "Smith", "McADAM", "\xC3\x89MILi\xC3\xA9", "\xE5\xBC\xA0\xE4\xBC\x9F\xE6\x98\x8E", "12345", "SM\xFFTH"})
        CHECK_MESSAGE(!is_in_capitals(name), name);
}

TEST_CASE("CTF parts: stray blanks in a name") {
    for (const char* name : {" Ann", "Ann ", "Ann  Marie", "Ann\tMarie", "Ann\n"}) CHECK_MESSAGE(has_stray_blanks(name), name);
    for (const char* name : {"", "Ann", "Ann Marie"}) CHECK_MESSAGE(!has_stray_blanks(name), name);
}

TEST_CASE("CTF parts: assessments and their results") {
    const AssessmentRow* check = find_assessment("mtc", {"KS2", "MAT", "TT", "MTC", "MT"});
    REQUIRE(check != nullptr);
    for (const char* result : {"0", "25", "A", "NAA"}) CHECK_MESSAGE(is_result_of(*check, result), result);
    for (const char* result : {"26", "-1", "", "a", "Y", "2 5", "25.0", "0-25"}) CHECK_MESSAGE(!is_result_of(*check, result), result);
    CHECK(find_assessment("mtc", {"KS2", "MAT", "TA", "MTC", "MT"}) == nullptr);
    CHECK(find_assessment("phonics", {"KS1", "PHO", "any", "PHO", "NM"})->confidence == schema::Confidence::likely);
    CHECK(find_goal("E17")->subjects == "EXP");
    CHECK(find_goal("G04")->subjects == "PHY");
    CHECK(find_goal("E18") == nullptr);
}

TEST_CASE("CTF parts: every goal of the two early years profiles is there once") {
    int newer = 0;
    int older = 0;
    for (const AssessmentRow& row : assessment_rows()) {
        if (row.kind != "eyfsp") continue;
        (row.component[0] == 'E' ? newer : older) += 1;
        CHECK(find_goal(row.component) == &row);
    }
    CHECK(newer == 17);
    CHECK(older == 17);
}

TEST_CASE("CTF parts: times that meet do not overlap") {
    const Spell first{1, identifiers::Date{2025, 1, 1}, identifiers::Date{2025, 2, 1}};
    CHECK_FALSE(overlap(first, {2, identifiers::Date{2025, 2, 1}, std::nullopt}));
    CHECK(overlap(first, {2, identifiers::Date{2025, 1, 31}, std::nullopt}));
    CHECK(overlap(first, {2, std::nullopt, std::nullopt}));
    CHECK_FALSE(overlap(first, {2, std::nullopt, identifiers::Date{2025, 1, 1}}));
}

TEST_CASE("CTF parts: marks at fault are counted, and the first is told of by its day") {
    CHECK(told_of_marks("/\\/\\/A/\\//AA", "CTF602") ==
          "a character is no mark of attendance: 3 marks, the first is mark 6, the afternoon of 2026-09-16 [the mark of a code, see cbds codes AttendanceReason]");
    CHECK(told_of_marks("\n  ", "CTF602") != "");  // blanks were marks once
    CHECK(told_of_marks("\n/\\\n", "CTF602") == "");
    CHECK(told_of_marks("/\\/\\/\\/\\/\\/#", "CTF604") == "a session stands on a weekend: mark 11, the morning of 2026-09-19 [# for a day on which the school is closed]");
    CHECK(told_of_marks("/\\/\\/\\/\\/\\###\\", "CTF604").find("mark 14, the afternoon of 2026-09-20") != std::string::npos);
    CHECK(told_of_marks("/\\/\\/\\/\\/\\####/\\", "CTF604") == "");
    CHECK(told_of_marks("/\\H\\", "CTF603") == "a code had been withdrawn on the day of its session: mark 3, the morning of 2026-09-15 [a code in force on that day]");
    CHECK(told_of_marks("", "CTF602") == "");
}

TEST_CASE("CTF parts: marks that begin on a Sunday") {
    const std::string document = "<Attendance><YearData><AttendSessions><AttendanceStartDate>2026-09-13</AttendanceStartDate><AttendanceMarks>/###</AttendanceMarks>"
                                 "</AttendSessions></YearData></Attendance>";
    const Validation validation = validate(changed(ctf_document(), "</Sex>", "</Sex>" + document), only({"CTF604"}));
    CHECK(validation.codes() == "CTF604");
}

}  // namespace cbds::rules_ctf_parts_test
