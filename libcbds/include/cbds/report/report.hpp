/// @file
/// Findings as text and in the formats of other programs. A report is written while the documents are read; what has
/// to stand behind the totals waits in a temporary file, never in memory.
#pragma once

#include "cbds/rules/finding.hpp"
#include "cbds/rules/summary.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cbds::report {

/// The formats of a report of findings. `csv` is for a spreadsheet, `sarif` and `junit` for a CI, `github` for the log
/// of a workflow of GitHub, `markdown` for a ticket, `html` a page for the office of a school.
enum class Format { text, json, ndjson, csv, sarif, junit, markdown, github, html };

/// Their words, in that order.
[[nodiscard]] std::span<const std::string_view> format_names() noexcept;

/// The format of a word; nothing for another word.
[[nodiscard]] std::optional<Format> find_format(std::string_view word) noexcept;

/// Which values are masked. `direct` (the default) masks what identifies a person but leaves UPN, FormerUPN,
/// ULN and UCI, by which a school finds the pupil; `all` masks these too, and every value of a record: the
/// record's number stands for the key, and its year group is left out; `none` masks nothing.
enum class Redact { none, direct, all };

struct ReportOptions {
    Redact redact = Redact::direct;
    bool colour = false;  ///< text only: severity in colour
    bool statistics = false;  ///< text and JSON: which rule found how much, at the end
    bool quiet = false;   ///< text only: nothing but findings at or above `fail_on`, no summary
    std::optional<rules::Severity> fail_on = rules::Severity::error;  ///< for text and junit; nothing: no finding is a failure
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

/// The key of the record that a finding belongs to, as a report may show it; empty where it may not.
[[nodiscard]] std::string shown_key(const rules::Finding& finding, Redact redact);

/// The year group of the record, as a report may show it; empty where it may not.
[[nodiscard]] std::string shown_year_group(const rules::Finding& finding, Redact redact);

}  // namespace cbds::report
