/// @file
/// Differences as NDJSON, an object a line: cbds-changes(5).
#pragma once

#include "report/change_json.hpp"

namespace cbds::report {

class ChangeNdjson final : public diff::DifferenceSink {
public:
    ChangeNdjson(const ChangeReportOptions& options, const schema::Dictionary& dictionary, std::ostream& out)
        : redact_(options.redact), dictionary_(dictionary), out_(out) {}

    void begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) override;
    void record(const diff::RecordDifference& difference) override;
    void ambiguous(const diff::Ambiguity& ambiguity) override;
    void finding(const diff::FindingDifference& difference) override;
    void end_pair(const diff::DocumentSide& before, const diff::DocumentSide& after, const diff::Summary& summary) override;
    void unpaired(const diff::DocumentSide& document, bool is_new) override;
    void end(const diff::Summary& total) override;

private:
    void line_of_pair(std::string_view type, const Json& members);
    void line(Json first, const Json& members);

    Redact redact_;
    const schema::Dictionary& dictionary_;
    std::ostream& out_;
    diff::DocumentSide before_;
    diff::DocumentSide after_;
    std::uint64_t pairs_ = 0;
    std::uint64_t unpaired_ = 0;
};

}  // namespace cbds::report
