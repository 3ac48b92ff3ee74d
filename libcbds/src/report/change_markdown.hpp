/// @file
/// Differences as Markdown (that of GitHub and GitLab), for a ticket: cbds-changes(5).
#pragma once

#include "report/change_words.hpp"
#include "report/spool.hpp"

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {

/// The totals stand first, so the pupils wait in a temporary file.
class ChangeMarkdown final : public diff::DifferenceSink {
public:
    ChangeMarkdown(const ChangeReportOptions& options, const schema::Dictionary& dictionary, std::ostream& out)
        : redact_(options.redact), dictionary_(dictionary), paths_(dictionary), out_(out) {}

    void begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) override;
    void record(const diff::RecordDifference& difference) override;
    void ambiguous(const diff::Ambiguity& ambiguity) override;
    void finding(const diff::FindingDifference& difference) override;
    void end_pair(const diff::DocumentSide& before, const diff::DocumentSide& after, const diff::Summary& summary) override;
    void unpaired(const diff::DocumentSide& document, bool is_new) override;
    void end(const diff::Summary& total) override;

private:
    enum class Group : std::uint8_t { none, records, ambiguous, findings };

    void enter(Group group);
    void write_items_of(const diff::RecordDifference& difference);
    void write_documents(const diff::Summary& total);
    void write_items(const diff::Summary& total);

    Redact redact_;
    const schema::Dictionary& dictionary_;
    RecordPaths paths_;
    std::ostream& out_;
    std::string heading_;              ///< of the pair, written as soon as something differs
    Group group_ = Group::none;
    std::vector<std::string> pairs_;   ///< a row a pair
    std::vector<std::string> unpaired_;
    Spool body_;
};

}  // namespace cbds::report
