#include "cbds/identifiers/person_name.hpp"

#include <doctest/doctest.h>

using cbds::identifiers::name_key;

TEST_CASE("names are compared without letter case, accents, blanks and hyphens") {
    CHECK(name_key("O'Brien-Smith") == "obriensmith");
    CHECK(name_key(" obrien  SMITH ") == name_key("O'Brien-Smith"));
    CHECK(name_key("Zo\xC3\xAB") == "zoe");
    CHECK(name_key("Zoe\xCC\x88") == "zoe");  // the accent written as a character of its own
    CHECK(name_key("STRA\xC3\x9F" "E") == "strasse");
    CHECK(name_key("Ann") != name_key("Anne"));
    CHECK(name_key("") == "");
    CHECK(name_key("'-") == "");
}

TEST_CASE("a name that is not UTF-8 is compared as it stands") { CHECK(name_key("Zo\xEB") == "zo\xEB"); }
