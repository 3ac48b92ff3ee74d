#include "report/statistics.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

constexpr std::size_t kCountWidth = 8;
constexpr std::size_t kSeverityWidth = 8;  // of the heading, the longest word

std::string padded(std::string_view text, std::size_t width) {
    std::string padded(text);
    padded.resize(std::max(padded.size(), width), ' ');
    return padded;
}

std::string line(std::string_view count, std::string_view severity, std::string_view code, std::string_view title, std::size_t code_width) {
    std::string text(kCountWidth - std::min(kCountWidth, count.size()), ' ');
    text.append(count).append("  ").append(padded(severity, kSeverityWidth)).append("  ");
    return text.append(padded(code, code_width)).append("  ").append(title);
}

}  // namespace

std::vector<rules::RuleCount> rules_by_count(const rules::RunSummary& run) {
    std::vector<rules::RuleCount> counts;
    for (const auto& [code, count] : run.rules)
        if (count.count != 0 && count.rule != nullptr) counts.push_back(count);
    std::stable_sort(counts.begin(), counts.end(), [](const rules::RuleCount& a, const rules::RuleCount& b) { return a.count > b.count; });
    return counts;
}

std::vector<std::string> statistics_lines(const rules::RunSummary& run) {
    const std::vector<rules::RuleCount> counts = rules_by_count(run);
    if (counts.empty()) return {};
    std::size_t code_width = 4;
    for (const rules::RuleCount& count : counts) code_width = std::max(code_width, count.rule->code.size());
    std::vector<std::string> lines{line("findings", "severity", "rule", "title", code_width)};
    for (const rules::RuleCount& count : counts)
        lines.push_back(line(std::to_string(count.count), rules::severity_name(count.severity), count.rule->code, count.rule->title, code_width));
    return lines;
}

}  // namespace cbds::report
