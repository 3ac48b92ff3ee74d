/// @file
/// Puts what rules on registers found into words.
#pragma once

#include "cbds/rules/finding.hpp"
#include "cbds/rules/selection.hpp"
#include "rules/register/faults.hpp"

namespace cbds::rules {

/// The finding: its place, its pupil, its session as `2026-09-07 AM`, the code that stands there.
[[nodiscard]] Finding make_finding(const RegisterFacts& facts, const RegisterFault& fault, const Selection& selection);

/// Authority and establishment of a school, else its URN; empty where neither is known.
[[nodiscard]] std::string school_number(const registers::Register& all, std::uint32_t school);

}  // namespace cbds::rules
