/// @file
/// The report of a change of supplier: a verdict a section, counts an item, and the pupils behind the counts.
///
/// Pupils are told by UPN; by the number of their record where they have none, or where `Redact::all` is asked for: `record 3`
/// of the old document, `new record 5` of one who is only in the new. Values are never told. Text, Markdown and HTML name
/// the first pupils behind a number, JSON and CSV all of them. cbds-diff(1) describes the members and columns.
#pragma once

#include "cbds/diff/reconciliation.hpp"
#include "cbds/report/changes.hpp"

#include <iosfwd>

namespace cbds::report {

/// In every format but `ndjson`, which is refused. `stat` is the table of the sections only; `options.quiet` leaves of the
/// text only what did not arrive as it was. @throws OutputError, UsageError
void write_reconciliation(const diff::Reconciliation& reconciliation, ChangeFormat format, const ChangeReportOptions& options,
                          const schema::Dictionary& dictionary, std::ostream& out);

}  // namespace cbds::report
