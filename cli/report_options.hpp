/// @file
/// `--format`, `-o`, `--report`, `--redact`, `--quiet`: where findings go, and in which form.
#pragma once

#include "cbds/io/output.hpp"
#include "cbds/report/report.hpp"
#include "command.hpp"
#include "report_targets.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cbds::cli {

/// Several reports of one run, written as one.
class Reports final : public report::Report {
public:
    void add(std::unique_ptr<report::Report> report, std::optional<io::OutputFile> file);

    void begin_file(std::string_view name) override;
    void finding(const rules::Finding& finding) override;
    void end_file(const rules::FileSummary& file) override;

    /// Writes the ends, and puts the files in their places.
    void end(const rules::RunSummary& run) override;

private:
    struct Entry {
        std::unique_ptr<report::Report> report;
        std::optional<io::OutputFile> file;
    };

    std::vector<Entry> entries_;
};

class FindingReportOptions {
public:
    void add_to(CLI::App& app);

    /// @throws UsageError
    void check();

    [[nodiscard]] bool quiet() const noexcept { return quiet_; }

    /// Opens the outputs. @throws OutputError
    void open(Reports& reports, Context& context, std::optional<rules::Severity> fail_on) const;

private:
    ReportTargets targets_;
    bool statistics_ = false;
    bool quiet_ = false;
};

}  // namespace cbds::cli
