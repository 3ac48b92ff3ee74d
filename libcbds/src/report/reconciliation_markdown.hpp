/// @file
/// A reconciliation as Markdown: a heading with the verdict, the table of the sections, what did not arrive as it was.
#pragma once

#include "cbds/diff/reconciliation.hpp"
#include "cbds/report/changes.hpp"

#include <ostream>

namespace cbds::report {

void write_reconciliation_markdown(const diff::Reconciliation& reconciliation, const ChangeReportOptions& options, std::ostream& out);

}  // namespace cbds::report
