/// What holds of changes in every format: what must not be shown is not, and whatever a document holds, a report is whole.

#include "report/change_sample.hpp"

#include "cbds/error.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace cbds::report_change_every_format_test {

using namespace cbds;
using namespace cbds::report;

namespace {

std::vector<ChangeFormat> change_formats() {
    std::vector<ChangeFormat> all;
    for (const std::string_view name : change_format_names()) all.push_back(*find_change_format(name));
    return all;
}

std::string_view name_of(ChangeFormat format) { return change_format_names()[static_cast<std::size_t>(format)]; }

bool says(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

diff::ItemChange telling_change(diff::ChangeKind kind, schema::Privacy privacy, const std::string& mark) {
    diff::ItemChange change = change_of(kind, kPupil + "/Contacts/Contact/Surname", mark + "BEFORE", mark + "AFTER", privacy);
    change.entries = {{"Surname", mark + "ENTRY", privacy}};
    return change;
}

/// Every place of a difference that holds something of a pupil has a text of its own that is recognised.
ChangedPair telling_pair(schema::Privacy privacy) {
    using diff::ChangeKind;
    diff::RecordDifference changed = pupil_of("KEYOFCHANGED", 11, 12);
    changed.name = "NAMEOFCHANGED";
    changed.year_group = "YEAROFCHANGED";
    changed.moved = changed.rekeyed = true;
    changed.old_key = "OLDKEYOFCHANGED";
    changed.items = {telling_change(ChangeKind::item_changed, privacy, "CHANGED"), telling_change(ChangeKind::item_added, privacy, "ADDED"),
                     telling_change(ChangeKind::item_removed, privacy, "REMOVED")};
    diff::RecordDifference joined = joined_pupil();
    diff::RecordDifference left = left_pupil();
    joined.key = left.key = "KEYOFOTHER";
    joined.name = left.name = "NAMEOFOTHER";
    joined.year_group = left.year_group = "YEAROFOTHER";
    rules::Finding finding = postcode();
    finding.key = "KEYOFFINDING";
    finding.year_group = "YEAROFFINDING";
    finding.value = "VALUEOFFINDING";
    finding.privacy = privacy;
    ChangedPair pair = pair_of({changed, joined, left}, 1);
    pair.ambiguous = {{diff::MatchedBy::upn, "KEYOFAMBIGUOUS", {1}, {2, 3}}, {diff::MatchedBy::uln, "ULNOFAMBIGUOUS", {4}, {5, 6}}};
    for (const auto state : {diff::FindingState::fixed, diff::FindingState::appeared, diff::FindingState::stayed}) pair.findings.push_back({state, finding});
    pair.summary = summary_of(pair, 1);
    return pair;
}

const std::vector<std::string> kValueWords{"CHANGEDBEFORE", "CHANGEDAFTER",  "CHANGEDENTRY",  "ADDEDAFTER",     "ADDEDENTRY",
                                           "REMOVEDBEFORE", "REMOVEDENTRY", "VALUEOFFINDING"};
const std::vector<std::string> kNameWords{"NAMEOFCHANGED", "NAMEOFOTHER"};
const std::vector<std::string> kKeyWords{"KEYOFCHANGED",  "OLDKEYOFCHANGED", "KEYOFOTHER",    "KEYOFFINDING", "KEYOFAMBIGUOUS",
                                         "ULNOFAMBIGUOUS", "YEAROFCHANGED",   "YEAROFOTHER", "YEAROFFINDING"};

std::string telling_report(ChangeFormat format, schema::Privacy privacy, Redact redact) {
    return changes_written(format, {telling_pair(privacy)}, change_options(redact));
}

/// Formats that list every change with its pupil. The page for the office has tests of its own.
const std::vector<ChangeFormat> kListing{ChangeFormat::text, ChangeFormat::json, ChangeFormat::ndjson, ChangeFormat::csv, ChangeFormat::markdown};

const std::vector<std::string> kHostileValues{"</script><script>alert(1)</script>",
                                              "a|b\\|c",
                                              "\"'`",
                                              "line\nfeed\r\nand\ttab",
                                              "=cmd()",
                                              "-> ~ + [funding]",
                                              "Zo\xC3\xAB \xE2\x80\xAE\xF0\x9F\x98\x80",
                                              "\x80\xFF",
                                              std::string("nul\0nul", 7),
                                              "\x1B[2J",
                                              std::string(100'000, 'x')};

/// A pair in which every text is the same.
ChangedPair hostile_pair(const std::string& text) {
    ChangedPair pair = telling_pair(schema::Privacy::none);
    pair.before.name = pair.after.name = pair.before.la = pair.before.estab = text;
    for (diff::RecordDifference& difference : pair.records) {
        difference.key = difference.name = difference.year_group = text;
        if (difference.rekeyed) difference.old_key = text;
        for (diff::ItemChange& change : difference.items) {
            change.item = change.path = change.section = change.before = change.after = text;
            change.entries = {{text, text, schema::Privacy::none}};
        }
    }
    for (diff::Ambiguity& ambiguity : pair.ambiguous) ambiguity.key = text;
    pair.summary = summary_of(pair, 1);
    return pair;
}

}  // namespace

TEST_CASE("changes: values that identify are in no format by default") {
    for (const ChangeFormat format : change_formats()) {
        CAPTURE(name_of(format));
        const std::string report = telling_report(format, schema::Privacy::direct, Redact::direct);
        for (const std::string& word : kValueWords) CHECK_FALSE(says(report, word));
        for (const std::string& word : kNameWords) CHECK_FALSE(says(report, word));
    }
}

TEST_CASE("changes: with everything masked nothing of a pupil is in any format") {
    for (const ChangeFormat format : change_formats()) {
        CAPTURE(name_of(format));
        const std::string report = telling_report(format, schema::Privacy::none, Redact::all);
        for (const auto& words : {kValueWords, kNameWords, kKeyWords})
            for (const std::string& word : words) CHECK_FALSE(says(report, word));
    }
}

TEST_CASE("changes: what may be shown is in every format that lists it") {
    for (const ChangeFormat format : kListing) {
        CAPTURE(name_of(format));
        const std::string usual = telling_report(format, schema::Privacy::quasi, Redact::direct);
        const std::string open = telling_report(format, schema::Privacy::direct, Redact::none);
        for (const auto& report : {usual, open}) {
            for (const std::string& word : kValueWords) CHECK_MESSAGE(says(report, word), word);
            for (const std::string_view word : {"KEYOFCHANGED", "OLDKEYOFCHANGED", "KEYOFOTHER", "KEYOFAMBIGUOUS", "ULNOFAMBIGUOUS"})
                CHECK_MESSAGE(says(report, word), word);
        }
        if (format != ChangeFormat::csv)
            for (const std::string& word : kNameWords) CHECK(says(open, word));
    }
}

TEST_CASE("changes: the record's number stands for a key that is masked") {
    for (const ChangeFormat format : kListing) {
        CAPTURE(name_of(format));
        CHECK(says(telling_report(format, schema::Privacy::none, Redact::all), "12"));
        CHECK(says(telling_report(format, schema::Privacy::none, Redact::all), "40"));
    }
}

TEST_CASE("changes: numbers by which a school finds a pupil are shown, unless all is masked") {
    for (const char* item : {"UPN", "FormerUPN", "ULN", "UniqueLearnerNumber", "UCI"}) {
        CHECK(shown_change_value("X", schema::Privacy::direct, item, Redact::direct) == "X");
        CHECK(shown_change_value("X", schema::Privacy::direct, item, Redact::all) == "***");
    }
    CHECK(shown_change_value("X", schema::Privacy::direct, "Surname", Redact::direct) == "***");
    CHECK(shown_change_value("X", schema::Privacy::direct, "Surname", Redact::none) == "X");
    CHECK(shown_change_value("", schema::Privacy::direct, "Surname", Redact::all).empty());
}

TEST_CASE("changes: outside of the records all masks what has a privacy class only") {
    CHECK(shown_change_value("X", schema::Privacy::none, "Estab", Redact::all, true) == "X");
    CHECK(shown_change_value("X", schema::Privacy::quasi, "HeadTeacher", Redact::all, true) == "***");
    CHECK(shown_change_value("X", schema::Privacy::none, "Estab", Redact::all) == "***");
}

TEST_CASE("changes: keys of entries are masked one by one") {
    diff::ItemChange change;
    change.entries = {{"Surname", "Oakenfell", schema::Privacy::direct}, {"Relationship", "MOT", schema::Privacy::none}, {"Order", "", {}}};
    CHECK(shown_entries(change, Redact::direct) == "Surname ***, Relationship MOT, Order");
    CHECK(shown_entries(change, Redact::all) == "Surname ***, Relationship ***, Order");
    CHECK(shown_entries(change, Redact::none) == "Surname Oakenfell, Relationship MOT, Order");
    CHECK(shown_entries({}, Redact::none).empty());
}

TEST_CASE("changes: whatever a document holds, a report is whole and fit to be shown") {
    for (const std::string& text : kHostileValues) {
        const ChangedPair pair = hostile_pair(text);
        for (const ChangeFormat format : change_formats()) {
            CAPTURE(name_of(format));
            CAPTURE(text.substr(0, 40));
            const std::string report = changes_written(format, {pair, pair}, change_options(Redact::none));
            CHECK_FALSE(says(report, "\x1B"));
            CHECK_FALSE(says(report, std::string_view("\0", 1)));
            CHECK_FALSE(says(report, "\xE2\x80\xAE"));
            if (format == ChangeFormat::json) CHECK(nlohmann::json::accept(report));
            if (format == ChangeFormat::csv) CHECK(std::count(report.begin(), report.end(), '\n') == 1 + 2 * 12);
            if (format == ChangeFormat::ndjson) {
                std::istringstream lines(report);
                for (std::string line; std::getline(lines, line);) CHECK(nlohmann::json::accept(line));
            }
        }
    }
}

TEST_CASE("changes: nothing to tell, and no documents at all") {
    for (const ChangeFormat format : change_formats()) {
        CAPTURE(name_of(format));
        for (const auto& pairs : {std::vector<ChangedPair>{}, std::vector<ChangedPair>{pair_of({}, 3)}}) {
            const std::string report = changes_written(format, pairs);
            if (format == ChangeFormat::json || format == ChangeFormat::ndjson) CHECK(report.ends_with("}\n"));
            if (format == ChangeFormat::json) CHECK(nlohmann::json::accept(report));
        }
    }
}

TEST_CASE("changes: the same differences make the same report") {
    for (const ChangeFormat format : change_formats()) CHECK((changes_written(format, {whole_pair()}) == changes_written(format, {whole_pair()})));
}

TEST_CASE("changes: an output that cannot be written is an error of the run, in every format") {
    for (const ChangeFormat format : change_formats()) {
        CAPTURE(name_of(format));
        std::ofstream out("/nonexistent/report");
        const auto report = make_change_report(format, {}, schema::Dictionary::built_in(), out);
        const auto run = [&] {
            tell(whole_pair(), *report);
            report->end({});
        };
        CHECK_THROWS_AS(run(), OutputError);
    }
}

TEST_CASE("changes: formats are found by their words") {
    CHECK(change_format_names().size() == 7);
    CHECK(find_change_format("stat") == ChangeFormat::stat);
    CHECK(find_change_format("html") == ChangeFormat::html);
    CHECK_FALSE(find_change_format("Text").has_value());
    CHECK_FALSE(find_change_format("").has_value());
}

}  // namespace cbds::report_change_every_format_test
