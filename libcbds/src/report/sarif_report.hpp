/// @file
/// Findings as SARIF 2.1.0, for code scanning and its viewers: cbds-report(5).
#pragma once

#include "cbds/report/report.hpp"

#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace cbds::report {

/// Results are written as they come. The rules, the files and the course of the run follow them: the order of members
/// has no meaning in JSON.
class SarifReport final : public Report {
public:
    SarifReport(const ReportOptions& options, std::ostream& out) : redact_(options.redact), out_(out) {}

    void begin_file(std::string_view name) override;
    void finding(const rules::Finding& finding) override;
    void end_file(const rules::FileSummary& file) override { files_.push_back(file); }
    void end(const rules::RunSummary& run) override;

private:
    void begin();
    [[nodiscard]] std::string fingerprint(const rules::Finding& finding);

    Redact redact_;
    std::ostream& out_;
    std::string uri_;
    std::vector<rules::FileSummary> files_;
    std::uint64_t record_ = 0;                ///< of the last finding
    std::map<std::uint64_t, unsigned> same_;  ///< findings of that record by what they have in common
    bool begun_ = false;
};

/// A file's name as a URI reference: relative as it is, absolute with `file://`; percent-encoded where needed.
[[nodiscard]] std::string artifact_uri(std::string_view name);

}  // namespace cbds::report
