/// @file
/// Differences as CSV for a spreadsheet, a change a row: cbds-changes(5).
#pragma once

#include "report/change_words.hpp"

#include <ostream>
#include <string>

namespace cbds::report {

class ChangeCsv final : public diff::DifferenceSink {
public:
    ChangeCsv(const ChangeReportOptions& options, const schema::Dictionary& dictionary, std::ostream& out)
        : redact_(options.redact), dictionary_(dictionary), out_(out) {}

    void begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) override;
    void record(const diff::RecordDifference& difference) override;
    void ambiguous(const diff::Ambiguity& ambiguity) override;
    void finding(const diff::FindingDifference& difference) override;
    void end_pair(const diff::DocumentSide&, const diff::DocumentSide&, const diff::Summary&) override {}
    void unpaired(const diff::DocumentSide& document, bool is_new) override;
    void end(const diff::Summary&) override { begin(); }

private:
    struct Row;

    void begin();
    void write(const Row& row);
    void write_whole(Row row, const diff::RecordDifference& difference, diff::ChangeKind kind);
    void write_item(Row row, const diff::ItemChange& change, bool outside);
    [[nodiscard]] Row row_of(const diff::RecordDifference& difference) const;

    Redact redact_;
    const schema::Dictionary& dictionary_;
    std::ostream& out_;
    std::string before_;  ///< names of the documents
    std::string after_;
    bool begun_ = false;
};

}  // namespace cbds::report
