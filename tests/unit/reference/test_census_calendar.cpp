#include "cbds/reference/census_calendar.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace cbds::reference_census_calendar_test {

namespace {

using namespace cbds;
using identifiers::Date;
using reference::Window;
using schema::census_edition;
using schema::Confidence;
using schema::Term;

/// Every edition that the dictionary covers.
template <typename Visit>
void each_edition(Visit visit) {
    for (auto edition = census_edition(2019, Term::autumn); edition.ordinal <= census_edition(2027, Term::summer).ordinal;
         ++edition.ordinal)
        visit(edition);
}

TEST_CASE("the day of a census is known with its confidence") {
    const auto spring = reference::census_date(census_edition(2026, Term::spring));
    REQUIRE(spring);
    CHECK(spring->date == Date{2026, 1, 15});
    CHECK(spring->confidence == Confidence::certain);
    CHECK(spring->year == 2026);
    CHECK(spring->term == Term::spring);
    CHECK(reference::census_date(census_edition(2026, Term::autumn))->confidence == Confidence::guess);
    CHECK_FALSE(reference::census_date(census_edition(2018, Term::autumn)));
    CHECK_FALSE(reference::census_date(schema::ctf_edition(26)));
}

TEST_CASE("every census is taken on a Thursday, after the one before it") {
    each_edition([](schema::Edition edition) {
        const auto date = reference::census_date(edition);
        const auto previous = reference::previous_census_date(edition);
        REQUIRE(date);
        REQUIRE(previous);
        CHECK(identifiers::weekday(date->date) == 4);
        CHECK(previous->date < date->date);
    });
}

TEST_CASE("windows are periods that end on census day at the latest") {
    each_edition([](schema::Edition edition) {
        const Date day = reference::census_date(edition)->date;
        for (const Window window : {Window::attendance, Window::exclusions, Window::fsm, Window::placements, Window::learner_fam}) {
            const auto period = reference::census_window(edition, window);
            REQUIRE(period);
            CHECK(period->from <= period->until);
            CHECK(period->until <= day);
        }
    });
}

TEST_CASE("what is asked in some terms only has a window in those") {
    const auto autumn = census_edition(2025, Term::autumn);
    const auto spring = census_edition(2026, Term::spring);
    CHECK(reference::census_window(autumn, Window::second_half));
    CHECK_FALSE(reference::census_window(spring, Window::second_half));
    CHECK_FALSE(reference::census_window(autumn, Window::learner_support));
    CHECK(reference::census_window(spring, Window::learner_support));
}

TEST_CASE("the autumn return splits the summer term at the late May holiday") {
    const auto autumn = census_edition(2023, Term::autumn);
    const auto first = reference::census_window(autumn, Window::attendance);
    const auto second = reference::census_window(autumn, Window::second_half);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(second->from == Date{2023, 5, 29});
    CHECK(second->until == Date{2023, 7, 31});
    CHECK(identifiers::add_days(first->until, 1) == second->from);
    CHECK(first->holds(Date{2023, 5, 28}));
    CHECK_FALSE(first->holds(Date{2023, 5, 29}));
}

TEST_CASE("meals are collected from the day after the previous census") {
    const auto spring = census_edition(2025, Term::spring);
    CHECK(reference::census_window(spring, Window::fsm)->from == Date{2024, 10, 4});
    CHECK(reference::census_window(spring, Window::fsm)->until == Date{2025, 1, 16});
}

TEST_CASE("age counts at 31 August before the academic year") {
    CHECK(reference::age_date(census_edition(2026, Term::spring)) == Date{2025, 8, 31});
    CHECK(reference::age_date(census_edition(2026, Term::summer)) == Date{2025, 8, 31});
    CHECK(reference::age_date(census_edition(2026, Term::autumn)) == Date{2026, 8, 31});
}

}  // namespace

}  // namespace cbds::reference_census_calendar_test
