/// @file
/// Findings as Markdown (that of GitHub and GitLab), for a ticket: cbds-report(5).
#pragma once

#include "cbds/report/report.hpp"
#include "report/spool.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace cbds::report {

/// The verdict and the totals stand first, so the findings wait in a temporary file.
class MarkdownReport final : public Report {
public:
    MarkdownReport(const ReportOptions& options, std::ostream& out) : redact_(options.redact), out_(out) {}

    void begin_file(std::string_view name) override;
    void finding(const rules::Finding& finding) override;
    void end_file(const rules::FileSummary& file) override { files_.push_back(file); }
    void end(const rules::RunSummary& run) override;

private:
    void write_files(const rules::RunSummary& run);
    void write_rules(const rules::RunSummary& run);

    Redact redact_;
    std::ostream& out_;
    std::string file_;
    bool in_table_ = false;  ///< a finding of this file was written
    std::vector<rules::FileSummary> files_;
    Spool findings_;
};

/// A text with the characters escaped that have a meaning in Markdown or in a cell of a table.
[[nodiscard]] std::string markdown_text(std::string_view text);

/// A text as code, whatever is in it, fit for a cell of a table; empty for an empty one.
[[nodiscard]] std::string markdown_code(std::string_view text);

}  // namespace cbds::report
