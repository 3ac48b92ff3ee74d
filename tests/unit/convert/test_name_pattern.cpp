#include "cbds/convert/name_pattern.hpp"

#include "cbds/error.hpp"

#include <doctest/doctest.h>

using namespace cbds;
using convert::NamePattern;

namespace {

const convert::NameFacts kFacts{"in/2013999_SC1_201LL26_001.XML", "201", "3999", "001", schema::census_edition(2026, schema::Term::spring), 7, "csv"};

}  // namespace

TEST_CASE("names are made of what is known of the document") {
    CHECK(NamePattern("{la}{estab}_{collection}_{serial}.csv").name(kFacts) == "2013999_school-census_001.csv");
    CHECK(NamePattern("{stem}-{edition}-{number}.{format}").name(kFacts) == "2013999_SC1_201LL26_001-2026-spring-7.csv");
}

TEST_CASE("what is not known, or does not belong in a name, cannot leave the folder") {
    convert::NameFacts facts = kFacts;
    facts.la = "../x";
    facts.estab.clear();
    facts.serial = "a b\nc";
    CHECK(NamePattern("{la}_{estab}_{serial}").name(facts) == "-.-x_unknown_a-b-c");
    facts.la = "..";
    CHECK(NamePattern("{la}").name(facts) == "-.");
}

TEST_CASE("a pattern that stands for nothing is refused") {
    CHECK_THROWS_AS(NamePattern(""), UsageError);
    CHECK_THROWS_AS(NamePattern("a/{la}"), UsageError);
    CHECK_THROWS_AS(NamePattern("{la"), UsageError);
    CHECK_THROWS_AS(NamePattern("la}{"), UsageError);
    CHECK_THROWS_WITH_AS(NamePattern("{serila}"), doctest::Contains("did you mean serial?"), UsageError);
}

TEST_CASE("a stem has neither folders nor the extensions of documents and archives") {
    CHECK(convert::stem_of("a/b.xml") == "b");
    CHECK(convert::stem_of("a/b.XML.gz") == "b");
    CHECK(convert::stem_of("tables/") == "tables");
    CHECK(convert::stem_of("x.zip/b.una") == "b");
    CHECK(convert::stem_of("b.v2.txt") == "b.v2.txt");
    CHECK(convert::stem_of("-") == "stdin");
}
