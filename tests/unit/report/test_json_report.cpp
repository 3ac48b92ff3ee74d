#include "report/sample_run.hpp"

#include "cbds/version.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace cbds::report_json_report_test {

using namespace cbds;
using namespace cbds::report;
using Json = nlohmann::json;

namespace {

Json report_of(const rules::FileSummary& file, std::initializer_list<rules::Finding> findings, Redact redact = Redact::direct) {
    ReportOptions options;
    options.redact = redact;
    return Json::parse(written(Format::json, options, file, findings));
}

Json tool() { return {{"name", "cbds"}, {"version", version()}}; }

}  // namespace

TEST_CASE("a report of one file, member by member") {
    const Json report = report_of(file_of("a.xml", 212, 1, 1, 0), {check_letter(), postcode()});
    CHECK(report["schema"] == "cbds.report/1");
    CHECK(report["tool"] == tool());
    CHECK(report["findings"][0] == Json{{"code", "SC1510"},
                                        {"severity", "error"},
                                        {"confidence", "certain"},
                                        {"file", "a.xml"},
                                        {"line", 412},
                                        {"column", 15},
                                        {"offset", 18230},
                                        {"record", {{"number", 17}, {"key", "M201399923002"}, {"year_group", "7"}}},
                                        {"item", "UPN"},
                                        {"path", "Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilIdentifiers/UPN"},
                                        {"value", "M201399923002"},
                                        {"expected", nullptr},
                                        {"message", "the check letter should be L, not M"}});
    CHECK(report["findings"][1]["expected"] == "a postcode such as ZA1 1AA");
    CHECK(report["findings"].size() == 2);
    CHECK(report["files"] == Json::array({{{"path", "a.xml"},
                                           {"collection", "school-census"},
                                           {"edition", "school-census@2026-autumn"},
                                           {"records", 212},
                                           {"status", "checked"},
                                           {"counts", {{"error", 1}, {"query", 1}, {"info", 0}}}}}));
    CHECK(report["summary"] == Json{{"files", 1},
                                    {"checked", 1},
                                    {"refused", 0},
                                    {"unreadable", 0},
                                    {"skipped", 0},
                                    {"records", 212},
                                    {"counts", {{"error", 1}, {"query", 1}, {"info", 0}}},
                                    {"capped", false},
                                    {"ready", false},
                                    {"verdict", "no: 1 error, 1 query to explain"}});
}

TEST_CASE("what there is not is null") {
    rules::Finding finding;
    finding.rule = &kUnknown;
    finding.place = {0, 0, 0};
    finding.message = "the file is empty";
    const Json json = report_of(file_of("a.xml", 0, 1, 0, 0), {finding})["findings"][0];
    for (const char* member : {"line", "column", "offset", "record", "item", "path", "value", "expected"}) CHECK(json[member].is_null());
    rules::FileSummary file = unreadable("a.xml", "a.xml: no such file");
    const Json files = report_of(file, {})["files"][0];
    CHECK(files["collection"].is_null());
    CHECK(files["edition"].is_null());
    CHECK(files["status"] == "unreadable");
    CHECK(files["problem"] == "a.xml: no such file");
}

TEST_CASE("masked values are asterisks, a masked key is null beside the record's number") {
    rules::Finding name = check_letter();
    name.item = "Surname";
    name.value = "Tamberlin";
    const auto file = file_of("a.xml", 1, 1, 0, 0);
    CHECK(report_of(file, {name})["findings"][0]["value"] == "***");
    CHECK(report_of(file, {name}, Redact::none)["findings"][0]["value"] == "Tamberlin");
    const Json all = report_of(file, {check_letter()}, Redact::all)["findings"][0];
    CHECK(all["value"] == "***");
    CHECK(all["record"] == Json{{"number", 17}, {"key", nullptr}, {"year_group", nullptr}});
}

TEST_CASE("hostile texts stay inside their strings, and only ASCII is written") {
    rules::Finding finding = postcode();
    finding.value = "\"},\n\033\u009B\\";
    finding.message = "caf\xE9 \u202E";
    rules::FileSummary file = file_of("a\xFF\".xml", 1, 0, 1, 0);
    const std::string text = written(Format::json, {}, file, {finding});
    for (const char c : text) CHECK((c == '\n' || (c >= ' ' && c <= '~')));
    const Json report = Json::parse(text);
    CHECK(report["findings"][0]["value"] == finding.value);
    CHECK(report["findings"][0]["message"] == "caf\uFFFD \u202E");
    CHECK(report["files"][0]["path"] == "a\uFFFD\".xml");
}

TEST_CASE("an empty run is a whole document") {
    std::ostringstream out;
    make_report(Format::json, {}, out)->end(run_of({}));
    const Json report = Json::parse(out.str());
    CHECK(report["findings"].empty());
    CHECK(report["files"].empty());
    CHECK(report["rules"].empty());
    CHECK(report["summary"]["verdict"] == "no: nothing was checked");
}

TEST_CASE("rules: how often, how bad, and whether they were run; counts are exact though the list was capped") {
    std::ostringstream out;
    rules::RunSummary run = run_of({file_of("a.xml", 1, 9000000000, 0, 0)});
    run.capped = true;
    run.rules["ID405"] = {&kPostcode, 0, rules::Severity::info, true};
    run.rules["SC1510"] = {&kCheckLetter, 9000000000, rules::Severity::error, true};
    run.rules["SC160"] = {&kCheckLetter, 0, rules::Severity::info, false};
    make_report(Format::json, {}, out)->end(run);
    const Json report = Json::parse(out.str());
    CHECK(report["rules"] == Json::array({{{"code", "ID405"}, {"severity", "query"}, {"count", 0}, {"status", "run"}},
                                          {{"code", "SC1510"}, {"severity", "error"}, {"count", 9000000000}, {"status", "run"}},
                                          {{"code", "SC160"}, {"severity", "error"}, {"count", 0}, {"status", "not-run"}}}));
    CHECK(report["summary"]["capped"] == true);
    CHECK(report["summary"]["counts"]["error"] == 9000000000);
}

TEST_CASE("findings are written as they come") {
    std::ostringstream out;
    const auto report = make_report(Format::json, {}, out);
    report->begin_file("a.xml");
    report->finding(check_letter());
    CHECK(out.str().find("SC1510") != std::string::npos);
}

TEST_CASE("NDJSON: a finding a line as in JSON, then the report without them") {
    const auto file = file_of("a.xml", 212, 1, 1, 0);
    std::istringstream text(written(Format::ndjson, {}, file, {check_letter(), postcode()}));
    std::vector<Json> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(Json::parse(line));
    REQUIRE(lines.size() == 3);
    Json report = report_of(file, {check_letter(), postcode()});
    CHECK(lines[0] == report["findings"][0]);
    CHECK(lines[1] == report["findings"][1]);
    report.erase("findings");
    CHECK(lines[2] == report);
}

TEST_CASE("the last line of NDJSON begins with the summary") {
    CHECK(written(Format::ndjson, {}, file_of("a.xml", 1, 0, 0, 0), {}).starts_with("{\"summary\":{"));
}

}  // namespace cbds::report_json_report_test
