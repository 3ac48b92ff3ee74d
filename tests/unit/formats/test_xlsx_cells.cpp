#include "formats/xlsx_cells.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cbds::formats_xlsx_cells_test {

using namespace cbds::formats;

namespace {

std::string shown(std::string_view code) {
    const NumberFormat format = read_number_format(code);
    static constexpr std::string_view kNames[] = {"number", "date", "time", "date_time", "empty_text"};
    return std::string(kNames[static_cast<std::size_t>(format.shown)]) + (format.decimals == 0 ? "" : " " + std::to_string(format.decimals));
}

}  // namespace

TEST_CASE("xlsx cells: a number is one only where its text comes back") {
    for (const std::string text : {"0", "7", "-3", "150", "0.5", "32.50", "0.00", "-0.25", "999999999999999", "0.000000000000001", "12345678901234.5"}) {
        CAPTURE(text);
        const auto number = exact_number(text);
        REQUIRE(number);
        CHECK(number_text(number->value, number->decimals) == text);
    }
    for (const std::string text : {"", "01", "+1", "1.", ".5", "-0", "1e3", " 1", "1 ", "1,000", "inf", "nan", "1000000000000000", "0.1234567890123456",
                                   "-", "--1", "0x10", "12345678901234567890", "1.0000000000000000"}) {
        CAPTURE(text);
        CHECK_FALSE(exact_number(text));
    }
}

TEST_CASE("xlsx cells: numbers are written with 15 digits and without an exponent") {
    CHECK(number_text(0.1 + 0.2, 0) == "0.3");
    CHECK(number_text(1e14, 0) == "100000000000000");
    CHECK(number_text(1e-7, 0) == "0.0000001");
    CHECK(number_text(1.25, 1) == "1.25");
    CHECK(number_text(3, 2) == "3.00");
    CHECK(number_text(-0.0, 0) == "0");
    CHECK(number_text(-2.5, 0) == "-2.5");
    CHECK(number_text(99.99999999999999999, 0) == "100");
}

TEST_CASE("xlsx cells: dates that all programs agree on") {
    CHECK(exact_day("1900-03-01") == 61);
    CHECK(exact_day("2026-01-15") == 46037);
    CHECK(exact_day("9999-12-31") == 2958465);
    for (const std::string text : {"1900-02-28", "0999-01-01", "2026-02-30", "2026-1-5", "15/01/2026", "", "2026-01-15T00:00:00"}) {
        CAPTURE(text);
        CHECK_FALSE(exact_day(text));
    }
}

TEST_CASE("xlsx cells: numbers that are shown as dates") {
    CHECK(date_text(46037, Shown::date, false) == "2026-01-15");
    CHECK(date_text(44575, Shown::date, true) == "2026-01-15");
    CHECK(date_text(61, Shown::date, false) == "1900-03-01");
    CHECK(date_text(2958465, Shown::date, false) == "9999-12-31");
    CHECK(date_text(46037.5, Shown::date, false) == "2026-01-15T12:00:00");
    CHECK(date_text(46037, Shown::date_time, false) == "2026-01-15T00:00:00");
    CHECK(date_text(46037.395833333336, Shown::date_time, false) == "2026-01-15T09:30:00");
    CHECK(date_text(0.395833333333333, Shown::time, false) == "09:30:00");
    CHECK(date_text(0.9999999999, Shown::date_time, false) == std::nullopt);
    for (const double serial : {-1.0, 60.0, 59.0, 2958466.0, 1e300}) CHECK_FALSE(date_text(serial, Shown::date, false));
}

TEST_CASE("xlsx cells: what a number format shows") {
    CHECK(shown("General") == "number");
    CHECK(shown("0") == "number");
    CHECK(shown("0.00") == "number 2");
    CHECK(shown("#,##0.0;[Red]-#,##0.00") == "number 1");
    CHECK(shown("0.00%") == "number");
    CHECK(shown("0.00E+00") == "number");
    CHECK(shown("[$\xC2\xA3-809]#,##0.00") == "number 2");
    CHECK(shown("@") == "number");
    CHECK(shown("\"days\"0") == "number");
    CHECK(shown("\\d0.0") == "number 1");
    CHECK(shown("yyyy-mm-dd") == "date");
    CHECK(shown("YYYY\\-MM\\-DD;@") == "date");
    CHECK(shown("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy") == "date");
    CHECK(shown("mmm") == "date");
    CHECK(shown("dd/mm/yyyy hh:mm") == "date_time");
    CHECK(shown("h:mm AM/PM") == "time");
    CHECK(shown("[h]:mm") == "time");
    CHECK(shown("mm:ss") == "time");
    CHECK(shown(kEmptyTextFormat) == "empty_text");
    CHECK(shown("@\\ ") == "empty_text");
    CHECK(shown("") == "number");
    CHECK(shown("\"open") == "number");
    CHECK(shown("[open") == "number");
    CHECK(built_in_format(14).shown == Shown::date);
    CHECK(built_in_format(22).shown == Shown::date_time);
    CHECK(built_in_format(2).decimals == 2);
    CHECK(built_in_format(49).shown == Shown::number);
}

TEST_CASE("xlsx cells: characters that a workbook writes as _xHHHH_") {
    CHECK(unescape_cell_text("a_x000D_b") == "a\rb");
    CHECK(unescape_cell_text("_x005F_x000D_") == "_x000D_");
    CHECK(unescape_cell_text("_x00E9_ _x20AC_") == "\xC3\xA9 \xE2\x82\xAC");
    CHECK(unescape_cell_text("_x0001__xD83D__x00_x_") == "_x0001__xD83D__x00_x_");
    CHECK(escape_cell_text("_x0041_ _x004_ x_") == "_x005F_x0041_ _x004_ x_");
    for (const std::string text : {"_x0041_", "_x_x0041_", "__x0041__x0042_", "_x005F_x0041_", "plain", "_"}) CHECK(unescape_cell_text(escape_cell_text(text)) == text);
}

TEST_CASE("xlsx cells: lengths count as spreadsheets count") {
    CHECK(utf16_length("") == 0);
    CHECK(utf16_length("abc") == 3);
    CHECK(utf16_length("\xC3\xA9\xE2\x82\xAC") == 2);
    CHECK(utf16_length("\xF0\x9F\x98\x80") == 2);
}

}  // namespace cbds::formats_xlsx_cells_test
