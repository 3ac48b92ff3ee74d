#include "report/reconciliation_stat.hpp"

#include "cbds/io/encoding.hpp"
#include "cbds/report/escape.hpp"
#include "report/output.hpp"

#include <algorithm>
#include <array>

namespace cbds::report {
namespace {

using diff::ReconciledCounts;
using diff::Verdict;

constexpr std::size_t kNameWidth = 26;
constexpr std::size_t kNumberWidth = 8;

std::string to_the_right(std::string_view number) {
    const std::size_t width = std::max(kNumberWidth, number.size() + 1);
    return std::string(width - number.size(), ' ').append(number);
}

std::string section_row(std::string_view name, const ReconciledCounts& counts, std::string_view verdict) {
    return row_text({std::string(name), std::to_string(counts.equal), std::to_string(counts.changed), std::to_string(counts.missing),
                     std::to_string(counts.added), verdict});
}

}  // namespace

std::string row_text(const ReconciliationRow& row, std::size_t indent) {
    std::string text(indent, ' ');
    text += printable(row.name);
    const std::size_t width = io::count_code_points(text);
    if (width > kNameWidth) text.append("\n").append(kNameWidth, ' ');
    else text.append(kNameWidth - width, ' ');
    for (const std::string* number : {&row.equal, &row.changed, &row.missing, &row.added}) text += to_the_right(*number);
    if (!row.verdict.empty()) text.append("  ").append(row.verdict);
    return text + '\n';
}

std::string heading_text(std::string_view name, std::size_t indent, std::string_view verdict) {
    return row_text({std::string(name), "equal", "changed", "missing", "new", verdict}, indent);
}

std::string coloured_verdict(std::string_view words, Verdict verdict, bool colour) {
    constexpr std::array<std::string_view, 4> kColours{"", "\033[32m", "\033[33m", "\033[1;31m"};
    const std::string_view start = kColours[static_cast<std::size_t>(verdict)];
    if (!colour || start.empty()) return std::string(words);
    return std::string(start).append(words).append("\033[0m");
}

void write_reconciliation_stat(const diff::Reconciliation& reconciliation, const ChangeReportOptions& options, std::ostream& out) {
    const auto shown = [&](Verdict verdict) { return coloured_verdict(diff::verdict_name(verdict), verdict, options.colour); };
    put(out, heading_text("section", 0, "verdict"));
    for (const diff::ReconciledSection& section : reconciliation.sections)
        put(out, section_row(section.name, section.counts, shown(section.verdict)));
    put(out, section_row("all", reconciliation.counts(), shown(reconciliation.verdict())));
}

}  // namespace cbds::report
