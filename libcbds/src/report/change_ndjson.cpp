#include "report/change_ndjson.hpp"

#include "report/json_report.hpp"
#include "report/output.hpp"

namespace cbds::report {

void ChangeNdjson::line(Json first, const Json& members) {
    first.update(members);
    put(out_, json_text(first) + '\n');
}

void ChangeNdjson::line_of_pair(std::string_view type, const Json& members) { line({{"type", type}, {"pair", pairs_}}, members); }

void ChangeNdjson::begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) {
    before_ = before;
    after_ = after;
    ++pairs_;
    line_of_pair("documents", {{"old", document_members(before)}, {"new", document_members(after)}});
}

void ChangeNdjson::record(const diff::RecordDifference& difference) {
    line_of_pair("record", difference_members(difference, redact_, dictionary_));
}

void ChangeNdjson::ambiguous(const diff::Ambiguity& ambiguity) { line_of_pair("ambiguous", ambiguity_members(ambiguity, redact_)); }

void ChangeNdjson::finding(const diff::FindingDifference& difference) {
    line_of_pair("finding", finding_members(difference, before_, after_, redact_));
}

void ChangeNdjson::end_pair(const diff::DocumentSide&, const diff::DocumentSide&, const diff::Summary& summary) {
    line_of_pair("summary", change_summary_members(summary));
}

void ChangeNdjson::unpaired(const diff::DocumentSide& document, bool is_new) {
    ++unpaired_;
    line({{"type", "unpaired"}, {"side", is_new ? "new" : "old"}}, document_members(document));
}

void ChangeNdjson::end(const diff::Summary& total) {
    line({{"type", "total"}, {"schema", kChangesSchema}, {"tool", tool_json()}, {"pairs", pairs_}, {"unpaired", unpaired_}},
         change_summary_members(total));
}

}  // namespace cbds::report
