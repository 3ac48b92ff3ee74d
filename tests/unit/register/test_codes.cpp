#include "cbds/register/codes.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace cbds::register_codes_test {

using reference::AttendanceCategory;
using registers::find_code;

constexpr identifiers::Date kLastOldDay{2024, 8, 18};
constexpr identifiers::Date kFirstNewDay{2024, 8, 19};

AttendanceCategory category_on(std::string_view code, identifiers::Date day) {
    return registers::category_of(find_code(code).value(), registers::session_number(day, registers::Half::pm));
}

TEST_CASE("every code of the table has one number, and its text back") {
    for (const reference::AttendanceCode& row : reference::attendance_codes()) {
        if (row.category == AttendanceCategory::missing) continue;
        const auto code = find_code(row.code);
        REQUIRE(code);
        CHECK(registers::code_text(*code) == row.code);
    }
    const auto codes = registers::known_codes();
    CHECK(std::count(codes.begin(), codes.end(), "D") == 1);
    CHECK(find_code("") == registers::kNoCode);
    CHECK(find_code("-") == registers::kNoCode);
    CHECK_FALSE(find_code("j1"));
    CHECK_FALSE(find_code("A"));
    CHECK_FALSE(find_code("\xC3\x84"));
}

TEST_CASE("a code counts as what it was on the day of the session, on both sides of 19 August 2024") {
    for (const identifiers::Date day : {kLastOldDay, kFirstNewDay}) {
        for (const reference::AttendanceCode& row : reference::attendance_codes()) {
            if (row.category == AttendanceCategory::missing) continue;
            const auto* held = reference::find_attendance_code(row.code, day);
            REQUIRE(held != nullptr);
            CHECK(category_on(row.code, day) == held->category);
            CHECK(registers::categories_in(registers::session_number(day, registers::Half::pm))[find_code(row.code).value()] == held->category);
        }
    }
    CHECK(category_on("J", kLastOldDay) == AttendanceCategory::approved);
    CHECK(category_on("J1", kFirstNewDay) == AttendanceCategory::authorised);
    CHECK(category_on("D", {2011, 8, 31}) == AttendanceCategory::approved);
    CHECK(category_on("D", {2011, 9, 1}) == AttendanceCategory::not_required);
}

TEST_CASE("what software does to codes is mended and told") {
    const auto mended = [](std::string_view text, std::string_view code) {
        const registers::MendedCode found = registers::mend_code(text);
        return found.mended && found.code == find_code(code);
    };
    CHECK(mended("i", "I"));
    CHECK(mended(" y4 ", "Y4"));
    CHECK(mended("\\\\", "\\"));
    CHECK(mended("\xEF\xBC\x8F", "/"));
    CHECK(mended(" / ", "/"));
    CHECK_FALSE(registers::mend_code("/").mended);
    for (const char* nothing : {"", "  ", "\t", " - "}) {
        CHECK(registers::mend_code(nothing).code == registers::kNoCode);
        CHECK_FALSE(registers::mend_code(nothing).mended);
    }
    CHECK_FALSE(registers::mend_code("nothing like it").code);
}

TEST_CASE("sessions are numbered by day and half") {
    using registers::Half;
    const registers::SessionNumber monday = registers::session_number({2026, 9, 7}, Half::am);
    CHECK(registers::weekday_of(monday) == 1);
    CHECK(registers::weekday_of(monday + 1) == 1);
    CHECK(registers::weekday_of(monday - 1) == 7);
    CHECK(registers::weekday_of(registers::session_number({1969, 12, 28}, Half::pm)) == 7);
    CHECK(registers::date_of(monday + 3) == identifiers::Date{2026, 9, 8});
    CHECK(registers::half_of(monday + 3) == Half::pm);
    CHECK(registers::academic_year({2026, 7, 31}) == 2025);
    CHECK(registers::academic_year({2026, 8, 1}) == 2026);
    CHECK(registers::find_half("pm") == Half::pm);
    CHECK_FALSE(registers::find_half("noon"));
}

}  // namespace cbds::register_codes_test
