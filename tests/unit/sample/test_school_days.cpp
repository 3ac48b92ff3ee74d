#include "sample/random.hpp"
#include "sample/school_days.hpp"

#include <doctest/doctest.h>

namespace cbds::sample_school_days_test {

namespace {

using namespace cbds::sample;

TEST_CASE("Easter falls on the right Sundays") {
    CHECK(easter(2021) == day_of(2021, 4, 4));
    CHECK(easter(2024) == day_of(2024, 3, 31));
    CHECK(easter(2025) == day_of(2025, 4, 20));
    CHECK(easter(2038) == day_of(2038, 4, 25));
}

TEST_CASE("school is closed at weekends and in the breaks") {
    const SchoolDays days(2024, 2026);
    CHECK(days.is_open(day_of(2025, 9, 3)));
    CHECK_FALSE(days.is_open(day_of(2025, 9, 6)));    // a Saturday
    CHECK_FALSE(days.is_open(day_of(2025, 8, 20)));
    CHECK_FALSE(days.is_open(day_of(2025, 12, 25)));
    CHECK_FALSE(days.is_open(day_of(2025, 10, 29)));  // half-term
    CHECK_FALSE(days.is_open(day_of(2025, 5, 5)));    // the first Monday of May
}

TEST_CASE("a school year has about 190 days") {
    const SchoolDays days(2024, 2026);
    const int count = days.count(day_of(2025, 8, 1), day_of(2026, 7, 31));
    CHECK(count > 185);
    CHECK(count < 196);
    CHECK(days.count(day_of(2025, 9, 10), day_of(2025, 9, 9)) == 0);
    CHECK(days.count(day_of(2025, 9, 10), day_of(2025, 9, 10)) == 1);
}

TEST_CASE("the nearest school day lies before or after a break") {
    const SchoolDays days(2024, 2026);
    CHECK(days.on_or_after(day_of(2025, 8, 1)) == day_of(2025, 9, 3));
    CHECK(days.on_or_before(day_of(2025, 8, 1)) == day_of(2025, 7, 21));
}

TEST_CASE("fourteen is reached on the birthday") {
    CHECK(is_of_age(day_of(2011, 5, 6), day_of(2025, 5, 6), 14));
    CHECK_FALSE(is_of_age(day_of(2011, 5, 6), day_of(2025, 5, 5), 14));
}

TEST_CASE("random numbers are the same on every machine") {
    Random random(1, 'p', 0);
    const auto first = random.next();
    CHECK(Random(1, 'p', 0).next() == first);
    CHECK(Random(1, 'p', 1).next() != first);
    CHECK(Random(2, 'p', 0).next() != first);
    CHECK(scatter(0) == 0xE220A8397B1DCDAFu);  // the first output of splitmix64 from seed 0
}

}  // namespace

}  // namespace cbds::sample_school_days_test
