#include "io/test_files.hpp"
#include "register/store_dump.hpp"

#include <doctest/doctest.h>

namespace cbds::register_store_facts_test {

using namespace cbds;
using namespace cbds::registers;
using namespace cbds::registers::test;
using io::test::TestFolder;

namespace {

/// One pupil of one school with all that can be known of either.
Register full_extract() {
    RegisterBuilder builder(ConflictPolicy::last, true);
    const std::uint32_t school = builder.school("123456");
    School& place = builder.school_at_index(school);
    place = {"123456", "2013999", "St Mary's", "201", "primary", "T1", "The Trust", Date{1990, 9, 1}, Date{2030, 8, 31}, 4, 11};
    const std::uint32_t number = builder.enrolment(school, "17", "A123456789012");
    Enrolment& pupil = builder.enrolment_at(number);
    pupil.surname = "Ó Súilleabháin";
    pupil.forename = "Áine";
    pupil.birth_date = Date{2018, 2, 28};
    pupil.admission = Date{2024, 9, 2};
    pupil.leaving = Date{2027, 7, 20};
    pupil.boarder = true;
    pupil.main_dual = false;
    pupil.listed = true;
    pupil.exclusions = {{2026, 10, 5}, {2026, 11, 2}};
    pupil.totals = {{{{2025, 9, 1}, {2026, 7, 20}}, 378, 370, std::nullopt, 0, {{builder.code("I"), 5}, {builder.code("nonsense"), 3}}, "ctf"}};
    Characteristics row;
    row.sex = "F";
    row.year_group = "3";
    builder.characteristics(number, row);
    row = {Date{2026, 9, 1}, "F", "4", "WBRI", "Y", "Y", "K", "N", "N", "N", "Y"};
    builder.characteristics(number, row);
    say(builder, {"A123456789012", at(0, Half::am), "/"});
    return builder.finish();
}

Register with_pupil(const std::function<void(Enrolment&)>& change) {
    Register made = extract_of({{"P1", at(0, Half::am), "/"}});
    change(made.enrolments[0]);
    return made;
}

Enrolment pupil_of(const std::string& path) {
    RegisterBuilder builder;
    read_store(path, nullptr, builder);
    Register all = builder.finish();
    REQUIRE(all.enrolments.size() == 1);
    return all.enrolments[0];
}

}  // namespace

TEST_CASE("store: all that is known of a pupil and a school is read back") {
    const TestFolder folder;
    (void)update_store(folder.at("store.db"), full_extract(), {});
    RegisterBuilder builder;
    read_store(folder.at("store.db"), nullptr, builder);
    const Register all = builder.finish();
    const Register want = full_extract();
    REQUIRE(all.schools.size() == 1);
    CHECK(all.schools[0].laestab == "2013999");
    CHECK(all.schools[0].name == "St Mary's");
    CHECK(all.schools[0].trust_id == "T1");
    CHECK(all.schools[0].closed == Date{2030, 8, 31});
    CHECK(all.schools[0].high_age == 11);
    REQUIRE(all.enrolments.size() == 1);
    const Enrolment& pupil = all.enrolments[0];
    CHECK(pupil.pupil_id == "17");
    CHECK(pupil.surname == "Ó Súilleabháin");
    CHECK(pupil.forename == "Áine");
    CHECK(pupil.birth_date == Date{2018, 2, 28});
    CHECK(pupil.admission == Date{2024, 9, 2});
    CHECK(pupil.leaving == Date{2027, 7, 20});
    CHECK(pupil.boarder);
    CHECK(pupil.main_dual == false);
    CHECK(pupil.listed);
    CHECK(pupil.exclusions == want.enrolments[0].exclusions);
    REQUIRE(pupil.characteristics.size() == 2);
    CHECK_FALSE(pupil.characteristics[0].valid_from);
    CHECK(pupil.characteristics[0].year_group == "3");
    CHECK(pupil.characteristics[1].valid_from == Date{2026, 9, 1});
    CHECK(pupil.characteristics[1].protection_plan == "Y");
    REQUIRE(pupil.totals.size() == 1);
    CHECK(pupil.totals[0].period == want.enrolments[0].totals[0].period);
    CHECK(pupil.totals[0].possible == 378);
    CHECK_FALSE(pupil.totals[0].authorised);
    CHECK(pupil.totals[0].unauthorised == 0);
    CHECK(pupil.totals[0].source == "ctf");
    REQUIRE(pupil.totals[0].by_code.size() == 2);
    CHECK(all.code(pupil.totals[0].by_code[1].first) == "nonsense");
}

TEST_CASE("store: what was told last holds, and what is not told stays") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    (void)update_store(path, with_pupil([](Enrolment& pupil) {
                           pupil.surname = "New";
                           pupil.leaving = Date{2026, 12, 18};
                       }),
                       taken_at(hour(2, 8)));
    (void)update_store(path, with_pupil([](Enrolment& pupil) {
                           pupil.surname = "Old";
                           pupil.forename = "Ann";
                           pupil.leaving = Date{2027, 7, 20};
                       }),
                       taken_at(hour(1, 8)));
    (void)update_store(path, with_pupil([](Enrolment&) {}), taken_at(hour(3, 8)));
    const Enrolment pupil = pupil_of(path);
    CHECK(pupil.surname == "New");
    CHECK(pupil.forename == "Ann");
    CHECK(pupil.leaving == Date{2026, 12, 18});
}

TEST_CASE("store: a boarder stops being one only by a list") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    (void)update_store(path, with_pupil([](Enrolment& pupil) { pupil.boarder = true; }), taken_at(hour(1, 8)));
    (void)update_store(path, with_pupil([](Enrolment&) {}), taken_at(hour(2, 8)));
    CHECK(pupil_of(path).boarder);
    (void)update_store(path, with_pupil([](Enrolment& pupil) { pupil.listed = true; }), taken_at(hour(3, 8)));
    CHECK_FALSE(pupil_of(path).boarder);
}

TEST_CASE("store: one who is known by number here and by UPN there is one pupil when the store is read") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    const auto with = [](const char* id, const char* upn, SessionNumber session, const char* code) {
        RegisterBuilder builder(ConflictPolicy::last, true);
        const std::uint32_t pupil = builder.enrolment(builder.school("123456"), id, upn);
        builder.mark(pupil, {session, builder.code(code), {}});
        return builder.finish();
    };
    (void)update_store(path, with("17", "", at(0, Half::am), "/"), {});
    (void)update_store(path, with("", "P1", at(0, Half::pm), "\\"), {});
    (void)update_store(path, with("17", "P1", at(1, Half::am), "I"), {});
    CHECK(holding(path) == std::set<std::string>{"P1 2026-11-16 AM /", "P1 2026-11-16 PM \\", "P1 2026-11-17 AM I"});
}

}  // namespace cbds::register_store_facts_test
