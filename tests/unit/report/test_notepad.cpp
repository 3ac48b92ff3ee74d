#include "report/notepad.hpp"

#include "report/sample_run.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace cbds::report_notepad_test {

using namespace cbds;
using namespace cbds::report;

namespace {

constexpr rules::Rule census_rule(rules::RunBy run_by) {
    rules::Rule rule = rule_named("SC1650", rules::Severity::query, "Age does not fit the year group");
    rule.of_census = true;
    rule.run_by = run_by;
    return rule;
}

constexpr rules::Rule kAge = census_rule(rules::RunBy::both);
constexpr rules::Rule kAgeInTheMis = census_rule(rules::RunBy::mis);

rules::Finding age(const rules::Rule& rule = kAge) {
    rules::Finding finding = postcode();
    finding.rule = &rule;
    return finding;
}

}  // namespace

TEST_CASE("notepad: a query of the census that COLLECT raises") {
    CHECK(needs_note(age()));
    CHECK_FALSE(needs_note(age(kAgeInTheMis)));
    CHECK_FALSE(needs_note(postcode()));
    rules::Finding error = age();
    error.severity = rules::Severity::error;
    CHECK_FALSE(needs_note(error));
}

TEST_CASE("notepad: the text on one finding names the pupil as far as it may") {
    const std::string rest =
        ": Age does not fit the year group. We have checked this against our records and the data is correct, because [give the "
        "reason].";
    CHECK(note_on(age(), Redact::direct) == "Query 1650, pupil H801200001001" + rest);
    CHECK(note_on(age(), Redact::all) == "Query 1650, record 18" + rest);
    rules::Finding school = age();
    school.record = 0;
    CHECK(note_on(school, Redact::direct) == "Query 1650" + rest);
}

TEST_CASE("notepad: a code that the department does not know is not named") {
    static constexpr rules::Rule kOurs = rule_named("SCX09", rules::Severity::query, "Possible sessions out of range");
    CHECK(note_on(age(kOurs), Redact::direct).starts_with("Query, pupil H801200001001: Possible sessions"));
}

TEST_CASE("notepad: one text on all findings of a rule") {
    const std::string start = "Query 1650: Age does not fit the year group. We have checked ";
    const std::string rest = " against our records and the data is correct, because [give the reason].";
    const std::vector<std::string> keys{"H801200001001", "L801200001002"};
    CHECK(note_on_all(kAge, keys, 2) == start + "2 pupils (H801200001001, L801200001002)" + rest);
    CHECK(note_on_all(kAge, keys, 14) == start + "14 pupils (H801200001001, L801200001002 and 12 more)" + rest);
    CHECK(note_on_all(kAge, {}, 14) == start + "14 pupils" + rest);
    CHECK(note_on_all(kAge, {}, 0) == start + "this" + rest);
}

}  // namespace cbds::report_notepad_test
