/// @file
/// Differences as JSON: cbds-changes(5).
#pragma once

#include "cbds/report/changes.hpp"
#include "report/json_text.hpp"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {

inline constexpr std::string_view kChangesSchema = "cbds.changes/1";

/// What JSON says of each thing; NDJSON says the same, a line each.
[[nodiscard]] Json document_members(const diff::DocumentSide& document);
[[nodiscard]] Json difference_members(const diff::RecordDifference& difference, Redact redact, const schema::Dictionary& dictionary);
[[nodiscard]] Json ambiguity_members(const diff::Ambiguity& ambiguity, Redact redact);
[[nodiscard]] Json finding_members(const diff::FindingDifference& difference, const diff::DocumentSide& before,
                                   const diff::DocumentSide& after, Redact redact);
[[nodiscard]] Json change_summary_members(const diff::Summary& summary);

/// One object, written as the differences come: a member a line in its lists.
class ChangeJson final : public diff::DifferenceSink {
public:
    ChangeJson(const ChangeReportOptions& options, const schema::Dictionary& dictionary, std::ostream& out)
        : redact_(options.redact), dictionary_(dictionary), out_(out) {}

    void begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) override;
    void record(const diff::RecordDifference& difference) override;
    void ambiguous(const diff::Ambiguity& ambiguity) override;
    void finding(const diff::FindingDifference& difference) override;
    void end_pair(const diff::DocumentSide& before, const diff::DocumentSide& after, const diff::Summary& summary) override;
    void unpaired(const diff::DocumentSide& document, bool is_new) override;
    void end(const diff::Summary& total) override;

private:
    void begin();
    void enter_list(std::size_t list);
    void add(std::size_t list, const Json& member);

    Redact redact_;
    const schema::Dictionary& dictionary_;
    std::ostream& out_;
    diff::DocumentSide before_;
    diff::DocumentSide after_;
    std::vector<Json> unpaired_;
    std::uint64_t pairs_ = 0;
    std::size_t list_ = 0;        ///< the list of the pair that is open
    bool list_is_empty_ = true;
    bool begun_ = false;
};

}  // namespace cbds::report
