/// @file
/// Findings as JSON (one document) or NDJSON (one document a line): cbds-report(5).
#pragma once

#include "cbds/report/report.hpp"
#include "report/json_text.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace cbds::report {

/// Findings are written as they come; of the files only the summaries are kept for the end.
class JsonReport final : public Report {
public:
    JsonReport(Format format, const ReportOptions& options, std::ostream& out)
        : lines_(format == Format::ndjson), redact_(options.redact), statistics_(options.statistics), out_(out) {}

    void begin_file(std::string_view name) override { file_ = name; }
    void finding(const rules::Finding& finding) override;
    void end_file(const rules::FileSummary& file) override { files_.push_back(file); }
    void end(const rules::RunSummary& run) override;

private:
    void begin();

    bool lines_;
    Redact redact_;
    bool statistics_;
    std::ostream& out_;
    std::string file_;
    std::vector<rules::FileSummary> files_;
    bool begun_ = false;
};

/// Name and version of the program.
[[nodiscard]] Json tool_json();

/// The members of one finding.
[[nodiscard]] Json finding_json(const rules::Finding& finding, const std::string& file, Redact redact);

}  // namespace cbds::report
