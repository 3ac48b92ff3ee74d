#include "report/github_report.hpp"

#include "cbds/report/escape.hpp"
#include "report/finding_words.hpp"
#include "report/output.hpp"
#include "report/words.hpp"

namespace cbds::report {
namespace {

using rules::FileStatus;
using rules::Finding;
using rules::Severity;

std::string_view command_of(Severity severity) noexcept {
    if (severity == Severity::error) return "error";
    return severity == Severity::query ? "warning" : "notice";
}

/// A per cent sign begins an escape; in a property a colon and a comma end it. Line ends are written out already.
std::string escaped(std::string_view text, bool property) {
    std::string out;
    for (const char c : printable(text)) {
        if (c == '%') out += "%25";
        else if (property && c == ':') out += "%3A";
        else if (property && c == ',') out += "%2C";
        else out += c;
    }
    return out;
}

std::string command(std::string_view name, const std::string& file, const rules::Place& place, std::string_view title,
                    std::string_view message) {
    std::string text = "::" + std::string(name) + " file=" + escaped(file, true);
    if (place.line != 0) text += ",line=" + std::to_string(place.line) + ",col=" + std::to_string(place.column);
    return text + ",title=" + escaped(title, true) + "::" + escaped(message, false) + '\n';
}

}  // namespace

void GithubReport::finding(const Finding& finding) {
    put(out_, command(command_of(finding.severity), file_, finding.place, rule_words(*finding.rule),
                      sentence_with_record(finding, redact_)));
}

void GithubReport::end_file(const rules::FileSummary& file) {
    if (file.status == FileStatus::checked || file.counts.total() != 0) return;
    put(out_, command("error", file.name, {0, 0, 0}, rules::status_name(file.status), problem_words(file)));
}

void GithubReport::end(const rules::RunSummary& run) {
    put(out_, "::notice title=ready to submit::" + escaped(verdict(run), false) + '\n');
}

}  // namespace cbds::report
