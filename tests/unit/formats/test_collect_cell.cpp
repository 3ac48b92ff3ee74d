#include "formats/collect_cell.hpp"
#include "formats/collect_names.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_collect_cell_test {

using namespace cbds;
using namespace cbds::formats;
using schema::Base;

TEST_CASE("COLLECT: dates and booleans have a form of their own, and come back") {
    CHECK(collect_cell_of("2024-10-16", Base::date) == "2024-Oct-16 00:00:00");
    CHECK(value_of_collect_cell("2024-Oct-16 00:00:00", Base::date) == "2024-10-16");
    CHECK(collect_cell_of("2024-02-29T14:05:00", Base::date_time) == "2024-Feb-29 14:05:00");
    CHECK(value_of_collect_cell("2024-Feb-29 14:05:00", Base::date_time) == "2024-02-29T14:05:00");
    CHECK(collect_cell_of("true", Base::boolean) == "True");
    CHECK(value_of_collect_cell("False", Base::boolean) == "false");
    CHECK(value_of_collect_cell("1", Base::boolean) == "1");
    CHECK(collect_cell_of("true", Base::token) == "true");
}

TEST_CASE("COLLECT: what is no date stays as it is, both ways") {
    for (const char* const text : {"2023-Feb-29 00:00:00", "2024-oct-16 00:00:00", "2024-Oct-16 09:00:00", "2024-Oct-16",
                                   "2024-Oct-1 00:00:00", "16/10/2024", "", "-", "2024-Oct-16 00:00:00 "})
        CHECK(value_of_collect_cell(text, Base::date) == text);
    for (const char* const text : {"2023-02-29", "2024-1-1", "", "2024-10-16Z"}) CHECK(collect_cell_of(text, Base::date) == text);
    for (const char* const text : {"2024-Oct-16 24:00:00", "2024-Oct-16T10:00:00", "2024-Oct-16 1x:00:00"})
        CHECK(value_of_collect_cell(text, Base::date_time) == text);
}

TEST_CASE("COLLECT: a whole number is one with nothing but noughts behind the point") {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    const schema::TypeRow& count = dictionary.type(dictionary.find_type("Count3"));
    CHECK(whole_number_of_collect_cell("132.0", count) == "132");
    CHECK(whole_number_of_collect_cell("-1.00", count) == "-1");
    for (const char* const text : {"132", "132.5", "132.", ".0", "-.0", "1e2.0", "132.0 "})
        CHECK_FALSE(whole_number_of_collect_cell(text, count));
    CHECK_FALSE(whole_number_of_collect_cell("12.0", dictionary.type(dictionary.find_type("WeeklyHours"))));
}

TEST_CASE("COLLECT: names of columns as names of attributes, and back") {
    CHECK(collect_attribute("NativeId") == "collect:NativeId");
    CHECK(collect_attribute("Pupil name") == "collect:Pupil_x20_name");
    CHECK(escape_collect_name("a.b") == "a_x2E_b");
    for (const char* const name :
         {"NativeId", "1st", "a.b", "a_x2E_b", "_x", "_", "-", "\xC3\xA9t\xC3\xA9", "a:b", "x_", "_x41_", "\n"}) {
        CHECK(unescape_collect_name(escape_collect_name(name)) == name);
        CHECK(escape_collect_name(name).find('.') == std::string::npos);
    }
    CHECK_FALSE(column_of_attribute("collect:row.missing"));
    CHECK_FALSE(column_of_attribute("xml:lang"));
}

}  // namespace cbds::formats_collect_cell_test
