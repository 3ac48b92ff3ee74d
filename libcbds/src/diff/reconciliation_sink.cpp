#include "diff/reconciliation_sink.hpp"

#include "diff/reconciliation_values.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <utility>

namespace cbds::diff {
namespace {

/// Behind values outside of the records stands nobody.
constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

/// Records come one by one, so that a pupil who is in the list already is its last.
void add_pupil(std::vector<std::uint32_t>& pupils, std::uint32_t pupil) {
    if (pupil != kNobody && (pupils.empty() || pupils.back() != pupil)) pupils.push_back(pupil);
}

void tell_value(ReconciledItem& item, ChangeKind kind, std::uint32_t pupil) {
    switch (kind) {
    case ChangeKind::item_changed: ++item.counts.changed; return add_pupil(item.changed, pupil);
    case ChangeKind::item_removed: ++item.counts.missing; return add_pupil(item.missing, pupil);
    case ChangeKind::item_added: ++item.counts.added; return add_pupil(item.added, pupil);
    default: return;
    }
}

bool occurs_at_all(const ReconciledCounts& counts) { return counts.equal + counts.changed + counts.missing + counts.added != 0; }

std::string name_at_end(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

void add_reconciled(ReconciledSection& section, ReconciledItem&& item) {
    section.counts += item.counts;
    section.verdict = section.counts.verdict();
    section.items.push_back(std::move(item));
}

}  // namespace

ReconciliationSink::ReconciliationSink(const schema::Dictionary& dictionary)
    : dictionary_(dictionary), usual_(dictionary, SelectionOptions()), known_(dictionary.elements().size()),
      old_values_(dictionary.elements().size()) {}

void ReconciliationSink::begin_pair(const DocumentSide& before, const DocumentSide&) {
    layout_.emplace(dictionary_, before.edition.collection);
    record_items_ = record_items(dictionary_, before.edition.collection);
}

void ReconciliationSink::record(const RecordDifference& difference) {
    if (difference.outside) return count_outside(difference);
    const auto pupil = static_cast<std::uint32_t>(made_.pupils.size());
    made_.pupils.push_back({difference.key, difference.old_record, difference.new_record});
    if (!difference.in_both()) {
        const bool is_new = difference.old_record == 0;
        (is_new ? made_.new_pupils : made_.missing_pupils).push_back(pupil);
        const xml::Element* const record = is_new ? difference.after : difference.before;
        return count_all(*record, is_new ? ChangeKind::item_added : ChangeKind::item_removed, pupil);
    }
    if (difference.moved) made_.moved_pupils.push_back(pupil);
    if (difference.rekeyed) count_new_key(difference, pupil);
    for (const ItemChange& change : difference.items) count(change, difference, pupil);
}

void ReconciliationSink::count_outside(const RecordDifference& difference) {
    outside_told_ = true;
    for (const ItemChange& change : difference.items) count(change, difference, kNobody);
    if (difference.before == nullptr) return;
    for (const schema::ElementId row : values_in(*difference.before, difference.before->name, dictionary_).rows)
        if (!is_noise(row)) ++old_values_[row];
}

/// What a comparison does not tell because it differs always.
bool ReconciliationSink::is_noise(schema::ElementId row) const {
    ItemChange change;
    change.element = row;
    change.item = dictionary_.element(row).name;
    change.path = dictionary_.element(row).path;
    return !usual_.takes(change);
}

/// A new UPN is told of the record, and not as a change of its items.
void ReconciliationSink::count_new_key(const RecordDifference& difference, std::uint32_t pupil) {
    made_.rekeyed_pupils.push_back(pupil);
    made_.rekeyed_from.push_back(difference.old_key);
    const RecordItems old_items = items_of(record_items_, difference.old_element);
    const RecordItems new_items = items_of(record_items_, difference.new_element);
    count_new_key(difference, old_items.upn, new_items.upn, pupil);
    count_new_key(difference, old_items.former_upn, new_items.former_upn, pupil);
}

void ReconciliationSink::count_new_key(const RecordDifference& difference, schema::ElementId old_row, schema::ElementId new_row,
                                       std::uint32_t pupil) {
    const std::vector<std::string_view> before = values_at(*difference.before, old_row);
    const std::vector<std::string_view> after = values_at(*difference.after, new_row);
    std::vector<std::string_view> same;
    std::set_intersection(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(same));
    for (std::size_t i = same.size(); i < std::max(before.size(), after.size()); ++i) {
        if (i >= before.size()) tell_value(known_item(new_row), ChangeKind::item_added, pupil);
        else tell_value(known_item(old_row), i < after.size() ? ChangeKind::item_changed : ChangeKind::item_removed, pupil);
    }
}

void ReconciliationSink::count(const ItemChange& change, const RecordDifference& difference, std::uint32_t pupil) {
    const bool is_row = change.element != schema::kNoElement;
    const bool is_known = is_row && dictionary_.element(change.element).content == schema::Content::value;
    const bool is_empty_structure = is_row && !is_known && change.before.empty() && change.after.empty();
    if (is_empty_structure) return;  // it has no value
    if (!is_known) return count_unknown(change.path, change.kind, difference.old_element, pupil);
    if (difference.moved) return count_on_roll(change.element, change.kind, difference.old_element, pupil);
    tell_value(known_item(change.element), change.kind, pupil);
}

/// The other roll may have it, which the totals do not count then.
void ReconciliationSink::count_unknown(std::string_view path, ChangeKind kind, schema::ElementId old_record, std::uint32_t pupil) {
    const schema::ElementId row = layout_->item_at(path);
    if (row != schema::kNoElement) return count_on_roll(row, kind, old_record, pupil);
    tell_value(unknown_[layout_->main_path(path)], kind, pupil);
}

void ReconciliationSink::count_on_roll(schema::ElementId row, ChangeKind kind, schema::ElementId old_record, std::uint32_t pupil) {
    const bool was_there = kind != ChangeKind::item_added;
    if (was_there && layout_->row_on(old_record, row) == schema::kNoElement) ++old_values_[layout_->main_row(row)];
    tell_value(known_item(row), kind, pupil);
}

void ReconciliationSink::count_all(const xml::Element& record, ChangeKind kind, std::uint32_t pupil) {
    const ElementValues values = values_in(record, dictionary_.element(record.id).path, dictionary_);
    for (const schema::ElementId row : values.rows) tell_value(known_item(row), kind, pupil);
    for (const std::string& path : values.unknown) count_unknown(path, kind, record.id, pupil);
}

/// What neither changed nor went missing is equal.
void ReconciliationSink::count_equal(const ItemTotals& totals) {
    for (std::size_t row = 0; row < old_values_.size(); ++row) {
        const std::uint64_t values = old_values_[row] + (row < totals.size() ? totals[row] : 0);
        known_item(static_cast<schema::ElementId>(row)).counts.equal += values;
    }
    for (ReconciledItem& item : known_) {
        ReconciledCounts& counts = item.counts;
        counts.equal -= std::min(counts.equal, counts.changed + counts.missing);
    }
}

void ReconciliationSink::add_known_items(const LayoutSection& from) {
    const schema::ElementRow& row = dictionary_.element(from.row);
    ReconciledSection section{std::string(row.name), std::string(row.path), Verdict::empty, {}, {}};
    for (const schema::ElementId id : from.items) {
        ReconciledItem& item = known_[id];
        if (!occurs_at_all(item.counts)) continue;
        item.item = dictionary_.element(id).name;
        item.path = dictionary_.element(id).path;
        add_reconciled(section, std::move(item));
    }
    made_.sections.push_back(std::move(section));
}

void ReconciliationSink::add_unknown_items() {
    auto& sections = made_.sections;
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < sections.size(); ++i) places.emplace(sections[i].path, i);
    for (auto& [path, item] : unknown_) {
        item.item = name_at_end(path);
        item.path = path;
        item.known = false;
        const std::string above = layout_->section_path(path);
        const auto [place, is_new] = places.emplace(above, sections.size());
        if (is_new) sections.push_back({name_at_end(above), above, Verdict::empty, {}, {}});
        add_reconciled(sections[place->second], std::move(item));
    }
}

Reconciliation ReconciliationSink::finish(const CompareResult& result) {
    made_.before = result.before;
    made_.after = result.after;
    made_.summary = result.summary;
    count_equal(result.old_items);
    for (const LayoutSection& section : layout_->sections()) add_known_items(section);
    add_unknown_items();
    drop_foreign_sections();
    return std::move(made_);
}

/// Sections that are empty stay where an edition has them. Unknown ones, behind those of the layout, are never empty.
void ReconciliationSink::drop_foreign_sections() {
    const std::vector<LayoutSection>& known = layout_->sections();
    std::vector<ReconciledSection> kept;
    for (std::size_t i = 0; i < made_.sections.size(); ++i)
        if (made_.sections[i].verdict != Verdict::empty || belongs(known[i])) kept.push_back(std::move(made_.sections[i]));
    made_.sections = std::move(kept);
}

/// Of what is outside of the records nothing is known if nothing was told.
bool ReconciliationSink::belongs(const LayoutSection& section) const {
    const schema::Part part = dictionary_.element(section.row).part;
    const bool is_outside = part == schema::Part::header || part == schema::Part::school;
    return (!is_outside || outside_told_) && layout_->is_in(section, made_.before.edition, made_.after.edition);
}

}  // namespace cbds::diff
