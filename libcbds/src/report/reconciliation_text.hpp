/// @file
/// A reconciliation as text for people, 80 columns wide.
#pragma once

#include "cbds/diff/reconciliation.hpp"
#include "cbds/report/changes.hpp"

#include <ostream>

namespace cbds::report {

/// The table of the sections, then what did not arrive as it was, with the pupils, then the verdict.
void write_reconciliation_text(const diff::Reconciliation& reconciliation, const ChangeReportOptions& options, std::ostream& out);

}  // namespace cbds::report
