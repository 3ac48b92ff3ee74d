#include "report/text_report.hpp"

#include "cbds/report/escape.hpp"
#include "report/finding_words.hpp"
#include "report/output.hpp"
#include "report/statistics.hpp"
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

std::string place_text(const rules::Place& place) {
    if (place.line == 0) return {};
    std::string text(1, ':');
    return text.append(std::to_string(place.line)).append(1, ':').append(std::to_string(place.column));
}

std::string summary_line(const FileSummary& file) {
    std::string text = printable(file.name) + ": ";
    if (file.status == FileStatus::refused)
        return text + "refused: " + (file.problem.empty() ? "" : printable(file.problem) + ": ") + counts_text(file.counts);
    return text + edition_words(file) + ", " + count_of(file.records, "record", "records") + ": " + counts_text(file.counts) +
           (file.known == 0 ? "" : ", " + std::to_string(file.known) + " known");
}

std::string totals_line(const RunSummary& run) {
    std::string text = count_of(run.files, "file", "files");
    if (run.skipped != 0) text += " (" + std::to_string(run.skipped) + " more skipped)";
    return text + ", " + count_of(run.records, "record", "records") + ": " + counts_text(run.counts);
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
    put(out_, text + '\n');
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
    text.append(" ").append(finding.rule->code);
    if (finding.record != 0) text += ' ' + record_words(finding, options_.redact);
    return text + ": " + sentence(finding, options_.redact);
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
    line(file.status == FileStatus::unreadable ? problem_words(file) : summary_line(file));
}

void TextReport::end(const RunSummary& run) {
    if (options_.quiet) return;
    if (anything_) line("");
    if (options_.statistics) {
        const std::vector<std::string> lines = statistics_lines(run);
        for (const std::string& text : lines) line(text);
        if (!lines.empty()) line("");
    }
    if (run.files != 1 || run.skipped != 0) line(totals_line(run));
    if (run.capped) line(std::string(kCappedWords));
    const std::string not_run = not_run_words(run);
    if (!not_run.empty()) line(not_run);
    if (const std::string unused = unused_words(run); !unused.empty()) line(unused);
    line("ready to submit: " + shown_verdict(run));
}

}  // namespace cbds::report
