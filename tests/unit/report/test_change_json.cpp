#include "report/change_sample.hpp"

#include "cbds/version.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace cbds::report_change_json_test {

using namespace cbds;
using namespace cbds::report;

namespace {

using nlohmann::json;

const std::string kTool = R"("tool":{"name":"cbds","version":")" + std::string(version()) + R"("})";
const std::string kDocuments =
    R"("old":{"name":"old.xml","collection":"school-census","edition":"school-census@2026-spring","la":"201","estab":"3999"},)"
    R"("new":{"name":"new.xml","collection":"school-census","edition":"school-census@2026-spring","la":"201","estab":"3999"}})";
const std::string kLeftMembers =
    R"("outside":false,"kinds":["removed"],"key":"A201999900003","old_key":null,"name":"***","year_group":"6","old_record":7,"new_record":null,)"
    R"("old_roll":"on","new_roll":null,"matched_by":null,"items":[]})";
const std::string kLeftSummary =
    R"("old_records":2,"new_records":1,"changes":{"added":0,"removed":1,"moved":0,"re-keyed":0,"item-added":0,"item-removed":0,"item-changed":0},)"
    R"("matched_by":{"UPN":1,"FormerUPN":0,"ULN":0,"name and birth date":0},"same":1,"changed":0,"not_compared":0,"outside":0,"funding":0,)"
    R"("findings":{"fixed":0,"new":0,"still there":0},"items":[]})";

json parsed(const std::vector<ChangedPair>& pairs, Redact redact = Redact::direct) {
    return json::parse(changes_written(ChangeFormat::json, pairs, change_options(redact)));
}

std::vector<json> parsed_lines(const std::vector<ChangedPair>& pairs) {
    std::istringstream text(changes_written(ChangeFormat::ndjson, pairs));
    std::vector<json> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(json::parse(line));
    return lines;
}

}  // namespace

TEST_CASE("changes as JSON: the whole of a short report") {
    CHECK(changes_written(ChangeFormat::json, {pair_of({left_pupil()}, 1)}) ==
          "{\"schema\":\"cbds.changes/1\",\n" + kTool + ",\n\"pairs\":[\n{\"documents\":{" + kDocuments + ",\n\"records\":[\n{" + kLeftMembers +
              "\n],\n\"ambiguous\":[],\n\"findings\":[],\n\"summary\":{" + kLeftSummary + "}\n],\n\"unpaired\":[],\n\"summary\":{" + kLeftSummary + "}\n");
}

TEST_CASE("changes as JSON: no documents") {
    const json report = parsed({});
    CHECK(report["pairs"].empty());
    CHECK(report["unpaired"].empty());
    CHECK(report["summary"]["same"] == 0);
}

TEST_CASE("changes as JSON: a record with its changes") {
    const json record = parsed({whole_pair()})["pairs"][0]["records"][1];
    CHECK(record["kinds"].empty());
    CHECK(record["key"] == "A201999900001");
    CHECK(record["old_record"] == 11);
    CHECK(record["new_record"] == 12);
    CHECK(record["matched_by"] == "UPN");
    CHECK(record["items"].size() == 5);
    CHECK(record["items"][4].dump() ==
          R"({"after":"ASD","before":"MLD","entries":[{"item":"SENtypeRank","value":"1"}],"funding":true,"item":"SENtype","kind":"item-changed",)"
          R"("path":"Message/Pupils/PupilsOnRoll/PupilOnRoll/SENneeds/SENneed/SENtype","privacy":"sensitive","section":"SENneeds"})");
    CHECK(record["items"][0]["before"] == "***");
    CHECK(record["items"][1]["before"].is_null());  // it was not there, which is not the same as empty
    CHECK(record["items"][2]["after"].is_null());
}

TEST_CASE("changes as JSON: what happened to a record as a whole") {
    const json records = parsed({whole_pair()})["pairs"][0]["records"];
    CHECK(records[0]["outside"] == true);
    CHECK(records[0]["matched_by"].is_null());
    CHECK(records[2]["kinds"] == json{"removed"});
    CHECK(records[3]["kinds"] == json{"moved"});
    CHECK(records[3]["old_roll"] == "on");
    CHECK(records[3]["new_roll"] == "off");
    CHECK(records[4]["kinds"] == json{"re-keyed"});
    CHECK(records[4]["old_key"] == "X20199990000A");
    CHECK(records[4]["matched_by"] == "FormerUPN");
    CHECK(records[5]["kinds"] == json{"added"});
}

TEST_CASE("changes as JSON: ambiguous records, findings and totals") {
    const json pair = parsed({whole_pair()})["pairs"][0];
    CHECK(pair["ambiguous"].dump() == R"([{"key":"1000000000","matched_by":"ULN","new_records":[5],"old_records":[4,7]}])");
    CHECK(pair["findings"][0]["state"] == "fixed");
    CHECK(pair["findings"][0]["file"] == "old.xml");
    CHECK(pair["findings"][0]["code"] == "SC1510");
    CHECK(pair["findings"][1]["state"] == "new");
    CHECK(pair["findings"][1]["file"] == "new.xml");
    CHECK(pair["findings"][2]["state"] == "still there");
    CHECK(pair["summary"]["funding"] == 3);
    CHECK(pair["summary"]["outside"] == 1);
    CHECK(pair["summary"]["items"][0]["path"] == "Message/Header/Source/Estab");
    CHECK(pair["summary"]["items"].size() == 6);
}

TEST_CASE("changes as JSON: several pairs, and documents without a partner between them") {
    std::ostringstream out;
    const auto report = make_change_report(ChangeFormat::json, {}, schema::Dictionary::built_in(), out);
    tell(whole_pair(), *report);
    report->unpaired(census_of("a.xml"), false);
    tell(pair_of({}), *report);
    report->unpaired(census_of("b.xml"), true);
    report->end(whole_pair().summary);
    const json read = json::parse(out.str());
    CHECK(read["pairs"].size() == 2);
    CHECK(read["unpaired"].size() == 2);
    CHECK(read["unpaired"][0]["name"] == "a.xml");
    CHECK(read["unpaired"][0]["side"] == "old");
    CHECK(read["unpaired"][1]["side"] == "new");
}

TEST_CASE("changes as JSON: with everything masked keys are null") {
    const json pair = parsed({whole_pair()}, Redact::all)["pairs"][0];
    CHECK(pair["records"][4]["key"].is_null());
    CHECK(pair["records"][4]["old_key"].is_null());
    CHECK(pair["records"][4]["name"].is_null());
    CHECK(pair["records"][4]["new_record"] == 9);
    CHECK(pair["records"][1]["items"][4]["entries"][0]["value"] == "***");
    CHECK(pair["ambiguous"][0]["key"].is_null());
    CHECK(pair["findings"][0]["record"]["key"].is_null());
}

TEST_CASE("changes as NDJSON: the whole of a short report") {
    CHECK(changes_written(ChangeFormat::ndjson, {pair_of({left_pupil()}, 1)}) ==
          "{\"type\":\"documents\",\"pair\":1," + kDocuments + "\n{\"type\":\"record\",\"pair\":1," + kLeftMembers +
              "\n{\"type\":\"summary\",\"pair\":1," + kLeftSummary + "\n{\"type\":\"total\",\"schema\":\"cbds.changes/1\"," + kTool +
              ",\"pairs\":1,\"unpaired\":0," + kLeftSummary + "\n");
}

TEST_CASE("changes as NDJSON: each line says what it is, and of which pair") {
    std::string types;
    for (const json& line : parsed_lines({pair_of({}), whole_pair()})) {
        types += line["type"].get<std::string>() + ' ';
        if (line["type"] == "record") CHECK(line["pair"] == 2);
    }
    CHECK(types == "documents summary documents record record record record record record ambiguous finding finding finding summary total ");
}

TEST_CASE("changes as NDJSON: a line says the same as JSON does") {
    const json record = parsed({whole_pair()})["pairs"][0]["records"][1];
    json line = parsed_lines({whole_pair()})[2];
    line.erase("type");
    line.erase("pair");
    CHECK(line == record);
}

}  // namespace cbds::report_change_json_test
