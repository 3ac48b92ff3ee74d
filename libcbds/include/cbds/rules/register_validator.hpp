/// @file
/// Checks registers with the rules `REG...`: the same rows, selection, findings and reports as for documents.
#pragma once

#include "cbds/register/register.hpp"
#include "cbds/rules/baseline.hpp"
#include "cbds/rules/finding.hpp"
#include "cbds/rules/selection.hpp"
#include "cbds/rules/summary.hpp"
#include "cbds/rules/validator.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::rules {

struct RegisterValidateOptions {
    Selection selection;
    std::optional<identifiers::Date> reference_date;  ///< the day that counts as today; nothing: the day of the last mark
    Baseline* baseline = nullptr;                     ///< findings that are known
    std::vector<std::string> beside;                  ///< files with facts for registers that have reports of their own: no summary is made of them
    std::function<void(std::string_view)> begin_file;     ///< told before the findings of a file; may be empty
    std::function<void(const FileSummary&)> end_file;     ///< told behind them; may be empty
};

/// Checks a register that was read with its details kept. Findings come by file and line as far as they have one, the others behind them by
/// school, pupil and session. The item of a finding is `session_date`, `code`, `upn` ...; its path the pupil's session, `2026-09-07 AM`.
/// Each file of the register becomes one FileSummary, but for those whose names a scope has taken away: `summaries` is filled in their order.
/// Marks that belong together have one finding, at the place of the first of them.
void validate_register(const registers::Register& checked, const RegisterValidateOptions& options, FindingSink& sink, RunSummary& run,
                       std::vector<FileSummary>& summaries);

}  // namespace cbds::rules
