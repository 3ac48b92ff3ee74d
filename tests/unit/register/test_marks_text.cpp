#include "cbds/register/marks_text.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cbds::register_marks_text_test {

using namespace cbds::registers;

namespace {

constexpr Date kMonday{2026, 9, 7};

/// The codes of a string, a blank between sessions.
std::string codes_in(std::string_view marks) {
    std::string text;
    for (const TextMark& mark : read_marks_text(kMonday, marks)) {
        text += text.empty() ? "" : " ";
        text += mark.code.empty() ? "[" + std::string(mark.text) + "]" : std::string(mark.code);
        text += mark.stand_in ? "!" : "";
    }
    return text;
}

}  // namespace

TEST_CASE("a string of marks has two characters a calendar day") {
    const auto marks = read_marks_text(kMonday, "/\\II####");
    REQUIRE(marks.size() == 8);
    CHECK(marks[0].session == session_number(kMonday, Half::am));
    CHECK(marks[3].session == session_number({2026, 9, 8}, Half::pm));
    CHECK(marks[7].session == session_number({2026, 9, 10}, Half::pm));
    CHECK(codes_in("/\\II##") == "/ \\ I I # #");
}

TEST_CASE("a string of marks: one character for codes of two places") {
    CHECK(codes_in("<>?$a%`:|_") == "C1! C2! J1! Y1! Y2! Y3! Y4! Y5! Y6! Y7!");
    for (const std::string_view code : known_codes()) {
        const char character = mark_character(*find_code(code));
        CAPTURE(code);
        CHECK(codes_in(std::string(1, character)) == std::string(code) + (code.size() > 1 ? "!" : ""));
    }
    CHECK(mark_character(kNoCode) == '-');
    CHECK(mark_character(kFirstOtherCode) == '-');
}

TEST_CASE("a string of marks: blanks are sessions, layout is none") {
    CHECK(codes_in("/ -\\") == "/ [ ] [-] \\");
    CHECK(codes_in("\n      /\\\r\n      II\n    ") == "/ \\ I I");
    CHECK(codes_in("") == "");
    CHECK(codes_in("A\xC3\xA9@") == "[A] [\xC3\xA9] [@]");
    CHECK(is_no_mark(" "));
    CHECK(is_no_mark("-"));
    CHECK_FALSE(is_no_mark("#"));
}

}  // namespace cbds::register_marks_text_test
