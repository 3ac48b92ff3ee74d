/// @file
/// Differences as one table of figures: cbds-changes(5).
#pragma once

#include "report/change_words.hpp"

#include <cstdint>
#include <ostream>

namespace cbds::report {

/// The table has the totals of all pairs.
class ChangeStat final : public diff::DifferenceSink {
public:
    ChangeStat(const schema::Dictionary& dictionary, std::ostream& out) : paths_(dictionary), out_(out) {}

    void begin_pair(const diff::DocumentSide&, const diff::DocumentSide&) override {}
    void record(const diff::RecordDifference&) override {}
    void ambiguous(const diff::Ambiguity&) override {}
    void end_pair(const diff::DocumentSide&, const diff::DocumentSide&, const diff::Summary&) override {}
    void unpaired(const diff::DocumentSide&, bool is_new) override { ++(is_new ? only_new_ : only_old_); }
    void end(const diff::Summary& total) override;

private:
    RecordPaths paths_;
    std::ostream& out_;
    std::uint64_t only_old_ = 0;  ///< documents without a partner
    std::uint64_t only_new_ = 0;
};

}  // namespace cbds::report
