/// @file
/// A reconciliation as JSON, `cbds.reconciliation/1`: cbds-diff(1).
#pragma once

#include "cbds/diff/reconciliation.hpp"
#include "cbds/report/changes.hpp"

#include <ostream>

namespace cbds::report {

/// An item and a pupil a line; the lists behind the numbers are numbers of pupils in the list of them, from 0.
void write_reconciliation_json(const diff::Reconciliation& reconciliation, const ChangeReportOptions& options, std::ostream& out);

}  // namespace cbds::report
