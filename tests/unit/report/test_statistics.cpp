#include "report/statistics.hpp"
#include "report/words.hpp"
#include "report/sample_run.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace cbds::report_statistics_test {

using namespace cbds;
using namespace cbds::report;
using rules::RuleCount;
using rules::Severity;

namespace {

rules::RunSummary run_with_counts() {
    rules::RunSummary run = run_of({file_of("a.xml", 4, 3, 3, 0)});
    run.rules.emplace(kPostcode.code, RuleCount{&kPostcode, 3, Severity::query, true});
    run.rules.emplace(kCheckLetter.code, RuleCount{&kCheckLetter, 12, Severity::error, true});
    run.rules.emplace(kTransfer.code, RuleCount{&kTransfer, 3, Severity::error, true});
    run.rules.emplace(kUnknown.code, RuleCount{&kUnknown, 0, Severity::info, true});
    return run;
}

std::string text_of(Format format, bool statistics, const rules::RunSummary& run, bool quiet = false) {
    ReportOptions options;
    options.statistics = statistics;
    options.quiet = quiet;
    std::ostringstream out;
    make_report(format, options, out)->end(run);
    return out.str();
}

}  // namespace

TEST_CASE("statistics: rules that found something, the most frequent first, then by code") {
    const auto counts = rules_by_count(run_with_counts());
    REQUIRE(counts.size() == 3);
    CHECK(counts[0].rule == &kCheckLetter);
    CHECK(counts[1].rule == &kTransfer);
    CHECK(counts[2].rule == &kPostcode);
}

TEST_CASE("statistics: a table under the findings") {
    const std::string table =
        "findings  severity  rule    title\n"
        "      12  error     SC1510  UPN with a wrong check letter\n"
        "       3  error     CTF100  Of a transfer file\n"
        "       3  query     ID405   Postcode not valid\n"
        "\n";
    CHECK(text_of(Format::text, true, run_with_counts()).starts_with(table));
    CHECK(text_of(Format::text, false, run_with_counts()).find("findings  severity") == std::string::npos);
    CHECK(text_of(Format::text, true, run_with_counts(), true).empty());
    CHECK(statistics_lines(rules::RunSummary()).empty());
}

TEST_CASE("statistics: a member of JSON, and of the last line of NDJSON") {
    for (const Format format : {Format::json, Format::ndjson}) {
        const auto json = nlohmann::json::parse(text_of(format, true, run_with_counts()));
        REQUIRE(json.at("statistics").size() == 3);
        CHECK(json["statistics"][2] == nlohmann::json{{"code", "ID405"}, {"severity", "query"}, {"count", 3}, {"title", "Postcode not valid"}});
        CHECK_FALSE(nlohmann::json::parse(text_of(format, false, run_with_counts())).contains("statistics"));
    }
}

TEST_CASE("baseline: verdict, text and JSON tell of findings that are known") {
    rules::RunSummary run = run_of({file_of("a.xml", 4, 0, 0, 0)});
    run.with_baseline = true;
    run.known = 1;
    run.unused = 2;
    CHECK(verdict(run) == "yes, apart from 1 known finding");
    CHECK(text_of(Format::text, false, run).find("2 entries of the baseline are not needed any more\n") != std::string::npos);
    const auto summary = nlohmann::json::parse(text_of(Format::json, false, run)).at("summary");
    CHECK(summary.at("known") == 1);
    CHECK(summary.at("unused") == 2);
    run.counts[Severity::error] = 3;
    CHECK(verdict(run) == "no: 3 errors, apart from 1 known finding");
    run.known = 0;
    CHECK(verdict(run) == "no: 3 errors");
    CHECK_FALSE(nlohmann::json::parse(text_of(Format::json, false, run_of({}))).at("summary").contains("known"));
}

}  // namespace cbds::report_statistics_test
