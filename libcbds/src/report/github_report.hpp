/// @file
/// Findings as commands of a workflow of GitHub, which shows them at the lines of the files: cbds-report(5).
#pragma once

#include "cbds/report/report.hpp"

#include <ostream>
#include <string>

namespace cbds::report {

class GithubReport final : public Report {
public:
    GithubReport(const ReportOptions& options, std::ostream& out) : redact_(options.redact), out_(out) {}

    void begin_file(std::string_view name) override { file_ = name; }
    void finding(const rules::Finding& finding) override;
    void end_file(const rules::FileSummary& file) override;
    void end(const rules::RunSummary& run) override;

private:
    Redact redact_;
    std::ostream& out_;
    std::string file_;
};

}  // namespace cbds::report
