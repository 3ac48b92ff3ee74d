/// @file
/// A difference in the words of the reports that people read. What they give has no value that must not be shown; values
/// and names of a document are as they stand there, and have to be made fit for the format.
#pragma once

#include "cbds/report/changes.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {

/// Tells which part of a path is the way to a record.
class RecordPaths {
public:
    /// The dictionary must outlive it.
    explicit RecordPaths(const schema::Dictionary& dictionary);

    /// `PupilIdentifiers/UPN`: a path below its record; outside of the records below the root.
    [[nodiscard]] std::string_view below(std::string_view path) const noexcept;

    /// `PupilOnRoll/PupilIdentifiers/UPN`: the same with the record's name.
    [[nodiscard]] std::string_view with_record(std::string_view path) const noexcept;

private:
    [[nodiscard]] std::string_view record_of(std::string_view path) const noexcept;

    std::vector<std::string_view> records_;
};

/// The roll that a record is on; `none` where there is no record.
[[nodiscard]] schema::Roll roll_of(schema::ElementId record, const schema::Dictionary& dictionary) noexcept;

/// The record as a heading has it: its key, or `record 12` where there is none that may be shown.
struct RecordTitle {
    std::string key;      ///< as it stands; empty where there is none or it must not be shown
    std::string name;     ///< the same
    std::string number;   ///< `record 12`, where there is no key
    std::string details;  ///< `year 6, record 12, was 11`; may be empty
};

[[nodiscard]] RecordTitle record_title(const diff::RecordDifference& difference, Redact redact);

/// What happened to the record as a whole: `joined`, `moved to the pupils who have left`, `matched by FormerUPN`.
[[nodiscard]] std::vector<std::string> record_events(const diff::RecordDifference& difference, Redact redact, const schema::Dictionary& dictionary);

/// `added`, `removed`, `changed`: of an item, where it is clear that it is one.
[[nodiscard]] std::string_view item_change_word(diff::ChangeKind kind) noexcept;

/// `UPN A201999900001: records 4 and 7 in the old document, record 5 in the new one`.
[[nodiscard]] std::string ambiguity_words(const diff::Ambiguity& ambiguity, Redact redact);

/// Words of a heading above ambiguities.
inline constexpr std::string_view kAmbiguousWords = "Could not be matched, and were not compared";
inline constexpr std::string_view kOutsideWords = "Outside of the records";

/// `b.xml (school 201 4000) is only among the new documents`.
[[nodiscard]] std::string unpaired_words(const diff::DocumentSide& document, bool is_new);

/// `Pupils` and `3 joined`, `2 left`: the figures of a summary.
struct SummaryLine {
    std::string_view label;
    std::vector<std::string> parts;
};

/// Nothing is said of what did not happen.
[[nodiscard]] std::vector<SummaryLine> summary_lines(const diff::Summary& summary);

/// `no difference`, `no difference, 7 findings still there`, `no difference in what was asked for`.
[[nodiscard]] std::string no_difference_words(const diff::Summary& summary);

/// `3 joined, 2 left, 13 changed`: what differs, in short; empty where nothing does.
[[nodiscard]] std::string difference_words(const diff::Summary& summary);

/// Items that differ in the order of the dictionary, those that it does not know last.
struct ItemRow {
    std::string_view path;
    const diff::ItemCount* count;
};

[[nodiscard]] std::vector<ItemRow> items_in_order(const diff::Summary& summary);

/// How often items differ, all or those that money follows.
[[nodiscard]] diff::ItemCount all_items(const diff::Summary& summary, bool funding_only);

}  // namespace cbds::report
