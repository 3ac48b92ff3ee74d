#include "cbds/diff/difference.hpp"

#include <algorithm>

namespace cbds::diff {
namespace {

constexpr std::array<std::string_view, kChangeKinds> kChangeKindNames{"added",      "removed",      "moved",       "re-keyed",
                                                                      "item-added", "item-removed", "item-changed"};
constexpr std::array<std::string_view, kMatchedBy> kMatchedByNames{"UPN", "FormerUPN", "ULN", "name and birth date"};
constexpr std::array<std::string_view, 3> kFindingStateNames{"fixed", "new", "still there"};

void count_in(ItemCount& count, ChangeKind kind) noexcept {
    if (kind == ChangeKind::item_added) ++count.added;
    else if (kind == ChangeKind::item_removed) ++count.removed;
    else ++count.changed;
}

template <std::size_t N>
void add_up(std::array<std::uint64_t, N>& total, const std::array<std::uint64_t, N>& other) noexcept {
    for (std::size_t place = 0; place < N; ++place) total[place] += other[place];
}

}  // namespace

std::string_view change_kind_name(ChangeKind kind) noexcept { return kChangeKindNames[static_cast<std::size_t>(kind)]; }

std::optional<ChangeKind> find_change_kind(std::string_view name) noexcept {
    const auto found = std::find(kChangeKindNames.begin(), kChangeKindNames.end(), name);
    if (found == kChangeKindNames.end()) return std::nullopt;
    return static_cast<ChangeKind>(found - kChangeKindNames.begin());
}

std::string_view matched_by_name(MatchedBy by) noexcept { return kMatchedByNames[static_cast<std::size_t>(by)]; }

std::string_view finding_state_name(FindingState state) noexcept { return kFindingStateNames[static_cast<std::size_t>(state)]; }

bool Summary::any() const noexcept {
    const auto told = [](std::uint64_t number) { return number != 0; };
    return std::any_of(changes.begin(), changes.end(), told) || ambiguous != 0 || findings[static_cast<std::size_t>(FindingState::fixed)] != 0 ||
           findings[static_cast<std::size_t>(FindingState::appeared)] != 0;
}

void Summary::count(const RecordDifference& difference) {
    const auto add = [this](ChangeKind kind) { ++changes[static_cast<std::size_t>(kind)]; };
    if (!difference.in_both()) return add(difference.old_record == 0 ? ChangeKind::added : ChangeKind::removed);
    if (difference.outside) outside += difference.items.size();
    else ++different;
    if (difference.moved) add(ChangeKind::moved);
    if (difference.rekeyed) add(ChangeKind::rekeyed);
    for (const ItemChange& change : difference.items) {
        add(change.kind);
        const ItemCount none{change.element, change.item, change.section, change.funding, 0, 0, 0};
        count_in(items.try_emplace(change.path, none).first->second, change.kind);
    }
}

Summary& Summary::operator+=(const Summary& other) {
    add_up(changes, other.changes);
    add_up(matched, other.matched);
    add_up(findings, other.findings);
    old_records += other.old_records;
    new_records += other.new_records;
    equal += other.equal;
    different += other.different;
    ambiguous += other.ambiguous;
    outside += other.outside;
    for (const auto& [path, count] : other.items) {
        const auto [place, is_new] = items.try_emplace(path, count);
        if (is_new) continue;
        place->second.added += count.added;
        place->second.removed += count.removed;
        place->second.changed += count.changed;
    }
    return *this;
}

}  // namespace cbds::diff
