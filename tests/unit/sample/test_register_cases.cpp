/// Every rule on registers is proved by examples: the base raises nothing, and each case what it says and nothing else.

#include "cbds/sample/register_example.hpp"

#include "cbds/error.hpp"
#include "cbds/rules/register_validator.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace cbds::sample_register_cases_test {

using namespace cbds;
using sample::ExampleCase;
using sample::Outcome;

namespace {

test::Validation check_register_case(const ExampleCase& example) {
    const sample::RegisterExample made = sample::make_register_example(schema::Dictionary::built_in(), example);
    rules::RegisterValidateOptions options;
    options.reference_date = made.reference_date;
    rules::RunSummary run;
    std::vector<rules::FileSummary> files;
    test::Validation validation;
    rules::validate_register(made.read, options, validation, run, files);
    return validation;
}

std::string register_case_told(const ExampleCase& example, const test::Validation& validation) {
    std::string text = std::string(example.code) + " | " + std::string(sample::outcome_name(example.outcome)) + " | " + std::string(example.edits);
    for (const std::string& line : test::lines_of(validation.findings)) text += "\n    " + line;
    return text;
}

/// The codes of errors and queries that the case does not speak of.
std::string unexpected_codes(const ExampleCase& example, const test::Validation& validation) {
    const std::size_t at = example.note.find("also: ");
    const std::string beside = at == std::string_view::npos ? "" : " " + std::string(example.note.substr(at + 6)) + " ";
    std::string codes;
    for (const rules::Finding& finding : validation.findings) {
        const std::string code(finding.rule->code);
        if (finding.severity != rules::Severity::info && code != example.code && beside.find(" " + code + " ") == std::string::npos) codes += " " + code;
    }
    return codes;
}

}  // namespace

TEST_CASE("no rule finds fault with the base of examples of registers") {
    for (const std::string_view edits : {"", "schools=2", "days=2024-08-14..2024-08-23", "days=2025-09-01..2026-07-17"}) {
        const ExampleCase example{"(base)", "register", "", edits, "", Outcome::passes};
        const test::Validation validation = check_register_case(example);
        CHECK_MESSAGE(validation.findings.empty(), register_case_told(example, validation));
    }
}

TEST_CASE("each example of a register shows what it says") {
    for (const ExampleCase& example : sample::register_cases()) {
        CHECK_MESSAGE(rules::find_rule(example.code) != nullptr, std::string(example.code));
        const test::Validation validation = check_register_case(example);
        CHECK_MESSAGE(validation.has(example.code) == sample::is_bad(example.outcome), register_case_told(example, validation));
        const std::string others = unexpected_codes(example, validation);
        CHECK_MESSAGE(others.empty(), "beside it:" << others << ": " << register_case_told(example, validation));
    }
}

TEST_CASE("each rule on registers has an example that fails and one that passes") {
    const auto cases = sample::register_cases();
    std::string without;
    for (const rules::Rule& rule : rules::all_rules()) {
        if (!rule.of_register || !rules::is_built(rule)) continue;
        for (const bool bad : {true, false}) {
            const auto shows = [&](const ExampleCase& each) { return each.code == rule.code && sample::is_bad(each.outcome) == bad; };
            if (std::none_of(cases.begin(), cases.end(), shows)) without += " " + std::string(rule.code) + (bad ? " (bad)" : " (good)");
        }
    }
    CHECK(without == "");
}

TEST_CASE("rules on codes have examples on the days before and after 19 August 2024") {
    for (const std::string_view code : {"REG102", "REG103", "REG104"}) {
        int boundaries = 0;
        for (const ExampleCase& each : sample::register_cases())
            if (each.code == code && (each.outcome == Outcome::boundary_fails || each.outcome == Outcome::boundary_passes) &&
                each.edits.find("2024-08-") != std::string_view::npos)
                boundaries |= sample::is_bad(each.outcome) ? 1 : 2;
        CAPTURE(code);
        CHECK(boundaries == 3);
    }
}

TEST_CASE("edits of a register that cannot be done are told with the case") {
    const auto problem = [](std::string_view edits) {
        try {
            static_cast<void>(sample::make_register_example(schema::Dictionary::built_in(), {"X", "register", "", edits, "", Outcome::passes}));
        } catch (const DictionaryError& error) {
            return std::string(error.what());
        }
        return std::string("nothing");
    };
    CHECK(problem("nonsense=1") == "the example of X: the edit nonsense=1: this is no edit of a register");
    CHECK(problem("mark=9:2026-09-07:AM:I") == "the example of X: the edit mark=9:2026-09-07:AM:I: there is no pupil 9");
    CHECK(problem("mark=1:2026-09-31:AM:I").find("2026-09-31 is no date") != std::string::npos);
    CHECK(problem("mark=1:2026-09-07:EV:I").find("EV: AM, PM or both") != std::string::npos);
    CHECK(problem("pupils=x").find("x is no number") != std::string::npos);
}

}  // namespace cbds::sample_register_cases_test
