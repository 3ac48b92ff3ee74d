#include "report/reconciliation_html.hpp"

#include "report/change_html_page.hpp"
#include "report/change_sample.hpp"
#include "report/html_page.hpp"

#include <doctest/doctest.h>

namespace cbds::report_reconciliation_html_test {

using namespace cbds;
using namespace cbds::report;

namespace {

bool told_on(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

/// From this text to the next one.
std::string told_from(const std::string& page, std::string_view start, std::string_view end) {
    const std::size_t at = page.find(start);
    REQUIRE(at != std::string::npos);
    return page.substr(at, page.find(end, at) - at);
}

diff::ReconciledItem reconciled_one(std::string item, diff::ReconciledCounts counts) {
    diff::ReconciledItem made;
    made.item = std::move(item);
    made.path = "CTfile/CTFpupilData/Pupil/BasicDetails/" + made.item;
    made.counts = counts;
    return made;
}

/// Of three pupils one is missing, one has another UPN; of two items one arrived.
diff::Reconciliation small_reconciliation() {
    diff::Reconciliation made;
    made.before = {"old.xml", schema::ctf_edition(26), "201", "3999", 3};
    made.after = {"new.xml", schema::ctf_edition(26), "201", "3999", 2};
    made.pupils = {{"A201999900001", 1, 0}, {"A201999900002", 2, 1}, {"", 3, 2}};
    made.missing_pupils = {0};
    made.rekeyed_pupils = {1};
    made.rekeyed_from = {"X20199990000A"};
    diff::ReconciledSection section;
    section.name = "BasicDetails";
    section.path = "CTfile/CTFpupilData/Pupil/BasicDetails";
    section.items = {reconciled_one("Ethnicity", {1, 1, 1, 0}), reconciled_one("MedicalFlag", {3, 0, 0, 0})};
    section.items[0].changed = {2};
    section.items[0].missing = {0};
    for (const diff::ReconciledItem& item : section.items) section.counts += item.counts;
    section.verdict = section.counts.verdict();
    made.sections = {section, {"NAWdetails", "CTfile/CTFpupilData/Pupil/NAWdetails", diff::Verdict::empty, {}, {}}};
    return made;
}

std::string reconciliation_page(const diff::Reconciliation& reconciliation, Redact redact = Redact::direct) {
    std::ostringstream out;
    write_reconciliation_html(reconciliation, change_options(redact), schema::Dictionary::built_in(), out);
    return out.str();
}

}  // namespace

TEST_CASE("reconciliation as html: verdicts, counts, and the pupils behind them") {
    const std::string page = reconciliation_page(small_reconciliation());
    CHECK(told_on(page, "<header class=\"verdict no\">"));
    CHECK(told_on(page, "<h1>Values are missing</h1>\n<p class=\"rest\">4 of 6 values are equal, 1 changed, 1 missing, 0 new</p>"));
    CHECK(told_on(
        page,
        "<a href=\"#section-0\">BasicDetails</a></th><td class=\"frequent\" data-column=\"Verdict\"><span class=\"verdict-word incomplete\">"
        "values are missing</span>"));
    CHECK(told_on(page, "In neither document: NAWdetails."));
    CHECK_FALSE(told_on(page, "id=\"section-1\""));
    const std::string item = told_from(page, "<tbody class=\"entry\" data-kind=\"changed missing\">", "</tbody>");
    CHECK(told_on(item, "<dt>Changed: 1 pupil</dt><dd><ul class=\"pupils\"><li>record 3</li></ul>"));
    CHECK(told_on(item, "<dt>Missing: 1 pupil</dt><dd><p class=\"hint\">1 pupil is in one document only"));
    CHECK(told_on(told_from(page, "<tbody class=\"entry\" data-kind=\"equal\">", "</tbody>"), "MedicalFlag"));
    CHECK(told_on(told_from(page, "<summary>Missing: 1 pupil", "</details>"), "<li>A201999900001</li>"));
    CHECK(told_on(page, "<li>X20199990000A &gt; A201999900002</li>"));
    CHECK_FALSE(told_on(reconciliation_page(small_reconciliation(), Redact::all), "2019999"));
}

TEST_CASE("reconciliation as html: records that were not compared cast a doubt") {
    diff::Reconciliation arrived;
    arrived.before = arrived.after = {"a.xml", schema::ctf_edition(26), "", "", 1};
    arrived.sections = {{"Pupil", "CTfile/CTFpupilData/Pupil", diff::Verdict::complete, {1, 0, 0, 0}, {reconciled_one("UPN", {1, 0, 0, 0})}}};
    const std::string page = reconciliation_page(arrived);
    CHECK(told_on(page, "<header class=\"verdict yes\">"));
    CHECK(told_on(page, "<h1>Everything arrived</h1>"));
    CHECK(told_on(page, "All pupils are in both documents."));
    arrived.ambiguous = {{diff::MatchedBy::upn, "A201999900001", {4}, {5, 6}}};
    arrived.summary.ambiguous = 3;
    const std::string doubted = reconciliation_page(arrived);
    CHECK(told_on(doubted, "<header class=\"verdict explain\">"));
    CHECK(told_on(doubted, "<h1>Everything arrived; 3 records could not be compared</h1>"));
    CHECK(told_on(doubted, "<title>Everything arrived; 3 records could not be compared: change of supplier</title>"));
    CHECK(told_on(doubted, ">5, 6</td>"));
}

TEST_CASE("reconciliation as html: pupils on another roll are listed, and change the verdict") {
    diff::Reconciliation moved;
    moved.before = moved.after = {"a.xml", schema::ctf_edition(26), "", "", 2};
    moved.pupils = {{"A201999900001", 1, 2}, {"", 2, 1}};
    moved.moved_pupils = {0, 1};
    const std::string page = reconciliation_page(moved);
    CHECK(told_on(page, "<header class=\"verdict explain\">"));
    CHECK(told_on(page, "<h1>Arrived, but changed</h1>"));
    CHECK_FALSE(told_on(page, "All pupils are in both documents."));
    const std::string list = told_from(page, "<summary>On another roll: 2 pupils</summary>", "</details>");
    CHECK(told_on(list, "<li>A201999900001</li><li>record 2</li>"));
    CHECK(told_on(reconciliation_page(moved, Redact::all), "<li>record 1</li><li>record 2</li>"));
}

TEST_CASE("reconciliation as html: a re-keyed pupil has both UPNs, without one or with all masked the number of the record") {
    diff::Reconciliation rekeyed = small_reconciliation();
    CHECK(told_on(told_from(reconciliation_page(rekeyed, Redact::all), "<summary>Re-keyed: 1 pupil", "</details>"), "<li>record 2</li>"));
    rekeyed.rekeyed_pupils = {1, 2};
    rekeyed.rekeyed_from = {"X20199990000A", "A201999900003"};
    CHECK(told_on(reconciliation_page(rekeyed), "<li>X20199990000A &gt; A201999900002</li><li>record 3</li>"));
}

TEST_CASE("reconciliation as html: an item has its path below the section") {
    diff::Reconciliation made = small_reconciliation();
    made.sections[0].items[0].path = "CTfile/CTFpupilData/Pupil/BasicDetails/Somewhere/Ethnicity";
    CHECK(told_on(reconciliation_page(made), "<span class=\"item\">Somewhere/Ethnicity</span>"));
    CHECK(told_on(reconciliation_page(made), "<span class=\"item\">MedicalFlag</span>"));
}

TEST_CASE("reconciliation as html: equal values of what the dictionary does not have are not counted") {
    diff::Reconciliation made = small_reconciliation();
    CHECK_FALSE(told_on(reconciliation_page(made), "is not in the dictionary"));
    made.sections[0].items[1].known = false;
    const std::string page = reconciliation_page(made);
    const std::string item = told_from(page, "MedicalFlag", "</tbody>");
    CHECK(told_on(item, "<td class=\"number zero\" data-column=\"Equal\">-</td>"));
    CHECK_FALSE(told_on(item, "data-column=\"Equal\">3<"));
    CHECK(told_on(page, "An item with - in place of a number is not in the dictionary"));
}

TEST_CASE("reconciliation as html: nothing is fetched from elsewhere, nothing becomes markup") {
    diff::Reconciliation hostile = small_reconciliation();
    hostile.before.name = "<i>.xml";
    hostile.pupils[0].key = "</li><script>";
    hostile.sections[0].name = "\"<section>";
    hostile.sections[0].items[0].path = "<path>";
    hostile.sections[0].items[0].item = "<item>";
    const std::string page = reconciliation_page(hostile);
    CHECK(told_from(page, "<script", ">") == "<script");
    CHECK(page.find("<script") == page.rfind("<script"));
    CHECK(told_on(page, "script-src 'sha256-" + script_hash(change_script()) + "'"));
    for (const std::string_view markup : {"<i>", "<path>", "<item>", "\"<section>", "http:", "https:", " src="})
        CHECK_FALSE(told_on(page, markup));
}

}  // namespace cbds::report_reconciliation_html_test
