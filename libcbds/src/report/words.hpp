/// @file
/// Numbers in words: the sentences that sum up a file and a run.
#pragma once

#include "cbds/rules/summary.hpp"

#include <string>
#include <string_view>

namespace cbds::report {

/// `1 error`, `2 errors`.
[[nodiscard]] std::string count_of(std::uint64_t number, std::string_view one, std::string_view many);

/// `3 errors, 1 query, 2 for information`; `no findings` where there are none.
[[nodiscard]] std::string counts_text(const rules::Counts& counts);

/// Whether a return may be sent as it is: everything was read, and there are no errors.
[[nodiscard]] bool is_ready(const rules::RunSummary& run) noexcept;

/// `yes`, `yes, with 2 queries to explain`, `no: 3 errors, 2 queries to explain`.
[[nodiscard]] std::string verdict(const rules::RunSummary& run);

/// `Ready to submit`, `Ready to submit, with 2 queries to explain`, `Not ready to submit: 3 errors`.
[[nodiscard]] std::string verdict_sentence(const rules::RunSummary& run);

/// `2 rules not run for want of data: SC160, SC1767`; empty where every rule was run.
[[nodiscard]] std::string not_run_words(const rules::RunSummary& run);

/// `2 entries of the baseline are not needed any more`; empty where all are.
[[nodiscard]] std::string unused_words(const rules::RunSummary& run);

/// Of a list that was cut short.
inline constexpr std::string_view kCappedWords = "not all findings are listed; the counts are complete";

}  // namespace cbds::report
