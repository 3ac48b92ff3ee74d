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

namespace {

/// A school without marks that is told of, beside one that has a mark.
Register with_trust(const char* trust, int day) {
    Register made = extract_of({{"P9", at(day, Half::am), "/", hour(day, 9), 0, "100009"}});
    made.schools.push_back({"123456", "", "", "", "", trust, "", std::nullopt, std::nullopt, std::nullopt, std::nullopt});
    return made;
}

std::string trust_of(const std::string& path) {
    RegisterBuilder builder;
    read_store(path, nullptr, builder);
    const Register all = builder.finish();
    for (const School& school : all.schools)
        if (school.urn == "123456") return school.trust_id;
    return "none";
}

/// A census: no marks, and facts from its day on.
Register census_of(Date day, const char* surname) {
    RegisterBuilder builder(ConflictPolicy::last, true);
    const std::uint32_t pupil = builder.enrolment(builder.school("123456"), "", "P1");
    builder.enrolment_at(pupil).surname = surname;
    Characteristics row;
    row.valid_from = day;
    row.sen = "K";
    builder.characteristics(pupil, row);
    return builder.finish();
}

StoreUpdateOptions at_present(std::int64_t now) {
    StoreUpdateOptions options;
    options.now = now;
    return options;
}

}  // namespace

TEST_CASE("store: what an extract tells of a school without marks has the time of the extract as a whole") {
    for (const bool later_first : {false, true}) {
        CAPTURE(later_first);
        const TestFolder folder;
        const std::string path = folder.at("store.db");
        (void)update_store(path, extract_of({{"P1", at(0, Half::am), "/"}}), at_present(hour(9, 9)));
        (void)update_store(path, with_trust(later_first ? "2" : "9", later_first ? 3 : 1), at_present(hour(9, 9)));
        (void)update_store(path, with_trust(later_first ? "9" : "2", later_first ? 1 : 3), at_present(hour(9, 9)));
        CHECK(trust_of(path) == "2");
    }
}

TEST_CASE("store: a census without marks is as old as the day from which its facts hold") {
    for (const bool later_first : {false, true}) {
        const TestFolder folder;
        const std::string path = folder.at("store.db");
        (void)update_store(path, census_of(later_first ? Date{2026, 10, 1} : Date{2026, 1, 15}, later_first ? "A" : "Z"), at_present(hour(9, 9)));
        (void)update_store(path, census_of(later_first ? Date{2026, 1, 15} : Date{2026, 10, 1}, later_first ? "Z" : "A"), at_present(hour(9, 9)));
        CHECK(pupil_of(path).surname == "A");
    }
}

TEST_CASE("store: where nothing else tells the time what was told in a later run holds") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    const auto named = [](const char* surname) {
        RegisterBuilder builder(ConflictPolicy::last, true);
        builder.enrolment_at(builder.enrolment(builder.school("123456"), "", "P1")).surname = surname;
        return builder.finish();
    };
    (void)update_store(path, named("Z"), at_present(hour(1, 9)));
    (void)update_store(path, named("A"), at_present(hour(2, 9)));
    CHECK(pupil_of(path).surname == "A");
}

TEST_CASE("store: of one known by number here and by UPN there that mark and that value hold which were told last") {
    const auto extract = [](const char* id, const char* upn, const char* code, std::int64_t time, const char* surname) {
        RegisterBuilder builder(ConflictPolicy::last, true);
        const std::uint32_t pupil = builder.enrolment(builder.school("123456"), id, upn);
        builder.enrolment_at(pupil).surname = surname;
        builder.mark(pupil, {at(0, Half::am), builder.code(code), {time, 0, 0, 0}});
        return builder.finish();
    };
    for (const auto& [by_upn, by_number, holds] : {std::tuple{9, 15, "I"}, {15, 9, "N"}, {9, 9, "I"}}) {
        const TestFolder folder;
        const std::string path = folder.at("store.db");
        (void)update_store(path, extract("17", "P1", "N", hour(0, by_upn), "By UPN"), {});
        (void)update_store(path, extract("17", "", "I", hour(0, by_number), "By number"), {});
        CHECK(holding(path) == std::set<std::string>{std::string("P1 2026-11-16 AM ") + holds});
        CHECK(pupil_of(path).surname == std::string(by_number >= by_upn ? "By number" : "By UPN"));
    }
}

TEST_CASE("store: a number that two pupils had joins neither") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    const auto with = [](const char* id, const char* upn, int day) {
        RegisterBuilder builder(ConflictPolicy::last, true);
        const std::uint32_t pupil = builder.enrolment(builder.school("123456"), id, upn);
        builder.mark(pupil, {at(day, Half::am), builder.code("/"), {hour(day, 9), 0, 0, 0}});
        return builder.finish();
    };
    (void)update_store(path, with("17", "P1", 0), {});
    (void)update_store(path, with("17", "", 1), {});
    CHECK(holding(path) == std::set<std::string>{"P1 2026-11-16 AM /", "P1 2026-11-17 AM /"});
    (void)update_store(path, with("18", "P1", 2), {});
    CHECK(holding(path).contains("P1 2026-11-17 AM /"));  // the number was P1's
    (void)update_store(path, with("17", "P2", 3), {});
    CHECK(holding(path) == std::set<std::string>{"P1 2026-11-16 AM /", "17 (of several) 2026-11-17 AM /", "P1 2026-11-18 AM /", "P2 2026-11-19 AM /"});
}

TEST_CASE("store: a number of authority and establishment means the open school, of two that had it") {
    for (const char* const open : {"100001", "100002"}) {
        CAPTURE(open);
        const TestFolder folder;
        const std::string path = folder.at("store.db");
        RegisterBuilder builder(ConflictPolicy::last, true);
        for (const char* const urn : {"100001", "100002"}) {
            School& school = builder.school_at_index(builder.school(urn));
            school.laestab = "2014001";
            if (school.urn != open) school.closed = Date{2025, 8, 31};
            (void)builder.enrolment(builder.school(urn), "", std::string("P") + urn);
        }
        (void)update_store(path, builder.finish(), {});
        const std::uint32_t pupil = builder.enrolment(builder.school_at("2014001"), "", "P");
        builder.mark(pupil, {at(0, Half::am), builder.code("/"), {}});
        (void)update_store(path, builder.finish(), {});
        RegisterBuilder reader;
        read_store(path, nullptr, reader);
        const Register all = reader.finish();
        CHECK(all.schools.size() == 2);
        for (const Enrolment& each : all.enrolments)
            if (each.upn == "P") CHECK(all.schools[each.school].urn == open);
    }
}

}  // namespace cbds::register_store_facts_test
