/// @file
/// Findings as text, JSON and NDJSON. A report is written while the documents are read: nothing waits for the end.
#pragma once

#include "cbds/rules/finding.hpp"
#include "cbds/rules/summary.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string_view>

namespace cbds::report {

/// The formats of a report of findings.
enum class Format { text, json, ndjson };

/// `text`, `json`, `ndjson`; nothing for another word.
[[nodiscard]] std::optional<Format> find_format(std::string_view word) noexcept;

/// Which values are masked. `direct` (the default) masks what identifies a person but leaves UPN, FormerUPN,
/// ULN and UCI, by which a school finds the pupil; `all` masks these too, and every value of a record: the
/// record's number stands for the key; `none` masks nothing.
enum class Redact { none, direct, all };

struct ReportOptions {
    Redact redact = Redact::direct;
    bool colour = false;  ///< text only: severity in colour
    bool quiet = false;   ///< text only: nothing but findings at or above `fail_on`, no summary
    std::optional<rules::Severity> fail_on = rules::Severity::error;  ///< nothing: no finding counts as a failure
};

/// Receives what validation finds, in the order of the documents, and writes it out. Every file is begun and
/// ended, one that cannot be read too; the run is ended once.
class Report {
public:
    virtual ~Report() = default;
    virtual void begin_file(std::string_view name) = 0;
    virtual void finding(const rules::Finding& finding) = 0;
    virtual void end_file(const rules::FileSummary& file) = 0;
    virtual void end(const rules::RunSummary& run) = 0;
};

/// @param out must outlive the report. @throws OutputError where it cannot be written.
[[nodiscard]] std::unique_ptr<Report> make_report(Format format, const ReportOptions& options, std::ostream& out);

/// Whether a report must not show the value of a finding.
[[nodiscard]] bool is_masked(const rules::Finding& finding, Redact redact) noexcept;

/// The value of a finding as a report may show it: itself, or asterisks, whatever its length.
[[nodiscard]] std::string shown_value(const rules::Finding& finding, Redact redact);

}  // namespace cbds::report
