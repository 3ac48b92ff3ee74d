#include "cbds/report/reconciliation.hpp"

#include "cbds/error.hpp"
#include "report/reconciliation_csv.hpp"
#include "report/reconciliation_html.hpp"
#include "report/reconciliation_json.hpp"
#include "report/reconciliation_markdown.hpp"
#include "report/reconciliation_stat.hpp"
#include "report/reconciliation_text.hpp"

namespace cbds::report {

void write_reconciliation(const diff::Reconciliation& reconciliation, ChangeFormat format, const ChangeReportOptions& options,
                          const schema::Dictionary& dictionary, std::ostream& out) {
    switch (format) {
        case ChangeFormat::text: return write_reconciliation_text(reconciliation, options, out);
        case ChangeFormat::json: return write_reconciliation_json(reconciliation, options, out);
        case ChangeFormat::ndjson: throw UsageError("a reconciliation cannot be written as ndjson: use json");
        case ChangeFormat::csv: return write_reconciliation_csv(reconciliation, options, out);
        case ChangeFormat::markdown: return write_reconciliation_markdown(reconciliation, options, out);
        case ChangeFormat::html: return write_reconciliation_html(reconciliation, options, dictionary, out);
        case ChangeFormat::stat: return write_reconciliation_stat(reconciliation, options, out);
    }
}

}  // namespace cbds::report
