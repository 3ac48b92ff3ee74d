/// @file
/// Differences as lines for people, a pupil's together: cbds-changes(5).
#pragma once

#include "report/change_words.hpp"

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace cbds::report {

class ChangeText final : public diff::DifferenceSink {
public:
    ChangeText(const ChangeReportOptions& options, const schema::Dictionary& dictionary, std::ostream& out)
        : options_(options), dictionary_(dictionary), paths_(dictionary), out_(out) {}

    void begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) override;
    void record(const diff::RecordDifference& difference) override;
    void ambiguous(const diff::Ambiguity& ambiguity) override;
    void finding(const diff::FindingDifference& difference) override;
    void end_pair(const diff::DocumentSide& before, const diff::DocumentSide& after, const diff::Summary& summary) override;
    void unpaired(const diff::DocumentSide& document, bool is_new) override;
    void end(const diff::Summary& total) override;

private:
    enum class Colour : std::uint8_t { none, red, green, yellow, bold };

    /// What a line of a pair belongs to; a blank line stands between two of them.
    enum class Group : std::uint8_t { none, outside, records, ambiguous, findings };

    static Colour colour_of(diff::ChangeKind kind) noexcept;
    static Colour colour_of(const diff::RecordDifference& difference) noexcept;

    void line(std::string_view text, Colour colour = Colour::none);
    void enter(Group group);
    void separate(bool is_group);
    void item(const diff::RecordDifference& difference, const diff::ItemChange& change, std::string_view indent, std::string_view name);
    void items(const diff::RecordDifference& difference);
    void summary(const diff::Summary& summary);

    ChangeReportOptions options_;
    const schema::Dictionary& dictionary_;
    RecordPaths paths_;
    std::ostream& out_;
    std::string heading_;             ///< of the pair, written as soon as something differs
    Group group_ = Group::none;
    std::uint64_t documents_ = 0;     ///< pairs, and documents without a partner
    bool anything_ = false;           ///< a line was written
    bool after_group_ = false;        ///< the last line belongs to a pair that differs
};

}  // namespace cbds::report
