#include "report/words.hpp"

namespace cbds::report {
namespace {

using rules::Counts;
using rules::FileStatus;
using rules::RunSummary;
using rules::Severity;

constexpr std::size_t kNamedRules = 10;

void add_part(std::string& text, std::uint64_t number, const std::string& part) {
    if (number == 0) return;
    if (!text.empty()) text += ", ";
    text += part;
}

std::uint64_t files_of(const RunSummary& run, FileStatus status) noexcept {
    return run.by_status[static_cast<std::size_t>(status)];
}

std::string queries_to_explain(std::uint64_t queries) {
    return count_of(queries, "query", "queries") + " to explain";
}

std::string why_not_ready(const RunSummary& run) {
    const std::uint64_t unreadable = files_of(run, FileStatus::unreadable);
    const std::uint64_t refused = files_of(run, FileStatus::refused);
    std::string text;
    add_part(text, unreadable, count_of(unreadable, "file", "files") + " could not be read");
    add_part(text, refused, count_of(refused, "file", "files") + " refused");
    add_part(text, run.counts[Severity::error], count_of(run.counts[Severity::error], "error", "errors"));
    add_part(text, run.counts[Severity::query], queries_to_explain(run.counts[Severity::query]));
    return text.empty() ? "nothing was checked" : text;
}

}  // namespace

std::string count_of(std::uint64_t number, std::string_view one, std::string_view many) {
    return std::to_string(number).append(" ").append(number == 1 ? one : many);
}

std::string counts_text(const Counts& counts) {
    std::string text;
    add_part(text, counts[Severity::error], count_of(counts[Severity::error], "error", "errors"));
    add_part(text, counts[Severity::query], count_of(counts[Severity::query], "query", "queries"));
    add_part(text, counts[Severity::info], std::to_string(counts[Severity::info]) + " for information");
    return text.empty() ? "no findings" : text;
}

bool is_ready(const RunSummary& run) noexcept {
    return files_of(run, FileStatus::checked) == run.files && run.files != 0 && run.counts[Severity::error] == 0;
}

std::string verdict(const RunSummary& run) {
    const std::string known = run.known == 0 ? "" : ", apart from " + count_of(run.known, "known finding", "known findings");
    if (!is_ready(run)) return "no: " + why_not_ready(run) + known;
    if (run.counts[Severity::query] == 0) return "yes" + known;
    return "yes, with " + queries_to_explain(run.counts[Severity::query]) + known;
}

std::string unused_words(const RunSummary& run) {
    if (run.unused == 0) return {};
    return count_of(run.unused, "entry of the baseline is", "entries of the baseline are") + " not needed any more";
}

std::string verdict_sentence(const RunSummary& run) {
    const std::string answer = verdict(run);
    return answer.starts_with("no") ? "Not ready to submit" + answer.substr(2) : "Ready to submit" + answer.substr(3);
}

std::string not_run_words(const RunSummary& run) {
    std::string text;
    std::size_t number = 0;
    for (const auto& [code, rule] : run.rules) {
        if (rule.run || ++number > kNamedRules) continue;
        text += (number == 1 ? "" : ", ") + std::string(code);
    }
    if (number > kNamedRules) text += " and " + std::to_string(number - kNamedRules) + " more";
    return number == 0 ? text : count_of(number, "rule", "rules") + " not run for want of data: " + text;
}

}  // namespace cbds::report
