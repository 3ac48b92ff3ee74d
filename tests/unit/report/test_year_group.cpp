#include "report/year_group.hpp"

#include <doctest/doctest.h>

namespace cbds::report_year_group_test {

using namespace cbds::report;

TEST_CASE("year groups in the order in which a school goes through them") {
    CHECK(year_group_place("N1") < year_group_place("N2"));
    CHECK(year_group_place("N2") < year_group_place("R"));
    CHECK(year_group_place("R") < year_group_place("1"));
    CHECK(year_group_place("9") < year_group_place("10"));
    CHECK(year_group_place("14") < year_group_place("Tamberlin"));
    CHECK(year_group_place("") == year_group_place("Tamberlin"));
}

TEST_CASE("year groups in words") {
    CHECK(year_group_title(year_group_place("7")) == "Year 7");
    CHECK(year_group_title(year_group_place("R")) == "Reception");
    CHECK(year_group_title(year_group_place("Tamberlin")) == "Year group not known");
}

}  // namespace cbds::report_year_group_test
