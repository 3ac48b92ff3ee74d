#include "report/markdown_report.hpp"

#include "cbds/report/escape.hpp"
#include "report/finding_words.hpp"
#include "report/output.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

using rules::Counts;
using rules::FileStatus;
using rules::FileSummary;
using rules::Finding;
using rules::RunSummary;
using rules::Severity;

constexpr std::string_view kSpecial = "\\`*_[]<>#|~&!$";
constexpr std::string_view kFindingsHeader =
    "\n| severity | code | place | pupil | item | what is wrong | found | expected |\n|---|---|---|---|---|---|---|---|\n";

/// The longest run of backticks: a longer one has to enclose the text.
std::size_t longest_run(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
    return longest;
}

std::string row(std::initializer_list<std::string> cells) {
    std::string text = "|";
    for (const std::string& cell : cells) text += ' ' + cell + " |";
    return text + '\n';
}

std::string counts_cells(const Counts& counts) {
    const auto cell = [&](Severity severity) { return ' ' + std::to_string(counts[severity]) + " |"; };
    return cell(Severity::error) + cell(Severity::query) + cell(Severity::info) + '\n';
}

std::string place_cell(const rules::Place& place) {
    return place.line == 0 ? std::string() : std::to_string(place.line) + ':' + std::to_string(place.column);
}

std::string record_cell(const Finding& finding, Redact redact) {
    if (finding.record == 0) return {};
    const std::string key = shown_key(finding, redact);
    return key.empty() ? "record " + std::to_string(finding.record) : markdown_code(key);
}

std::string finding_row(const Finding& finding, Redact redact) {
    return row({std::string(rules::severity_name(finding.severity)), std::string(finding.rule->code), place_cell(finding.place),
                record_cell(finding, redact), markdown_code(finding.item), markdown_text(finding.message),
                markdown_code(shown_value(finding, redact)), markdown_text(finding.expected)});
}

std::string file_row(const FileSummary& file) {
    const std::string edition = file.status == FileStatus::checked ? edition_words(file) : markdown_text(problem_words(file));
    std::string text = row({markdown_code(file.name), edition, std::to_string(file.records)});
    text.pop_back();
    return text + counts_cells(file.counts);
}

}  // namespace

std::string markdown_text(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        if (kSpecial.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string markdown_code(std::string_view text) {
    if (text.empty()) return {};
    const bool has_both = text.find('|') != std::string_view::npos && text.find('\\') != std::string_view::npos;
    if (has_both) return markdown_text(text);  // within code a backslash before a pipe would end the cell
    std::string shown;
    for (const char c : printable(text)) shown.append(c == '|' ? "\\" : "") += c;
    const std::string fence(longest_run(shown) + 1, '`');
    // A blank keeps a backtick off the fence, and is not shown.
    const bool touches = shown.front() == '`' || shown.back() == '`';
    return touches ? fence + ' ' + shown + ' ' + fence : fence + shown + fence;
}

void MarkdownReport::begin_file(std::string_view name) {
    file_ = name;
    in_table_ = false;
}

void MarkdownReport::finding(const Finding& finding) {
    if (!in_table_) findings_.append("\n### " + markdown_code(file_) + '\n' + std::string(kFindingsHeader));
    in_table_ = true;
    findings_.append(finding_row(finding, redact_));
}

void MarkdownReport::write_files(const RunSummary& run) {
    put(out_, "\n| file | document | records | errors | queries | information |\n|---|---|--:|--:|--:|--:|\n");
    for (const FileSummary& file : files_) put(out_, file_row(file));
    if (files_.size() > 1) put(out_, "| all | | " + std::to_string(run.records) + " |" + counts_cells(run.counts));
}

void MarkdownReport::write_rules(const RunSummary& run) {
    put(out_, "\n| severity | code | rule | findings |\n|---|---|---|--:|\n");
    for (const auto& [code, count] : run.rules) {
        if (count.count == 0 || count.rule == nullptr) continue;
        put(out_, row({std::string(rules::severity_name(count.severity)), std::string(code), markdown_text(count.rule->title),
                       std::to_string(count.count)}));
    }
}

void MarkdownReport::end(const RunSummary& run) {
    put(out_, "# " + markdown_text(verdict_sentence(run)) + '\n');
    write_files(run);
    if (run.counts.total() != 0) {
        put(out_, "\n## Rules\n");
        write_rules(run);
    }
    if (run.known != 0)
        put(out_, '\n' + count_of(run.known, "finding is", "findings are") + " known (baseline), neither counted nor listed.\n");
    const std::string not_run = not_run_words(run);
    if (!not_run.empty()) put(out_, '\n' + markdown_text(not_run) + ".\n");
    if (findings_.size() != 0) put(out_, "\n## Findings\n");
    if (run.capped) put(out_, "\n" + std::string(kCappedWords) + ".\n");
    findings_.copy({0, findings_.size()}, out_);
}

}  // namespace cbds::report
