#include "report/change_stat.hpp"

#include "cbds/report/escape.hpp"
#include "report/output.hpp"

#include <algorithm>
#include <optional>

namespace cbds::report {
namespace {

using diff::ChangeKind;
using diff::FindingState;
using diff::Summary;

constexpr std::size_t kFigureWidth = 8;

/// A figure that means nothing in its row.
constexpr std::optional<std::uint64_t> kNoFigure;

std::string right_aligned(std::string_view text) {
    return std::string(kFigureWidth - std::min(kFigureWidth, text.size()), ' ').append(text);
}

std::string stat_figure(std::optional<std::uint64_t> number) { return right_aligned(number ? std::to_string(*number) : "-"); }

/// A row: four figures and what they are of, so that every row has the same fields.
std::string stat_row(std::optional<std::uint64_t> added, std::optional<std::uint64_t> removed, std::optional<std::uint64_t> changed,
                     std::optional<std::uint64_t> same, std::string_view what) {
    return (stat_figure(added) + ' ' + stat_figure(removed) + ' ' + stat_figure(changed) + ' ' + stat_figure(same) + "  ").append(what) + '\n';
}

std::string item_row(const diff::ItemCount& count, const std::string& what) {
    return stat_row(count.added, count.removed, count.changed, kNoFigure, what);
}

std::string records_rows(const Summary& total) {
    std::string text = stat_row(total.count(ChangeKind::added), total.count(ChangeKind::removed), total.different, total.equal, "pupils");
    text += stat_row(kNoFigure, kNoFigure, total.count(ChangeKind::moved), kNoFigure, "pupils moved to the other roll");
    text += stat_row(kNoFigure, kNoFigure, total.count(ChangeKind::rekeyed), kNoFigure, "pupils with another UPN");
    if (total.ambiguous != 0) text += stat_row(kNoFigure, kNoFigure, total.ambiguous, kNoFigure, "records not compared");
    return text;
}

std::string findings_row(const Summary& total) {
    const auto count = [&](FindingState state) { return total.findings[static_cast<std::size_t>(state)]; };
    if (total.findings == decltype(total.findings){}) return {};
    return stat_row(count(FindingState::appeared), count(FindingState::fixed), kNoFigure, count(FindingState::stayed), "findings");
}

}  // namespace

void ChangeStat::end(const Summary& total) {
    put(out_, right_aligned("added") + ' ' + right_aligned("removed") + ' ' + right_aligned("changed") + ' ' + right_aligned("same") + '\n');
    if (only_old_ + only_new_ != 0) put(out_, stat_row(only_new_, only_old_, kNoFigure, kNoFigure, "documents"));
    put(out_, records_rows(total) + findings_row(total));
    for (const ItemRow& row : items_in_order(total))
        put(out_, item_row(*row.count, printable(paths_.with_record(row.path)) + (row.count->funding ? " [funding]" : "")));
    put(out_, item_row(all_items(total, false), "all items") + item_row(all_items(total, true), "all items for funding"));
}

}  // namespace cbds::report
