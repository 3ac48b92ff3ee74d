#include "report/change_json.hpp"
#include "report/change_words.hpp"
#include "report/json_report.hpp"
#include "schema/words.hpp"

namespace cbds::report {
namespace {

using diff::ChangeKind;
using diff::ItemChange;
using diff::RecordDifference;
using diff::Summary;

Json number_or_null(std::uint64_t number) { return number == 0 ? Json() : Json(number); }

Json roll_or_null(schema::ElementId record, const schema::Dictionary& dictionary) {
    return text_or_null(std::string(schema::kRollWords[static_cast<std::size_t>(roll_of(record, dictionary))]));
}

Json record_kinds(const RecordDifference& difference) {
    Json kinds = Json::array();
    const auto add = [&](bool holds, ChangeKind kind) {
        if (holds) kinds.push_back(diff::change_kind_name(kind));
    };
    add(!difference.in_both() && difference.old_record == 0, ChangeKind::added);
    add(!difference.in_both() && difference.new_record == 0, ChangeKind::removed);
    add(difference.moved, ChangeKind::moved);
    add(difference.rekeyed, ChangeKind::rekeyed);
    return kinds;
}

Json entries_members(const ItemChange& change, Redact redact, bool outside) {
    Json entries = Json::array();
    for (const diff::EntryKey& key : change.entries)
        entries.push_back({{"item", key.item}, {"value", shown_change_value(key.value, key.privacy, key.item, redact, outside)}});
    return entries;
}

Json item_members(const ItemChange& change, Redact redact, bool outside) {
    const auto shown = [&](const std::string& value) { return shown_change_value(value, change.privacy, change.item, redact, outside); };
    return {{"kind", diff::change_kind_name(change.kind)},
            {"item", change.item},
            {"path", change.path},
            {"section", text_or_null(change.section)},
            {"entries", entries_members(change, redact, outside)},
            {"before", change.kind == ChangeKind::item_added ? Json() : Json(shown(change.before))},
            {"after", change.kind == ChangeKind::item_removed ? Json() : Json(shown(change.after))},
            {"privacy", schema::kPrivacyWords[static_cast<std::size_t>(change.privacy)]},
            {"funding", change.funding}};
}

Json items_members(const RecordDifference& difference, Redact redact) {
    Json items = Json::array();
    for (const ItemChange& change : difference.items) items.push_back(item_members(change, redact, difference.outside));
    return items;
}

Json item_counts(const Summary& summary) {
    Json items = Json::array();
    for (const auto& [path, count] : items_in_order(summary))
        items.push_back({{"path", path},
                         {"item", count->item},
                         {"section", text_or_null(count->section)},
                         {"added", count->added},
                         {"removed", count->removed},
                         {"changed", count->changed},
                         {"funding", count->funding}});
    return items;
}

template <typename Name>
Json counts_by_name(std::span<const std::uint64_t> counts, Name name) {
    Json members = Json::object();
    for (std::size_t i = 0; i < counts.size(); ++i) members[std::string(name(i))] = counts[i];
    return members;
}

}  // namespace

Json document_members(const diff::DocumentSide& document) {
    return {{"name", document.name},
            {"collection", schema::collection_name(document.edition.collection)},
            {"edition", schema::edition_name(document.edition)},
            {"la", text_or_null(document.la)},
            {"estab", text_or_null(document.estab)}};
}

Json difference_members(const RecordDifference& difference, Redact redact, const schema::Dictionary& dictionary) {
    const bool matched = difference.in_both() && !difference.outside;
    return {{"outside", difference.outside},
            {"kinds", record_kinds(difference)},
            {"key", text_or_null(shown_record_key(difference, redact))},
            {"old_key", text_or_null(shown_old_key(difference, redact))},
            {"name", text_or_null(shown_record_name(difference, redact))},
            {"year_group", text_or_null(shown_record_year_group(difference, redact))},
            {"old_record", number_or_null(difference.old_record)},
            {"new_record", number_or_null(difference.new_record)},
            {"old_roll", roll_or_null(difference.old_element, dictionary)},
            {"new_roll", roll_or_null(difference.new_element, dictionary)},
            {"matched_by", matched ? Json(diff::matched_by_name(difference.matched_by)) : Json()},
            {"items", items_members(difference, redact)}};
}

Json ambiguity_members(const diff::Ambiguity& ambiguity, Redact redact) {
    return {{"matched_by", diff::matched_by_name(ambiguity.by)},
            {"key", text_or_null(shown_ambiguous_key(ambiguity, redact))},
            {"old_records", ambiguity.old_records},
            {"new_records", ambiguity.new_records}};
}

Json finding_members(const diff::FindingDifference& difference, const diff::DocumentSide& before, const diff::DocumentSide& after,
                     Redact redact) {
    const std::string& file = difference.state == diff::FindingState::fixed ? before.name : after.name;
    Json members = {{"state", diff::finding_state_name(difference.state)}};
    members.update(finding_json(difference.finding, file, redact));
    return members;
}

Json change_summary_members(const Summary& summary) {
    const auto kind = [](std::size_t i) { return diff::change_kind_name(static_cast<ChangeKind>(i)); };
    const auto by = [](std::size_t i) { return diff::matched_by_name(static_cast<diff::MatchedBy>(i)); };
    const auto state = [](std::size_t i) { return diff::finding_state_name(static_cast<diff::FindingState>(i)); };
    const diff::ItemCount funding = all_items(summary, true);
    return {{"old_records", summary.old_records},
            {"new_records", summary.new_records},
            {"changes", counts_by_name(summary.changes, kind)},
            {"matched_by", counts_by_name(summary.matched, by)},
            {"same", summary.equal},
            {"changed", summary.different},
            {"not_compared", summary.ambiguous},
            {"outside", summary.outside},
            {"funding", funding.added + funding.removed + funding.changed},
            {"findings", counts_by_name(summary.findings, state)},
            {"items", item_counts(summary)}};
}

}  // namespace cbds::report
