#include "report/sarif_report.hpp"

#include "cbds/version.hpp"
#include "report/sample_run.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace cbds::report_sarif_report_test {

using namespace cbds;
using namespace cbds::report;
using Json = nlohmann::json;

namespace {

/// The run of a report.
Json sarif_of(const rules::FileSummary& file, std::initializer_list<rules::Finding> findings, Redact redact = Redact::direct) {
    ReportOptions options;
    options.redact = redact;
    const Json log = Json::parse(written(Format::sarif, options, file, findings));
    REQUIRE(log["version"] == "2.1.0");
    REQUIRE(log["runs"].size() == 1);
    return log["runs"][0];
}

std::string fingerprint(const Json& run, std::size_t result) {
    return run["results"][result]["partialFingerprints"]["cbdsFinding/v1"];
}

}  // namespace

TEST_CASE("sarif: a result, member by member") {
    const Json run = sarif_of(file_of(kAutumn, 212, 1, 1, 0), {check_letter(), postcode()});
    const Json& result = run["results"][0];
    CHECK(result["ruleId"] == "SC1510");
    CHECK(result["level"] == "error");
    CHECK(result["message"]["text"] == "pupil M201399923002: UPN: the check letter should be L, not M");
    const Json& location = result["locations"][0]["physicalLocation"];
    CHECK(location["artifactLocation"] == Json{{"uri", "autumn/2013999_SC3_201LL26_001.XML"}, {"index", 0}});
    CHECK(location["region"] == Json{{"startLine", 412}, {"startColumn", 15}, {"byteOffset", 18230}});
    CHECK(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] ==
          "Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilIdentifiers/UPN");
    CHECK(result["properties"]["year_group"] == "7");
    CHECK(run["results"][1]["level"] == "warning");
    CHECK(run["columnKind"] == "unicodeCodePoints");
    CHECK(run["artifacts"][0]["location"]["uri"] == "autumn/2013999_SC3_201LL26_001.XML");
}

TEST_CASE("sarif: a finding without a place has no region, and information is a note") {
    rules::Finding finding = surname();
    finding.place = {0, 0, 0};
    const Json run = sarif_of(file_of("a.xml", 1, 0, 0, 1), {finding});
    CHECK(run["results"][0]["level"] == "note");
    CHECK_FALSE(run["results"][0]["locations"][0]["physicalLocation"].contains("region"));
}

TEST_CASE("sarif: rules that were run or found something are described, the others told as not run") {
    std::ostringstream out;
    rules::RunSummary run = run_of({file_of("a.xml", 1, 0, 0, 0)});
    run.rules["ID405"] = {&kPostcode, 0, rules::Severity::info, true};
    run.rules["SC1510"] = {&kCheckLetter, 0, rules::Severity::info, false};
    make_report(Format::sarif, {}, out)->end(run);
    const Json written = Json::parse(out.str())["runs"][0];
    const Json& driver = written["tool"]["driver"];
    CHECK(driver["name"] == "cbds");
    CHECK(driver["version"] == version());
    REQUIRE(driver["rules"].size() == 1);
    CHECK(driver["rules"][0]["id"] == "ID405");
    CHECK(driver["rules"][0]["shortDescription"]["text"] == "Postcode not valid");
    CHECK(driver["rules"][0]["defaultConfiguration"]["level"] == "warning");
    CHECK(driver["rules"][0]["properties"]["tags"] == Json{"address", "identifiers"});
    const Json& not_run = written["invocations"][0]["toolConfigurationNotifications"];
    REQUIRE(not_run.size() == 1);
    CHECK(not_run[0]["descriptor"]["id"] == "SC1510");
}

TEST_CASE("sarif: a file that could not be read makes the run unsuccessful") {
    const Json invocation = sarif_of(unreadable("a.xml", "a.xml: no such file"), {})["invocations"][0];
    CHECK(invocation["executionSuccessful"] == false);
    CHECK(invocation["toolExecutionNotifications"][0]["message"]["text"] == "a.xml: no such file");
    CHECK(sarif_of(file_of("a.xml", 1, 1, 0, 0), {check_letter()})["invocations"][0]["executionSuccessful"] == true);
}

TEST_CASE("sarif: a fingerprint stays where the place changes, and no two findings of a record share one") {
    rules::Finding moved = check_letter();
    moved.place = {9, 9, 9};
    moved.record = 3;
    const Json run = sarif_of(file_of("a.xml", 1, 2, 0, 0), {check_letter(), check_letter(), postcode()});
    const Json later = sarif_of(file_of("b.xml", 1, 1, 0, 0), {moved});
    CHECK(fingerprint(run, 0) == fingerprint(later, 0));
    CHECK(fingerprint(run, 0) != fingerprint(run, 1));
    CHECK(fingerprint(run, 1) != fingerprint(run, 2));
}

TEST_CASE("sarif: with --redact all the fingerprint is not made of the key") {
    rules::Finding other = check_letter();
    other.key = "X999999999999";
    const Json run = sarif_of(file_of("a.xml", 1, 1, 0, 0), {check_letter()}, Redact::all);
    CHECK(fingerprint(run, 0) == fingerprint(sarif_of(file_of("a.xml", 1, 1, 0, 0), {other}, Redact::all), 0));
}

TEST_CASE("sarif: a value cannot make a link of itself") {
    rules::Finding finding = postcode();
    finding.value = "[here](http://example.org)";
    const std::string text = sarif_of(file_of("a.xml", 1, 0, 1, 0), {finding})["results"][0]["message"]["text"];
    CHECK(text.find("](") == std::string::npos);
    CHECK(text.find("[here] (http") != std::string::npos);
}

TEST_CASE("sarif: names of files as URI references") {
    CHECK(artifact_uri("a b/c.xml") == "a%20b/c.xml");
    CHECK(artifact_uri("/srv/returns/1.xml") == "file:///srv/returns/1.xml");
    CHECK(artifact_uri("c:x.xml") == "c%3Ax.xml");
    CHECK(artifact_uri("100%?#.xml") == "100%25%3F%23.xml");
    CHECK(artifact_uri("Zo\xC3\xAB.xml") == "Zo%C3%AB.xml");
    CHECK(artifact_uri("\x80") == "%80");
}

}  // namespace cbds::report_sarif_report_test
