#include "report/reconciliation_csv.hpp"

#include "cbds/io/encoding.hpp"
#include "report/csv_report.hpp"
#include "report/output.hpp"
#include "report/reconciliation_words.hpp"

#include <algorithm>
#include <string>

namespace cbds::report {
namespace {

using diff::ReconciledItem;
using diff::ReconciledSection;
using diff::Reconciliation;

constexpr std::string_view kReconciliationHeader =
    "section,item,path,equal,changed,missing,new,verdict,changed_pupils,missing_pupils,new_pupils\r\n";

/// `record-3` in place of `record 3`: blanks stand between the pupils.
std::string pupils_field(const Reconciliation& made, const std::vector<std::uint32_t>& pupils, Redact redact) {
    std::string text;
    for (const std::uint32_t pupil : pupils) {
        std::string words = pupil_words(made.pupils[pupil], redact);
        std::replace(words.begin(), words.end(), ' ', '-');
        text.append(text.empty() ? "" : " ").append(words);
    }
    return text;
}

std::string item_row(const Reconciliation& made, const ReconciledSection& section, const ReconciledItem& item, Redact redact) {
    const std::string equal = item.known ? std::to_string(item.counts.equal) : std::string();
    std::string row;
    for (const std::string& field : {section.name, item.item, item.path, equal, std::to_string(item.counts.changed),
                                     std::to_string(item.counts.missing), std::to_string(item.counts.added),
                                     std::string(diff::verdict_name(item.counts.verdict())), pupils_field(made, item.changed, redact),
                                     pupils_field(made, item.missing, redact), pupils_field(made, item.added, redact)})
        row += csv_field(field) + ',';
    row.pop_back();
    return row + "\r\n";
}

}  // namespace

void write_reconciliation_csv(const Reconciliation& made, const ChangeReportOptions& options, std::ostream& out) {
    put(out, io::kByteOrderMark);
    put(out, kReconciliationHeader);
    for (const ReconciledSection& section : made.sections)
        for (const ReconciledItem& item : section.items) put(out, item_row(made, section, item, options.redact));
}

}  // namespace cbds::report
