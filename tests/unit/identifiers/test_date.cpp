#include "cbds/identifiers/date.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cbds::identifiers;

TEST_CASE("dates are read and written") {
    const auto date = parse_date("2026-01-15");
    REQUIRE(date);
    CHECK(*date == Date{2026, 1, 15});
    CHECK(write_date(*date) == "2026-01-15");
    CHECK(write_date({987, 6, 5}) == "0987-06-05");
    CHECK_FALSE(parse_date("2026-02-29"));
    CHECK(parse_date("2024-02-29"));
    CHECK_FALSE(parse_date("1900-02-29"));
    CHECK(parse_date("2000-02-29"));
}

TEST_CASE("the first fault of a date is named and said in words") {
    const auto words = [](std::string_view text) { return describe(check_date(text), text); };
    CHECK(words("2026-01-31").empty());
    for (const char* text : {"31/01/2026", "2026-1-31", "2026-01-31Z", " 2026-01-31", "2026/01/31", "-026-01-31", "2026-01-3\xC3"})
        CHECK(words(text) == "a date is written year first, like 2026-01-31");
    CHECK(words("") == "it is empty");
    CHECK(words("0000-01-01") == "there is no year 0000");
    CHECK(words("2026-13-01") == "there is no month 13");
    CHECK(words("2026-00-01") == "there is no month 00");
    CHECK(words("2026-06-31") == "June 2026 has 30 days");
    CHECK(words("2026-02-29") == "February 2026 has 28 days");
    CHECK(words("2026-06-00") == "there is no day 00");
    CHECK(check_date(std::string(10'000'000, '1')) == DateFault::shape);
}

TEST_CASE("days are counted across months, leap years and the epoch") {
    CHECK(day_number({1970, 1, 1}) == 0);
    CHECK(day_number({1969, 12, 31}) == -1);
    CHECK(days_between({2024, 2, 28}, {2024, 3, 1}) == 2);
    CHECK(days_between({2026, 9, 1}, {2026, 8, 31}) == -1);
    CHECK(add_days({2025, 12, 31}, 1) == Date{2026, 1, 1});
    CHECK(add_days({2026, 3, 1}, -1) == Date{2026, 2, 28});
    CHECK(weekday({2026, 1, 15}) == 4);  // a census Thursday
    CHECK(weekday({2026, 1, 18}) == 7);
    Date date{1999, 12, 25};
    for (int number = day_number(date); number < day_number({2001, 3, 5}); ++number, date = add_days(date, 1)) {
        CHECK(date_of_day_number(number) == date);
        CHECK(parse_date(write_date(date)) == date);
    }
}

TEST_CASE("dates compare in the order of time") {
    CHECK(Date{2025, 12, 31} < Date{2026, 1, 1});
    CHECK(Date{2026, 1, 31} < Date{2026, 2, 1});
    CHECK(Date{2026, 2, 1} > Date{2026, 1, 31});
}

TEST_CASE("age in whole years") {
    CHECK(age_at({2010, 9, 1}, {2026, 8, 31}) == 15);
    CHECK(age_at({2010, 9, 1}, {2026, 9, 1}) == 16);
    CHECK(age_at({2012, 2, 29}, {2026, 2, 28}) == 13);
    CHECK(age_at({2012, 2, 29}, {2026, 3, 1}) == 14);
    CHECK(age_at({2012, 2, 29}, {2024, 2, 29}) == 12);
    CHECK(age_at({2026, 1, 2}, {2026, 1, 1}) == -1);
}
