#include "report/change_html.hpp"
#include "report/change_html_page.hpp"
#include "report/change_sample.hpp"
#include "report/html_page.hpp"

#include <doctest/doctest.h>

namespace cbds::report_change_html_test {

using namespace cbds;
using namespace cbds::report;

namespace {

std::string change_page(const std::vector<ChangedPair>& pairs, Redact redact = Redact::direct) {
    return changes_written(ChangeFormat::html, pairs, change_options(redact));
}

bool page_has(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

std::size_t times_in(const std::string& page, std::string_view text) {
    std::size_t number = 0;
    for (std::size_t at = page.find(text); at != std::string::npos; at = page.find(text, at + 1)) ++number;
    return number;
}

/// From this text to the next one.
std::string stretch_of(const std::string& page, std::string_view start, std::string_view end) {
    const std::size_t at = page.find(start);
    REQUIRE(at != std::string::npos);
    return page.substr(at, page.find(end, at) - at);
}

/// The fold of a pupil.
std::string card_of(const std::string& page, std::string_view key) {
    return stretch_of(page, "<h4><span class=\"code\">" + std::string(key) + "</span>", "</details>");
}

/// The row of an item in a fold.
std::string item_row_of(const std::string& card, std::string_view item) {
    return stretch_of(card, "<b class=\"item\">" + std::string(item) + "</b>", "</tr>");
}

/// One of the totals.
std::string tile_of(const std::string& page, std::string_view word) { return stretch_of(page, "<dt>" + std::string(word) + "</dt>", "</div>"); }

diff::RecordDifference pupil_with(std::string before, std::string after, schema::Privacy privacy = schema::Privacy::none) {
    diff::RecordDifference difference = pupil_of("A201999900009", 3, 3);
    difference.items = {
        change_of(diff::ChangeKind::item_changed, kPupil + "/PupilCharacteristics/Note", std::move(before), std::move(after), privacy)};
    return difference;
}

}  // namespace

TEST_CASE("changes as html: what differs stands first, and is the title") {
    const std::string page = change_page({whole_pair()});
    CHECK(page_has(page, "<title>5 pupils differ: comparison of school data</title>"));
    CHECK(page_has(
        page,
        "<h1>5 pupils differ</h1>\n<p class=\"rest\">1 joined, 1 left, 3 changed, 16 the same, 3 not compared, 1 value outside of the pupils, "
        "1 finding fixed, 1 new finding</p>"));
    CHECK(page_has(change_page({pair_of({joined_pupil()})}), "<h1>1 pupil differs</h1>"));
    CHECK(page_has(change_page({pair_of({changed_header()})}), "<h1>No pupil differs</h1>"));
    const std::string same = change_page({pair_of({}, 2)});
    CHECK(page_has(same, "<header class=\"verdict yes\">"));
    CHECK(page_has(same, "<h1>Nothing differs</h1>\n<p class=\"rest\">2 the same</p>"));
    CHECK(page_has(same, "<p>There are none.</p>"));
    CHECK_FALSE(page_has(same, "id=\"filters\""));
}

TEST_CASE("changes as html: the totals") {
    const std::string page = change_page({whole_pair()});
    for (const std::string_view word : {"Joined", "Left", "Moved", "Re-keyed", "Findings fixed", "New findings", "Findings still there"})
        CHECK_MESSAGE(page_has(tile_of(page, word), "<b>1</b>"), word);
    CHECK(page_has(tile_of(page, "Pupils changed"), "<b>3</b>"));
    CHECK(page_has(tile_of(page, "Values"), "<b>6</b>"));
    CHECK(page_has(tile_of(page, "Touching funding"), "<b>4</b>"));  // joined, left, moved, and the one with a need
    CHECK(page_has(tile_of(page, "The same"), "<b>16</b>"));
    CHECK(page_has(tile_of(page, "Not compared"), "<b>3</b>"));
    CHECK_FALSE(page_has(change_page({pair_of({joined_pupil()})}), "New findings"));
}

TEST_CASE("changes as html: nothing is fetched from elsewhere, and no other script may run") {
    for (const std::string& page : {change_page({whole_pair()}), change_page({pair_of({}, 2)})}) {
        for (const std::string_view outside : {"http:", "https:", "<link", " src=", "url("}) CHECK_FALSE(page_has(page, outside));
        CHECK(times_in(page, "<script") == 1);
        CHECK(page_has(page, "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + script_hash(change_script()) + "'"));
    }
    CHECK(change_script().find("</") == std::string_view::npos);
    CHECK(change_script().find("<!--") == std::string_view::npos);
    CHECK(change_style().find("</") == std::string_view::npos);
}

TEST_CASE("changes as html: old and new side by side, with their kind in words") {
    const std::string card = card_of(change_page({whole_pair()}), "A201999900001");
    CHECK(page_has(card, "<span class=\"year\">Year 6</span>"));
    CHECK(page_has(card, "<span class=\"count\">5 changes</span>"));
    const std::string need = item_row_of(card, "SENtype");
    CHECK(page_has(need, "<span class=\"of\">SENtypeRank 1</span>"));
    CHECK(page_has(need, "<span class=\"fund\">funding</span>"));
    CHECK(page_has(need, "<span class=\"in\">SENneeds</span>"));
    CHECK(page_has(need, ">Changed</span></td><td class=\"old\" data-column=\"Old\"><span class=\"value\">MLD</span>"));
    CHECK(page_has(need, "<td class=\"new\" data-column=\"New\"><span class=\"value\">ASD</span>"));
    CHECK(page_has(item_row_of(card, "Language"),
                   ">Added</span></td><td class=\"old\" data-column=\"Old\"><span class=\"none\">not there</span></td>"));
    CHECK(page_has(item_row_of(card, "UKcountry"), "<td class=\"new\" data-column=\"New\"><span class=\"none\">not there</span></td>"));
    CHECK(page_has(card, "Record 11 in the old document, 12 in the new<"));
}

TEST_CASE("changes as html: a code has its label, where the code may be read") {
    diff::RecordDifference difference = pupil_with("", "");
    difference.items = {change_of(diff::ChangeKind::item_changed, kPupil + "/PupilCharacteristics/Language", "ENG", "no such code")};
    const std::string card = card_of(change_page({pair_of({difference})}), "A201999900009");
    CHECK(page_has(card, "<span class=\"value\">ENG</span> <span class=\"label\">English</span>"));
    CHECK(times_in(card, "class=\"label\"") == 1);
    const std::string masked = change_page({pair_of({difference})}, Redact::all);
    CHECK_FALSE(page_has(masked, "class=\"label\""));
}

TEST_CASE("changes as html: who joined and left is a list, who moved or has another UPN is told in the fold") {
    const std::string page = change_page({whole_pair()});
    const std::string joined = stretch_of(page, "<h3>Joined ", "</div>");
    CHECK(page_has(joined, "A201999900002"));
    CHECK(page_has(joined, "<td class=\"told\" data-column=\"Roll\">on roll</td>"));
    CHECK(page_has(joined, "<td class=\"number\" data-column=\"Record\">40</td>"));
    CHECK(page_has(stretch_of(page, "<h3>Left ", "</div>"), "A201999900003"));
    CHECK(page_has(item_row_of(card_of(page, "A201999900004"), "Roll"), "no longer on roll"));
    const std::string rekeyed = card_of(page, "A201999900005");
    CHECK(page_has(item_row_of(rekeyed, "UPN"), "<span class=\"value\">X20199990000A</span>"));
    CHECK(page_has(rekeyed, "; matched by FormerUPN</p>"));
}

TEST_CASE("changes as html: header, records that were not compared, findings") {
    const std::string page = change_page({whole_pair()});
    CHECK(page_has(stretch_of(page, "<h3>Header and school ", "</div>"), "<span class=\"value\">4000</span>"));
    const std::string ambiguous = stretch_of(page, "<h3>Not compared ", "</div>");
    CHECK(page_has(ambiguous, "<th scope=\"row\">ULN</th>"));
    CHECK(page_has(ambiguous, "1000000000"));
    CHECK(page_has(ambiguous, ">4, 7</td>"));
    CHECK(page_has(stretch_of(page, "<h3>Findings fixed ", "</div>"), "SC1510"));
    CHECK(page_has(stretch_of(page, "<h3>New findings ", "</div>"), "ID405"));
    CHECK(page_has(stretch_of(page, "<h3>Findings still there ", "</div>"), "XSD010"));
}

TEST_CASE("changes as html: an item is counted, and its button names what the filter looks for") {
    const std::string page = change_page({whole_pair()});
    const std::string row = stretch_of(page, "<span class=\"item\">SENtype</span>", "</tr>");
    CHECK(page_has(row, "<td class=\"number\" data-column=\"Changed\">1</td>"));
    const std::string value = stretch_of(row, "data-value=", " aria-label").substr(sizeof("data-value=") - 1);
    CHECK(page_has(page, "<tr class=\"entry\" data-kind=\"item-changed\" data-item=" + value +
                             " data-funding><th scope=\"row\"><b class=\"item\">SENtype"));
    CHECK(page_has(page, "<option value=" + value + ">SENtype (SENneeds)</option>"));
}

TEST_CASE("changes as html: there is a box for every kind that occurs") {
    const std::string page = change_page({whole_pair()});
    CHECK(times_in(page, "name=\"kind\"") == 11);
    CHECK(times_in(change_page({pair_of({joined_pupil(), left_pupil()})}), "name=\"kind\"") == 2);
}

TEST_CASE("changes as html: what is masked") {
    const std::string page = change_page({whole_pair()});
    CHECK_FALSE(page_has(page, "Tamberlin"));
    CHECK(page_has(item_row_of(card_of(page, "A201999900001"), "Surname"), "<span class=\"value\">***</span>"));
    CHECK(page_has(change_page({whole_pair()}, Redact::none), "Tamberlin, Zoe"));
    const std::string all = change_page({whole_pair()}, Redact::all);
    for (const std::string_view told : {"Tamberlin", "A2019999", "X2019999", "1000000000", "Year 6", "MLD"}) CHECK_FALSE(page_has(all, told));
    CHECK(page_has(all, "<h4>Record 11 in the old document, 12 in the new</h4>"));
    CHECK(page_has(all, "<span class=\"none\">not shown</span>"));
}

TEST_CASE("changes as html: nothing in a document becomes markup") {
    diff::RecordDifference difference = pupil_with("</td><script>alert(1)</script>", "\" onmouseover='x' \x1b\xff");
    difference.key = "</h4><script>";
    difference.items[0].item = "<img src=x onerror=alert(1)>";
    difference.items[0].path = "<path>";
    difference.items[0].section = "<section>";
    difference.items[0].entries = {{"<key>", "\"<value>", schema::Privacy::none}};
    ChangedPair pair = pair_of({difference});
    pair.before.name = pair.after.name = "<i>.xml";
    pair.before.estab = pair.after.la = "<la>";
    const std::string page = change_page({pair, pair}, Redact::none);
    CHECK(times_in(page, "<script") == 1);
    for (const std::string_view markup : {"<img", "<i>", "<la>", "<key>", "<path>", "<value>", "\x1b", "\xff"})
        CHECK_FALSE(page_has(page, markup));
    CHECK(page_has(page, "&quot; onmouseover=&#39;x&#39; \\x1B\\xFF"));
}

TEST_CASE("changes as html: of long values it shows where they differ") {
    const std::string alike(1000, 'a');
    const std::string card = card_of(change_page({pair_of({pupil_with(alike + "old", alike + "new" + alike)})}), "A201999900009");
    CHECK(page_has(card, "… after 940 bytes that are the same:</span> <span class=\"value\">" + std::string(60, 'a') + "old</span>"));
    CHECK(page_has(card, "… and 463 bytes more</span>"));
    CHECK(page_has(change_page({pair_of({pupil_with("", "b")})}), "<span class=\"none\">empty</span>"));
}

TEST_CASE("changes as html: a value is not cut within a character") {
    std::string euros;
    for (int i = 0; i < 400; ++i) euros += "€";
    const std::string page = change_page({pair_of({pupil_with("x" + euros, "y")})});
    CHECK(page_has(page, "… and 603 bytes more"));
    CHECK_FALSE(page_has(page, "\\x"));
}

TEST_CASE("changes as html: a name that is too long to be meant well is cut") {
    diff::RecordDifference difference = pupil_with("a", "b");
    difference.key = std::string(100000, 'k');
    difference.items[0].entries = {{"PostCode", std::string(100000, 'p'), schema::Privacy::none}};
    const std::string page = change_page({pair_of({difference})});
    CHECK(page_has(page, std::string(160, 'k') + "…</span>"));
    CHECK(page.size() < 50000);
}

TEST_CASE("changes as html: several schools, each with a section of its own where it differs") {
    ChangedPair other = pair_of({}, 4);
    other.before.estab = other.after.estab = "4001";
    std::ostringstream out;
    const auto report = make_change_report(ChangeFormat::html, {}, schema::Dictionary::built_in(), out);
    diff::Summary total;
    for (const ChangedPair& pair : {whole_pair(), other}) {
        tell(pair, *report);
        total += pair.summary;
    }
    report->unpaired(census_of("alone.xml"), true);
    report->end(total);
    const std::string page = out.str();
    CHECK(page_has(page, "<th scope=\"row\"><a href=\"#pair-0\">201/3999 new.xml</a></th>"));
    CHECK(page_has(page, "<th scope=\"row\">201/4001 new.xml</th>"));
    CHECK(times_in(page, "<section class=\"pair\"") == 1);
    CHECK(page_has(page, "<option value=\"0\">201/3999 new.xml</option>"));
    CHECK(page_has(page, "<tr><th scope=\"row\">alone.xml</th>"));
    CHECK(page_has(page, "1 document without a partner"));
}

TEST_CASE("changes as html: more pupils than a page can show are counted") {
    std::ostringstream out;
    const auto report = make_change_report(ChangeFormat::html, {}, schema::Dictionary::built_in(), out);
    report->begin_pair(census_of("old.xml"), census_of("new.xml"));
    diff::Summary summary;
    for (std::uint64_t i = 1; i <= 5002; ++i) {
        const diff::RecordDifference difference = pupil_of("A201999900001", i, 0);
        summary.count(difference);
        report->record(difference);
    }
    report->end_pair(census_of("old.xml"), census_of("new.xml"), summary);
    report->end(summary);
    CHECK(times_in(out.str(), "<tr class=\"entry pupil\"") == 5000);
    CHECK(page_has(out.str(), "<b>5,002</b>"));
    CHECK(page_has(out.str(), "2 more pupils differ than a page can show"));
}

}  // namespace cbds::report_change_html_test
