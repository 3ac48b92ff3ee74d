#include "figures_help.hpp"

#include <doctest/doctest.h>

namespace cbds::attendance_patterns_test {

using namespace cbds::attendance;
using namespace cbds::attendance::test_figures;

namespace {

void check_equal(const PupilFigures& a, const PupilFigures& b) {
    CHECK(a.enrolment == b.enrolment);
    CHECK(a.other_enrolments == b.other_enrolments);
    CHECK(a.sessions == b.sessions);
    CHECK(a.first_day == b.first_day);
    CHECK(a.last_day == b.last_day);
    CHECK(a.to_persistent == b.to_persistent);
    CHECK(a.to_severe == b.to_severe);
    CHECK(a.persistent_since == b.persistent_since);
    CHECK(a.severe_since == b.severe_since);
    CHECK(a.spells == b.spells);
    CHECK(a.absent_by_weekday == b.absent_by_weekday);
    CHECK(a.possible_by_weekday == b.possible_by_weekday);
    CHECK(a.first_days == b.first_days);
    CHECK(a.absent_first_days == b.absent_first_days);
    CHECK(a.last_days == b.last_days);
    CHECK(a.absent_last_days == b.absent_last_days);
    CHECK(a.part_time_weeks == b.part_time_weeks);
    CHECK(a.alerts == b.alerts);
}

}  // namespace

TEST_CASE("absence by day of the week") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    maker.marks(pupil, kMonday, "I \\ / \\ # # / \\ O O  M \\ / \\ / \\ / \\ U I");
    const PupilFigures figures = maker.count().pupils[0];
    CHECK(figures.possible_by_weekday == std::array<std::uint32_t, 5>{4, 4, 2, 4, 4});
    CHECK(figures.absent_by_weekday == std::array<std::uint32_t, 5>{2, 0, 0, 0, 4});
}

TEST_CASE("the first and last days around a break are those of the school") {
    Maker maker;
    const auto open = maker.pupil("OPEN");
    for (const int week : {0, 1, 3, 4, 7}) maker.days(open, day(7 * week), 5, "/");  // breaks of 9 and of 16 days
    const auto pupil = maker.pupil("A1");
    maker.days(pupil, kMonday, 9, "/");
    maker.marks(pupil, day(11), "/ I");      // the last day before the first break, half missed
    maker.days(pupil, day(22), 9, "/");      // not marked on the first day after it
    maker.marks(pupil, day(49), "I I");
    const PupilFigures figures = maker.count().pupils[pupil];
    CHECK(figures.first_days == 1);
    CHECK(figures.absent_first_days == 1);
    CHECK(figures.last_days == 2);
    CHECK(figures.absent_last_days == 1);
    CHECK(maker.count().pupils[open].first_days == 2);
    CHECK(maker.count().pupils[open].absent_first_days == 0);
}

TEST_CASE("a week of 7 days without school is no break yet, one of 8 is") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    for (const int each : {0, 8, 17}) maker.mark(pupil, 2 * cbds::identifiers::day_number(day(each)), "/");
    CHECK(maker.count().pupils[0].first_days == 1);
    CHECK(maker.count().pupils[0].last_days == 1);
}

TEST_CASE("the same pupils from day to day") {
    Maker maker;
    maker.marks(maker.pupil("A1"), kMonday, "I I I I I I / \\ I I");
    maker.marks(maker.pupil("A2"), kMonday, "/ \\ / O I I # # I I");   // Thursday is no day of this pupil's
    maker.marks(maker.pupil("A3"), kMonday, "/ \\ / \\ I /");
    maker.marks(maker.pupil("A1", 1), kMonday, "/ \\");
    const std::vector<DayToDay> expected{{day(0), 4, 1, 0, 0}, {day(1), 3, 2, 1, 0}, {day(2), 3, 3, 2, 1},
                                         {day(3), 1, 0, 0, 0}, {day(4), 2, 2, 1, 1}};
    CHECK(maker.count().days == expected);
    FigureOptions options;
    options.days = false;
    CHECK(maker.count(options).days.empty());
}

TEST_CASE("figures are the same for any number of jobs") {
    const Register all = random_registers(5, 2300, 30);
    const Figures one = count(all, with_jobs(1));
    for (const unsigned jobs : {4U, 0U}) {
        const Figures many = count(all, with_jobs(jobs));
        REQUIRE(many.pupils.size() == one.pupils.size());
        for (std::size_t i = 0; i < one.pupils.size(); ++i) check_equal(one.pupils[i], many.pupils[i]);
        CHECK(many.days == one.days);
        CHECK(many.total == one.total);
        CHECK(many.persistent == one.persistent);
        CHECK(many.severe == one.severe);
        CHECK(many.with_possible == one.with_possible);
    }
    CHECK(one.persistent > one.severe);
    CHECK(one.total.possible > 0);
}

TEST_CASE("a period cuts marks before sessions are counted; what goes on from before it is told whole") {
    const Register all = random_registers(9, 50);
    FigureOptions options;
    options.period = Period{day(10), day(40)};
    options.alerts = false;
    const Figures part = count(all, options);
    Register cut = all;
    for (Enrolment& enrolment : cut.enrolments) {
        SessionNumber first = 0;
        const auto codes = enrolment.marks.within(*options.period, first);
        cbds::registers::Marks marks;
        for (std::size_t i = 0; i < codes.size(); ++i) marks.set(first + static_cast<SessionNumber>(i), codes[i]);
        enrolment.marks = marks;
    }
    const SessionNumber first = options.period->first();
    options.period.reset();
    const Figures whole = count(cut, options);
    for (std::size_t i = 0; i < all.enrolments.size(); ++i) {
        Sessions expected = whole.pupils[i].sessions;
        expected.missing = part.pupils[i].sessions.missing;  // those around the pupil's first and last marks
        CHECK(part.pupils[i].sessions == expected);
        const auto& spells = part.pupils[i].spells;
        REQUIRE(spells.size() == whole.pupils[i].spells.size());
        for (std::size_t k = 0; k < spells.size(); ++k) {
            const Spell& within = whole.pupils[i].spells[k];
            CHECK(spells[k].last == within.last);
            if (spells[k].first >= first) CHECK(spells[k] == within);
            else CHECK(spells[k].sessions > within.sessions);
        }
    }
    REQUIRE(part.days.size() == whole.days.size());
    for (std::size_t i = 0; i < part.days.size(); ++i) {
        CHECK(part.days[i].day == whole.days[i].day);
        CHECK(part.days[i].pupils == whole.days[i].pupils);
        CHECK(part.days[i].absent == whole.days[i].absent);
        CHECK(part.days[i].day_before >= whole.days[i].day_before);
    }
    options.period = Period{day(40), day(10)};  // the wrong way round: no day at all
    CHECK(count(all, options).total == Sessions{});
}

TEST_CASE("by pupil, the enrolments of a UPN are one row, and the best of two marks counts") {
    Maker maker;
    maker.marks(maker.pupil("A1"), kMonday, "/ \\ I D D I O I");
    maker.marks(maker.pupil("B1"), kMonday, "/ \\");
    const auto later = maker.pupil("A1", 1);
    maker.marks(later, day(1), "U / \\ M \\ # N /");
    FigureOptions options;
    options.by_pupil = true;
    const Figures figures = maker.count(options);
    REQUIRE(figures.pupils.size() == 2);
    const PupilFigures& pupil = figures.pupils[0];
    CHECK(pupil.enrolment == later);
    CHECK(pupil.other_enrolments == std::vector<std::uint32_t>{0});
    CHECK(pupil.first_day == kMonday);
    CHECK(pupil.last_day == day(4));
    // Tuesday I against U, D against /; Wednesday D against \, I against M; Thursday O against \, I against #; Friday N, /.
    CHECK(pupil.sessions.present == 2 + 1 + 1 + 1 + 1);
    CHECK(pupil.sessions.authorised == 1 + 1 + 1);
    CHECK(pupil.sessions.by_code[code("I")] == 3);
    CHECK(pupil.sessions.unauthorised == 1);
    CHECK(pupil.sessions.possible == 10);
    CHECK(figures.pupils[1].enrolment == 1);
    CHECK(maker.count().pupils.size() == 3);
}

TEST_CASE("an alert by pupil stands in the pupil's row") {
    Maker maker;
    maker.days(maker.pupil("A0"), kMonday, 5, "/");
    maker.days(maker.pupil("A1"), kMonday, 5, "O");
    maker.days(maker.pupil("A1", 1), day(7), 5, "O");
    FigureOptions options;
    options.by_pupil = true;
    options.jobs = 2;
    const Figures figures = maker.count(options);
    REQUIRE(figures.pupils.size() == 2);
    CHECK(figures.pupils[1].alerts.size() == 2);
}

}  // namespace cbds::attendance_patterns_test
