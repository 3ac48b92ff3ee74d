#include "report/change_json.hpp"

#include "report/json_report.hpp"
#include "report/output.hpp"

#include <array>

namespace cbds::report {
namespace {

constexpr std::size_t kRecordsList = 0;
constexpr std::size_t kAmbiguousList = 1;
constexpr std::size_t kFindingsList = 2;
constexpr std::array<std::string_view, 3> kListNames{"records", "ambiguous", "findings"};

}  // namespace

void ChangeJson::begin() {
    if (begun_) return;
    begun_ = true;
    put(out_, "{\"schema\":" + json_text(kChangesSchema) + ",\n\"tool\":" + json_text(tool_json()) + ",\n\"pairs\":[");
}

void ChangeJson::begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) {
    begin();
    before_ = before;
    after_ = after;
    put(out_, pairs_++ == 0 ? "\n{" : ",\n{");
    put(out_, "\"documents\":" + json_text({{"old", document_members(before)}, {"new", document_members(after)}}));
    put(out_, ",\n\"records\":[");
    list_ = 0;
    list_is_empty_ = true;
}

/// The lists of a pair stand in a fixed order, each of them, if with nothing in it.
void ChangeJson::enter_list(std::size_t list) {
    while (list_ < list) {
        put(out_, list_is_empty_ ? "]" : "\n]");
        if (++list_ < kListNames.size()) put(out_, ",\n" + json_text(kListNames[list_]) + ":[");
        list_is_empty_ = true;
    }
}

void ChangeJson::add(std::size_t list, const Json& member) {
    enter_list(list);
    put(out_, (list_is_empty_ ? "\n" : ",\n") + json_text(member));
    list_is_empty_ = false;
}

void ChangeJson::record(const diff::RecordDifference& difference) {
    add(kRecordsList, difference_members(difference, redact_, dictionary_));
}

void ChangeJson::ambiguous(const diff::Ambiguity& ambiguity) { add(kAmbiguousList, ambiguity_members(ambiguity, redact_)); }

void ChangeJson::finding(const diff::FindingDifference& difference) {
    add(kFindingsList, finding_members(difference, before_, after_, redact_));
}

void ChangeJson::end_pair(const diff::DocumentSide&, const diff::DocumentSide&, const diff::Summary& summary) {
    enter_list(kListNames.size());
    put(out_, ",\n\"summary\":" + json_text(change_summary_members(summary)) + "}");
}

void ChangeJson::unpaired(const diff::DocumentSide& document, bool is_new) {
    Json members = document_members(document);
    members["side"] = is_new ? "new" : "old";
    unpaired_.push_back(std::move(members));
}

void ChangeJson::end(const diff::Summary& total) {
    begin();
    put(out_, pairs_ == 0 ? "],\n\"unpaired\":[" : "\n],\n\"unpaired\":[");
    for (std::size_t i = 0; i < unpaired_.size(); ++i) put(out_, (i == 0 ? "\n" : ",\n") + json_text(unpaired_[i]));
    put(out_, (unpaired_.empty() ? "],\n\"summary\":" : "\n],\n\"summary\":") + json_text(change_summary_members(total)) + "}\n");
}

}  // namespace cbds::report
