/// The report of losses: counts, records, text and JSON.

#include "cbds/convert/loss.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

using namespace cbds;
using convert::kNoRecordNumber;
using convert::Loss;
using convert::LossKind;
using convert::LossList;
using convert::LossReport;

Loss loss(LossKind kind, std::uint64_t record, std::string key, std::string path = "CTfile/X") {
    return {kind, record, std::move(key), "X", std::move(path), "the edition does not have it", schema::Confidence::likely};
}

}  // namespace

TEST_CASE("losses are counted exactly, and their first records are kept, each once") {
    LossReport report(2);
    for (std::uint64_t record = 0; record < 5; ++record) {
        report.add(loss(LossKind::dropped, record, "UPN" + std::to_string(record)));
        report.add(loss(LossKind::dropped, record, "UPN" + std::to_string(record)));
    }
    report.add(loss(LossKind::changed, 0, "UPN0"));
    CHECK(report.losses() == 10);
    CHECK(report.count(LossKind::changed) == 1);
    REQUIRE(report.counts().size() == 2);
    const convert::LossCount first = report.counts().front();
    CHECK(first.count == 10);
    REQUIRE(first.examples.size() == 2);
    CHECK(first.examples[1].key == "UPN1");
    CHECK(first.more);
}

TEST_CASE("what was changed, is missing or noted is no loss") {
    LossReport report;
    for (const LossKind kind : {LossKind::changed, LossKind::missing, LossKind::note}) report.add(loss(kind, 0, ""));
    CHECK_FALSE(report.lossy());
    for (const LossKind kind : {LossKind::dropped, LossKind::altered, LossKind::no_code}) report.add(loss(kind, 0, ""));
    CHECK(report.losses() == 3);
}

TEST_CASE("stretches are put together with the numbers of the document") {
    LossReport report;
    LossList list;
    list.add(loss(LossKind::dropped, 1, ""));
    list.move_to(report, 0);
    list.add(loss(LossKind::dropped, 1, ""));
    list.add(loss(LossKind::dropped, kNoRecordNumber, ""));
    list.text_beside_elements(2, true);
    list.move_to(report, 10);
    list.move_to(report, 20);
    CHECK(report.losses() == 4);
    CHECK(report.text() == "dropped 1 time: text: text between elements is not kept (record 13)\n"
                           "dropped 3 times: CTfile/X: the edition does not have it (record 2, record 12)\n");
}

TEST_CASE("a report names keys, or numbers where keys must not be shown") {
    LossReport report(1);
    report.add(loss(LossKind::no_code, 4, "L201203719000"));
    report.add(loss(LossKind::no_code, 5, "H201203719001"));
    CHECK(report.text() == "no-code 2 times: CTfile/X: the edition does not have it (L201203719000 ...)\n");
    CHECK(report.text({false}) == "no-code 2 times: CTfile/X: the edition does not have it (record 5 ...)\n");
    const auto json = nlohmann::json::parse(report.json());
    CHECK(json["losses"] == 2);
    CHECK(json["counts"]["no-code"] == 2);
    CHECK(json["items"][0]["confidence"] == "likely");
    CHECK(json["items"][0]["records"][0]["key"] == "L201203719000");
    CHECK_FALSE(nlohmann::json::parse(report.json({false}))["items"][0]["records"][0].contains("key"));
}

TEST_CASE("keys from hostile documents are cut, and harmless on a terminal") {
    LossReport report;
    report.add(loss(LossKind::dropped, 0, "\x1B[2J" + std::string(1000, 'x')));
    CHECK(report.text().size() < 120);
    CHECK(report.text().find('\x1B') == std::string::npos);
    CHECK(nlohmann::json::parse(report.json())["items"].size() == 1);
}
