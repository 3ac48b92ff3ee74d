#include "cbds/report/reconciliation.hpp"

#include "cbds/error.hpp"
#include "report/reconciliation_words.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace cbds::report_reconciliation_formats_test {

using namespace cbds;
using namespace cbds::report;
using diff::ReconciledCounts;
using diff::ReconciledItem;
using diff::ReconciledSection;
using diff::Reconciliation;

namespace {

std::string invented_upn(std::size_t number) { return "A2019999" + std::to_string(10000 + number); }

ReconciledItem reconciled_item(const std::string& path, const ReconciledCounts& counts) {
    ReconciledItem item;
    item.path = path;
    item.item = path.substr(path.rfind('/') + 1);
    item.counts = counts;
    return item;
}

ReconciledSection reconciled_section(const std::string& path, std::vector<ReconciledItem> items) {
    ReconciledSection section;
    section.path = path;
    section.name = path.substr(path.rfind('/') + 1);
    for (const ReconciledItem& item : items) section.counts += item.counts;
    section.verdict = section.counts.verdict();
    section.items = std::move(items);
    return section;
}

/// Twelve surnames changed, one pupil is missing, one is new and has no UPN, one has another UPN.
Reconciliation some_reconciliation() {
    Reconciliation made;
    made.before = {"old.xml", schema::ctf_edition(26), "201", "4633", 40};
    made.after = {"new.xml", schema::ctf_edition(26), "201", "4633", 40};
    made.summary.matched = {38, 0, 1, 0};
    for (std::uint32_t i = 0; i < 14; ++i) made.pupils.push_back({invented_upn(i), i + 1, i + 1});
    made.pupils[12].new_record = 0;
    made.pupils[13] = {"", 0, 40};
    made.missing_pupils = {12};
    made.new_pupils = {13};
    made.rekeyed_pupils = {0};
    made.rekeyed_from = {"Z201999900000"};
    const std::string record = "CTfile/CTFpupilData/Pupil";
    ReconciledItem upn = reconciled_item(record + "/UPN", {38, 1, 1, 0});
    upn.changed = {0};
    upn.missing = {12};
    ReconciledItem surname = reconciled_item(record + "/Surname", {27, 12, 1, 1});
    for (std::uint32_t i = 0; i < 12; ++i) surname.changed.push_back(i);
    surname.missing = {12};
    surname.added = {13};
    ReconciledItem other = reconciled_item(record + "/=Extra", {0, 0, 0, 1});
    other.known = false;
    other.added = {13};
    made.sections.push_back(reconciled_section("CTfile/Header", {reconciled_item("CTfile/Header/DocumentName", {1, 0, 0, 0})}));
    made.sections.push_back(reconciled_section(record, {upn, surname, other}));
    made.sections.push_back(reconciled_section(record + "/NAWdetails", {}));
    const std::string deep = record + "/StageAssessments/KeyStage/StageAssessment/Result";
    ReconciledItem result = reconciled_item(deep, {1234567, 1, 0, 0});
    result.changed = {3};
    made.sections.push_back(reconciled_section(record + "/StageAssessments", {result}));
    return made;
}

std::string written_reconciliation(ChangeFormat format, const Reconciliation& made, const ChangeReportOptions& options = {}) {
    std::ostringstream out;
    write_reconciliation(made, format, options, schema::Dictionary::built_in(), out);
    return out.str();
}

ChangeReportOptions redacting(Redact redact) {
    ChangeReportOptions options;
    options.redact = redact;
    return options;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("reconciliation text: sections, what did not arrive, pupils, a verdict") {
    CHECK(written_reconciliation(ChangeFormat::text, some_reconciliation()) ==
          "old: old.xml: Common Transfer File 26.0, school 201/4633, 40 pupils\n"
          "new: new.xml: Common Transfer File 26.0, school 201/4633, 40 pupils\n"
          "pupils: 39 in both, 1 missing, 1 new, 1 with another UPN\n"
          "\n"
          "section                      equal changed missing     new  verdict\n"
          "Header                           1       0       0       0  everything arrived\n"
          "Pupil                           65      13       2       2  values are missing\n"
          "NAWdetails                       0       0       0       0  empty in both\n"
          "StageAssessments           1234567       1       0       0  arrived, but changed\n"
          "all                        1234633      14       2       2  values are missing\n"
          "\n"
          "pupils missing: A201999910012\n"
          "pupils new: new record 40\n"
          "pupils with another UPN: Z201999900000 > A201999910000\n"
          "\n"
          "Pupil: values are missing\n"
          "  item                       equal changed missing     new\n"
          "  UPN                           38       1       1       0\n"
          "    changed: A201999910000\n"
          "    missing: A201999910012\n"
          "  Surname                       27      12       1       1\n"
          "    changed: A201999910000, A201999910001, A201999910002, A201999910003,\n"
          "             A201999910004, A201999910005, A201999910006, A201999910007,\n"
          "             A201999910008, A201999910009 and 2 more\n"
          "    missing: A201999910012\n"
          "    new: new record 40\n"
          "  =Extra                         -       0       0       1\n"
          "    new: new record 40\n"
          "\n"
          "StageAssessments: arrived, but changed\n"
          "  item                       equal changed missing     new\n"
          "  KeyStage/StageAssessment/Result\n"
          "                           1234567       1       0       0\n"
          "    changed: A201999910003\n"
          "\n"
          "verdict: values are missing\n");
}

TEST_CASE("reconciliation text: nothing but the verdict where all arrived, and not even that where it should be quiet") {
    Reconciliation made = some_reconciliation();
    made.sections.resize(1);
    made.pupils.clear();
    made.missing_pupils.clear();
    made.new_pupils.clear();
    made.rekeyed_pupils.clear();
    CHECK(written_reconciliation(ChangeFormat::text, made).ends_with("\n\nverdict: everything arrived\n"));
    ChangeReportOptions quiet;
    quiet.quiet = true;
    CHECK(written_reconciliation(ChangeFormat::text, made, quiet).empty());
    CHECK(written_reconciliation(ChangeFormat::text, some_reconciliation(), quiet).starts_with("pupils missing: "));
    CHECK(!has(written_reconciliation(ChangeFormat::text, some_reconciliation(), quiet), "verdict"));
}

TEST_CASE("reconciliation: who could not be compared is told beside the verdict") {
    Reconciliation made = some_reconciliation();
    made.summary.ambiguous = 3;
    made.ambiguous.push_back({diff::MatchedBy::upn, invented_upn(99), {3, 4}, {7}});
    const std::string words = "values are missing; 3 records could not be compared";
    CHECK(verdict_words(made) == words);
    const std::string text = written_reconciliation(ChangeFormat::text, made);
    CHECK(has(text, "verdict: " + words));
    CHECK(has(text, "1 with another UPN, 3 not compared\n"));
    CHECK(has(text, invented_upn(99)));
    CHECK(has(written_reconciliation(ChangeFormat::markdown, made), "# Values are missing; 3 records could not be compared\n"));
    const auto json = nlohmann::json::parse(written_reconciliation(ChangeFormat::json, made));
    CHECK(json.at("summary").at("not_compared") == 3);
    CHECK(json.at("ambiguous").at(0).at("old_records") == nlohmann::json{3, 4});
}

TEST_CASE("reconciliation: with everything masked the number of the record stands for the pupil") {
    Reconciliation made = some_reconciliation();
    made.ambiguous.push_back({diff::MatchedBy::upn, invented_upn(99), {3, 4}, {7}});
    for (const ChangeFormat format : {ChangeFormat::text, ChangeFormat::json, ChangeFormat::csv, ChangeFormat::markdown, ChangeFormat::html,
                                      ChangeFormat::stat}) {
        const std::string text = written_reconciliation(format, made, redacting(Redact::all));
        CHECK(!has(text, "A2019999"));
        CHECK(!has(text, "Z2019999"));
    }
    const std::string text = written_reconciliation(ChangeFormat::text, made, redacting(Redact::all));
    CHECK(has(text, "pupils missing: record 13\n"));
    CHECK(has(text, "pupils with another UPN: record 1\n"));
    CHECK(has(written_reconciliation(ChangeFormat::csv, made, redacting(Redact::all)), ",record-1,record-13,\r\n"));
}

TEST_CASE("reconciliation stat: the table of the sections alone") {
    CHECK(written_reconciliation(ChangeFormat::stat, some_reconciliation()) ==
          "section                      equal changed missing     new  verdict\n"
          "Header                           1       0       0       0  everything arrived\n"
          "Pupil                           65      13       2       2  values are missing\n"
          "NAWdetails                       0       0       0       0  empty in both\n"
          "StageAssessments           1234567       1       0       0  arrived, but changed\n"
          "all                        1234633      14       2       2  values are missing\n");
    ChangeReportOptions colour;
    colour.colour = true;
    CHECK(has(written_reconciliation(ChangeFormat::stat, some_reconciliation(), colour), "\033[1;31mvalues are missing\033[0m\n"));
}

TEST_CASE("reconciliation json: every pupil behind every number") {
    const auto json = nlohmann::json::parse(written_reconciliation(ChangeFormat::json, some_reconciliation()));
    CHECK(json.at("schema") == "cbds.reconciliation/1");
    CHECK(json.at("old").at("records") == 40);
    CHECK(json.at("new").at("edition") == "ctf@26.0");
    const auto& pupil = json.at("sections").at(1);
    CHECK(pupil.at("section") == "Pupil");
    CHECK(pupil.at("verdict") == "values are missing");
    CHECK(pupil.at("missing") == 2);
    const auto& surname = pupil.at("items").at(1);
    CHECK(surname.at("changed_pupils").size() == 12);
    CHECK(json.at("pupils").at(surname.at("changed_pupils").at(11).get<std::size_t>()).at("key") == invented_upn(11));
    CHECK(surname.at("new_pupils") == nlohmann::json{13});
    CHECK(pupil.at("items").at(2).at("equal").is_null());
    CHECK(json.at("sections").at(2).at("items").empty());
    CHECK(json.at("pupils").at(13) == nlohmann::json{{"key", nullptr}, {"old_record", nullptr}, {"new_record", 40}});
    CHECK(json.at("rekeyed_pupils").at(0) == nlohmann::json{{"pupil", 0}, {"old_key", "Z201999900000"}});
    CHECK(json.at("summary").at("complete") == false);
    CHECK(json.at("summary").at("verdict") == "values are missing");
    CHECK(json.at("summary").at("pupils").at("both") == 39);
}

TEST_CASE("reconciliation json: of nothing") {
    const auto json = nlohmann::json::parse(written_reconciliation(ChangeFormat::json, {}));
    CHECK(json.at("sections").empty());
    CHECK(json.at("summary").at("verdict") == "empty in both");
    CHECK(json.at("summary").at("complete") == true);
}

TEST_CASE("reconciliation csv: an item a row, the pupils in one field") {
    const std::string text = written_reconciliation(ChangeFormat::csv, some_reconciliation());
    CHECK(text.starts_with("\xEF\xBB\xBFsection,item,path,equal,changed,missing,new,verdict,changed_pupils,missing_pupils,new_pupils\r\n"
                           "Header,DocumentName,CTfile/Header/DocumentName,1,0,0,0,everything arrived,,,\r\n"
                           "Pupil,UPN,CTfile/CTFpupilData/Pupil/UPN,38,1,1,0,values are missing,A201999910000,A201999910012,\r\n"));
    CHECK(has(text, " A201999910010 A201999910011,A201999910012,new-record-40\r\n"));
    CHECK(has(text, "Pupil,'=Extra,CTfile/CTFpupilData/Pupil/=Extra,,0,0,1,everything arrived,,,new-record-40\r\n"));
}

TEST_CASE("reconciliation markdown: tables") {
    const std::string text = written_reconciliation(ChangeFormat::markdown, some_reconciliation());
    CHECK(text.starts_with("# Values are missing\n"));
    CHECK(has(text, "\n| section | equal | changed | missing | new | verdict |\n|---|--:|--:|--:|--:|---|\n"
                    "| `Header` | 1 | 0 | 0 | 0 | everything arrived |\n"));
    CHECK(has(text, "\n| all | 1234633 | 14 | 2 | 2 | values are missing |\n"));
    CHECK(has(text, "\n- missing: A201999910012\n"));
    CHECK(has(text, "\n## `Pupil`: values are missing\n"));
    CHECK(has(text, " | changed: A201999910000; missing: A201999910012 |\n"));
    CHECK(has(text, "A201999910009 and 2 more; missing"));
    CHECK(!has(text, "A201999910010"));
}

TEST_CASE("reconciliation: no lines of NDJSON") {
    CHECK_THROWS_AS(written_reconciliation(ChangeFormat::ndjson, some_reconciliation()), UsageError);
}

TEST_CASE("reconciliation: what a document names cannot act on a terminal") {
    Reconciliation made = some_reconciliation();
    made.sections[1].items[2].path = "CTfile/CTFpupilData/Pupil/Ex\033[2Jtra";
    made.pupils[12].key = "A2019\n9";
    for (const ChangeFormat format : {ChangeFormat::text, ChangeFormat::csv, ChangeFormat::markdown}) {
        const std::string text = written_reconciliation(format, made);
        CHECK(!has(text, "\033["));
        CHECK(!has(text, "A2019\n9"));
    }
}

}  // namespace cbds::report_reconciliation_formats_test
