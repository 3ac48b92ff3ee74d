#include "attendance/document_editing.hpp"
#include "cbds/error.hpp"
#include "cbds/reference/census_calendar.hpp"
#include "filling.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace cbds::census_fill_test {

using namespace attendance_filling;
using schema::census_edition;
using schema::Term;
using Lines = std::vector<std::string>;

std::string pupil(const std::string& upn, const std::string& attendance, const std::string& born = "2015-01-02", const std::string& boarder = "N") {
    return "<PupilOnRoll><PupilIdentifiers><UPN>" + upn + "</UPN><DOB>" + born + "</DOB></PupilIdentifiers><PupilStatus><Boarder>" + boarder +
           "</Boarder></PupilStatus>" + attendance + "</PupilOnRoll>";
}

std::string spring_return(const std::string& pupils, const std::string& leavers = {}, const std::string& phase = "PS") {
    return "<?xml version=\"1.0\"?><Message><Header><CollectionDetails><Collection>SC</Collection><Term>SPR</Term><Year>2026</Year>"
           "</CollectionDetails><Source><LEA>201</LEA><Estab>3999</Estab><URN>123456</URN></Source></Header>"
           "<School><SchoolCharacteristics><Phase>" + phase +
           "</Phase></SchoolCharacteristics></School><Pupils><PupilsOnRoll>" + pupils + "</PupilsOnRoll><PupilsNoLongerOnRoll>" + leavers +
           "</PupilsNoLongerOnRoll></Pupils></Message>";
}

std::string termly(const std::string& content) { return "<Attendance><TermlyAttendance>" + content + "</TermlyAttendance></Attendance>"; }
std::string detail(const std::string& code, const std::string& sessions) {
    return "<SessionDetail><AttendanceReason>" + code + "</AttendanceReason><Sessions>" + sessions + "</Sessions></SessionDetail>";
}

/// Two days of a pupil: / \ I I.
Register two_days(const std::string& upn = "A1") {
    RegisterBuilder builder;
    mark_days(builder, builder.enrolment(builder.school("123456"), {}, upn), day(2025, 9, 8), {{"/", "\\"}, {"I", "I"}});
    return builder.finish();
}

const std::string kEqual = termly("<SessionsPossible>04</SessionsPossible><SessionDetails>" + detail("I", "2") + detail("/", "1") +
                                  detail("\\", "1") + "</SessionDetails>");

TEST_CASE("a return that says what the marks say has no differences, and stays as it is") {
    const FilledReturn filled = fill_return(spring_return(pupil("A1", kEqual)), two_days());
    CHECK(filled.differences.empty());
    CHECK_EQ(filled.summary.equal, 1);
    CHECK_EQ(filled.summary.records, 1);
    CHECK_NE(filled.text.find("<SessionsPossible>04</SessionsPossible>"), std::string::npos);
}

TEST_CASE("each difference is told, and put right; what is unknown stays, totals of schools without codes go") {
    const std::string theirs = termly("<Extra>kept</Extra><SessionsPossible>5</SessionsPossible><SessionDetails>" + detail("N", "1") +
                                      "<SessionDetail><AttendanceReason>I</AttendanceReason><Sessions>3</Sessions><Note>stays</Note>"
                                      "</SessionDetail>" + detail("\\", "1") + "</SessionDetails><SessionsAuthorised>3</SessionsAuthorised>");
    const FilledReturn filled = fill_return(spring_return(pupil("A1", theirs)), two_days());
    CHECK_EQ(filled.differences, Lines{"1 A1 TermlyAttendance/SessionsPossible: 5 > 4", "1 A1 TermlyAttendance/SessionDetails//:  > 1",
                                       "1 A1 TermlyAttendance/SessionDetails/I: 3 > 2", "1 A1 TermlyAttendance/SessionDetails/N: 1 > ",
                                       "1 A1 TermlyAttendance/SessionsAuthorised: 3 > "});
    CHECK_NE(filled.text.find("<Extra>kept</Extra>"), std::string::npos);
    CHECK_NE(filled.text.find("<Note>stays</Note>"), std::string::npos);
    CHECK_EQ(filled.text.find("SessionsAuthorised"), std::string::npos);
    CHECK(fill_return(filled.text, two_days()).differences.empty());
}

TEST_CASE("a record without the module gets it, in its place") {
    const std::string needs = "<SpecialEducationalNeeds><SENprovision>N</SENprovision></SpecialEducationalNeeds>";
    const FilledReturn filled = fill_return(spring_return(pupil("A1", needs)), two_days());
    CHECK_EQ(filled.summary.different, 1);
    CHECK_LT(filled.text.find("<SpecialEducationalNeeds>"), filled.text.find("<Attendance>"));
    CHECK(fill_return(filled.text, two_days()).differences.empty());
}

TEST_CASE("records without marks stay, pupils who are not in the return are told") {
    const FilledReturn filled = fill_return(spring_return(pupil("B1", kEqual)), two_days());
    CHECK_EQ(filled.differences, Lines{"0 A1 TermlyAttendance/SessionsPossible:  > 4"});
    CHECK_EQ(filled.summary.without_marks, 1);
    CHECK_EQ(filled.summary.not_in_return, 1);
    CHECK_NE(filled.text.find("<SessionsPossible>04</SessionsPossible>"), std::string::npos);
}

TEST_CASE("the attendance of a boarder, and of one who is too old, is taken away; an empty module goes too") {
    for (const std::string& other : {pupil("A1", kEqual, "2015-01-02", "B"), pupil("A1", kEqual, "2005-01-02")}) {
        const FilledReturn filled = fill_return(spring_return(other), two_days());
        CHECK_EQ(filled.differences.size(), 4);
        CHECK_EQ(filled.differences[0], "1 A1 TermlyAttendance/SessionsPossible: 4 > ");
        CHECK_EQ(filled.text.find("<Attendance>"), std::string::npos);
    }
    CHECK(fill_return(spring_return(pupil("A1", {}, "2005-01-02")), two_days()).differences.empty());
}

TEST_CASE("nursery schools return none") {
    const FilledReturn filled = fill_return(spring_return(pupil("A1", {}), {}, "NS"), two_days("C9"));
    CHECK(filled.differences.empty());
    CHECK_EQ(fill_return(spring_return(pupil("A1", kEqual), {}, "NS"), two_days()).differences.size(), 4);
}

TEST_CASE("a pupil is found by the UPN that the pupil had, and one who came back is counted once for each stay") {
    const std::string renamed = "<PupilOnRoll><PupilIdentifiers><UPN>P1</UPN><FormerUPN>A1</FormerUPN></PupilIdentifiers></PupilOnRoll>";
    CHECK_EQ(fill_return(spring_return(renamed), two_days()).summary.different, 1);
    const std::string upn = "<PupilIdentifiers><UPN>A1</UPN></PupilIdentifiers>";
    const std::string back = "<PupilOnRoll>" + upn + "<PupilStatus><EntryDate>2025-09-09</EntryDate></PupilStatus></PupilOnRoll>";
    const std::string gone =
        "<PupilNoLongerOnRoll>" + upn + "<PupilStatus><LeavingDate>2025-09-08</LeavingDate></PupilStatus></PupilNoLongerOnRoll>";
    const FilledReturn filled = fill_return(spring_return(back, gone), two_days());
    CHECK_EQ(filled.differences, Lines{"1 A1 TermlyAttendance/SessionsPossible:  > 2", "1 A1 TermlyAttendance/SessionDetails/I:  > 2",
                                       "2 A1 TermlyAttendance/SessionsPossible:  > 2", "2 A1 TermlyAttendance/SessionDetails//:  > 1",
                                       "2 A1 TermlyAttendance/SessionDetails/\\:  > 1"});
}

TEST_CASE("registers of other schools are not taken for this one") {
    RegisterBuilder builder;
    mark_days(builder, builder.enrolment(builder.school("999999"), {}, "A1"), day(2025, 9, 8), {{"/", "\\"}});
    CHECK_THROWS_WITH_AS(fill_return(spring_return(pupil("A1", kEqual)), builder.finish()),
                         "return.xml: the registers have no marks of its school (LAESTAB 2013999, URN 123456), but of URN 999999; "
                         "--schools FILE can join the numbers of one school", InputError);
    RegisterBuilder number;
    mark_days(number, number.enrolment(number.school_at("2013999"), {}, "A1"), day(2025, 9, 8), {{"/", "\\"}});
    CHECK_EQ(fill_return(spring_return(pupil("A1", kEqual)), number.finish()).summary.different, 1);
    RegisterBuilder unnamed;
    mark_days(unnamed, unnamed.enrolment(unnamed.school(""), {}, "A1"), day(2025, 9, 8), {{"/", "\\"}});
    CHECK_EQ(fill_return(spring_return(pupil("A1", kEqual)), unnamed.finish()).summary.different, 1);
}

TEST_CASE("of the schools that have marks three are named") {
    RegisterBuilder builder;
    for (const char* const urn : {"111111", "222222", "333333", "444444", "555555"}) {
        const auto enrolment = builder.enrolment(builder.school(urn), {}, "A1");
        if (urn != std::string("222222")) mark_days(builder, enrolment, day(2025, 9, 8), {{"/", "\\"}});
    }
    CHECK_THROWS_WITH_AS(fill_return(spring_return(pupil("A1", kEqual)), builder.finish()),
                         "return.xml: the registers have no marks of its school (LAESTAB 2013999, URN 123456), but of URN 111111, URN 333333, "
                         "URN 444444 and 1 more; --schools FILE can join the numbers of one school", InputError);
    CHECK_THROWS_WITH_AS(fill_return(spring_return(pupil("A1", kEqual)), Register()),
                         "return.xml: the registers have no marks of its school (LAESTAB 2013999, URN 123456), nor of any other", InputError);
}

TEST_CASE("marks of the UPN and of the former one count together, and are seen") {
    RegisterBuilder builder;
    const auto school = builder.school("123456");
    mark_days(builder, builder.enrolment(school, {}, "A1"), day(2025, 9, 8), {{"/", "O"}, {"/", ""}});
    mark_days(builder, builder.enrolment(school, {}, "P1"), day(2025, 9, 9), {{"I", "U"}});
    const std::string renamed = "<PupilOnRoll><PupilIdentifiers><UPN>P1</UPN><FormerUPN>A1</FormerUPN></PupilIdentifiers></PupilOnRoll>";
    const FilledReturn filled = fill_return(spring_return(renamed), builder.finish());
    CHECK_EQ(filled.differences, Lines{"1 P1 TermlyAttendance/SessionsPossible:  > 4", "1 P1 TermlyAttendance/SessionDetails//:  > 2",
                                       "1 P1 TermlyAttendance/SessionDetails/O:  > 1", "1 P1 TermlyAttendance/SessionDetails/U:  > 1"});
    CHECK_EQ(filled.summary.not_in_return, 0);
}

/// Pupils of a school that one file knows by its URN, and another by its other number.
Register two_numbers(bool urn_first) {
    RegisterBuilder builder;
    for (const bool by_urn : {urn_first, !urn_first}) {
        const auto school = by_urn ? builder.school("123456") : builder.school_at("2013999");
        const Date from = day(2025, 9, by_urn ? 8 : 9);
        mark_days(builder, builder.enrolment(school, {}, "A1"), from, {{"/", "I"}, {by_urn ? "M" : "", ""}});
        if (!by_urn) mark(builder, builder.enrolment(school, {}, "A1"), day(2025, 9, 8), Half::pm, "C");
        mark_days(builder, builder.enrolment(school, {}, "C1"), from, {{"/", "U"}});
    }
    return builder.finish();
}

TEST_CASE("a school that files know by different numbers is one, in whatever order they are read") {
    for (const bool urn_first : {true, false}) {
        const FilledReturn filled = fill_return(spring_return(pupil("A1", {})), two_numbers(urn_first));
        CHECK_EQ(filled.differences,
                 Lines{"1 A1 TermlyAttendance/SessionsPossible:  > 4", "1 A1 TermlyAttendance/SessionDetails//:  > 2",
                       "1 A1 TermlyAttendance/SessionDetails/I:  > 2", "0 C1 TermlyAttendance/SessionsPossible:  > 4"});
        CHECK_EQ(filled.summary.not_in_return, 1);
        CHECK(filled.summary.taken_school.empty());
    }
}

TEST_CASE("who is on the roll of the return has not left, whatever the register says; of who is not the register's date counts") {
    Register marks = two_days();
    marks.enrolments[0].leaving = day(2025, 9, 8);
    CHECK(fill_return(spring_return(pupil("A1", kEqual)), marks).differences.empty());
    const std::string gone = "<PupilNoLongerOnRoll><PupilIdentifiers><UPN>A1</UPN></PupilIdentifiers></PupilNoLongerOnRoll>";
    CHECK_EQ(fill_return(spring_return({}, gone), marks).differences.at(0), "1 A1 TermlyAttendance/SessionsPossible:  > 2");
}

TEST_CASE("the only school of the registers is taken for the return's where they have no number of one kind, and that is told") {
    std::string text = spring_return(pupil("A1", kEqual));
    text.replace(text.find("<URN>123456</URN>"), 17, "");
    CHECK_EQ(fill_return(text, two_days()).summary.taken_school, "URN 123456");
    CHECK(fill_return(spring_return(pupil("A1", kEqual)), two_days()).summary.taken_school.empty());
    RegisterBuilder builder;
    mark_days(builder, builder.enrolment(builder.school("123456"), {}, "A1"), day(2025, 9, 8), {{"/", "\\"}});
    mark_days(builder, builder.enrolment(builder.school("222222"), {}, "B1"), day(2025, 9, 8), {{"/", "\\"}});
    CHECK_THROWS_AS(fill_return(text, builder.finish()), InputError);
}

TEST_CASE("what is no census return, is cut off, or has text that would be lost is refused") {
    CHECK_THROWS_AS(fill_return(sample_of(schema::ctf_edition(26), "PS", 1), two_days()), DocumentError);
    const std::string text = spring_return(pupil("A1", kEqual));
    CHECK_THROWS_AS(fill_return(text.substr(0, text.size() - 20), two_days()), DocumentError);
    std::string lost = text;
    lost.insert(lost.find("<PupilsOnRoll>"), "stray");
    CHECK_THROWS_AS(fill_return(lost, two_days()), DocumentError);
    CHECK(fill_return(lost, two_days(), 1, true).differences.empty());
    lost = text;
    lost.insert(lost.find("<PupilStatus>"), "stray");
    CHECK_THROWS_AS(fill_return(lost, two_days()), DocumentError);
}

TEST_CASE("before autumn 2020 the number is called AbsenceSessions") {
    std::string text = spring_return(pupil("A1", {}));
    text.replace(text.find("2026"), 4, "2020");
    RegisterBuilder builder;
    mark_days(builder, builder.enrolment(builder.school("123456"), {}, "A1"), day(2019, 9, 9), {{"/", "I"}});
    const std::string filled = fill_return(text, builder.finish()).text;
    CHECK_NE(filled.find("<AbsenceSessions>1</AbsenceSessions>"), std::string::npos);
    CHECK_EQ(filled.find("<Sessions>"), std::string::npos);
    CHECK_EQ(filled.find("<AttendanceReason>/<"), std::string::npos);
}

/// Dealt marks for all pupils of a return, over its windows and their time on roll.
class RegisterOfReturn final : public attendance::DocumentEditor {
public:
    explicit RegisterOfReturn(schema::Edition edition) : edition_(edition) {}
    void begin(const schema::Plan& plan, const xml::Opening& opening, schema::Edition) override {
        plan_ = &plan;
        school_ = builder_.school(opening.header_value("Header/Source/URN"));
    }
    std::unique_ptr<attendance::RecordEditor> make_editor() override { return std::make_unique<Reader>(*this); }
    void collect(attendance::RecordEditor&, std::uint64_t) override {}
    Register finish() { return builder_.finish(); }

private:
    class Reader final : public attendance::RecordEditor {
    public:
        explicit Reader(RegisterOfReturn& owner) : owner_(owner) {}
        bool edit(xml::Element& record, std::uint64_t) override {
            owner_.deal(record);
            return false;
        }

    private:
        RegisterOfReturn& owner_;
    };

    void deal(xml::Element& record) {
        const auto value = [&](std::string_view path) { return attendance::value_at(record, path, plan_->dictionary()); };
        const auto enrolment = builder_.enrolment(school_, {}, value("PupilIdentifiers/UPN"));
        const auto entry = identifiers::parse_date(value("PupilStatus/EntryDate"));
        const auto leaving = identifiers::parse_date(value("PupilStatus/LeavingDate"));
        for (const reference::Window which : {reference::Window::attendance, reference::Window::second_half}) {
            const auto window = reference::census_window(edition_, which);
            for (Date date = window ? window->from : Date{}; window && date <= window->until; date = identifiers::add_days(date, 1))
                if (identifiers::weekday(date) < 6 && (!entry || *entry <= date) && (!leaving || date <= *leaving)) deal(enrolment, date);
        }
    }

    static constexpr std::string_view kNotDealt = "XE#Z-D";

    /// A third of the days is closed; X and E would be found by rules of their own.
    void deal(std::uint32_t enrolment, Date date) {
        const auto number = static_cast<unsigned>(identifiers::day_number(date));
        if (number % 3 == 0) return mark_days(builder_, enrolment, date, {{"#", "#"}});
        std::vector<std::string> codes(4, "/");
        for (const reference::AttendanceCode& row : reference::attendance_codes())
            if (row.in_force(date) && row.code.size() < 3 && kNotDealt.find(row.code) == std::string_view::npos) codes.emplace_back(row.code);
        for (const Half half : {Half::am, Half::pm}) {
            const std::string& code = codes[random_() % codes.size()];
            mark(builder_, enrolment, date, half, code == "/" && half == Half::pm ? "\\" : code);
        }
    }

    schema::Edition edition_;
    const schema::Plan* plan_ = nullptr;
    RegisterBuilder builder_;
    std::uint32_t school_ = 0;
    std::mt19937 random_{7};
};

Register register_of(const std::string& text, schema::Edition edition) {
    RegisterOfReturn reader(edition);
    io::MemoryInput input(text, "return.xml");
    attendance::edit_document(dictionary(), input, std::nullopt, 1, reader, nullptr);
    return reader.finish();
}

TEST_CASE("marks of every edition become sections in which no rule finds anything new, and which are found equal then") {
    for (int year = 2022; year <= 2027; ++year) {
        for (const Term term : {Term::spring, Term::summer, Term::autumn}) {
            const schema::Edition edition = census_edition(year, term);
            const schema::EditionRange known = dictionary().collection(schema::Collection::school_census).editions;
            if (!known.holds(edition.ordinal) || !reference::census_date(edition)) continue;
            CAPTURE(schema::edition_name(edition));
            const std::string phase = year % 2 == 0 ? "PS" : "SS";
            const std::string before = sample_of(edition, phase, 40);
            const Register marks = register_of(before, edition);
            const FilledReturn filled = fill_return(before, marks, 2);
            CHECK_GT(filled.summary.different, 20);
            auto after = findings_of(filled.text);
            after.erase("SC2485");  // suspensions and E go together; these marks have none
            CHECK_EQ(new_findings(findings_of(before), after), Lines{});
            const FilledReturn again = fill_return(filled.text, marks);
            CHECK(again.differences.empty());
            CHECK_EQ(again.text, filled.text);
            CHECK_EQ(again.summary.equal, filled.summary.equal + filled.summary.different);
        }
    }
}

TEST_CASE("threads make no difference") {
    const schema::Edition edition = census_edition(2026, Term::autumn);
    const std::string before = sample_of(edition, "AT", 600);
    const Register marks = register_of(before, edition);
    const FilledReturn one = fill_return(before, marks, 1);
    const FilledReturn four = fill_return(before, marks, 4);
    CHECK_EQ(one.text, four.text);
    CHECK_EQ(one.differences, four.differences);
}

}  // namespace cbds::census_fill_test
