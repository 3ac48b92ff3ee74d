#include "cbds/register/builder.hpp"

#include <doctest/doctest.h>

#include <optional>

namespace cbds::register_builder_test {

using registers::ConflictPolicy;
using registers::Incident;
using registers::RegisterBuilder;

constexpr registers::SessionNumber kMonday = 2 * 20703;  // 7 September 2026, in the morning

registers::CodeId number_of(std::string_view code) { return registers::find_code(code).value(); }

registers::ReadMark mark_of(std::string_view code, std::int64_t recorded_at = 0, std::uint32_t line = 0) {
    return {kMonday, number_of(code), {recorded_at, line, 0, 0}};
}

/// What holds after two marks of one session.
registers::Register after(ConflictPolicy policy, const registers::ReadMark& first, const registers::ReadMark& second, bool details = false) {
    RegisterBuilder builder(policy, details);
    const std::uint32_t pupil = builder.enrolment(builder.school("100001"), "", "A123456789012");
    builder.mark(pupil, first);
    builder.mark(pupil, second);
    return builder.finish();
}

std::string_view code_after(ConflictPolicy policy, const registers::ReadMark& first, const registers::ReadMark& second) {
    const registers::Register made = after(policy, first, second);
    return made.code(made.enrolments[0].marks.at(kMonday));
}

TEST_CASE("of two marks for a session the policy decides, unless one was recorded later") {
    CHECK(code_after(ConflictPolicy::last, mark_of("N"), mark_of("I")) == "I");
    CHECK(code_after(ConflictPolicy::error, mark_of("N"), mark_of("I")) == "N");
    CHECK(code_after(ConflictPolicy::best_of, mark_of("I"), mark_of("N")) == "I");
    CHECK(code_after(ConflictPolicy::best_of, mark_of("O"), mark_of("L")) == "L");
    CHECK(code_after(ConflictPolicy::best_of, mark_of("#"), mark_of("O")) == "O");
    CHECK(code_after(ConflictPolicy::error, mark_of("N", 100), mark_of("I", 200)) == "I");
    CHECK(code_after(ConflictPolicy::last, mark_of("I", 200), mark_of("N", 100)) == "I");
    CHECK(code_after(ConflictPolicy::last, mark_of("I"), mark_of("-")) == "I");
    CHECK(code_after(ConflictPolicy::last, mark_of("I", 100), mark_of("-", 200)) == "-");
    CHECK(code_after(ConflictPolicy::last, mark_of("-", 200), mark_of("I", 100)) == "-");
}

TEST_CASE("a school is one, by whichever of its numbers it was known first") {
    RegisterBuilder builder;
    const std::uint32_t by_number = builder.school_at("2013999");
    CHECK(builder.school("100001", "2013999") == by_number);
    CHECK(builder.school("100001") == by_number);
    CHECK(builder.school("", "2013999") == by_number);
    CHECK(builder.school("100002", "2013999") != by_number);  // an academy takes the number of the school that it follows
    const std::uint32_t by_urn = builder.school("100003");
    CHECK(builder.school("100003", "2014000") == by_urn);
    CHECK(builder.school_at("2014000") == by_urn);
    const registers::Register made = builder.finish();
    REQUIRE(made.schools.size() == 3);
    CHECK(made.schools[0].urn == "100001");
    CHECK(made.schools[0].laestab == "2013999");
}

TEST_CASE("conflicts and repetitions are told, an order in time is none") {
    const registers::Register conflict = after(ConflictPolicy::error, mark_of("N", 0, 2), mark_of("I", 0, 3));
    REQUIRE(conflict.incidents.size() == 1);
    CHECK(conflict.incidents[0].kind == Incident::Kind::conflict);
    CHECK(conflict.incidents[0].value == "I");
    CHECK(conflict.incidents[0].line == 3);
    CHECK(after(ConflictPolicy::last, mark_of("N", 100), mark_of("I", 200)).incidents.empty());
    const registers::Register repeated = after(ConflictPolicy::last, mark_of("I", 0, 2), mark_of("I", 0, 3), true);
    REQUIRE(repeated.incidents.size() == 1);
    CHECK(repeated.incidents[0].kind == Incident::Kind::repeated);
}

TEST_CASE("a pupil is known by UPN, by the software's number, and by both once a row has both") {
    RegisterBuilder builder;
    const std::uint32_t school = builder.school("100001");
    const std::uint32_t by_id = builder.enrolment(school, "17", "");
    CHECK(builder.enrolment(school, "17", "A123456789012") == by_id);
    CHECK(builder.enrolment(school, "", "A123456789012") == by_id);
    CHECK(builder.enrolment(builder.school(" 100001 "), "", "A123456789012") == by_id);
    CHECK(builder.enrolment(builder.school("100002"), "17", "") != by_id);
    CHECK(builder.enrolment(school, "17", "B123456789012") != by_id);
}

TEST_CASE("enrolments stand by school, and incidents follow them") {
    RegisterBuilder builder;
    const std::uint32_t first = builder.school("100001");
    const std::uint32_t second = builder.school("100002");
    builder.enrolment(first, "1", "");
    const std::uint32_t other = builder.enrolment(second, "2", "");
    builder.enrolment(first, "3", "");
    Incident incident;
    incident.enrolment = other;
    builder.incident(incident);
    const registers::Register made = builder.finish();
    CHECK(made.enrolments[0].pupil_id == "1");
    CHECK(made.enrolments[1].pupil_id == "3");
    CHECK(made.enrolments[2].pupil_id == "2");
    CHECK(made.incidents[0].enrolment == 2);
    CHECK(builder.finish().enrolments.empty());
}

TEST_CASE("texts that are no codes keep what they say, a date far from the others is refused") {
    RegisterBuilder builder;
    const std::uint32_t pupil = builder.enrolment(builder.school(""), "1", "");
    builder.mark(pupil, {kMonday, builder.code("AB"), {}});
    builder.mark(pupil, {kMonday + 1, builder.code("?!"), {}});
    builder.mark(pupil, {kMonday + 1 + 2 * 366 * 40, builder.code("/"), {}});
    const registers::Register made = builder.finish();
    CHECK(made.code(made.enrolments[0].marks.at(kMonday)) == "AB");
    CHECK(made.code(made.enrolments[0].marks.at(kMonday + 1)) == "?!");
    CHECK(made.enrolments[0].marks.codes().size() <= 732);
    REQUIRE(made.incidents.size() == 1);
    CHECK(made.incidents[0].kind == Incident::Kind::unreadable_date);
}

TEST_CASE("where the first date is the one that was mistyped, it goes and not the others") {
    for (const bool details : {false, true}) {
        RegisterBuilder builder(ConflictPolicy::last, details);
        const std::uint32_t school = builder.school("");
        const std::uint32_t first = builder.enrolment(school, "1", "");
        const std::uint32_t second = builder.enrolment(school, "2", "");
        const registers::SessionNumber far = kMonday + 2 * 366 * 36;
        builder.mark(first, {far, number_of("/"), {0, 2, 0, 0}});
        for (int i = 0; i < 3; ++i) builder.mark(first, {kMonday + i, number_of("I"), {0, static_cast<std::uint32_t>(3 + i), 0, 0}});
        builder.mark(second, {kMonday, number_of("L"), {0, 6, 0, 0}});
        const registers::Register made = builder.finish();
        REQUIRE(made.incidents.size() == 1);
        CHECK(made.incidents[0].kind == Incident::Kind::unreadable_date);
        CHECK(made.incidents[0].enrolment == 0);
        CHECK(made.incidents[0].value == identifiers::write_date(registers::date_of(far)));
        CHECK(made.marks_read == 5);
        CHECK(made.enrolments[0].marks.at(far) == registers::kNoCode);
        for (int i = 0; i < 3; ++i) CHECK(made.code(made.enrolments[0].marks.at(kMonday + i)) == "I");
        CHECK(made.code(made.enrolments[1].marks.at(kMonday)) == "L");
        CHECK(made.enrolments[0].marks.codes().size() <= 732);
    }
}

TEST_CASE("schools and pupils that were read apart are one once a row has both of their numbers") {
    RegisterBuilder builder;
    const std::uint32_t by_number = builder.school_at("2013999");
    const std::uint32_t by_urn = builder.school("100001");
    const std::uint32_t other = builder.school("100002");
    builder.mark(builder.enrolment(by_number, "", "A1"), {kMonday, number_of("I"), {}});
    builder.mark(builder.enrolment(by_urn, "", "A1"), {kMonday + 1, number_of("O"), {}});
    builder.mark(builder.enrolment(by_urn, "17", ""), {kMonday + 2, number_of("L"), {}});
    builder.mark(builder.enrolment(other, "17", ""), {kMonday + 2, number_of("B"), {}});
    Incident incident;
    incident.enrolment = builder.enrolment(by_urn, "17", "");
    builder.incident(incident);
    CHECK(builder.school("100001", "2013999") == by_urn);
    builder.enrolment_at(builder.enrolment(by_urn, "17", "A1")).listed = true;
    const registers::Register made = builder.finish();
    REQUIRE(made.schools.size() == 2);
    CHECK(made.schools[0].urn == "100001");
    CHECK(made.schools[0].laestab == "2013999");
    REQUIRE(made.enrolments.size() == 2);
    const registers::Enrolment& joined = made.enrolments[0];
    CHECK(joined.upn == "A1");
    CHECK(joined.pupil_id == "17");
    CHECK(joined.listed);
    CHECK(joined.school == 0);
    CHECK(made.code(joined.marks.at(kMonday)) == "I");
    CHECK(made.code(joined.marks.at(kMonday + 1)) == "O");
    CHECK(made.code(joined.marks.at(kMonday + 2)) == "L");
    CHECK(made.enrolments[1].school == 1);
    CHECK(made.code(made.enrolments[1].marks.at(kMonday + 2)) == "B");
    CHECK(made.incidents.at(0).enrolment == 0);
    CHECK(made.marks_read == 4);
}

TEST_CASE("a number that two pupils have had joins nobody") {
    RegisterBuilder builder;
    const std::uint32_t school = builder.school("100001");
    builder.mark(builder.enrolment(school, "17", ""), {kMonday, number_of("I"), {}});
    for (const char* upn : {"A1", "B1"}) builder.mark(builder.enrolment(school, "", upn), {kMonday, number_of("/"), {}});
    for (const char* upn : {"A1", "B1"}) builder.enrolment(school, "17", upn);
    CHECK(builder.finish().enrolments.size() == 3);
}

TEST_CASE("marks grow year by year in both directions, details with them") {
    RegisterBuilder builder(ConflictPolicy::last, true);
    const std::uint32_t pupil = builder.enrolment(builder.school(""), "1", "");
    builder.mark(pupil, {kMonday, number_of("I"), {0, 5, 0, 0}});
    builder.mark(pupil, {kMonday - 800, number_of("O"), {0, 6, 0, 0}});
    builder.mark(pupil, {kMonday + 800, number_of("L"), {0, 7, 0, 12}});
    const registers::Register made = builder.finish();
    const registers::Enrolment& enrolment = made.enrolments[0];
    CHECK(made.code(enrolment.marks.at(kMonday)) == "I");
    CHECK(made.code(enrolment.marks.at(kMonday - 800)) == "O");
    CHECK(made.code(enrolment.marks.at(kMonday + 800)) == "L");
    CHECK(enrolment.detail(kMonday)->line == 5);
    CHECK(enrolment.detail(kMonday - 800)->line == 6);
    CHECK(enrolment.detail(kMonday + 800)->minutes_late == 12);
    CHECK(enrolment.marks.at(kMonday + 4000) == registers::kNoCode);
}

TEST_CASE("characteristics hold from their day on") {
    RegisterBuilder builder;
    const std::uint32_t pupil = builder.enrolment(builder.school(""), "1", "");
    registers::Characteristics later;
    later.valid_from = identifiers::Date{2026, 9, 1};
    later.year_group = "8";
    registers::Characteristics earlier;
    earlier.valid_from = identifiers::Date{2025, 9, 1};
    earlier.year_group = "7";
    builder.characteristics(pupil, later);
    builder.characteristics(pupil, earlier);
    const registers::Register made = builder.finish();
    CHECK(made.enrolments[0].on({2026, 8, 31})->year_group == "7");
    CHECK(made.enrolments[0].on({2026, 9, 1})->year_group == "8");
    CHECK(made.enrolments[0].on({2020, 1, 1})->year_group == "7");
}

}  // namespace cbds::register_builder_test
