#include "report/reconciliation_json.hpp"

#include "report/change_json.hpp"
#include "report/json_report.hpp"
#include "report/output.hpp"

#include <utility>

namespace cbds::report {
namespace {

using diff::ReconciledCounts;
using diff::ReconciledItem;
using diff::ReconciledSection;
using diff::Reconciliation;

Json record_or_null(std::uint64_t number) { return number == 0 ? Json() : Json(number); }

Json side_json(const diff::DocumentSide& side) {
    Json json = document_members(side);
    json["records"] = side.records;
    return json;
}

Json key_json(const std::string& key, Redact redact) { return redact == Redact::all ? Json() : text_or_null(key); }

Json pupil_json(const diff::PupilReference& pupil, Redact redact) {
    return {{"key", key_json(pupil.key, redact)}, {"old_record", record_or_null(pupil.old_record)}, {"new_record", record_or_null(pupil.new_record)}};
}

Json rekeyed_json(const Reconciliation& made, std::size_t place, Redact redact) {
    return {{"pupil", made.rekeyed_pupils[place]}, {"old_key", key_json(made.rekeyed_from[place], redact)}};
}

Json counts_of_values(const ReconciledCounts& counts) {
    return {{"equal", counts.equal}, {"changed", counts.changed}, {"missing", counts.missing}, {"new", counts.added}};
}

Json item_json(const ReconciledItem& item) {
    Json json = {{"item", item.item}, {"path", item.path}, {"known", item.known}};
    json.update(counts_of_values(item.counts));
    if (!item.known) json["equal"] = Json();
    json["changed_pupils"] = item.changed;
    json["missing_pupils"] = item.missing;
    json["new_pupils"] = item.added;
    return json;
}

Json summary_of(const Reconciliation& made) {
    std::uint64_t both = 0;
    for (const std::uint64_t matched : made.summary.matched) both += matched;
    Json json = {{"verdict", diff::verdict_name(made.verdict())}, {"complete", made.verdict() <= diff::Verdict::complete && made.ambiguous.empty()}};
    json.update(counts_of_values(made.counts()));
    json["pupils"] = {{"both", both},
                      {"missing", made.missing_pupils.size()},
                      {"new", made.new_pupils.size()},
                      {"moved", made.moved_pupils.size()},
                      {"rekeyed", made.rekeyed_pupils.size()}};
    json["not_compared"] = made.summary.ambiguous;
    return json;
}

/// A list, a member a line, without ever holding all of it as text.
template <typename MakeMember>
void put_list(std::ostream& out, std::string_view name, std::size_t size, const MakeMember& member) {
    put(out, ",\n" + json_text(name) + ":[");
    for (std::size_t i = 0; i < size; ++i) put(out, (i == 0 ? "\n" : ",\n") + json_text(member(i)));
    put(out, size == 0 ? "]" : "\n]");
}

void put_section(std::ostream& out, const ReconciledSection& section) {
    Json json = {{"section", section.name}, {"path", section.path}, {"verdict", diff::verdict_name(section.verdict)}};
    json.update(counts_of_values(section.counts));
    std::string head = json_text(json);
    head.pop_back();  // the list of the items comes before the brace
    put(out, head);
    put_list(out, "items", section.items.size(), [&](std::size_t i) { return item_json(section.items[i]); });
    put(out, "}");
}

}  // namespace

void write_reconciliation_json(const Reconciliation& made, const ChangeReportOptions& options, std::ostream& out) {
    const Redact redact = options.redact;
    put(out, "{\"schema\":\"cbds.reconciliation/1\",\n\"tool\":" + json_text(tool_json()));
    put(out, ",\n\"old\":" + json_text(side_json(made.before)) + ",\n\"new\":" + json_text(side_json(made.after)));
    put(out, ",\n\"sections\":[");
    for (std::size_t i = 0; i < made.sections.size(); ++i) {
        put(out, i == 0 ? "\n" : ",\n");
        put_section(out, made.sections[i]);
    }
    put(out, made.sections.empty() ? "]" : "\n]");
    put_list(out, "pupils", made.pupils.size(), [&](std::size_t i) { return pupil_json(made.pupils[i], redact); });
    const std::pair<std::string_view, const std::vector<std::uint32_t>*> lists[] = {
        {"missing_pupils", &made.missing_pupils}, {"new_pupils", &made.new_pupils}, {"moved_pupils", &made.moved_pupils}};
    for (const auto& [name, pupils] : lists) put(out, ",\n" + json_text(name) + ":" + json_text(*pupils));
    put_list(out, "rekeyed_pupils", made.rekeyed_pupils.size(), [&](std::size_t i) { return rekeyed_json(made, i, redact); });
    put_list(out, "ambiguous", made.ambiguous.size(), [&](std::size_t i) { return ambiguity_members(made.ambiguous[i], redact); });
    put(out, ",\n\"summary\":" + json_text(summary_of(made)) + "}\n");
}

}  // namespace cbds::report
