/// @file
/// A reconciliation as CSV for a spreadsheet, an item a row: cbds-diff(1).
#pragma once

#include "cbds/diff/reconciliation.hpp"
#include "cbds/report/changes.hpp"

#include <ostream>

namespace cbds::report {

/// The pupils behind a number stand in one field, with blanks between them.
void write_reconciliation_csv(const diff::Reconciliation& reconciliation, const ChangeReportOptions& options, std::ostream& out);

}  // namespace cbds::report
