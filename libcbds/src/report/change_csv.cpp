#include "report/change_csv.hpp"

#include "cbds/io/encoding.hpp"
#include "report/csv_report.hpp"
#include "report/output.hpp"

namespace cbds::report {
namespace {

using diff::ChangeKind;

constexpr std::string_view kChangeColumns =
    "old_document,new_document,kind,upn,old_upn,matched_by,year_group,old_record,new_record,section,item,path,entry,before,after,"
    "funding,rule,message\r\n";

std::string number_field(std::uint64_t number) { return number == 0 ? std::string() : std::to_string(number); }

std::string numbers_field(std::span<const std::uint64_t> numbers) {
    std::string text;
    for (const std::uint64_t number : numbers) text.append(text.empty() ? "" : " ").append(std::to_string(number));
    return text;
}

/// `finding-fixed`, `finding-new`, `finding-still-there`.
std::string finding_kind(diff::FindingState state) {
    std::string kind = "finding-" + std::string(diff::finding_state_name(state));
    for (char& c : kind)
        if (c == ' ') c = '-';
    return kind;
}

}  // namespace

/// The fields in the order of the columns, the documents apart.
struct ChangeCsv::Row {
    std::string kind, upn, old_upn, matched_by, year_group, old_record, new_record, section, item, path, entry, before, after, funding, rule,
        message;
};

void ChangeCsv::begin() {
    if (begun_) return;
    begun_ = true;
    put(out_, io::kByteOrderMark);
    put(out_, kChangeColumns);
}

void ChangeCsv::write(const Row& row) {
    begin();
    std::string text = csv_field(before_) + ',' + csv_field(after_);
    for (const std::string* field :
         {&row.kind, &row.upn, &row.old_upn, &row.matched_by, &row.year_group, &row.old_record, &row.new_record, &row.section, &row.item,
          &row.path, &row.entry, &row.before, &row.after, &row.funding, &row.rule, &row.message})
        text += ',' + csv_field(*field);
    put(out_, text + "\r\n");
}

void ChangeCsv::begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) {
    before_ = before.name;
    after_ = after.name;
}

/// What all rows of a record have.
ChangeCsv::Row ChangeCsv::row_of(const diff::RecordDifference& difference) const {
    Row row;
    if (difference.outside) return row;
    row.upn = shown_record_key(difference, redact_);
    row.old_upn = shown_old_key(difference, redact_);
    if (difference.in_both()) row.matched_by = diff::matched_by_name(difference.matched_by);
    row.year_group = shown_record_year_group(difference, redact_);
    row.old_record = number_field(difference.old_record);
    row.new_record = number_field(difference.new_record);
    return row;
}

/// A record as a whole has the path of its element, which tells its roll.
void ChangeCsv::write_whole(Row row, const diff::RecordDifference& difference, ChangeKind kind) {
    const schema::ElementId record = difference.new_record != 0 ? difference.new_element : difference.old_element;
    row.kind = diff::change_kind_name(kind);
    if (record != schema::kNoElement) row.path = dictionary_.element(record).path;
    write(row);
}

void ChangeCsv::write_item(Row row, const diff::ItemChange& change, bool outside) {
    row.kind = diff::change_kind_name(change.kind);
    row.section = change.section;
    row.item = change.item;
    row.path = change.path;
    row.entry = shown_entries(change, redact_, outside);
    row.before = shown_change_value(change.before, change.privacy, change.item, redact_, outside);
    row.after = shown_change_value(change.after, change.privacy, change.item, redact_, outside);
    row.funding = change.funding ? "yes" : "";
    write(row);
}

void ChangeCsv::record(const diff::RecordDifference& difference) {
    const Row common = row_of(difference);
    if (!difference.in_both()) write_whole(common, difference, difference.old_record == 0 ? ChangeKind::added : ChangeKind::removed);
    if (difference.moved) write_whole(common, difference, ChangeKind::moved);
    if (difference.rekeyed) write_whole(common, difference, ChangeKind::rekeyed);
    for (const diff::ItemChange& change : difference.items) write_item(common, change, difference.outside);
}

void ChangeCsv::ambiguous(const diff::Ambiguity& ambiguity) {
    Row row;
    row.kind = "ambiguous";
    row.upn = ambiguity.by == diff::MatchedBy::uln ? std::string() : shown_ambiguous_key(ambiguity, redact_);
    row.matched_by = diff::matched_by_name(ambiguity.by);
    row.old_record = numbers_field(ambiguity.old_records);
    row.new_record = numbers_field(ambiguity.new_records);
    row.message = ambiguity_words(ambiguity, redact_);
    write(row);
}

void ChangeCsv::finding(const diff::FindingDifference& difference) {
    const rules::Finding& finding = difference.finding;
    const bool is_old = difference.state == diff::FindingState::fixed;
    Row row;
    row.kind = finding_kind(difference.state);
    row.upn = shown_key(finding, redact_);
    row.year_group = shown_year_group(finding, redact_);
    (is_old ? row.old_record : row.new_record) = number_field(finding.record);
    row.item = finding.item;
    row.path = finding.path;
    (is_old ? row.before : row.after) = shown_value(finding, redact_);
    row.rule = finding.rule->code;
    row.message = finding.message;
    write(row);
}

void ChangeCsv::unpaired(const diff::DocumentSide& document, bool is_new) {
    before_ = is_new ? std::string() : document.name;
    after_ = is_new ? document.name : std::string();
    Row row;
    row.kind = "unpaired";
    write(row);
}

}  // namespace cbds::report
