#include "figures_help.hpp"

#include <doctest/doctest.h>

namespace cbds::attendance_thresholds_test {

using namespace cbds::attendance;
using namespace cbds::attendance::test_figures;

namespace {

bool crosses(std::uint32_t absent, std::uint32_t possible, std::uint32_t times) { return possible > 0 && times * absent >= possible; }

/// Session after session, until it changes.
std::uint32_t by_simulation(std::uint32_t absent, std::uint32_t possible, std::uint32_t times) {
    const bool now = crosses(absent, possible, times);
    for (std::uint32_t more = 1;; ++more)
        if (crosses(now ? absent : absent + more, possible + more, times) != now) return more;
}

/// The last day on which the threshold came to hold, found day after day.
std::optional<Date> since_by_simulation(const Enrolment& enrolment, std::uint32_t times) {
    Sessions sessions;
    std::optional<Date> since;
    for (SessionNumber s = enrolment.marks.first(); s < enrolment.marks.end(); ++s) {
        const Date date = cbds::registers::date_of(s);
        if (enrolment.on_roll(date)) sessions.add(enrolment.marks.at(s), s);
        if (cbds::registers::half_of(s) == cbds::registers::Half::am) continue;
        if (!crosses(sessions.absent(), sessions.possible, times))
            since.reset();
        else if (!since)
            since = date;
    }
    return since;
}

}  // namespace

TEST_CASE("how many sessions are left to a threshold is what a simulation finds") {
    for (std::uint32_t possible = 0; possible <= 130; ++possible) {
        for (std::uint32_t absent = 0; absent <= possible; ++absent) {
            for (const std::uint32_t times : {2U, 10U}) {
                CAPTURE(possible);
                CAPTURE(absent);
                REQUIRE(sessions_to_threshold(absent, possible, times) == by_simulation(absent, possible, times));
            }
        }
    }
}

TEST_CASE("a year of sessions, and very many") {
    CHECK(sessions_to_threshold(18, 189, 10) == 1);
    CHECK(sessions_to_threshold(19, 190, 10) == 1);
    CHECK(sessions_to_threshold(0, 380, 10) == 43);
    CHECK(sessions_to_threshold(380, 380, 2) == 381);
    CHECK(sessions_to_threshold(3'000'000'000U, 4'000'000'000U, 2) == 2'000'000'001U);
}

TEST_CASE("the day on which a threshold was crossed is what a walk through all days finds") {
    const Register all = random_registers(11, 120);
    const Figures figures = count(all, {});
    int found = 0;
    for (const PupilFigures& pupil : figures.pupils) {
        const Enrolment& enrolment = all.enrolments[pupil.enrolment];
        const auto persistent = since_by_simulation(enrolment, 10);
        CHECK(pupil.persistent_since == persistent);
        CHECK(pupil.severe_since == since_by_simulation(enrolment, 2));
        CHECK(persistent.has_value() == pupil.sessions.persistent());
        found += persistent ? 1 : 0;
    }
    CHECK(found > 20);
    CHECK(found < 120);
}

TEST_CASE("who crossed a threshold since a day") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    maker.days(pupil, kMonday, 9, "/");
    maker.days(pupil, day(11), 1, "I");  // Friday of the second week: 2 of 20
    maker.days(pupil, day(14), 5, "I");
    maker.days(pupil, day(21), 20, "/");
    CHECK(maker.count().pupils[0].persistent_since == day(11));
    CHECK_FALSE(maker.count().pupils[0].severe_since);
    FigureOptions options;
    options.since = day(11);
    CHECK(maker.count(options).pupils[0].crossed);
    options.since = day(12);
    CHECK_FALSE(maker.count(options).pupils[0].crossed);
    options.since = kMonday;
    options.period = Period{kMonday, day(10)};
    CHECK_FALSE(maker.count(options).pupils[0].crossed);
    maker.days(pupil, day(49), 30, "/");  // 12 of 130: below again
    options.period.reset();
    CHECK_FALSE(maker.count(options).pupils[0].persistent_since);
    CHECK_FALSE(maker.count(options).pupils[0].crossed);
}

TEST_CASE("a day counts at its end: both sessions together") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    maker.marks(pupil, kMonday, "I /  I \\");  // half absent after the first day already
    CHECK(maker.count().pupils[0].severe_since == kMonday);
    const auto other = maker.pupil("A2");
    maker.marks(other, kMonday, "I \\ / \\ I I");
    CHECK(maker.count().pupils[other].severe_since == day(2));
}

}  // namespace cbds::attendance_thresholds_test
