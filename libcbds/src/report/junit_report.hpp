/// @file
/// Findings as JUnit's XML, as CI servers read it: a suite a file, a case a rule: cbds-report(5).
#pragma once

#include "cbds/report/report.hpp"
#include "report/spool.hpp"

#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace cbds::report {

/// Which rules were run is known at the end, so what failed waits in a temporary file.
class JunitReport final : public Report {
public:
    JunitReport(const ReportOptions& options, std::ostream& out)
        : redact_(options.redact),
          fail_on_(options.fail_on),
          out_(out) {}

    void begin_file(std::string_view) override { failures_.clear(); }
    void finding(const rules::Finding& finding) override;
    void end_file(const rules::FileSummary& file) override;
    void end(const rules::RunSummary& run) override;

private:
    /// The findings of one rule in one file.
    struct Failure {
        const rules::Rule* rule = nullptr;
        rules::Severity severity = rules::Severity::info;
        std::uint64_t count = 0;
        std::string lines;  ///< the first findings
        Stretch stretch;    ///< of the lines, once the file has ended
    };

    struct File {
        rules::FileSummary summary;
        std::vector<Failure> failures;  ///< by code
    };

    struct Case;

    [[nodiscard]] std::vector<Case> cases_of(const File& file, const rules::RunSummary& run) const;
    void write_suite(const File& file, const rules::RunSummary& run);
    void write_case(const File& file, const Case& test);
    [[nodiscard]] bool fails(const Failure& failure) const noexcept { return fail_on_ && failure.severity >= *fail_on_; }

    Redact redact_;
    std::optional<rules::Severity> fail_on_;
    std::ostream& out_;
    std::map<std::string_view, Failure> failures_;  ///< of the file that is being read
    std::vector<File> files_;
    Spool spool_;
};

}  // namespace cbds::report
