#include "report/csv_report.hpp"

#include "cbds/io/csv.hpp"
#include "cbds/io/encoding.hpp"
#include "cbds/report/escape.hpp"
#include "report/output.hpp"

namespace cbds::report {
namespace {

using rules::FileStatus;
using rules::FileSummary;
using rules::Finding;

constexpr std::string_view kHeader =
    "severity,code,title,file,line,column,record,pupil,year_group,item,message,value,expected,confidence,path,offset\r\n";

std::string row(std::initializer_list<std::string_view> fields) {
    std::string text;
    for (const std::string_view field : fields) text += csv_field(field) + ',';
    text.pop_back();
    return text + "\r\n";
}

/// A place or a record that is not there is an empty field.
std::string number(bool there, std::uint64_t number) { return there ? std::to_string(number) : std::string(); }

std::string finding_row(const Finding& finding, const std::string& file, Redact redact) {
    const bool placed = finding.place.line != 0;
    return row({rules::severity_name(finding.severity), finding.rule->code, finding.rule->title, file,
                number(placed, finding.place.line), number(placed, finding.place.column),
                number(finding.record != 0, finding.record), shown_key(finding, redact), shown_year_group(finding, redact),
                finding.item, finding.message, shown_value(finding, redact), finding.expected,
                rules::confidence_name(finding.confidence), finding.path, number(placed, finding.place.offset)});
}

}  // namespace

std::string csv_field(std::string_view text) {
    std::string field = printable(text);
    if (io::looks_like_formula(text)) field.insert(field.begin(), '\'');
    std::string cell;
    if (!field.empty()) io::append_csv_cell(cell, field);
    return cell;
}

void CsvReport::begin() {
    if (begun_) return;
    begun_ = true;
    put(out_, io::kByteOrderMark);
    put(out_, kHeader);
}

void CsvReport::finding(const Finding& finding) {
    begin();
    put(out_, finding_row(finding, file_, redact_));
}

void CsvReport::end_file(const FileSummary& file) {
    if (file.status == FileStatus::checked || file.counts.total() != 0) return;
    begin();
    const std::string_view message = !file.problem.empty() ? std::string_view(file.problem) : rules::status_name(file.status);
    put(out_, row({"error", "", "", file.name, "", "", "", "", "", "", message, "", "", "", "", ""}));
}

void CsvReport::end(const rules::RunSummary&) { begin(); }

}  // namespace cbds::report
