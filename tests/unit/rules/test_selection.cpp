#include "cbds/rules/selection.hpp"

#include "cbds/error.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

namespace cbds::rules_selection_test {

using namespace cbds;
using namespace cbds::test;
using rules::find_rule;
using rules::Selection;

namespace {

Selection selection(std::vector<std::string> select, std::vector<std::string> ignore = {}) { return {select, ignore}; }

/// The code under which a fault is reported, `-` for none.
std::string chosen(const Selection& selection, std::string_view specific, std::string_view general) {
    const rules::Rule* rule = selection.choose(specific.empty() ? nullptr : find_rule(specific), *find_rule(general));
    return rule == nullptr ? "-" : std::string(rule->code);
}

const std::string kWrongLetter = changed(census_document(), "L201203719000", "M201203719000");
const std::string kWrongSex = changed(census_document(), "<Sex>F", "<Sex>f");

/// A specific and a general rule for each of the faults; others would have more to say of so small a document.
const std::vector<std::string> kFew{"SC1510", "SC1540", "SC1610", "ID", "XSD"};

std::string codes(const std::string& document, std::vector<std::string> select, std::vector<std::string> ignore = {}) {
    return validate(document, only(std::move(select), std::move(ignore))).codes();
}

}  // namespace

TEST_CASE("selection: a word is a code or the beginning of codes") {
    CHECK(selection({}).reports(*find_rule("XSD010")));
    CHECK(selection({"XSD010"}).reports(*find_rule("XSD010")));
    CHECK_FALSE(selection({"XSD010"}).reports(*find_rule("XSD011")));
    CHECK(selection({"XSD"}).reports(*find_rule("XSD011")));
    CHECK_FALSE(selection({"XSD"}).reports(*find_rule("ID101")));
    CHECK(selection({"SC151", "ID"}).reports(*find_rule("SC1510")));
    CHECK(selection({"SC151", "ID"}).reports(*find_rule("ID406")));
    CHECK_FALSE(selection({"SC151", "ID"}).reports(*find_rule("SC1520")));
}

TEST_CASE("selection: what is ignored is not reported, however exactly it is selected") {
    const Selection both = selection({"SC1510"}, {"SC"});
    CHECK_FALSE(both.reports(*find_rule("SC1510")));
    CHECK(both.ignores(*find_rule("SC1510")));
    const Selection all_but = selection({}, {"XSD01"});
    CHECK_FALSE(all_but.reports(*find_rule("XSD010")));
    CHECK(all_but.reports(*find_rule("XSD020")));
    CHECK_FALSE(all_but.ignores(*find_rule("XSD020")));
    CHECK_FALSE(selection({"ID"}).ignores(*find_rule("XSD020")));  // left out, not silenced
}

TEST_CASE("selection: a word that begins no code is an error of the user") {
    for (const char* word : {"ZZ", "sc1510", "SC1510 ", "SC15100", " "}) {
        CHECK_THROWS_AS(selection({word}), UsageError);
        CHECK_THROWS_AS(selection({}, {word}), UsageError);
        CHECK_THROWS_AS(selection({"SC", word}), UsageError);
    }
}

TEST_CASE("selection: the general code stands in for one that is not selected, but not for one that is ignored") {
    CHECK(chosen(selection({}), "SC1510", "ID105") == "SC1510");
    CHECK(chosen(selection({}), "", "ID105") == "ID105");
    CHECK(chosen(selection({"SC1510"}), "SC1510", "ID105") == "SC1510");
    CHECK(chosen(selection({"ID"}), "SC1510", "ID105") == "ID105");
    CHECK(chosen(selection({"XSD"}), "SC1510", "ID105") == "-");
    CHECK(chosen(selection({}, {"SC1510"}), "SC1510", "ID105") == "-");
    CHECK(chosen(selection({"ID105"}, {"SC1510"}), "SC1510", "ID105") == "-");
    CHECK(chosen(selection({}, {"ID105"}), "SC1510", "ID105") == "SC1510");
    CHECK(chosen(selection({}, {"ID105"}), "", "ID105") == "-");
}

TEST_CASE("selection: one fault is reported once, under the most specific code that is selected") {
    CHECK(codes(kWrongLetter, kFew) == "SC1510");
    CHECK(codes(kWrongLetter, {"SC1510", "ID105"}) == "SC1510");
    CHECK(codes(kWrongLetter, {"ID"}) == "ID105");
    CHECK(codes(kWrongLetter, {"XSD"}) == "");
    CHECK(codes(kWrongLetter, kFew, {"SC1510"}) == "");
    CHECK(codes(kWrongLetter, kFew, {"ID105"}) == "SC1510");
    CHECK(codes(kWrongSex, kFew) == "SC1610");
    CHECK(codes(kWrongSex, {"XSD030"}) == "XSD030");
    CHECK(codes(kWrongSex, kFew, {"SC1610"}) == "");
    CHECK(codes(changed(census_document(), "<Sex>F</Sex>", ""), {"XSD"}) == "XSD011");
    CHECK(codes(changed(census_document(), "L201203719000", "L20120371900"), {"XSD"}) == "XSD023");
    CHECK(codes(changed(census_document(), "L201203719000", "L2012O3719000"), {"XSD"}) == "XSD023");
    CHECK(codes(changed(census_document(), "L201203719000", "L2012O3719000"), {"XSD", "ID103"}) == "ID103");
    CHECK(codes(changed(census_document(), "L201203719000", "L2012O3719000"), {"XSD", "ID"}, {"SC1540"}) == "");
}

TEST_CASE("selection: the summary names the rules that were run, and how often each failed") {
    rules::Validator validator(schema::Dictionary::built_in(), only({"ID", "XSD03"}));
    for (const std::string& document : {kWrongLetter, kWrongSex, kWrongLetter}) {
        Validation sink;
        MemoryInput input(document);
        sink.file = validator.validate(input, sink);
        CHECK(sink.file.counts.total() == 1);
    }
    const rules::RunSummary& run = validator.summary();
    CHECK(run.files == 3);
    CHECK(run.records == 3);
    CHECK(run.counts[rules::Severity::error] == 3);
    CHECK(run.rules.at("ID105").count == 2);
    CHECK(run.rules.at("XSD030").count == 1);
    CHECK(run.rules.at("XSD031").count == 0);
    CHECK_FALSE(run.rules.contains("SC1510"));
    CHECK_FALSE(run.rules.contains("XSD011"));
}

}  // namespace cbds::rules_selection_test
