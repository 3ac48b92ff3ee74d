#include "report/text_report.hpp"

#include "cbds/error.hpp"
#include "cbds/report/escape.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>

namespace cbds::report {
namespace {

using rules::FileStatus;
using rules::FileSummary;
using rules::Finding;
using rules::RunSummary;
using rules::Severity;

constexpr std::string_view kGreen = "\033[32m";
constexpr std::string_view kRed = "\033[1;31m";
constexpr std::string_view kReset = "\033[0m";
constexpr std::size_t kNamedRules = 10;

std::string place_text(const rules::Place& place) {
    if (place.line == 0) return {};
    std::string text(1, ':');
    return text.append(std::to_string(place.line)).append(1, ':').append(std::to_string(place.column));
}

/// ` pupil M201399923002`, ` record 17`, or nothing outside the records.
std::string record_text(const Finding& finding, Redact redact) {
    if (finding.record == 0) return {};
    if (finding.key.empty() || redact == Redact::all) return " record " + std::to_string(finding.record);
    return " pupil " + printable(finding.key);
}

constexpr bool is_word_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Whether the sentence says it already, as whole words.
bool says(std::string_view sentence, std::string_view words) {
    for (std::size_t at = sentence.find(words); at != std::string_view::npos; at = sentence.find(words, at + 1)) {
        const std::size_t end = at + words.size();
        const bool begins = at == 0 || !is_word_character(sentence[at - 1]);
        const bool ends = end == sentence.size() || !is_word_character(sentence[end]);
        if (begins && ends) return true;
    }
    return false;
}

/// ` (found "X", expected M or F)`: what the message does not say, and may be shown.
std::string found_and_expected(const Finding& finding, Redact redact) {
    const bool show_value = !finding.value.empty() && !is_masked(finding, redact) && finding.value != finding.key;
    const bool is_item = finding.expected == '<' + finding.item + '>';  // stands before the message
    const bool show_expected = !finding.expected.empty() && !is_item && !says(finding.message, finding.expected);
    std::string text;
    if (show_value) text += "found \"" + printable(finding.value) + '"';
    if (show_value && show_expected) text += ", ";
    if (show_expected) text += "expected " + printable(finding.expected);
    return text.empty() ? text : " (" + text + ")";
}

/// The message of an unreadable file names it already; one that does not gets the name in front.
std::string problem_line(const FileSummary& file) {
    const std::string problem = file.problem.empty() ? "cannot be read" : file.problem;
    return printable(problem.starts_with(file.name) ? problem : file.name + ": " + problem);
}

std::string edition_text(const FileSummary& file) {
    if (!file.edition) return "no collection known";
    return std::string(schema::collection_title(file.edition->collection)) + ' ' + schema::edition_date(*file.edition);
}

std::string summary_line(const FileSummary& file) {
    std::string text = printable(file.name) + ": ";
    if (file.status == FileStatus::refused)
        return text + "refused: " + (file.problem.empty() ? "" : printable(file.problem) + ": ") + counts_text(file.counts);
    return text + edition_text(file) + ", " + count_of(file.records, "record", "records") + ": " + counts_text(file.counts);
}

std::string totals_line(const RunSummary& run) {
    std::string text = count_of(run.files, "file", "files");
    if (run.skipped != 0) text += " (" + std::to_string(run.skipped) + " more skipped)";
    return text + ", " + count_of(run.records, "record", "records") + ": " + counts_text(run.counts);
}

/// `not run for want of data: SC160, SC1767`; empty where every rule was run.
std::string not_run_line(const RunSummary& run) {
    std::string text;
    std::size_t number = 0;
    for (const auto& [code, rule] : run.rules) {
        if (rule.run || ++number > kNamedRules) continue;
        text += (number == 1 ? "" : ", ") + std::string(code);
    }
    if (number > kNamedRules) text += " and " + std::to_string(number - kNamedRules) + " more";
    return number == 0 ? text : count_of(number, "rule", "rules") + " not run for want of data: " + text;
}

}  // namespace

/// The verdict with its yes or no in colour where that is asked for.
std::string TextReport::shown_verdict(const RunSummary& run) const {
    const std::string answer = verdict(run);
    if (!options_.colour) return answer;
    const std::size_t end = std::min(answer.find_first_of(",:"), answer.size());
    const std::string_view colour = is_ready(run) ? kGreen : kRed;
    return std::string(colour).append(answer, 0, end).append(kReset).append(answer, end);
}

void TextReport::line(const std::string& text) {
    out_ << text << '\n';
    if (!out_) throw OutputError("the report cannot be written: is the disk full?");
    anything_ = true;
}

std::string TextReport::coloured(std::string_view text, Severity severity) const {
    constexpr std::array<std::string_view, 3> kColours{"\033[36m", "\033[33m", kRed};
    if (!options_.colour) return std::string(text);
    return std::string(kColours[static_cast<std::size_t>(severity)]).append(text).append(kReset);
}

bool TextReport::is_wanted(const Finding& finding) const noexcept {
    return !options_.quiet || (options_.fail_on && finding.severity >= *options_.fail_on);
}

std::string TextReport::finding_line(const Finding& finding) const {
    std::string text = file_ + place_text(finding.place) + ": ";
    text += coloured(rules::severity_name(finding.severity), finding.severity);
    text.append(" ").append(finding.rule->code) += record_text(finding, options_.redact) + ": ";
    if (!finding.item.empty()) text += printable(finding.item) + ": ";
    return text + printable(finding.message) + found_and_expected(finding, options_.redact);
}

void TextReport::begin_file(std::string_view name) {
    file_ = printable(name);
    in_group_ = false;
}

void TextReport::finding(const Finding& finding) {
    if (!is_wanted(finding)) return;
    if (!in_group_ && anything_ && !options_.quiet) line("");
    in_group_ = true;
    line(finding_line(finding));
}

void TextReport::end_file(const FileSummary& file) {
    if (options_.quiet && file.status != FileStatus::unreadable) return;
    if (!in_group_ && after_group_ && !options_.quiet) line("");
    after_group_ = in_group_;
    line(file.status == FileStatus::unreadable ? problem_line(file) : summary_line(file));
}

void TextReport::end(const RunSummary& run) {
    if (options_.quiet) return;
    if (anything_) line("");
    if (run.files != 1 || run.skipped != 0) line(totals_line(run));
    if (run.capped) line("not all findings are listed (--max-findings); the counts are complete");
    const std::string not_run = not_run_line(run);
    if (!not_run.empty()) line(not_run);
    line("ready to submit: " + shown_verdict(run));
}

}  // namespace cbds::report
