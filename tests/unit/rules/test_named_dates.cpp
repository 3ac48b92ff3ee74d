#include "rules/named_dates.hpp"

#include <doctest/doctest.h>

namespace cbds::rules_named_dates_test {

using namespace cbds;
using rules::named_date;
using schema::census_edition;
using schema::Term;

namespace {

std::string date_of(schema::Edition edition, std::string_view name) {
    const auto found = named_date(edition, name);
    return found ? identifiers::write_date(found->date) : "none";
}

const schema::Edition kSpring = census_edition(2026, Term::spring);
const schema::Edition kSummer = census_edition(2026, Term::summer);
const schema::Edition kAutumn = census_edition(2025, Term::autumn);

}  // namespace

TEST_CASE("rules name the days of the calendar") {
    CHECK(date_of(kSpring, "census") == "2026-01-15");
    CHECK(date_of(kSpring, "previous-census") == "2025-10-02");
    CHECK(date_of(kSpring, "age-date") == "2025-08-31");
    CHECK(date_of(kSpring, "year-start") == "2025-08-01");
    CHECK(date_of(kSpring, "year-end") == "2026-07-31");
    CHECK(date_of(kAutumn, "year-end") == "2026-07-31");
    CHECK(date_of(kSpring, "fsm.from") == "2025-10-03");
    CHECK(date_of(kSpring, "second-half.from") == "none");
    CHECK(date_of(schema::ctf_edition(26), "census") == "none");
    CHECK(date_of(kSpring, "nothing") == "none");
}

TEST_CASE("a date may be moved by days or years") {
    CHECK(date_of(kSpring, "census+1d") == "2026-01-16");
    CHECK(date_of(kSpring, "census-15d") == "2025-12-31");
    CHECK(date_of(kSpring, "census+5y") == "2031-01-15");
    CHECK(rules::is_named_date("fsm.until-2d"));
    CHECK_FALSE(rules::is_named_date("fsm"));
    CHECK_FALSE(rules::is_named_date("census+d"));
}

TEST_CASE("birth dates of the early years entitlements move with the term") {
    CHECK(date_of(kAutumn, "three.from") == "2021-09-01");
    CHECK(date_of(kAutumn, "three.until") == "2022-08-31");
    CHECK(date_of(kSpring, "three.until") == "2022-12-31");
    CHECK(date_of(kSummer, "three.until") == "2023-03-31");
    CHECK(date_of(kAutumn, "four.from") == "2020-09-01");
    CHECK(date_of(kSpring, "four.from") == "2021-01-01");
    CHECK(date_of(kSummer, "four.from") == "2021-04-01");
    CHECK(date_of(kSummer, "four.until") == "2021-08-31");
}

TEST_CASE("texts name dates in braces") {
    CHECK(rules::with_dates("a date up to {census}", kSpring) == "a date up to 2026-01-15");
    CHECK(rules::with_dates("{fsm.from} to {fsm.until}", kSpring) == "2025-10-03 to 2026-01-15");
    CHECK(rules::with_dates("{second-half.from}", kSpring) == "...");
    CHECK(rules::with_dates("no dates", kSpring) == "no dates");
}

}  // namespace cbds::rules_named_dates_test
