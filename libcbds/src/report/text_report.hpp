/// @file
/// Findings as lines for people: file by file, then one verdict.
#pragma once

#include "cbds/report/report.hpp"

#include <ostream>
#include <string>

namespace cbds::report {

class TextReport final : public Report {
public:
    TextReport(const ReportOptions& options, std::ostream& out) : options_(options), out_(out) {}

    void begin_file(std::string_view name) override;
    void finding(const rules::Finding& finding) override;
    void end_file(const rules::FileSummary& file) override;
    void end(const rules::RunSummary& run) override;

private:
    void line(const std::string& text);
    [[nodiscard]] bool is_wanted(const rules::Finding& finding) const noexcept;
    [[nodiscard]] std::string finding_line(const rules::Finding& finding) const;
    [[nodiscard]] std::string coloured(std::string_view text, rules::Severity severity) const;
    [[nodiscard]] std::string shown_verdict(const rules::RunSummary& run) const;

    ReportOptions options_;
    std::ostream& out_;
    std::string file_;          ///< name of the file, fit to be printed
    bool anything_ = false;     ///< a line was written
    bool in_group_ = false;     ///< a finding of this file was written
    bool after_group_ = false;  ///< the last line belongs to a group, so that a blank line has to follow
};

}  // namespace cbds::report
