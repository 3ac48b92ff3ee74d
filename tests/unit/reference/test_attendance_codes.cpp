#include "cbds/reference/attendance_codes.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace cbds::reference_attendance_codes_test {

using namespace cbds;
using namespace cbds::reference;
using identifiers::Date;

namespace {

constexpr Date kLastOld{2024, 8, 18};
constexpr Date kFirstNew{2024, 8, 19};

bool in_force(std::string_view code, Date day) {
    const AttendanceCode* found = find_attendance_code(code, day);
    return found != nullptr && found->in_force(day);
}

}  // namespace

TEST_CASE("attendance codes: the set changed on 19 August 2024") {
    for (const char* code : {"J", "H", "Y"}) {
        CHECK_MESSAGE(in_force(code, kLastOld), code);
        CHECK_MESSAGE(!in_force(code, kFirstNew), code);
    }
    for (const char* code : {"K", "C1", "C2", "J1", "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"}) {
        CHECK_MESSAGE(!in_force(code, kLastOld), code);
        CHECK_MESSAGE(in_force(code, kFirstNew), code);
    }
    for (const char* code : {"/", "\\", "L", "B", "D", "P", "V", "W", "C", "E", "I", "M", "R", "S", "T", "G", "N", "O", "U", "X", "Z", "#"}) {
        CHECK_MESSAGE(in_force(code, kLastOld), code);
        CHECK_MESSAGE(in_force(code, kFirstNew), code);
    }
    CHECK(find_attendance_code("A", kFirstNew) == nullptr);
    CHECK(find_attendance_code("", kFirstNew) == nullptr);
}

TEST_CASE("attendance codes: J counted as attendance, J1 counts as absence") {
    CHECK(find_attendance_code("J", kLastOld)->category == AttendanceCategory::approved);
    CHECK(find_attendance_code("J", kFirstNew)->category == AttendanceCategory::approved);
    CHECK(find_attendance_code("J", kFirstNew)->successor == "J1");
    CHECK(find_attendance_code("J1", kFirstNew)->category == AttendanceCategory::authorised);
    CHECK(find_attendance_mark('?', kFirstNew)->code == "J1");
    CHECK(find_attendance_mark('J', kFirstNew)->code == "J");
}

TEST_CASE("attendance codes: a code that came to mean something else has a row for each time") {
    CHECK(is_possible(find_attendance_code("D", {2011, 8, 31})->category));
    CHECK_FALSE(is_possible(find_attendance_code("D", {2011, 9, 1})->category));
    CHECK(find_attendance_mark('D', {2010, 1, 1})->category == AttendanceCategory::approved);
    CHECK(find_attendance_mark('D', {2026, 1, 1})->category == AttendanceCategory::not_required);
}

TEST_CASE("attendance codes: a mark is one character, and no two codes share it") {
    std::set<char> marks;
    std::string_view code;
    for (const AttendanceCode& row : attendance_codes()) {
        if (row.code != code) CHECK_MESSAGE(marks.insert(row.mark).second, row.code);
        code = row.code;
        CHECK(row.mark > ' ');
        CHECK_FALSE(row.label.empty());
        if (row.since && row.until) CHECK(*row.since <= *row.until);
        CHECK(find_attendance_mark(row.mark, kFirstNew)->code == row.code);
    }
    CHECK(find_attendance_mark('A', kFirstNew) == nullptr);
    CHECK(find_attendance_mark('\xE9', kFirstNew) == nullptr);
}

TEST_CASE("attendance codes: what counts as a possible session") {
    CHECK(is_possible(AttendanceCategory::present));
    CHECK(is_possible(AttendanceCategory::approved));
    CHECK(is_possible(AttendanceCategory::authorised));
    CHECK(is_possible(AttendanceCategory::unauthorised));
    CHECK_FALSE(is_possible(AttendanceCategory::not_required));
    CHECK_FALSE(is_possible(AttendanceCategory::administrative));
    CHECK_FALSE(is_possible(AttendanceCategory::missing));
}

}  // namespace cbds::reference_attendance_codes_test
