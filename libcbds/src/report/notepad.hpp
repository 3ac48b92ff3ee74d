/// @file
/// Ready sentences for COLLECT's notepad, in which a school explains the queries of a return that stay.
#pragma once

#include "cbds/report/report.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace cbds::report {

/// Whether a finding is a query that COLLECT may raise, so that it can be explained there.
[[nodiscard]] bool needs_note(const rules::Finding& finding) noexcept;

/// The note on one finding, with a gap for the reason.
[[nodiscard]] std::string note_on(const rules::Finding& finding, Redact redact);

/// One note on all findings of a rule.
/// @param keys    of the first pupils that it concerns, as they may be shown
/// @param pupils  how many there are
[[nodiscard]] std::string note_on_all(const rules::Rule& rule, std::span<const std::string> keys, std::uint64_t pupils);

}  // namespace cbds::report
