#include "rules/validation.hpp"

#include <doctest/doctest.h>

using namespace cbds;
using namespace cbds::test;

TEST_CASE("the documents of the tests have no fault") {
    CHECK(validate(census_document()).codes() == "");
    CHECK(validate(ctf_document()).codes() == "");
}
