#include "cbds/error.hpp"
#include "cbds/register/marks_text.hpp"
#include "filling.hpp"

#include <doctest/doctest.h>

namespace cbds::transfer_test {

using namespace attendance_filling;
using attendance::TransferYear;
using attendance::TransferYears;
using Days = std::vector<std::pair<std::string, std::string>>;

/// A school where everybody has a mark on each of some days, and one pupil with marks of his own.
Register school_of(const Days& days, Date from = day(2025, 9, 5), const Days& others = {}) {
    RegisterBuilder builder;
    const auto school = builder.school_at("2013999");
    mark_days(builder, builder.enrolment(school, {}, "A1"), from, days);
    mark_days(builder, builder.enrolment(school, {}, "B1"), from, others);
    return builder.finish();
}

TEST_CASE("a year has two characters a calendar day from its first mark to its last, and totals that are those of the marks") {
    const Days days{{"/", "\\"}, {}, {}, {"I", "C1"}, {"D", "U"}, {"L", ""}, {"#", "#"}, {"/", "K"}};  // from a Friday on
    const auto years = TransferYears(school_of(days)).of(0);
    REQUIRE_EQ(years.size(), 1);
    CHECK_EQ(years[0].year, 2025);
    CHECK_EQ(years[0].start, day(2025, 9, 5));
    CHECK_EQ(years[0].marks, "/\\####I<DUL-##/K");
    CHECK_EQ(years[0].possible, 8);
    CHECK_EQ(years[0].attended, 5);
    CHECK_EQ(years[0].authorised, 2);
    CHECK_EQ(years[0].unauthorised, 1);
    CHECK_EQ(years[0].two_place_codes, 1);
    CHECK_EQ(years[0].left_out, 0);
}

TEST_CASE("a day without marks is a closure unless somebody at the school has one; what is no code is written as -") {
    const Days days{{"/", "\\"}, {}, {}, {}, {}, {"??", "\\"}};
    CHECK_EQ(TransferYears(school_of(days)).of(0).at(0).marks, "/\\########-\\");
    const auto years = TransferYears(school_of(days, day(2025, 9, 5), {{}, {}, {}, {"/", "\\"}, {"#", "#"}})).of(0);
    CHECK_EQ(years.at(0).marks, "/\\####--##-\\");
    CHECK_EQ(years.at(0).left_out, 1);
}

TEST_CASE("what is no code is left out at both ends of a string, where it would be gone when it is read, and counted") {
    const Days days{{"??", "??"}, {}, {}, {"/", "??"}, {"??", "I"}, {"??", "??"}};
    const auto years = TransferYears(school_of(days)).of(0);
    CHECK_EQ(years.at(0).start, day(2025, 9, 8));
    CHECK_EQ(years.at(0).marks, "/--I");
    CHECK_EQ(years.at(0).possible, 2);
    CHECK_EQ(years.at(0).left_out, 6);
}

TEST_CASE("a pupil who is not there yet does not show that the school had a session") {
    const Days days{{"/", "\\"}, {"Z", ""}, {}, {"/", "\\"}};
    CHECK_EQ(TransferYears(school_of(days, day(2025, 9, 8), {{}, {}, {"Z", "Z"}})).of(0).at(0).marks, "/\\Z###/\\");
    CHECK_EQ(TransferYears(school_of(days, day(2025, 9, 8), {{}, {"", "X"}, {"Z", "X"}})).of(0).at(0).marks, "/\\Z-#-/\\");
}

TEST_CASE("academic years part on 1 August; one without a possible session is left out, and days off the roll are") {
    RegisterBuilder builder;
    const auto pupil = builder.enrolment(builder.school_at("2013999"), {}, "A1");
    mark_days(builder, pupil, day(2024, 7, 1), {{"X", "X"}});
    mark_days(builder, pupil, day(2025, 7, 31), {{"/", "\\"}, {"I", "I"}});
    const Register all = builder.finish();
    const auto years = TransferYears(all).of(0);
    REQUIRE_EQ(years.size(), 2);
    CHECK_EQ(years[0].year, 2024);
    CHECK_EQ(years[0].marks, "/\\");
    CHECK_EQ(years[1].year, 2025);
    CHECK_EQ(years[1].marks, "II");
    CHECK_EQ(TransferYears(all).of(0, day(2025, 7, 31)).size(), 1);
    Register left = all;
    left.enrolments[0].leaving = day(2025, 7, 30);
    CHECK(TransferYears(left).of(0).empty());
}

TEST_CASE("marks of all codes become a string, and the string the same marks") {
    std::mt19937 random{3};
    const auto codes = registers::known_codes();
    for (int turn = 0; turn < 50; ++turn) {
        Days days;
        const Date from = day(2023 + turn % 3, 9, 1);
        for (int i = 0; i < 300; ++i) {
            const bool weekend = identifiers::weekday(identifiers::add_days(from, i)) > 5;
            const auto code = [&] { return weekend ? std::string("#") : std::string(codes[random() % codes.size()]); };
            days.emplace_back(code(), code());
        }
        days[0].first = "/";
        const Register all = school_of(days, from);
        const TransferYear year = TransferYears(all).of(0).at(0);
        CHECK_EQ(year.marks.size(), 600);
        for (const registers::TextMark& mark : registers::read_marks_text(year.start, year.marks))
            REQUIRE_EQ(mark.code, all.code(all.enrolments[0].marks.at(mark.session)));
    }
}

std::string transfer(const std::string& attendance, const std::string& qualifier = {}) {
    return "<?xml version=\"1.0\"?><CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>26.0</CTFversion>"
           "<DateTime>2026-05-01T09:00:00</DateTime>" + qualifier + "<SourceSchool><LEA>201</LEA><Estab>3999</Estab><URN>123456</URN>"
           "<SchoolName>Hill</SchoolName></SourceSchool></Header><CTFpupilData><Pupil><UPN>A1</UPN>" + attendance +
           "</Pupil></CTFpupilData></CTfile>";
}

TEST_CASE("a year of the school is put in the place of what stands there; other years and schools, and what is unknown, stay") {
    const std::string theirs =
        "<Attendance><YearData><Year>2024</Year><LEA>201</LEA><Estab>3999</Estab><SessionsPossible>1</SessionsPossible></YearData>"
        "<YearData><Year>2025</Year><LEA>202</LEA><Estab>3999</Estab><SessionsPossible>2</SessionsPossible></YearData>"
        "<YearData><More>m</More><Year>2025</Year><LEA>201</LEA><Estab>3999</Estab><SchoolName>Old</SchoolName>"
        "<SessionsPossible>3</SessionsPossible></YearData>"
        "<YearData><Year>2027</Year><LEA>201</LEA><Estab>3999</Estab><SessionsPossible>4</SessionsPossible></YearData></Attendance>";
    const FilledTransfer filled = fill_file(transfer(theirs), school_of({{"/", "\\"}, {}, {}, {"I", "Y1"}}));
    CHECK_EQ(filled.summary.filled, 1);
    CHECK_EQ(filled.summary.two_place_codes, 1);
    CHECK_EQ(filled.summary.fewer, 0);
    CHECK_EQ(fill_file(filled.text, school_of({{"/", "\\"}})).summary.fewer, 1);
    for (const char* const stays : {"<SessionsPossible>1<", "<SessionsPossible>2<", "<SessionsPossible>4<", "<SchoolName>Old<", "<More>m</More>"})
        CHECK_NE(filled.text.find(stays), std::string::npos);
    CHECK_EQ(times(filled.text, "<YearData>"), 4);
    CHECK_NE(filled.text.find("<SessionsPossible>3</SessionsPossible>\n          <SessionsAuthorised>1</SessionsAuthorised>\n"
                              "          <SessionsAttended>2</SessionsAttended>\n          <SessionsUnauthorised>0</SessionsUnauthorised>"),
             std::string::npos);
    CHECK_NE(filled.text.find("<AttendanceStartDate>2025-09-05</AttendanceStartDate>\n"
                              "            <AttendanceMarks>/\\####I$</AttendanceMarks>"), std::string::npos);
    CHECK_EQ(fill_file(filled.text, school_of({{"/", "\\"}, {}, {}, {"I", "Y1"}})).text, filled.text);
}

TEST_CASE("a pupil without attendance gets it; marks after the day of the file are left out") {
    const FilledTransfer filled = fill_file(transfer("<StageAssessments/>"), school_of({{"/", "\\"}, {"I", "I"}}, day(2026, 5, 1)));
    CHECK_NE(filled.text.find("<AttendanceMarks>/\\</AttendanceMarks>"), std::string::npos);
    CHECK_NE(filled.text.find("<SchoolName>Hill</SchoolName>\n          <SessionsPossible>2<"), std::string::npos);
    CHECK_LT(filled.text.find("<Attendance>"), filled.text.find("<StageAssessments"));
    CHECK_EQ(fill_file(transfer({}), school_of({{"/", "\\"}}, day(2026, 5, 4))).summary.without_marks, 1);
}

TEST_CASE("years of other schools of the registers are written too where their number is known") {
    RegisterBuilder builder;
    const auto own = builder.school("123456");
    mark_days(builder, builder.enrolment(own, {}, "A1"), day(2026, 1, 5), {{"/", "\\"}});
    const auto other = builder.school_at("2023001");
    mark_days(builder, builder.enrolment(other, {}, "A1"), day(2025, 9, 8), {{"/", "I"}});
    const auto unknown = builder.school("777777");
    mark_days(builder, builder.enrolment(unknown, {}, "A1"), day(2025, 9, 9), {{"/", "I"}});
    const FilledTransfer filled = fill_file(transfer({}), builder.finish());
    CHECK_EQ(times(filled.text, "<YearData>"), 2);
    CHECK_NE(filled.text.find("<LEA>202</LEA>\n          <Estab>3001</Estab>\n          <SessionsPossible>2<"), std::string::npos);
    CHECK_EQ(filled.summary.without_number, 1);
}

/// Two days of a pupil in a file that knows the school by its URN, a day and a half in one that knows it by its other number. Others there have
/// marks of one day more.
Register two_numbers(bool urn_first) {
    RegisterBuilder builder;
    for (const bool by_urn : {urn_first, !urn_first}) {
        const auto school = by_urn ? builder.school("123456") : builder.school_at("2013999");
        if (by_urn) mark_days(builder, builder.enrolment(school, {}, "A1"), day(2026, 1, 5), {{"/", "I"}, {"M", "U"}});
        else mark_days(builder, builder.enrolment(school, {}, "A1"), day(2026, 1, 6), {{"C", "\\"}, {}, {"/", ""}});
        if (!by_urn) mark(builder, builder.enrolment(school, {}, "B1"), day(2026, 1, 7), Half::am, "/");
    }
    return builder.finish();
}

TEST_CASE("a school that files know by different numbers has one entry of a year, in whatever order they are read") {
    const FilledTransfer filled = fill_file(transfer({}), two_numbers(true));
    CHECK_EQ(times(filled.text, "<YearData>"), 1);
    CHECK_NE(filled.text.find("<AttendanceStartDate>2026-01-05</AttendanceStartDate>\n            <AttendanceMarks>/IM\\-#/-</AttendanceMarks>"),
             std::string::npos);
    CHECK_NE(filled.text.find("<SessionsPossible>5</SessionsPossible>\n          <SessionsAuthorised>2</SessionsAuthorised>\n"
                              "          <SessionsAttended>3</SessionsAttended>\n          <SessionsUnauthorised>0</SessionsUnauthorised>"),
             std::string::npos);
    CHECK_EQ(filled.summary.filled, 1);
    CHECK_EQ(filled.summary.fewer, 0);
    CHECK_EQ(fill_file(transfer({}), two_numbers(false)).text, filled.text);
}

TEST_CASE("marks of the UPN that the pupil had become one entry with those of the present one, at each school") {
    RegisterBuilder builder;
    const auto own = builder.school("123456");
    const auto other = builder.school_at("2023001");
    mark_days(builder, builder.enrolment(own, {}, "A1"), day(2026, 1, 6), {{"/", "\\"}});
    mark_days(builder, builder.enrolment(own, {}, "T1"), day(2026, 1, 5), {{"/", "O"}});
    mark_days(builder, builder.enrolment(other, {}, "T1"), day(2025, 9, 8), {{"/", "I"}});
    const FilledTransfer filled = fill_file(transfer("<BasicDetails><FormerUPN>T1</FormerUPN></BasicDetails>"), builder.finish());
    CHECK_EQ(times(filled.text, "<YearData>"), 2);
    CHECK_NE(filled.text.find("<AttendanceMarks>/O/\\</AttendanceMarks>"), std::string::npos);
    CHECK_NE(filled.text.find("<AttendanceMarks>/I</AttendanceMarks>"), std::string::npos);
}

TEST_CASE("the only school of the registers is taken for the file's where they have no number of one kind, and that is told") {
    std::string text = transfer({});
    text.replace(text.find("<URN>123456</URN>"), 17, "");
    RegisterBuilder builder;
    mark_days(builder, builder.enrolment(builder.school("777777"), {}, "A1"), day(2026, 1, 5), {{"/", "\\"}});
    const Register marks = builder.finish();
    const FilledTransfer filled = fill_file(text, marks);
    CHECK_EQ(filled.summary.taken_school, "URN 777777");
    CHECK_EQ(filled.summary.filled, 1);
    CHECK_EQ(fill_file(transfer({}), marks).summary.without_number, 1);
    CHECK(fill_file(text, school_of({{"/", "\\"}})).summary.taken_school.empty());
}

TEST_CASE("a return and a file for learner numbers are refused") {
    CHECK_THROWS_AS(fill_file(transfer({}, "<DataQualifier>ULN</DataQualifier>"), school_of({{"/", "\\"}})), DocumentError);
    CHECK_THROWS_AS(fill_file(sample_of(schema::census_edition(2026, schema::Term::spring), "PS", 1), school_of({{"/", "\\"}})), DocumentError);
}

TEST_CASE("what is written validates without new findings") {
    const std::string before = sample_of(schema::ctf_edition(26), "PS", 30);
    RegisterBuilder builder;
    const auto school = builder.school_at("2013933");
    std::uint64_t changed = 0;
    std::string_view rest = before;
    while (true) {
        const std::size_t end = rest.find("</Pupil>");
        if (end == std::string_view::npos) break;
        std::string_view one = rest.substr(0, end);
        const auto between = [&](std::string_view open) {
            const std::size_t at = one.rfind(open) + open.size();
            return one.substr(at, one.find('<', at) - at);
        };
        if (one.find("<AttendanceMarks>") != std::string_view::npos) {
            const auto enrolment = builder.enrolment(school, {}, std::string(one.substr(one.find("<UPN>") + 5, 13)));
            const Date start = *identifiers::parse_date(between("<AttendanceStartDate>"));
            for (const registers::TextMark& mark : registers::read_marks_text(start, between("<AttendanceMarks>"))) {
                const bool other = mark.code != "#" && ++changed % 5 == 0;
                const std::string_view code = !other ? mark.code : changed % 2 == 0 ? "J1" : "Y3";
                builder.mark(enrolment, {mark.session, builder.code(code), {}});
            }
        }
        rest.remove_prefix(end + 8);
    }
    const FilledTransfer filled = fill_file(before, builder.finish());
    CHECK_GT(filled.summary.filled, 15);
    CHECK_GT(filled.summary.two_place_codes, 100);
    CHECK_EQ(times(filled.text, "<YearData>"), times(before, "<YearData>"));
    CHECK_EQ(new_findings(findings_of(before), findings_of(filled.text)), std::vector<std::string>{});
}

}  // namespace cbds::transfer_test
