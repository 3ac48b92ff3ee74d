/// @file
/// Findings as one page of HTML for the office of a school: cbds-report(5).
#pragma once

#include "cbds/report/report.hpp"
#include "report/spool.hpp"

#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace cbds::report {

/// The page needs nothing from elsewhere, and is a plain list where scripts are not run. Totals stand first and findings
/// are grouped by rule, so they wait in a temporary file.
class HtmlReport final : public Report {
public:
    HtmlReport(const ReportOptions& options, std::ostream& out) : redact_(options.redact), out_(out) {}

    void begin_file(std::string_view name) override;
    void finding(const rules::Finding& finding) override;
    void end_file(const rules::FileSummary& file) override { files_.push_back(file); }
    void end(const rules::RunSummary& run) override;

private:
    /// Counts the pupils that findings are about. Those of one pupil stand together.
    struct PupilCount {
        std::uint64_t pupils = 0;
        std::uint64_t file = 0;    ///< of the last pupil
        std::uint64_t record = 0;  ///< of the last pupil

        /// @returns whether it is another pupil than the last
        bool add(std::uint64_t in_file, std::uint64_t of_record) noexcept;
    };

    /// The findings of one rule.
    struct Group {
        const rules::Rule* rule = nullptr;
        std::size_t number = 0;  ///< in the spool
        std::uint64_t count = 0;
        rules::Severity severity = rules::Severity::info;
        PupilCount pupils;
        std::vector<std::string> keys;  ///< of the first pupils
        bool noted = false;             ///< a note can explain it
        bool doubted = false;           ///< a query for want of certainty
    };

    /// What one year group has to mend.
    struct YearGroup {
        PupilCount pupils;
        rules::Counts counts;
        std::map<const rules::Rule*, std::uint64_t> rules;
    };

    void count(const rules::Finding& finding, Group& group, std::size_t year_group);
    [[nodiscard]] std::vector<const Group*> groups_in_order() const;

    void write_verdict(const rules::RunSummary& run);
    void write_totals(const rules::RunSummary& run);
    void write_notices(const rules::RunSummary& run);
    [[nodiscard]] std::string file_row(std::size_t number) const;
    void write_files();
    void write_year_groups();
    void write_rules(const std::vector<const Group*>& groups);
    void write_filters(const std::vector<const Group*>& groups);
    void write_group(const Group& group);

    Redact redact_;
    std::ostream& out_;
    std::string file_;
    std::vector<rules::FileSummary> files_;
    std::map<std::string_view, Group> groups_;
    std::map<std::size_t, YearGroup> year_groups_;  ///< by place; what belongs to no record under `kNoRecord`
    PupilCount pupils_;
    GroupedSpool findings_;
};

}  // namespace cbds::report
