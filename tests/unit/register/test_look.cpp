#include "cbds/register/inputs.hpp"
#include "cbds/register/store.hpp"
#include "io/test_files.hpp"
#include "register/look.hpp"

#include <doctest/doctest.h>

namespace cbds::register_look_test {

using namespace cbds;
using namespace cbds::registers;

namespace {

InputKind look(std::string_view text) { return look_at_input(text, {}, std::nullopt); }

}  // namespace

TEST_CASE("forms of registers have names") {
    for (std::size_t i = 0; i < kForms; ++i) {
        const auto form = static_cast<Form>(i);
        CHECK(find_form(form_name(form)) == form);
        CHECK(form_of(kind_of(form)) == form);
    }
    CHECK_FALSE(find_form("xlsx").has_value());
}

TEST_CASE("a look at CSV: the heading tells") {
    CHECK(look("school_urn,upn,session_date,session,code\n") == InputKind::marks_csv);
    CHECK(look("Date\tStudent ID\tSession Name\tMark\r\n") == InputKind::marks_csv);
    CHECK(look("\xEF\xBB\xBF\"upn\";date;code") == InputKind::marks_csv);
    CHECK(look("upn,start_date,marks\n") == InputKind::register_csv);
    CHECK(look("\n\nUPN,Name,2026-07-06 AM\n") == InputKind::register_csv);
    CHECK(look("school_urn,upn,dob,sex\n") == InputKind::pupils);
    CHECK(look("urn,name,la_code\n") == InputKind::schools);
    CHECK(look("scope,date,session,status\n") == InputKind::calendar);
    CHECK(look("school,agreed_from,withdrawn_on\n") == InputKind::agreements);
    for (const char* text : {"", "\n\n", ",,,\n", "a,b\n1,2\n", "upn,code\n", "date,code\n", "900101,A1,2026-09-07,AM,/\n", "\"never closed", "%PDF-1.4", "2026-07-06 AM\n"}) {
        CAPTURE(text);
        CHECK(look(text) == InputKind::unknown);
    }
    CHECK(look(std::string_view("\0\x01\x02\xFF", 4)) == InputKind::unknown);
}

TEST_CASE("a look at CSV: of UTF-16, and as a map says") {
    std::string wide = "\xFF\xFE";
    for (const char c : std::string("upn,date,code\n")) wide.append(1, c).append(1, '\0');
    CHECK(look(wide) == InputKind::marks_csv);
    ColumnNames names;
    names.columns = {{"No", "pupil_id"}, {"Day", "session_date"}, {"Result", "code"}};
    CHECK(look_at_input("No,Day,Half,Result\n", names, std::nullopt) == InputKind::marks_csv);
    CHECK(look("No,Day,Half,Result\n") == InputKind::unknown);
}

TEST_CASE("a look at JSON: the names of the first object tell, lines tell which kind") {
    CHECK(look(R"({"urn":"900101","date":"2026-09-07","session":"AM","codes":{"A1":"/"}})" "\n{}\n") == InputKind::ndjson);
    CHECK(look("{\n \"urn\":\"900101\",\n \"date\":\"2026-09-07\",\"codes\":{}\n}\n") == InputKind::json);
    CHECK(look("{\n \"urn\":\"900101\",\n \"date\":\"2026-09-07\",\"codes\":{}\n}\n{\"urn\":\"900102\"}\n") == InputKind::ndjson);
    CHECK(look("{\n \"urn\":\"900101\",\n \"date\":\"2026-09-07\",\"codes\":{\"A1\"") == InputKind::json);
    CHECK(look(R"([{"student_id":1,"session_date":"2026-09-07","session_name":"AM","attendance_mark":"/"}])") == InputKind::json);
    CHECK(look(R"({"data":[{"id":"A1","date":{"date":"2026-09-07"},"attendance_code_id":"A2")") == InputKind::json);
    CHECK(look(R"({"urn":"900101","date":"2026-09-07","codes":{"A1":"/")" ) == InputKind::ndjson);  // the line is longer than the look
    CHECK(look(R"({"student_id":1,"possible_sessions":10})") == InputKind::ndjson);
    for (const char* text : {"{", "[", "[]", "{}", "{\"a\":1}", "{\"date\":\"x\"}", "{\"cbds\":\"records/1\",\"date\":1,\"code\":2}", "{\"a\":\"date\\\":1,\\\"code\\\":\"}", "[\"date\",\"code\"]", "{\"date\"", "{\"x"}) {
        CAPTURE(text);
        CHECK(look(text) == InputKind::unknown);
    }
}

TEST_CASE("a look at XML: the root tells") {
    CHECK(look("<?xml version=\"1.0\"?>\n<CTfile><Header>") == InputKind::ctf);
    CHECK(look("<!-- x --><Message>") == InputKind::census);
    CHECK(look("<html><body>") == InputKind::unknown);
    CHECK(look("<") == InputKind::unknown);
}

TEST_CASE("a look at a store: its mark tells, other databases have another one") {
    const io::test::TestFolder folder;
    const std::string path = folder.at("store.db");
    static_cast<void>(update_store(path, Register(), {}));
    CHECK(look(io::test::content(path)) == InputKind::store);
    CHECK(look_at_register(io::test::content(path)) == Form::store);
    CHECK(look(std::string("SQLite format 3\0", 16) + std::string(84, '\0')) == InputKind::unknown);
    CHECK_FALSE(look_at_register("scope,date,session,status\n").has_value());
    ColumnNames names;
    names.columns = {{"Unique no", "upn"}, {"Day", "session_date"}, {"Result", "code"}, {"Base", "school_urn"}, {"Called", "name"}};
    CHECK_FALSE(look_at_register("Unique no,Day,Result\n").has_value());
    CHECK(look_at_register("Unique no,Day,Result\n", names, std::nullopt) == Form::marks_csv);
    CHECK(looks_like_side_table("Base,Called\n", names, std::nullopt));
    const std::string wide("u\0p\0n\0,\0m\0a\0r\0k\0s\0,\0s\0t\0a\0r\0t\0_\0d\0a\0t\0e\0\n\0", 42);
    CHECK(look_at_register(wide, {}, io::Encoding::utf16_le) == Form::register_csv);
}

}  // namespace cbds::register_look_test
