#include "cbds/register/scope.hpp"

#include "cbds/error.hpp"
#include "cbds/register/builder.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

namespace cbds::register_scope_test {

using namespace cbds;
using namespace cbds::registers;
using io::test::TestFolder;

namespace {

constexpr Date kToday{2026, 11, 20};

/// Three schools: two of a trust, two of an authority; a pupil each, and one (`M`) at two of them.
Register three_schools() {
    RegisterBuilder builder(ConflictPolicy::last, true);
    const auto add = [&](const char* urn, const char* la, const char* trust, const char* pupil, const char* code) {
        const std::uint32_t school = builder.school(urn);
        School& place = builder.school_at_index(school);
        place.name = std::string("School ") + urn;
        place.la_code = la;
        place.trust_id = trust;
        const std::uint16_t file = builder.file(std::string(urn) + ".csv");
        for (const char* const upn : {pupil, "M"}) {
            const std::uint32_t enrolment = builder.enrolment(school, "", upn);
            builder.enrolment_at(enrolment).surname = "Surname";
            builder.mark(enrolment, {session_number({2026, 11, 16}, Half::am), builder.code(code), {0, 2, file, 0}});
            builder.incident({Incident::Kind::mended_code, enrolment, 0, 2, file, std::string("incident ") + urn, "code"});
        }
        builder.incident({Incident::Kind::no_pupil, Incident::kNoEnrolment, 0, 9, file, std::string("row of ") + urn, "upn"});
    };
    add("100001", "201", "T1", "A", "/");
    add("100002", "202", "T1", "B", "other of 100002");
    add("100003", "201", "", "C", "I");
    return builder.finish();
}

std::string urns(const Register& all) {
    std::string text;
    for (const School& school : all.schools) text += school.urn + ' ';
    return text;
}

std::string pupils(const Register& all) {
    std::string text;
    for (const Enrolment& enrolment : all.enrolments) text += enrolment.upn + '@' + all.schools[enrolment.school].urn + ' ';
    return text;
}

LeftOut restrict_by(Register& all, const char* scope, const Agreements* agreements = nullptr) {
    return restrict_to(all, *Scope::parse(scope), agreements, kToday);
}

}  // namespace

TEST_CASE("scope: is read, and what is none is not") {
    CHECK(Scope::parse("school=100001")->kind == Scope::Kind::school);
    CHECK(Scope::parse("trust=T 1")->id == "T 1");
    CHECK(Scope::parse("la=201")->kind == Scope::Kind::authority);
    CHECK_FALSE(Scope::parse("national")->shows_pupils());
    CHECK(Scope().shows_pupils());
    for (const char* const text : {"", "school", "school=", "school=abc", "school=12345678", "la=20", "la=2013", "la=2O1", "trust= ", "National",
                                   "all", "=1", "region=E12000007"}) {
        CAPTURE(text);
        CHECK_FALSE(Scope::parse(text));
    }
}

TEST_CASE("scope: all leaves everything as it is") {
    Register all = three_schools();
    const LeftOut left = restrict_to(all, {}, nullptr, kToday);
    CHECK(left.enrolments_out_of_scope + left.enrolments_not_agreed == 0);
    CHECK(pupils(all) == "A@100001 M@100001 B@100002 M@100002 C@100003 M@100003 ");
    CHECK(all.incidents.size() == 9);
    CHECK(all.files[1] == "100002.csv");
    CHECK(all.marks_read == 6);
}

TEST_CASE("scope: a school, a trust and an authority see their own") {
    for (const auto& each : {std::pair{"school=100002", "100002 "},
                                      {"trust=T1", "100001 100002 "},
                                      {"la=201", "100001 100003 "},
                                      {"school=100009", ""},
                                      {"trust=t1", ""}}) {
        const auto& scope = each.first;
        const auto& want = each.second;
        CAPTURE(scope);
        Register all = three_schools();
        const LeftOut left = restrict_by(all, scope);
        CHECK(urns(all) == want);
        CHECK(left.schools_out_of_scope == 3 - all.schools.size());
        CHECK(left.enrolments_out_of_scope == 6 - all.enrolments.size());
        CHECK(all.marks_read == all.enrolments.size());
        for (const Enrolment& enrolment : all.enrolments) CHECK(enrolment.school < all.schools.size());
    }
}

TEST_CASE("scope: incidents, files and what stood in the place of codes go with their schools") {
    Register all = three_schools();
    (void)restrict_by(all, "la=201");
    REQUIRE(all.incidents.size() == 4);
    CHECK(all.incidents[2].value == "incident 100003");
    CHECK(all.enrolments[all.incidents[2].enrolment].upn == "C");
    CHECK(all.files == std::vector<std::string>{"100001.csv", "", "100003.csv"});
    CHECK(all.other_codes == std::vector<std::string>{"?"});
    all = three_schools();
    (void)restrict_by(all, "school=100002");
    CHECK(all.other_codes == std::vector<std::string>{"other of 100002"});
    CHECK(all.code(all.enrolments[0].marks.at(session_number({2026, 11, 16}, Half::am))) == "other of 100002");
}

TEST_CASE("scope: an authority is known from the school's number where nothing else tells it") {
    RegisterBuilder builder;
    (void)builder.enrolment(builder.school_at("2013999"), "", "A");
    Register all = builder.finish();
    (void)restrict_by(all, "la=201");
    CHECK(all.enrolments.size() == 1);
    (void)restrict_by(all, "school=2013999");
    CHECK(all.enrolments.size() == 1);
    (void)restrict_by(all, "la=202");
    CHECK(all.enrolments.empty());
    CHECK(all.schools.empty());
}

TEST_CASE("scope: national keeps the marks and no name, and one pupil is one still") {
    Register all = three_schools();
    (void)restrict_by(all, "national");
    CHECK(all.enrolments.size() == 6);
    CHECK(urns(all) == "   ");
    CHECK(all.incidents.empty());
    for (const School& school : all.schools) CHECK(school.name + school.trust_id + school.laestab == "");
    for (const Enrolment& enrolment : all.enrolments) CHECK(enrolment.surname == "");
    CHECK(all.enrolments[1].upn == all.enrolments[3].upn);
    CHECK(all.enrolments[0].upn != all.enrolments[2].upn);
    CHECK(all.enrolments[0].upn.find('A') == std::string::npos);
    for (const std::string& file : all.files) CHECK(file.empty());
}

TEST_CASE("scope: a school is found by either of its numbers, and nobody in the scope is told") {
    const auto with_both = [] {
        RegisterBuilder builder;
        const std::uint32_t school = builder.school("100001");
        builder.school_at_index(school).laestab = "2014001";
        (void)builder.enrolment(school, "", "A");
        return builder.finish();
    };
    for (const char* const scope : {"school=100001", "school=2014001", "school=201/4001"}) {
        CAPTURE(scope);
        Register all = with_both();
        CHECK_FALSE(restrict_by(all, scope).nobody_in_scope);
        CHECK(all.enrolments.size() == 1);
    }
    for (const char* const scope : {"school=100002", "trust=9", "la=202"}) {
        CAPTURE(scope);
        Register all = with_both();
        CHECK(restrict_by(all, scope).nobody_in_scope);
    }
    Register all = with_both();
    CHECK_FALSE(restrict_by(all, "national").nobody_in_scope);
    const Agreements none;
    CHECK_FALSE(restrict_to(all, {}, &none, kToday).nobody_in_scope);
    all = with_both();
    const LeftOut left = restrict_by(all, "school=100001", &none);
    CHECK_FALSE(left.nobody_in_scope);
    CHECK(left.schools_not_agreed == 1);
}

TEST_CASE("agreements: decide by today, from the first day to the one before the withdrawal") {
    Agreements agreements;
    agreements.add("100001", "", {2026, 9, 1}, std::nullopt);
    agreements.add("100002", "", {2025, 9, 1}, Date{2026, 3, 1});
    agreements.add("100002", "", {2026, 11, 20}, Date{2026, 11, 22});
    const auto agreed = [&](const char* urn, Date today) { return agreements.agreed(SchoolNumbers::of(urn, ""), today); };
    CHECK(agreed("100001", {2026, 9, 1}));
    CHECK_FALSE(agreed("100001", {2026, 8, 31}));
    CHECK(agreed("100002", {2026, 2, 28}));
    CHECK_FALSE(agreed("100002", {2026, 3, 1}));
    CHECK(agreed("100002", {2026, 11, 21}));
    CHECK_FALSE(agreed("100002", {2026, 11, 22}));
    CHECK_FALSE(agreed("100003", kToday));
    CHECK_FALSE(agreed("", kToday));
}

TEST_CASE("agreements: a withdrawal ends all that began before it, in any order of rows, and a later agreement begins anew") {
    for (const bool withdrawn_first : {false, true}) {
        CAPTURE(withdrawn_first);
        Agreements agreements;
        if (!withdrawn_first) agreements.add("100001", "", {2025, 9, 1}, std::nullopt);
        agreements.add("100001", "", {2025, 1, 1}, Date{2026, 10, 1});
        if (withdrawn_first) agreements.add("100001", "", {2025, 9, 1}, std::nullopt);
        const SchoolNumbers school = SchoolNumbers::of("100001", "");
        CHECK(agreements.agreed(school, {2026, 9, 30}));
        CHECK_FALSE(agreements.agreed(school, kToday));
        agreements.add("100001", "", {2026, 10, 1}, std::nullopt);
        CHECK_FALSE(agreements.agreed(school, kToday));
        agreements.add("100001", "", {2026, 10, 2}, std::nullopt);
        CHECK(agreements.agreed(school, kToday));
        CHECK_FALSE(agreements.agreed(school, {2026, 10, 1}));
    }
}

TEST_CASE("agreements: rows under any number of a school are rows of that school") {
    const SchoolNumbers both = SchoolNumbers::of("100001", "2014001");
    const SchoolNumbers urn = SchoolNumbers::of("100001", "");
    const SchoolNumbers number = SchoolNumbers::of("", "2014001");
    Agreements apart;
    apart.add("100001", "", {2025, 9, 1}, std::nullopt);
    CHECK(apart.agreed(both, kToday));
    apart.add("", "201/4001", {2025, 9, 1}, Date{2026, 10, 1});
    CHECK_FALSE(apart.agreed(both, kToday));
    CHECK(apart.agreed(urn, kToday));  // nothing tells that the two numbers are of one school
    apart.add("100001", "2014001", {2024, 9, 1}, std::nullopt);
    CHECK_FALSE(apart.agreed(urn, kToday));
    CHECK_FALSE(apart.agreed(number, kToday));
    Agreements together;
    together.add("100001", "201-4001", {2025, 9, 1}, std::nullopt);
    for (const SchoolNumbers& school : {both, urn, number, SchoolNumbers::of("201/4001", "")}) CHECK(together.agreed(school, kToday));
    CHECK_FALSE(together.agreed(SchoolNumbers::of("100002", "2014001"), kToday));  // the academy that has the number now
    Agreements in_place_of_urn;
    in_place_of_urn.add("201/4001", "", {2025, 9, 1}, std::nullopt);
    for (const SchoolNumbers& school : {both, number}) CHECK(in_place_of_urn.agreed(school, kToday));
}

TEST_CASE("agreements: rows of no school of the registers are counted") {
    Agreements agreements;
    agreements.add("100001", "", {2026, 9, 1}, std::nullopt);
    agreements.add("10003", "", {2026, 9, 1}, std::nullopt);
    agreements.add("", "9999999", {2026, 9, 1}, std::nullopt);
    Register all = three_schools();
    CHECK(restrict_to(all, {}, &agreements, kToday).agreements_without_school == 2);
    all = three_schools();
    CHECK(restrict_by(all, "school=100002", &agreements).agreements_without_school == 2);
}

TEST_CASE("agreements: schools without one are left out and counted, those out of scope apart") {
    Agreements agreements;
    agreements.add("100001", "", {2026, 9, 1}, std::nullopt);
    agreements.add("100002", "", {2026, 9, 1}, kToday);
    Register all = three_schools();
    const LeftOut left = restrict_by(all, "trust=T1", &agreements);
    CHECK(urns(all) == "100001 ");
    CHECK(left.schools_not_agreed == 1);
    CHECK(left.enrolments_not_agreed == 2);
    CHECK(left.schools_out_of_scope == 1);
    CHECK(left.enrolments_out_of_scope == 2);
    all = three_schools();
    (void)restrict_to(all, {}, &agreements, kToday);
    CHECK(urns(all) == "100001 ");
}

TEST_CASE("agreements: are read from a table under several headings") {
    const TestFolder folder;
    const auto agreed = [&](const char* heading) {
        const Agreements read =
            Agreements::load(folder.write("agreements.csv", std::string(heading) + "\r\n100001,2026-09-01,\r\n100002,01/09/2025,2026-03-01\r\n"));
        const auto by_urn = [&](const char* urn, Date today) { return read.agreed(SchoolNumbers::of(urn, ""), today); };
        return by_urn("100001", kToday) && by_urn("100002", {2026, 1, 1}) && !by_urn("100002", kToday);
    };
    CHECK(agreed("school,agreed_from,withdrawn_on"));
    CHECK(agreed("\xEF\xBB\xBFURN,Agreed From,Withdrawn On"));
    CHECK(agreed("school_urn,agreed_from,withdrawn_on"));
    const Agreements named = Agreements::load(folder.write("a.csv", "laestab,name,agreed_from,withdrawn_on\n201/4001,St Merrin,2026-09-01\n"));
    CHECK(named.agreed(SchoolNumbers::of("100001", "2014001"), kToday));
    const char* const both = "school,laestab,agreed_from,withdrawn_on\n100001,201/4001,2026-09-01,\nSt Osyth,201/4002,2026-09-01,\n";
    const Agreements of_both = Agreements::load(folder.write("b.csv", both));
    CHECK(of_both.agreed(SchoolNumbers::of("100001", ""), kToday));
    CHECK(of_both.agreed(SchoolNumbers::of("100002", "2014002"), kToday));
}

TEST_CASE("agreements: what cannot be read is told with its place") {
    const TestFolder folder;
    const auto load = [&](const char* text) { (void)Agreements::load(folder.write("agreements.csv", text)); };
    CHECK_THROWS_AS(load(""), DocumentError);
    CHECK_THROWS_AS(load("school\n100001\n"), DocumentError);
    CHECK_THROWS_AS(load("agreed_from\n2026-09-01\n"), DocumentError);
    CHECK_THROWS_AS(load("school,agreed_from\n100001,2026-09-01\n"), DocumentError);
    const std::string columns =
        "is no column of agreements, or stands there twice; school (a URN) or laestab, agreed_from, withdrawn_on, and name are";
    CHECK_THROWS_WITH_AS(load("school,agreed_from,withdrawn\n100001,2025-09-01,2026-10-01\n"),
                         (folder.at("agreements.csv") + ": row 1, column 3 (withdrawn): " + columns).c_str(), DocumentError);
    for (const char* const heading : {"school,agreed_from,withdrawn_on,x", "school,agreed_from,withdrawn_on,status", "school,urn,agreed_from,withdrawn_on",
                                      "school,agreed_from,withdrawn_on,Withdrawn On"}) {
        CAPTURE(heading);
        CHECK_THROWS_AS(load((std::string(heading) + "\n").c_str()), DocumentError);
    }
    const std::string row = folder.at("agreements.csv") + ": row 2";
    CHECK_THROWS_WITH_AS(load("school,agreed_from,withdrawn_on\n100001,2025-09-01,,2026-10-01\n"),
                         (row + ": cell 4 stands under no heading").c_str(), DocumentError);
    CHECK_THROWS_WITH_AS(load("school,agreed_from,withdrawn_on,\n100001,2025-09-01,,2026-10-01\n"),
                         (row + ": cell 4 stands under no heading").c_str(), DocumentError);
    CHECK_THROWS_WITH_AS(load("school,agreed_from,withdrawn_on\n,2026-09-01\n"), (row + ": the row names no school").c_str(), DocumentError);
    CHECK_THROWS_WITH_AS(load("school,agreed_from,withdrawn_on\n100001,soon\n"), (row + ", column 2 (agreed_from): is no date as 2026-01-31").c_str(),
                         DocumentError);
    CHECK_THROWS_WITH_AS(load("school,agreed_from,withdrawn_on\n100001,\n"),
                         (row + ", column 2 (agreed_from): the row does not say from when the school agreed").c_str(), DocumentError);
    CHECK_THROWS_WITH_AS(load("school,agreed_from,withdrawn_on\n100001,2026-09-01,2026-08-01\n"),
                         (row + ", column 3 (withdrawn_on): the school cannot have withdrawn before it agreed").c_str(), DocumentError);
    CHECK_THROWS_AS((void)Agreements::load(folder.at("missing.csv")), InputError);
}

}  // namespace cbds::register_scope_test
