#include "cbds/reference/school_phase.hpp"

#include <doctest/doctest.h>

namespace cbds::reference_school_phase_test {

namespace {

using namespace cbds::reference;
using cbds::schema::Confidence;

TEST_CASE("an establishment number fits the phases that have its range") {
    CHECK(establishment_fits("PS", 3999)->fits);
    CHECK(establishment_fits("PS", 5200)->fits);
    CHECK_FALSE(establishment_fits("PS", 4000)->fits);
    CHECK(establishment_fits("SS", 6999)->fits);
    CHECK_FALSE(establishment_fits("MS", 6999)->fits);
    CHECK(establishment_fits("PS", 4000)->confidence == Confidence::certain);
    CHECK(establishment_fits("PR", 1110)->confidence == Confidence::guess);
    CHECK_FALSE(establishment_fits("EY", 1000));
}

TEST_CASE("a school type fits the phases that list it") {
    CHECK(school_type_fits("PS", "18")->fits);
    CHECK_FALSE(school_type_fits("PS", "50")->fits);
    CHECK(school_type_fits("NS", "50")->fits);
    CHECK(school_type_fits("AT", "55")->confidence == Confidence::likely);
    CHECK_FALSE(school_type_fits("XX", "18"));
}

TEST_CASE("usual ages are inclusive, by phase and by type") {
    CHECK(usual_ages_of_phase("PS")->holds(2));
    CHECK(usual_ages_of_phase("PS")->holds(12));
    CHECK_FALSE(usual_ages_of_phase("PS")->holds(13));
    CHECK_FALSE(usual_ages_of_phase("AT"));
    CHECK(usual_ages_of_type("18")->youngest == 3);
    CHECK(usual_ages_of_type("18")->oldest == 10);
    CHECK_FALSE(usual_ages_of_type("52"));
}

}  // namespace

}  // namespace cbds::reference_school_phase_test
