/// @file
/// The report of a change of supplier as one page of HTML.
#pragma once

#include "cbds/report/reconciliation.hpp"

namespace cbds::report {

/// A verdict a section, counts an item, and the pupils behind each number, folded away. Built as the page of changes is.
void write_reconciliation_html(const diff::Reconciliation& reconciliation, const ChangeReportOptions& options,
                               const schema::Dictionary& dictionary, std::ostream& out);

}  // namespace cbds::report
