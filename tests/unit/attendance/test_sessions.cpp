#include "figures_help.hpp"

#include <doctest/doctest.h>

#include <map>
#include <numeric>

namespace cbds::attendance_sessions_test {

using namespace cbds::attendance;
using namespace cbds::attendance::test_figures;
using cbds::registers::AttendanceCategory;
using cbds::registers::session_number;

namespace {

constexpr Date kLastOld{2024, 8, 18};
constexpr Date kFirstNew{2024, 8, 19};

/// What one mark counts as, in a letter: P present, A approved, a authorised, u unauthorised, n not required, z administrative, o no code.
char counted_as(std::string_view text, Date date) {
    Sessions sessions;
    sessions.add(code(text), session_number(date, cbds::registers::Half::am));
    std::string found;
    for (const auto& [count, letter] : {std::pair(sessions.present, 'P'), {sessions.approved, 'A'}, {sessions.authorised, 'a'},
                                        {sessions.unauthorised, 'u'}, {sessions.not_required, 'n'}, {sessions.administrative, 'z'},
                                        {sessions.other, 'o'}})
        if (count == 1) found += letter;
    REQUIRE(found.size() == 1);
    CHECK(sessions.possible == (std::string("PAau").find(found[0]) != std::string::npos ? 1 : 0));
    CHECK(sessions.by_code[code(text)] == 1);
    CHECK(sessions.late == (text == "L" || text == "U" ? 1 : 0));
    return found[0];
}

/// Each session one by one, as slowly as can be.
Sessions slowly(const Register& all, const Enrolment& enrolment) {
    Sessions sum;
    for (SessionNumber s = enrolment.marks.first(); s < enrolment.marks.end(); ++s) {
        const CodeId mark = enrolment.marks.at(s);
        if (!enrolment.on_roll(cbds::registers::date_of(s)))
            sum.off_roll += mark != 0 ? 1 : 0;
        else
            sum.add(mark, s);
    }
    (void)all;
    return sum;
}

}  // namespace

TEST_CASE("there is room for all codes in the counts") { CHECK(cbds::registers::known_codes().size() < kCountedCodes); }

TEST_CASE("each code counts as the table of the regulations says, on the days before and after 19 August 2024") {
    const std::map<std::string, std::pair<char, char>> expected{
        {"/", {'P', 'P'}},  {"\\", {'P', 'P'}}, {"L", {'P', 'P'}},  {"K", {'A', 'A'}},  {"V", {'A', 'A'}},  {"P", {'A', 'A'}},
        {"W", {'A', 'A'}},  {"B", {'A', 'A'}},  {"J", {'A', 'A'}},  {"J1", {'a', 'a'}}, {"D", {'n', 'n'}},  {"C1", {'a', 'a'}},
        {"M", {'a', 'a'}},  {"S", {'a', 'a'}},  {"X", {'n', 'n'}},  {"C2", {'a', 'a'}}, {"C", {'a', 'a'}},  {"T", {'a', 'a'}},
        {"R", {'a', 'a'}},  {"I", {'a', 'a'}},  {"E", {'a', 'a'}},  {"H", {'a', 'a'}},  {"F", {'a', 'a'}},  {"Q", {'n', 'n'}},
        {"Y", {'n', 'n'}},  {"Y1", {'n', 'n'}}, {"Y2", {'n', 'n'}}, {"Y3", {'n', 'n'}}, {"Y4", {'n', 'n'}}, {"Y5", {'n', 'n'}},
        {"Y6", {'n', 'n'}}, {"Y7", {'n', 'n'}}, {"X01", {'n', 'n'}}, {"G", {'u', 'u'}}, {"N", {'u', 'u'}},  {"O", {'u', 'u'}},
        {"U", {'u', 'u'}},  {"Z", {'z', 'z'}},  {"#", {'z', 'z'}}};
    CHECK(expected.size() == cbds::registers::known_codes().size());
    for (const auto& each : expected) {
        const auto& text = each.first;
        const auto& letters = each.second;
        CAPTURE(text);
        CHECK(counted_as(text, kLastOld) == letters.first);
        CHECK(counted_as(text, kFirstNew) == letters.second);
    }
}

TEST_CASE("an interview was attendance to 18 August 2024 as J, and is authorised absence as J1 since") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    maker.mark(pupil, session_number({2024, 7, 18}, cbds::registers::Half::am), "J");
    maker.mark(pupil, session_number({2024, 9, 5}, cbds::registers::Half::am), "J1");
    const Sessions sessions = maker.count().pupils[0].sessions;
    CHECK(sessions.attended() == 1);
    CHECK(sessions.authorised == 1);
    CHECK(sessions.possible == 2);
}

TEST_CASE("what a dual registration counts as changes within one register") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    maker.marks(pupil, {2011, 8, 30}, "D D D D D D");  // Tuesday to Thursday, 1 September
    const Sessions sessions = maker.count().pupils[0].sessions;
    CHECK(sessions.approved == 4);
    CHECK(sessions.not_required == 2);
    CHECK(sessions.possible == 4);
}

TEST_CASE("a mark of no code, and none, count as nothing") {
    Sessions sessions;
    sessions.add(cbds::registers::kNoCode, 1);
    CHECK(sessions == Sessions{});
    sessions.add(CodeId{200}, 1);
    CHECK(sessions.other == 1);
    CHECK(sessions.possible == 0);
}

TEST_CASE("counts of any marks keep the identities, and are those of one session after the other") {
    const Register all = random_registers(7, 200);
    const Figures figures = count(all, {});
    REQUIRE(figures.pupils.size() == all.enrolments.size());
    Sessions total;
    for (const PupilFigures& pupil : figures.pupils) {
        Sessions sessions = pupil.sessions;
        CHECK(sessions.attended() + sessions.absent() == sessions.possible);
        CHECK(sessions.late == sessions.by_code[code("L")] + sessions.by_code[code("U")]);
        const auto coded = std::accumulate(sessions.by_code.begin(), sessions.by_code.end(), 0U);
        CHECK(coded == sessions.possible + sessions.not_required + sessions.administrative);
        total += sessions;
        sessions.missing = 0;
        CHECK(sessions == slowly(all, all.enrolments[pupil.enrolment]));
    }
    CHECK(total == figures.total);
    CHECK(total.possible > 10000);
    CHECK(total.off_roll > 100);
    CHECK(total.other > 100);
}

TEST_CASE("a long register is counted whole") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    const SessionNumber first = 2 * cbds::identifiers::day_number({1800, 1, 1});
    maker.mark(pupil, first, "/");
    maker.mark(pupil, first + 150001, "O");
    for (SessionNumber s = first + 2; s < first + 150000; s += 2) maker.mark(pupil, s, "I");
    const Sessions sessions = maker.count().pupils[0].sessions;
    CHECK(sessions.by_code[code("I")] == 74999);
    CHECK(sessions.possible == 75001);
}

TEST_CASE("marks outside of the roll do not count") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    maker.days(pupil, kMonday, 10, "O");
    maker.at(pupil).admission = day(2);
    maker.at(pupil).leaving = day(8);
    const PupilFigures figures = maker.count().pupils[0];
    CHECK(figures.sessions.off_roll == 4 + 6);
    CHECK(figures.sessions.possible == 10);
    CHECK(figures.first_day == day(2));
    CHECK(figures.last_day == day(8));
    FigureOptions options;
    options.period = Period{day(1), day(2)};
    const PupilFigures part = maker.count(options).pupils[0];
    CHECK(part.sessions.off_roll == 2);
    CHECK(part.sessions.possible == 2);
}

TEST_CASE("a pupil of two schools misses what neither has a mark for") {
    Maker maker;
    for (std::uint32_t school = 0; school < 2; ++school) maker.days(maker.pupil("B" + std::to_string(school), school), kMonday, 5, "/");
    const auto here = maker.pupil("A1", 0);
    const auto there = maker.pupil("A1", 1);
    maker.marks(here, kMonday, "/ / - - - - - - / /");
    maker.marks(there, kMonday, "- - / / - - / / - -");
    for (const auto each : {here, there}) {
        maker.at(each).admission = kMonday;
        maker.at(each).leaving = day(4);
    }
    FigureOptions options;
    options.by_pupil = true;
    const Figures figures = maker.count(options);
    REQUIRE(figures.pupils.size() == 3);
    CHECK(figures.pupils[2].sessions.missing == 2);  // Wednesday
    CHECK(maker.count().pupils[here].sessions.missing == 6);
}

TEST_CASE("on a day that the calendar closes nothing is missing, though somebody has a mark") {
    Maker maker;
    maker.days(maker.pupil("A1"), kMonday, 5, "/");
    const auto second = maker.pupil("A2");
    maker.marks(second, kMonday, "/ / - - / / / / / /");
    CHECK(maker.count().pupils[second].sessions.missing == 2);
    maker.all.calendar.add("national", day(1), std::nullopt, registers::DayStatus::holiday);
    CHECK(maker.count().pupils[second].sessions.missing == 0);
    CHECK(maker.count().total.possible == 18);
}

TEST_CASE("missing are sessions on which others have marks") {
    Maker maker;
    const auto first = maker.pupil("A1");
    const auto second = maker.pupil("A2");
    maker.marks(first, kMonday, "/ \\ / \\ # # / \\ / \\");
    maker.marks(second, kMonday, "/ - - - - - / \\");
    CHECK(maker.count().pupils[second].sessions.missing == 3);  // Wednesday is a closure; what comes after the last mark is not known
    CHECK(maker.count().pupils[first].sessions.missing == 0);
    maker.at(second).listed = true;
    CHECK(maker.count().pupils[second].sessions.missing == 5);
    maker.at(second).leaving = day(0);
    CHECK(maker.count().pupils[second].sessions.missing == 1);
}

TEST_CASE("sessions on a weekend are not missed by others") {
    Maker maker;
    maker.mark(maker.pupil("A1"), session_number(day(5), cbds::registers::Half::am), "/");
    maker.at(maker.pupil("A2")).listed = true;
    const Figures figures = maker.count();
    CHECK(figures.pupils[0].sessions.possible == 1);
    CHECK(figures.pupils[1].sessions.missing == 0);
}

TEST_CASE("nothing, and enrolments without marks, can be counted") {
    CHECK(count({}, {}).pupils.empty());
    Maker maker;
    maker.pupil("A1");
    maker.pupil("");
    const Figures figures = maker.count(with_jobs(4));
    REQUIRE(figures.pupils.size() == 2);
    CHECK(figures.with_possible == 0);
    CHECK(figures.days.empty());
    CHECK_FALSE(figures.pupils[0].first_day);
    CHECK_FALSE(figures.pupils[0].sessions.persistent());
    CHECK(figures.pupils[0].alerts.empty());
}

}  // namespace cbds::attendance_sessions_test
