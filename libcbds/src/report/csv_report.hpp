/// @file
/// Findings as CSV for a spreadsheet, one a row: cbds-report(5).
#pragma once

#include "cbds/report/report.hpp"

#include <ostream>
#include <string>

namespace cbds::report {

class CsvReport final : public Report {
public:
    CsvReport(const ReportOptions& options, std::ostream& out) : redact_(options.redact), out_(out) {}

    void begin_file(std::string_view name) override { file_ = name; }
    void finding(const rules::Finding& finding) override;

    /// A file that could not be read or was refused without a finding has a row too, lest nobody miss it.
    void end_file(const rules::FileSummary& file) override;
    void end(const rules::RunSummary& run) override;

private:
    void begin();

    Redact redact_;
    std::ostream& out_;
    std::string file_;
    bool begun_ = false;
};

/// A field with the quotes that it needs. One that a spreadsheet would take for a formula gets an apostrophe in front;
/// characters that cannot be seen are written out.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace cbds::report
