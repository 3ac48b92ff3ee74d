#include "report/sample_run.hpp"

#include <doctest/doctest.h>

#include <pugixml.hpp>

namespace cbds::report_junit_report_test {

using namespace cbds;
using namespace cbds::report;

namespace {

/// What was written of one file, read again. Every rule of the samples was selected.
struct Suite {
    Suite(const rules::FileSummary& file, std::initializer_list<rules::Finding> findings, ReportOptions options = {}) {
        std::ostringstream out;
        const auto report = make_report(Format::junit, options, out);
        report->begin_file(file.name);
        for (const rules::Finding& finding : findings) report->finding(finding);
        report->end_file(file);
        rules::RunSummary run = run_of({file});
        for (const rules::Rule* rule : {&kCheckLetter, &kPostcode, &kUnknown, &kTransfer})
            run.rules[rule->code] = {rule, 0, rules::Severity::info, rule != &kUnknown};
        report->end(run);
        REQUIRE(document.load_string(out.str().c_str()));
        suite = document.child("testsuites").child("testsuite");
    }

    [[nodiscard]] pugi::xml_node test(const char* name) const { return suite.find_child_by_attribute("testcase", "name", name); }
    [[nodiscard]] std::string number(const char* name) const { return suite.attribute(name).value(); }

    pugi::xml_document document;
    pugi::xml_node suite;
};

constexpr const char* kCheckLetterName = "SC1510 UPN with a wrong check letter";
constexpr const char* kPostcodeName = "ID405 Postcode not valid";

}  // namespace

TEST_CASE("junit: a suite a file, a case a rule that was run for its collection") {
    const Suite suite(file_of(kAutumn, 212, 1, 0, 0), {check_letter()});
    CHECK(suite.number("name") == kAutumn);
    CHECK(suite.number("tests") == "4");
    CHECK(suite.number("failures") == "1");
    CHECK(suite.number("errors") == "0");
    CHECK(suite.number("skipped") == "1");
    CHECK(suite.test("the file can be read"));
    const pugi::xml_node failure = suite.test(kCheckLetterName).child("failure");
    CHECK(failure.attribute("type").value() == std::string("error"));
    CHECK(failure.attribute("message").value() == std::string("1 finding"));
    CHECK(failure.child_value() == std::string("412:15: pupil M201399923002: UPN: the check letter should be L, not M\n"));
    CHECK(suite.test(kPostcodeName).first_child().empty());
    CHECK(suite.test("XSD010 Unexpected element").child("skipped"));
    CHECK_FALSE(suite.test("CTF100 Of a transfer file"));
}

TEST_CASE("junit: what does not make the run fail is no failure") {
    const rules::FileSummary file = file_of("a.xml", 1, 1, 1, 0);
    const Suite usual(file, {check_letter(), postcode()});
    CHECK(usual.number("failures") == "1");
    CHECK(std::string(usual.test(kPostcodeName).child("system-out").child_value())
              .starts_with("1 finding\n430:31: pupil H801200001001"));
    ReportOptions options;
    options.fail_on = rules::Severity::query;
    CHECK(Suite(file, {check_letter(), postcode()}, options).number("failures") == "2");
    options.fail_on.reset();
    CHECK(Suite(file, {check_letter(), postcode()}, options).number("failures") == "0");
}

TEST_CASE("junit: a rule that found something is there though nobody said that it was run") {
    rules::Finding finding = check_letter();
    static constexpr rules::Rule kOther = rule_named("ZZ1", rules::Severity::error);
    finding.rule = &kOther;
    CHECK(Suite(file_of("a.xml", 1, 1, 0, 0), {finding}).test("ZZ1").child("failure"));
}

TEST_CASE("junit: a file that could not be read is an error, and no rule was run on it") {
    const Suite suite(unreadable("a.xml", "a.xml: no such file"), {});
    CHECK(suite.number("errors") == "1");
    CHECK(suite.number("tests") == "1");
    CHECK(suite.test("the file can be read").child("error").attribute("message").value() == std::string("a.xml: no such file"));
}

TEST_CASE("junit: of many findings of a rule the first are listed") {
    std::ostringstream out;
    const auto report = make_report(Format::junit, {}, out);
    report->begin_file("a.xml");
    for (int i = 0; i < 60; ++i) report->finding(check_letter());
    report->end_file(file_of("a.xml", 60, 60, 0, 0));
    report->end(run_of({file_of("a.xml", 60, 60, 0, 0)}));
    CHECK(out.str().find("message=\"60 findings\"") != std::string::npos);
    CHECK(out.str().find("\nand 10 more\n") != std::string::npos);
}

TEST_CASE("junit: findings of one file are not told of the next") {
    std::ostringstream out;
    const auto report = make_report(Format::junit, {}, out);
    for (const std::string name : {"a.xml", "b.xml"}) {
        report->begin_file(name);
        if (name == "a.xml") report->finding(check_letter());
        report->end_file(file_of(name, 1, name == "a.xml" ? 1 : 0, 0, 0));
    }
    report->end(run_of({}));
    const std::string text = out.str();
    CHECK(text.find("<failure") < text.find("<testsuite name=\"b.xml\""));
    CHECK(text.find("<failure", text.find("<testsuite name=\"b.xml\"")) == std::string::npos);
}

}  // namespace cbds::report_junit_report_test
