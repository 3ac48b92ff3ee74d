#include "convert/edition_plan.hpp"

#include <algorithm>

namespace cbds::convert {
namespace {

using schema::Confidence;
using schema::ElementId;
using schema::ElementRow;
using schema::kNoElement;

/// Whether a path is `end` or ends with it behind a slash.
bool ends_path(std::string_view path, std::string_view end) {
    return path.ends_with(end) && (path.size() == end.size() || path[path.size() - end.size() - 1] == '/');
}

}  // namespace

EditionPlan::EditionPlan(const schema::Dictionary& dictionary, schema::Edition from, schema::Edition to)
    : dictionary_(dictionary), from_(from), to_(to) {
    add_elements();
    for (std::size_t place = 0; place < elements_.size(); ++place) {
        const auto id = static_cast<ElementId>(first_ + place);
        for (const EditionRow& each : edition_rows())
            if (each.collection == to_.collection && ends_path(row(id).path, each.path)) add_row(each, id);
    }
}

void EditionPlan::add_elements() {
    const auto rows = dictionary_.elements();
    const auto is_ours = [this](const ElementRow& each) { return each.collection == to_.collection; };
    const auto begin = std::find_if(rows.begin(), rows.end(), is_ours);
    first_ = static_cast<ElementId>(begin - rows.begin());
    for (auto each = begin; each != std::find_if_not(begin, rows.end(), is_ours); ++each) {
        ElementChange& change = elements_.emplace_back();
        change.in_target = each->in_edition(to_);
        const bool was_required = each->in_edition(from_) && dictionary_.minimum(*each, from_.ordinal) > 0;
        change.newly_required = change.in_target && !was_required && dictionary_.minimum(*each, to_.ordinal) > 0;
        change.codes_differ = codes_differ(*each);
    }
}

bool EditionPlan::codes_differ(const ElementRow& element) const noexcept {
    if (element.type == schema::kNoType) return false;
    const auto codes = dictionary_.codes(dictionary_.type(element.type));
    return std::any_of(codes.begin(), codes.end(), [this](const schema::CodeRow& code) {
        const schema::EditionRange range = code.editions[static_cast<std::size_t>(to_.collection)];
        return range.holds(from_.ordinal) != range.holds(to_.ordinal);
    });
}

void EditionPlan::add_row(const EditionRow& change, ElementId id) {
    switch (change.rule) {
        case EditionRule::rename: return add_rename(change, id);
        case EditionRule::list:
        case EditionRule::nest: return add_group(change, id);
        case EditionRule::stamp: return static_cast<void>(stamps_.push_back({id, &change}));
        case EditionRule::recode:
        case EditionRule::widen:
        case EditionRule::apart: return static_cast<void>(codes_.push_back({id, &change}));
        case EditionRule::note:
        case EditionRule::missing:
            if (is_remarked(change)) remarks_.push_back({id, &change});
    }
}

void EditionPlan::add_rename(const EditionRow& change, ElementId container) {
    const ElementId before = child(container, change.from);
    const ElementId after = child(container, change.to);
    if (before == kNoElement || after == kNoElement) return;
    const Confidence sure = std::min({change.confidence, row(before).confidence, row(after).confidence});
    if (!element(before).in_target || is_newly_named(change, before, after)) replace(before, after, sure);
    if (!element(after).in_target) replace(after, before, sure);
}

/// Whether the target takes both names and the source only the old one: then the new name is written, unless it is a guess.
bool EditionPlan::is_newly_named(const EditionRow& change, ElementId before, ElementId after) const noexcept {
    return change.confidence != Confidence::guess && element(after).in_target && row(before).in_edition(from_) && !row(after).in_edition(from_);
}

void EditionPlan::replace(ElementId gone, ElementId taken, Confidence sure) {
    if (!element(taken).in_target) return;
    ElementChange& old = elements_[gone - first_];
    old.in_target = false;
    old.renamed = taken;
    old.confidence = sure;
    ElementChange& now = elements_[taken - first_];
    now.newly_required = now.newly_required && dictionary_.minimum(row(gone), from_.ordinal) == 0;
}

void EditionPlan::add_group(const EditionRow& change, ElementId container) {
    GroupChange group{&change, container, child(container, change.from), child(container, change.to), kNoElement, false};
    if (group.single == kNoElement || group.group == kNoElement) return;
    group.inner = child(group.group, change.from);
    if (group.inner == kNoElement) return;
    const bool beside = element(group.single).in_target;
    group.into = element(group.group).in_target && element(group.inner).in_target;
    if (beside == group.into) return;
    takes_groups_apart_ = takes_groups_apart_ || beside;
    ElementChange& asked = elements_[(group.into ? group.group : group.single) - first_];
    const ElementId was = group.into ? group.single : group.group;
    asked.newly_required = asked.newly_required && dictionary_.minimum(row(was), from_.ordinal) == 0;
    groups_.push_back(group);
}

bool EditionPlan::is_remarked(const EditionRow& change) const {
    const auto since = schema::parse_edition_date(change.collection, change.since);
    if (!since) return true;
    const bool later = from_.ordinal < *since && *since <= to_.ordinal;
    const bool earlier = to_.ordinal < *since && *since <= from_.ordinal;
    return later || (earlier && change.by != "later");
}

ElementId EditionPlan::child(ElementId parent, std::string_view name) const noexcept {
    for (const ElementRow& each : dictionary_.children(parent))
        if (each.name == name) return static_cast<ElementId>(&each - dictionary_.elements().data());
    return kNoElement;
}

std::span<const GroupChange> EditionPlan::groups(ElementId container) const noexcept {
    const auto is_it = [=](const GroupChange& each) { return each.container == container; };
    const auto first = std::find_if(groups_.begin(), groups_.end(), is_it);
    return {first, std::find_if_not(first, groups_.end(), is_it)};
}

std::span<const ItemChange> EditionPlan::of(const std::vector<ItemChange>& changes, ElementId item) noexcept {
    struct ByItem {
        bool operator()(const ItemChange& change, ElementId id) const { return change.item < id; }
        bool operator()(ElementId id, const ItemChange& change) const { return id < change.item; }
    };
    const auto [first, last] = std::equal_range(changes.begin(), changes.end(), item, ByItem{});
    return {first, last};
}

bool EditionPlan::accepts(ElementId item, std::string_view code, schema::Edition edition) const noexcept {
    for (const schema::CodeRow& each : dictionary_.codes(dictionary_.type(row(item).type)))
        if (each.code == code) return each.editions[static_cast<std::size_t>(edition.collection)].holds(edition.ordinal);
    return false;
}

std::string EditionPlan::lack_of(ElementId id) const {
    const bool is_of_other_term = row(id).editions.holds(to_.ordinal) && to_.collection == schema::Collection::school_census;
    if (!is_of_other_term) return schema::edition_name(to_) + " does not have it";
    return "not collected in " + std::string(schema::term_name(schema::census_term(to_)));
}

}  // namespace cbds::convert
