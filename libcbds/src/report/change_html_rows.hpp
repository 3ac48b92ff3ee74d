/// @file
/// One change, one pupil, one finding on the page of changes.
#pragma once

#include "cbds/report/changes.hpp"

#include <cstddef>
#include <string>

namespace cbds::report {

/// What rows are made with. Editions tell which label a code has.
struct ChangeRows {
    const schema::Dictionary& dictionary;
    Redact redact = Redact::direct;
    schema::Edition old_edition{};
    schema::Edition new_edition{};

    /// A row of item, kind, old, new. @param item  number of the item, for the filter
    [[nodiscard]] std::string item_row(const diff::RecordDifference& difference, const diff::ItemChange& change, std::size_t item) const;

    /// A pupil who is in both documents, as a fold. @param rows  those of the items
    [[nodiscard]] std::string pupil_card(const diff::RecordDifference& difference, const std::string& rows) const;

    /// A pupil who is in one document only, as a row.
    [[nodiscard]] std::string pupil_row(const diff::RecordDifference& difference) const;

    [[nodiscard]] std::string finding_row(const diff::FindingDifference& difference) const;
};

/// The start of a table of items, old and new.
[[nodiscard]] std::string change_table_start();

/// The start of a table of pupils who are in one document only. Names are a column where they may be read.
[[nodiscard]] std::string pupil_table_start(Redact redact);

/// The start of a table of findings.
[[nodiscard]] std::string finding_table_start();

/// A kind of change as a label, with a sign of its own.
[[nodiscard]] std::string change_mark(diff::ChangeKind kind);

/// `Joined`, `Value changed`: as the page names it.
[[nodiscard]] std::string_view change_word(diff::ChangeKind kind) noexcept;

/// Whether the page counts a pupil as one that funding follows: who joined, left or moved, or an item that money follows.
[[nodiscard]] bool touches_funding(const diff::RecordDifference& difference) noexcept;

}  // namespace cbds::report
