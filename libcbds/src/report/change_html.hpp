/// @file
/// What differs between documents as one page of HTML, old and new side by side: cbds-diff(1).
#pragma once

#include "cbds/report/changes.hpp"

#include <iosfwd>
#include <memory>

namespace cbds::report {

/// The page needs nothing from elsewhere, and is a plain list where scripts are not run. Totals stand first, so the
/// changes wait in a temporary file. So many pupils and values are listed as a browser can show; the totals hold for all.
[[nodiscard]] std::unique_ptr<diff::DifferenceSink> make_change_html(const ChangeReportOptions& options, const schema::Dictionary& dictionary,
                                                                     std::ostream& out);

}  // namespace cbds::report
