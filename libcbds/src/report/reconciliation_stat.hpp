/// @file
/// The table of the sections of a reconciliation, 80 columns wide.
#pragma once

#include "cbds/diff/reconciliation.hpp"
#include "cbds/report/changes.hpp"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace cbds::report {

inline constexpr std::size_t kReportWidth = 80;

/// A row of a table: a name, four numbers to the right of it, and a word. A name that is too long has a line of its own.
struct ReconciliationRow {
    std::string name;
    std::string equal;
    std::string changed;
    std::string missing;
    std::string added;
    std::string_view verdict;
};

/// The row as text, with a line feed.
/// @param indent  blanks before the name; the numbers stand in the same columns whatever it is
[[nodiscard]] std::string row_text(const ReconciliationRow& row, std::size_t indent = 0);

/// `equal`, `changed`, `missing`, `new`: the heading of the numbers.
[[nodiscard]] std::string heading_text(std::string_view name, std::size_t indent = 0, std::string_view verdict = {});

/// The verdict in green, yellow or red where colour is asked for.
[[nodiscard]] std::string coloured_verdict(std::string_view words, diff::Verdict verdict, bool colour);

/// A line a section, and one for all.
void write_reconciliation_stat(const diff::Reconciliation& reconciliation, const ChangeReportOptions& options, std::ostream& out);

}  // namespace cbds::report
