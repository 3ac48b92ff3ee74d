#include "report/html_report.hpp"

#include "report/finding_words.hpp"
#include "report/html_finding.hpp"
#include "report/html_page.hpp"
#include "report/html_table.hpp"
#include "report/markup.hpp"
#include "report/notepad.hpp"
#include "report/output.hpp"
#include "report/words.hpp"
#include "report/year_group.hpp"

#include <algorithm>
#include <limits>

namespace cbds::report {
namespace {

using rules::Counts;
using rules::FileStatus;
using rules::FileSummary;
using rules::Finding;
using rules::Rule;
using rules::RunSummary;
using rules::Severity;

constexpr std::uint64_t kMostListed = 2000;  // findings of a rule: a page with more is of no use in a browser
constexpr std::size_t kMostKeys = 20;        // in one note
constexpr std::size_t kMostRules = 3;        // named for a year group
constexpr std::size_t kMostFiles = 12;       // that are listed without a click
constexpr std::size_t kNoRecord = std::numeric_limits<std::size_t>::max();

std::string kind_of_verdict(const RunSummary& run) {
    if (!is_ready(run)) return "no";
    return run.counts[Severity::query] == 0 ? "yes" : "explain";
}

std::string rule_id(const Rule& rule) { return "rule-" + markup_text(rule.code); }

std::string year_group_words(std::size_t place, Redact redact) {
    if (redact == Redact::all && place != kNoRecord) return "Pupils, year groups not shown";
    return place == kNoRecord ? "School, header and document" : std::string(year_group_title(place));
}

/// The rules that failed most, each with how often.
std::string most_frequent(const std::map<const Rule*, std::uint64_t>& rules) {
    std::vector<std::pair<const Rule*, std::uint64_t>> list(rules.begin(), rules.end());
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first->code < b.first->code;
    });
    std::string text;
    for (std::size_t i = 0; i < std::min(list.size(), kMostRules); ++i) {
        const Rule& rule = *list[i].first;
        text += (i == 0 ? "" : "<br>") + markup_text(rule.title.empty() ? rule.code : rule.title);
        if (list[i].second > 1) text += " <span class=\"times\">× " + thousands(list[i].second) + "</span>";
    }
    if (list.size() > kMostRules) text += "<br>and " + count_of(list.size() - kMostRules, "more rule", "more rules");
    return text;
}

std::string advice(Severity severity, bool doubted) {
    if (severity == Severity::error) return "An error has to be corrected.";
    if (severity == Severity::info) return "For information: nothing has to be done.";
    return doubted ? "To be corrected or explained. What we know of this rule is not certain: it may be an error, which has to "
                     "be corrected."
                   : "A query has to be corrected or explained.";
}

}  // namespace

bool HtmlReport::PupilCount::add(std::uint64_t in_file, std::uint64_t of_record) noexcept {
    if (of_record == 0 || (pupils != 0 && file == in_file && record == of_record)) return false;
    file = in_file;
    record = of_record;
    ++pupils;
    return true;
}

void HtmlReport::begin_file(std::string_view name) { file_ = name; }

void HtmlReport::count(const Finding& finding, Group& group, std::size_t year_group) {
    const std::string key = shown_key(finding, redact_);
    const bool other = group.pupils.add(files_.size(), finding.record);
    if (other && !key.empty() && group.keys.size() < kMostKeys) group.keys.push_back(key);
    group.severity = std::max(group.severity, finding.severity);
    group.noted = group.noted || needs_note(finding);
    const bool lowered = finding.severity == Severity::query && finding.rule->kind == Severity::error;
    group.doubted = group.doubted || (lowered && finding.confidence != schema::Confidence::certain);
    ++group.count;
    YearGroup& year = year_groups_[finding.record == 0 ? kNoRecord : year_group];
    year.pupils.add(files_.size(), finding.record);
    ++year.counts[finding.severity];
    ++year.rules[finding.rule];
    pupils_.add(files_.size(), finding.record);
}

void HtmlReport::finding(const Finding& finding) {
    const auto [found, is_new] = groups_.try_emplace(finding.rule->code);
    Group& group = found->second;
    if (is_new) group.number = groups_.size() - 1;
    group.rule = finding.rule;
    const std::size_t year_group = year_group_place(shown_year_group(finding, redact_));
    count(finding, group, year_group);
    if (group.count <= kMostListed)
        findings_.append(group.number, finding_item(finding, file_, {files_.size(), year_group, group.count}, redact_));
}

/// Errors first, then by code.
std::vector<const HtmlReport::Group*> HtmlReport::groups_in_order() const {
    std::vector<const Group*> groups;
    for (const auto& [code, group] : groups_) groups.push_back(&group);
    std::stable_sort(groups.begin(), groups.end(), [](const Group* a, const Group* b) { return a->severity > b->severity; });
    return groups;
}

void HtmlReport::write_verdict(const RunSummary& run) {
    const std::string sentence = verdict_sentence(run);
    const std::size_t end = std::min(sentence.find_first_of(",:"), sentence.size());
    std::string rest = end == sentence.size() ? std::string() : sentence.substr(end + 2);
    if (rest.empty())
        rest =
            run.counts[Severity::info] == 0 ? "Nothing was found that has to be mended" : "Nothing has to be mended or explained";
    put(out_, "<header class=\"verdict " + kind_of_verdict(run) +
                  "\">\n<div class=\"page\">\n<p class=\"report\">Check of school data</p>\n<h1>" +
                  markup_text(sentence.substr(0, end)) + "</h1>\n<p class=\"rest\">" + markup_text(rest) +
                  "</p>\n</div>\n</header>\n<main class=\"page\">\n");
}

void HtmlReport::write_totals(const RunSummary& run) {
    const std::uint64_t concerned = pupils_.pupils;
    put(out_, section_start("totals-heading", "Totals") + "<dl class=\"totals\">\n" +
                  total("error", run.counts[Severity::error], "Errors", "to be corrected") +
                  total("query", run.counts[Severity::query], "Queries", "to be corrected or explained") +
                  total("info", run.counts[Severity::info], "Information", "worth knowing") +
                  total("plain", concerned, "Pupils with findings", "of " + count_of(run.records, "record", "records")) +
                  "</dl>\n");
    write_notices(run);
    put(out_, "</section>\n");
}

void HtmlReport::write_notices(const RunSummary& run) {
    const auto notice = [&](const std::string& words) { put(out_, "<p class=\"notice\">" + markup_text(words) + ".</p>\n"); };
    for (const FileSummary& file : files_)
        if (file.status != FileStatus::checked) notice(problem_words(file));
    if (run.skipped != 0) notice(count_of(run.skipped, "file was", "files were") + " skipped: no documents");
    if (run.capped) notice(std::string(kCappedWords));
    if (run.known != 0)
        notice(count_of(run.known, "finding is", "findings are") + " known and accepted (baseline), neither counted nor listed");
    if (const std::string unused = unused_words(run); !unused.empty()) notice(unused);
    if (const std::string not_run = not_run_words(run); !not_run.empty()) notice(not_run);
}

std::string HtmlReport::file_row(std::size_t number) const {
    const FileSummary& file = files_[number];
    const std::string document =
        file.status == FileStatus::checked ? edition_words(file) : std::string(rules::status_name(file.status));
    const bool shows = files_.size() > 1 && file.counts.total() != 0;
    return row_start(markup_text(file.name)) + cell("Document", markup_text(document)) + number_cell("Records", file.records) +
           count_cells(file.counts) + (shows ? show_button("file", std::to_string(number), file.name) : "<td></td>") +
           std::string(kRowEnd);
}

/// Many files are folded away.
void HtmlReport::write_files() {
    const bool folded = files_.size() > kMostFiles;
    put(out_, section_start("files-heading", "Files"));
    if (folded) put(out_, "<details class=\"folded\"><summary>" + count_of(files_.size(), "file", "files") + "</summary>\n");
    put(out_, table_start({"File", "Document", "#Records", "#Errors", "#Queries", "#Information", ""}));
    for (std::size_t i = 0; i < files_.size(); ++i) put(out_, file_row(i));
    put(out_, kTableEnd);
    if (folded) put(out_, "</details>\n");
    put(out_, kSectionEnd);
}

void HtmlReport::write_year_groups() {
    if (year_groups_.empty()) return;
    put(out_, section_start("who-heading", "Who has to mend what") +
                  table_start({"Year group", "#Pupils", "#Errors", "#Queries", "#Information", "What", ""}));
    for (const auto& [place, year] : year_groups_) {
        const std::string words = year_group_words(place, redact_);
        const std::string value = place == kNoRecord ? "none" : std::to_string(place);
        put(out_, row_start(markup_text(words)) +
                      (place == kNoRecord ? cell("Pupils", "–", "number zero") : number_cell("Pupils", year.pupils.pupils)) +
                      count_cells(year.counts) + cell("What", most_frequent(year.rules), "frequent") +
                      show_button("year", value, words) + std::string(kRowEnd));
    }
    put(out_, kTableEnd);
    put(out_, kSectionEnd);
}

void HtmlReport::write_rules(const std::vector<const Group*>& groups) {
    put(out_, section_start("rules-heading", "What was found") +
                  table_start({"Rule", "What is wrong", "Severity", "#Findings", "#Pupils"}));
    for (const Group* group : groups)
        put(out_, row_start("<a href=\"#" + rule_id(*group->rule) + "\">" + markup_text(group->rule->code) + "</a>") +
                      cell("What is wrong", markup_text(group->rule->title), "frequent") +
                      cell("Severity", severity_badge(group->severity), "severity") + number_cell("Findings", group->count) +
                      number_cell("Pupils", group->pupils.pupils) + std::string(kRowEnd));
    put(out_, kTableEnd);
    put(out_, kSectionEnd);
}

/// The script shows them: without it they would do nothing.
void HtmlReport::write_filters(const std::vector<const Group*>& groups) {
    put(out_,
        "<form class=\"filters\" id=\"filters\" hidden>\n"
        "<div class=\"search\"><label for=\"search\">Search</label><input type=\"search\" id=\"search\" autocomplete=\"off\" "
        "placeholder=\"UPN, item, word\"></div>\n"
        "<fieldset><legend>Arrange by</legend>"
        "<label><input type=\"radio\" name=\"view\" value=\"rule\" checked> Rule</label>"
        "<label><input type=\"radio\" name=\"view\" value=\"pupil\"> Year group and pupil</label></fieldset>\n"
        "<fieldset><legend>Show</legend>"
        "<label><input type=\"checkbox\" name=\"severity\" value=\"error\" checked> Errors</label>"
        "<label><input type=\"checkbox\" name=\"severity\" value=\"query\" checked> Queries</label>"
        "<label><input type=\"checkbox\" name=\"severity\" value=\"info\" checked> Information</label></fieldset>\n<div "
        "class=\"selects\">\n");
    put(out_, "<div><label for=\"rule\">Rule</label><select id=\"rule\">" + option("", "All rules"));
    for (const Group* group : groups) put(out_, option(group->rule->code, rule_words(*group->rule)));
    put(out_, "</select></div>\n<div><label for=\"year\">Year group</label><select id=\"year\">" + option("", "All year groups"));
    for (const auto& [place, year] : year_groups_)
        put(out_, option(place == kNoRecord ? "none" : std::to_string(place), year_group_words(place, redact_)));
    put(out_, "</select></div>\n<div" + std::string(files_.size() > 1 ? "" : " hidden") +
                  "><label for=\"file\">File</label><select id=\"file\">" + option("", "All files"));
    for (std::size_t i = 0; i < files_.size(); ++i) put(out_, option(std::to_string(i), files_[i].name));
    put(out_,
        "</select></div>\n</div>\n<div class=\"buttons\"><button type=\"reset\">Show all</button><button type=\"button\" "
        "id=\"fold\">Close all</button>"
        "<button type=\"button\" id=\"print\">Print</button></div>\n</form>\n<p id=\"shown\" role=\"status\" "
        "class=\"shown\"></p>\n");
}

void HtmlReport::write_group(const Group& group) {
    const Rule& rule = *group.rule;
    put(out_, "<details class=\"group " + std::string(rules::severity_name(group.severity)) + "\" open id=\"" + rule_id(rule) +
                  "\" data-rule=\"" + markup_text(rule.code) + "\">\n<summary><h3>" + severity_badge(group.severity) +
                  " <span class=\"code\">" + markup_text(rule.code) + "</span> <span class=\"title\">" + markup_text(rule.title) +
                  "</span></h3> <span class=\"count\">" + count_of(group.count, "finding", "findings") +
                  "</span></summary>\n<div class=\"about\">\n");
    if (!rule.explanation.empty()) put(out_, "<p>" + markup_text(rule.explanation) + "</p>\n");
    put(out_, "<p>" + advice(group.severity, group.doubted) + "</p>\n");
    if (group.noted && group.count > 1 && files_.size() == 1)  // several files are returns of several schools
        put(out_, note_box("note-" + std::string(rule.code), "One text for COLLECT’s notepad on all of them",
                           note_on_all(rule, group.keys, group.pupils.pupils)));
    if (group.count > kMostListed)
        put(out_, "<p class=\"notice\">The first " + thousands(kMostListed) + " of " + thousands(group.count) +
                      " are listed; the reports csv and json list all.</p>\n");
    put(out_, "</div>\n<ul class=\"findings\">\n");
    findings_.copy(group.number, out_);
    put(out_, "</ul>\n</details>\n");
}

void HtmlReport::end(const RunSummary& run) {
    const std::vector<const Group*> groups = groups_in_order();
    const PageFrame frame{verdict_sentence(run), {}, page_script(), "findings", "Skip to the findings"};
    put(out_, page_head(frame));
    write_verdict(run);
    write_totals(run);
    write_year_groups();
    if (!groups.empty()) write_rules(groups);
    write_files();
    put(out_, section_start("findings", "Findings"));
    if (groups.empty()) put(out_, "<p>There are none.</p>\n");
    else write_filters(groups);
    put(out_, "<div id=\"by-rule\">\n");
    for (const Group* group : groups) write_group(*group);
    put(out_, "</div>\n<div id=\"by-pupil\" hidden></div>\n</section>\n");
    put(out_, page_foot(frame, redact_));
}

}  // namespace cbds::report
