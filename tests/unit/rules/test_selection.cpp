#include "cbds/rules/selection.hpp"

#include "cbds/error.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace cbds;
using namespace cbds::rules;

namespace {

using Words = std::vector<std::string>;

Selection selection(const Words& select, const Words& ignore = {}) { return {select, ignore}; }

const Rule& rule(std::string_view code) {
    const Rule* found = find_rule(code);
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

TEST_CASE("selection: everything, unless words are given") {
    const Selection all;
    for (const Rule& each : all_rules()) {
        CHECK(all.reports(each));
        CHECK_FALSE(all.ignores(each));
    }
}

TEST_CASE("selection: words are codes or their beginnings") {
    const Selection some = selection({"XML", "SC15", "ID101"});
    CHECK(some.reports(rule("XML003")));
    CHECK(some.reports(rule("SC150")));
    CHECK(some.reports(rule("SC1510")));
    CHECK(some.reports(rule("ID101")));
    CHECK_FALSE(some.reports(rule("ID102")));
    CHECK_FALSE(some.reports(rule("XSD010")));
    CHECK_FALSE(some.ignores(rule("XSD010")));
}

TEST_CASE("selection: what is ignored is not reported, selected or not") {
    const Selection some = selection({"XSD"}, {"XSD01"});
    CHECK(some.ignores(rule("XSD010")));
    CHECK_FALSE(some.reports(rule("XSD010")));
    CHECK(some.reports(rule("XSD020")));
    CHECK_FALSE(selection({}, {"XML"}).reports(rule("XML001")));
    CHECK(selection({}, {"XML"}).reports(rule("XSD001")));
}

TEST_CASE("selection: a word that begins no code is an error of usage") {
    CHECK_THROWS_AS(selection({"XYZ"}), UsageError);
    CHECK_THROWS_AS(selection({"XML", "xsd"}), UsageError);
    CHECK_THROWS_AS(selection({}, {"SC99999"}), UsageError);
    CHECK_THROWS_AS(selection({"XML0011"}), UsageError);
}

TEST_CASE("selection: one fault, one code") {
    const Rule& specific = rule("SC1510");
    const Rule& general = rule("ID105");
    CHECK(Selection().choose(&specific, general) == &specific);
    CHECK(Selection().choose(nullptr, general) == &general);
    CHECK(selection({"ID"}).choose(&specific, general) == &general);          // the general one stands in
    CHECK(selection({}, {"SC1510"}).choose(&specific, general) == nullptr);   // and is silenced with the other
    CHECK(selection({}, {"ID105"}).choose(&specific, general) == &specific);
    CHECK(selection({"XML"}).choose(&specific, general) == nullptr);
    CHECK(selection({"ID"}, {"ID105"}).choose(&specific, general) == nullptr);
}
