#include "report/words.hpp"

namespace cbds::report {
namespace {

using rules::Counts;
using rules::FileStatus;
using rules::RunSummary;
using rules::Severity;

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
    if (!is_ready(run)) return "no: " + why_not_ready(run);
    if (run.counts[Severity::query] == 0) return "yes";
    return "yes, with " + queries_to_explain(run.counts[Severity::query]);
}

}  // namespace cbds::report
