/// @file
/// A finding and a file in the words of every report that people read. What they give is fit to be printed, and
/// has no value that must not be shown.
#pragma once

#include "cbds/report/report.hpp"

#include <string>

namespace cbds::report {

/// `pupil M201399923002`, `record 17` where it has no key or the key is masked, or nothing outside the records.
[[nodiscard]] std::string record_words(const rules::Finding& finding, Redact redact);

/// `found "X", expected M or F`: what the message does not say, and may be shown.
[[nodiscard]] std::string found_and_expected(const rules::Finding& finding, Redact redact);

/// `UPN: the check letter should be L, not M (found "X", expected Y)`.
[[nodiscard]] std::string sentence(const rules::Finding& finding, Redact redact);

/// `pupil M201399923002: UPN: the check letter should be L, not M`.
[[nodiscard]] std::string sentence_with_record(const rules::Finding& finding, Redact redact);

/// `SC1510 The check letter is wrong`: what a fault is called in a list.
[[nodiscard]] std::string rule_words(const rules::Rule& rule);

/// Why a file could not be read, or was refused, with its name in front.
[[nodiscard]] std::string problem_words(const rules::FileSummary& file);

/// `School Census 2026-autumn`, `no collection known`.
[[nodiscard]] std::string edition_words(const rules::FileSummary& file);

}  // namespace cbds::report
