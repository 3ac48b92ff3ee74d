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

}  // namespace cbds::report
