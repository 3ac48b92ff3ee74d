/// @file
/// Which rules found how much: `--statistics`.
#pragma once

#include "cbds/rules/summary.hpp"

#include <string>
#include <vector>

namespace cbds::report {

/// The rules that found something, the one that found most first.
[[nodiscard]] std::vector<rules::RuleCount> rules_by_count(const rules::RunSummary& run);

/// A table of them, a line each below a heading. No lines where nothing was found.
[[nodiscard]] std::vector<std::string> statistics_lines(const rules::RunSummary& run);

}  // namespace cbds::report
