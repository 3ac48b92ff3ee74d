#include "report/change_words.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace cbds::report {
namespace {

using diff::ChangeKind;
using diff::Summary;

using Parts = std::vector<std::string>;

/// What did not happen is not said.
void add_figure(Parts& parts, std::uint64_t number, std::string_view words) {
    if (number != 0) parts.push_back(std::to_string(number).append(" ").append(words));
}

std::string joined_parts(const Parts& parts) {
    std::string text;
    for (const std::string& part : parts) text.append(text.empty() ? "" : ", ").append(part);
    return text;
}

void add_changed_pupils(Parts& parts, const Summary& summary) {
    Parts how;
    add_figure(how, summary.count(ChangeKind::moved), "moved");
    add_figure(how, summary.count(ChangeKind::rekeyed), "re-keyed");
    add_figure(parts, summary.different, "changed");
    if (!how.empty() && summary.different != 0) parts.back() += " (" + joined_parts(how) + ")";
}

std::uint64_t sum_of(std::span<const std::uint64_t> numbers) { return std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0}); }

/// Records that differ in nothing but what was not asked for.
std::uint64_t unasked(const Summary& summary) {
    const std::uint64_t matched = sum_of(summary.matched);
    const std::uint64_t seen = summary.different + summary.equal;
    return matched > seen ? matched - seen : 0;
}

Parts pupils_parts(const Summary& summary) {
    Parts parts;
    add_figure(parts, summary.count(ChangeKind::added), "joined");
    add_figure(parts, summary.count(ChangeKind::removed), "left");
    add_changed_pupils(parts, summary);
    add_figure(parts, unasked(summary), "changed in what was not asked for");
    parts.push_back(std::to_string(summary.equal) + " the same");
    return parts;
}

Parts items_parts(const Summary& summary) {
    Parts parts;
    add_figure(parts, summary.count(ChangeKind::item_added), "added");
    add_figure(parts, summary.count(ChangeKind::item_removed), "removed");
    add_figure(parts, summary.count(ChangeKind::item_changed), "changed");
    if (parts.empty()) return parts;
    const diff::ItemCount funding = all_items(summary, true);
    add_figure(parts, summary.outside, "outside of the records");
    add_figure(parts, funding.added + funding.removed + funding.changed, "for funding");
    return parts;
}

Parts matched_parts(const Summary& summary) {
    Parts parts;
    for (std::size_t by = 1; by < diff::kMatchedBy; ++by)
        add_figure(parts, summary.matched[by], "by " + std::string(diff::matched_by_name(static_cast<diff::MatchedBy>(by))));
    if (!parts.empty() && summary.matched[0] != 0) parts.insert(parts.begin(), std::to_string(summary.matched[0]) + " by UPN");
    return parts;
}

Parts findings_parts(const Summary& summary) {
    Parts parts;
    for (std::size_t state = 0; state < summary.findings.size(); ++state)
        add_figure(parts, summary.findings[state], diff::finding_state_name(static_cast<diff::FindingState>(state)));
    return parts;
}

}  // namespace

std::vector<SummaryLine> summary_lines(const Summary& summary) {
    std::vector<SummaryLine> lines;
    lines.push_back({"Records", {std::to_string(summary.old_records) + " in the old", std::to_string(summary.new_records) + " in the new"}});
    lines.push_back({"Pupils", pupils_parts(summary)});
    lines.push_back({"Items", items_parts(summary)});
    lines.push_back({"Matched", matched_parts(summary)});
    Parts ambiguous;
    add_figure(ambiguous, summary.ambiguous, summary.ambiguous == 1 ? "record" : "records");
    lines.push_back({"Not compared", ambiguous});
    lines.push_back({"Findings", findings_parts(summary)});
    std::erase_if(lines, [](const SummaryLine& line) { return line.parts.empty(); });
    return lines;
}

std::string no_difference_words(const Summary& summary) {
    const std::uint64_t stayed = summary.findings[static_cast<std::size_t>(diff::FindingState::stayed)];
    const std::string words = unasked(summary) == 0 ? "no difference" : "no difference in what was asked for";
    return stayed == 0 ? words : words + ", " + count_of(stayed, "finding", "findings") + " still there";
}

std::string difference_words(const Summary& summary) {
    Parts parts;
    add_figure(parts, summary.count(ChangeKind::added), "joined");
    add_figure(parts, summary.count(ChangeKind::removed), "left");
    add_figure(parts, summary.different, "changed");
    add_figure(parts, summary.ambiguous, "not compared");
    add_figure(parts, summary.outside, summary.outside == 1 ? "item outside of the records" : "items outside of the records");
    add_figure(parts, summary.findings[0], summary.findings[0] == 1 ? "finding fixed" : "findings fixed");
    add_figure(parts, summary.findings[1], summary.findings[1] == 1 ? "new finding" : "new findings");
    return joined_parts(parts);
}

std::vector<ItemRow> items_in_order(const Summary& summary) {
    std::vector<ItemRow> rows;
    for (const auto& [path, count] : summary.items) rows.push_back({path, &count});
    std::stable_sort(rows.begin(), rows.end(), [](const ItemRow& a, const ItemRow& b) { return a.count->element < b.count->element; });
    return rows;
}

diff::ItemCount all_items(const Summary& summary, bool funding_only) {
    diff::ItemCount sum;
    for (const auto& [path, count] : summary.items) {
        if (funding_only && !count.funding) continue;
        sum.added += count.added;
        sum.removed += count.removed;
        sum.changed += count.changed;
    }
    return sum;
}

}  // namespace cbds::report
