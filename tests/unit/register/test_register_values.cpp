#include "register/readers.hpp"

#include <doctest/doctest.h>

namespace cbds::register_register_values_test {

using namespace cbds;
using registers::read_date;
using registers::read_flag;
using registers::read_time;

namespace {

/// A date as it was read; `none` for none.
std::string read_day(std::string_view text, const std::string& form = {}) {
    const auto date = read_date(text, form);
    return date ? identifiers::write_date(*date) : "none";
}

constexpr std::int64_t kMorning = 1'788'768'000;  // 2026-09-07T08:00:00Z

}  // namespace

TEST_CASE("a date in a register is read in the forms that exports have") {
    for (const char* text : {"2026-09-07", " 2026-09-07 ", "20260907", "2026/09/07", "07/09/2026", "7/9/2026", "07-09-2026", "7.9.2026", "7/9/26", "07 09 2026",
                             "7 Sep 2026", "07-Sep-26", "7-september-2026", "7 Sept 2026", "2026-09-07T00:00:00", "2026-09-07 00:00:00.000000", "07/09/2026 00:00",
                             "2026-09-07T08:45:00", "2026-09-07T00:00:00Z", "2026-09-07T00:00:00+01:00"}) {
        CAPTURE(text);
        CHECK(read_day(text) == "2026-09-07");
    }
    CHECK(read_day("29/02/2028") == "2028-02-29");
}

TEST_CASE("what is no date, or may be another day, is none") {
    for (const char* text : {"", " ", "46272", "2026", "2026-09", "31/06/2026", "29-02-2026", "13/13/2026", "09/31/2026", "0/9/2026", "7/9/126", "7-9/2026", "7 Xxx 2026",
                             "7 Se 2026", "2026-09-07x", "2026-09-07T", "2026-09-07T25:00:00", "2026-09-06T23:00:00Z", "2026-09-07T09:00:00+01:00", "2026-9-7-1", "--",
                             "20261307", "1234567890123456789012345678901234567890", "07/09/2026 AM", "\xEF\xBC\x97/9/2026"}) {
        CAPTURE(text);
        CHECK(read_day(text) == "none");
    }
}

TEST_CASE("a form of dates goes before our own reading, ISO beside it") {
    CHECK(read_day("09/07/2026", "MM/DD/YYYY") == "2026-09-07");
    CHECK(read_day("2026-09-07", "MM/DD/YYYY") == "2026-09-07");
    CHECK(read_day("13/07/2026", "MM/DD/YYYY") == "none");
    CHECK(read_day("7 Sep 2026", "MM/DD/YYYY") == "none");
}

TEST_CASE("a time of recording is seconds of UTC") {
    for (const char* text : {"2026-09-07T08:00:00Z", "2026-09-07T08:00:00.123456Z", "2026-09-07T09:00:00+01:00", "2026-09-07T07:00:00-0100", "2026-09-07 08:00:00",
                             "2026-09-07 08:00", "07/09/2026 8:00", "2026-09-07T10:00:00+02"}) {
        CAPTURE(text);
        CHECK(read_time(text) == kMorning);
    }
    CHECK(read_time("2026-09-07") == kMorning - 8 * 3600);
    for (const char* text : {"", "08:00", "2026-09-07T08", "2026-09-07T24:00:00", "2026-09-07T08:61:00", "2026-09-07T08:00:00+1", "2026-09-07T08:00:00 PM", "1788771600"}) {
        CAPTURE(text);
        CHECK_FALSE(read_time(text).has_value());
    }
}

TEST_CASE("a form of dates holds for times of recording too") {
    CHECK(read_time("10/01/2026 09:00", "MM/DD/YYYY") == read_time("2026-10-01T09:00:00Z"));
    CHECK(read_time("10/01/2026T09:00:00+01:00", "MM/DD/YYYY") == read_time("2026-10-01T08:00:00Z"));
    CHECK(read_time("1 OCT 2026 9:00", "D MMM YYYY") == read_time("2026-10-01T09:00:00Z"));
    CHECK(read_time("10/01/2026", "MM/DD/YYYY") == read_time("2026-10-01"));
    CHECK(read_time("2026-10-01T09:00:00.5Z", "MM/DD/YYYY") == read_time("2026-10-01T09:00:00Z"));
    for (const char* text : {"", "13/01/2026 09:00", "1.10.2026 09:00", "09:00", "10/01/2026 9"}) {
        CAPTURE(text);
        CHECK_FALSE(read_time(text, "MM/DD/YYYY").has_value());
    }
}

TEST_CASE("a flag is read in any letter case") {
    for (const char* text : {"Y", "y", "Yes", "TRUE", "true", "1", " y "}) CHECK(read_flag(text) == true);
    for (const char* text : {"N", "no", "False", "0"}) CHECK(read_flag(text) == false);
    for (const char* text : {"", "2", "maybe", "-"}) CHECK_FALSE(read_flag(text).has_value());
}

}  // namespace cbds::register_register_values_test
