/// Rules that need a list from elsewhere: run with it, and told as not run without it.

#include "rules/lists.hpp"
#include "rules/validation.hpp"

#include "cbds/sample/example.hpp"

#include <doctest/doctest.h>

namespace cbds::rules_outside_lists_test {

using namespace cbds;

namespace {

/// Validates a base of the examples with some edits; what was run of the rules is in `run`.
test::Validation validate(std::string_view base, std::string_view edition, std::string_view edits, const rules::OutsideLists& lists, rules::RunSummary& run) {
    rules::ValidateOptions options;
    options.lists = lists;
    rules::Validator validator(schema::Dictionary::built_in(), std::move(options));
    test::Validation validation;
    for (sample::Example& document : sample::make_examples(schema::Dictionary::built_in(), {"X", base, edition, edits, "", sample::Outcome::passes})) {
        io::MemoryInput input(std::move(document.text), std::move(document.file_name));
        validation.file = validator.validate(input, validation);
    }
    run = validator.summary();
    return validation;
}

}  // namespace

TEST_CASE("a rule that needs a list is not run without it") {
    rules::RunSummary run;
    const std::string_view edits = "Header/Source/URN=999101; Pupil/LearningAims/ProgrammeAim/LearningAim/QN=99000011";
    CHECK(validate("sixth-form", "2026-autumn", edits, {}, run).findings.empty());
    for (const std::string_view code : {"SC160", "SC2365", "SC2720", "SC2850", "SCX16"}) CHECK_FALSE(run.rules.at(code).run);
    CHECK(run.rules.at("SC2360").run);  // asked of referral units
    CHECK(run.rules.at("SC100").run);

    const rules::OutsideLists lists = test::lists();
    const auto schools_only = validate("sixth-form", "2026-autumn", edits, {lists.schools, nullptr}, run);
    CHECK(schools_only.has("SC160"));
    CHECK_FALSE(schools_only.has("SC2720"));
    CHECK(run.rules.at("SC160").run);
    CHECK_FALSE(run.rules.at("SC2720").run);

    const auto both = validate("sixth-form", "2026-autumn", edits, lists, run);
    CHECK(both.has("SC160"));
    CHECK(both.has("SC2720"));
    CHECK(run.rules.at("SC2850").run);
}

TEST_CASE("what no document of the run could have needed is not called missing") {
    rules::RunSummary run;
    static_cast<void>(validate("ctf", "26.0", "", {}, run));
    CHECK(run.rules.at("SC160").run);
    static_cast<void>(validate("primary", "2026-spring", "", {}, run));
    CHECK_FALSE(run.rules.at("SC160").run);
    CHECK(run.rules.at("SC2720").run);  // asked in autumn
}

TEST_CASE("the finding names what the list has") {
    rules::RunSummary run;
    const auto found = validate("primary", "2026-spring", "Header/Source/URN=999034; School/SchoolCharacteristics/SchoolName=St Merrin", test::lists(), run);
    CHECK(found.of("SC160").expected == "999033");
    CHECK(found.of("SC160").item == "URN");
    CHECK(found.of("SCX16").expected == "St Merrin Primary School");
    CHECK(found.of("SCX16").severity == rules::Severity::info);
    const auto aim = validate("sixth-form", "2026-autumn",
                              "Pupil/LearningAims/ProgrammeAim/LearningAim/QN=99000020; Pupil/LearningAims/ProgrammeAim/LearningAim/LearningStartDate=2026-09-11", test::lists(), run);
    CHECK(aim.of("SC2850").expected == "a date not after 2026-09-10");
}

}  // namespace cbds::rules_outside_lists_test
