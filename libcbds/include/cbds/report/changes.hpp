/// @file
/// What differs between documents, as text and in the formats of other programs. Written while the documents are compared;
/// what has to stand behind the totals waits in a temporary file, never in memory. cbds-changes(5) describes the formats.
#pragma once

#include "cbds/diff/difference.hpp"
#include "cbds/report/report.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cbds::report {

/// `stat` is one table: records and items, and how many were added, removed, changed.
enum class ChangeFormat { text, json, ndjson, csv, markdown, html, stat };

/// Their words, in that order.
[[nodiscard]] std::span<const std::string_view> change_format_names() noexcept;
[[nodiscard]] std::optional<ChangeFormat> find_change_format(std::string_view word) noexcept;

struct ChangeReportOptions {
    Redact redact = Redact::direct;  ///< as in reports of findings
    bool colour = false;             ///< text only
    bool quiet = false;              ///< text only: no summary, and nothing of documents that do not differ
};

/// The report is a sink. @param out must outlive it, the dictionary too. @throws OutputError where it cannot be written.
[[nodiscard]] std::unique_ptr<diff::DifferenceSink> make_change_report(ChangeFormat format, const ChangeReportOptions& options,
                                                                       const schema::Dictionary& dictionary, std::ostream& out);

// What a report may show. Whatever the format, a value, a key, a name and a year group of a document go through one of these;
// what they give is as it stands in the document, and still has to be made fit for the format.

/// A value as a report may show it: itself, or three asterisks, whatever its length; an empty one is empty. As
/// `shown_value` of a finding: `direct` leaves UPN, FormerUPN, ULN and UCI, which are told by the name of the item.
/// @param outside  it stands outside of the records: `all` leaves it if it has no privacy class
[[nodiscard]] std::string shown_change_value(std::string_view value, schema::Privacy privacy, std::string_view item, Redact redact,
                                             bool outside = false);

/// `SENtypeRank 1`: the keys of the entries that an item stands in, with commas between them; empty where it stands in none.
/// Each value is masked by its own privacy.
[[nodiscard]] std::string shown_entries(const diff::ItemChange& change, Redact redact, bool outside = false);

/// The key of a record, and of a re-keyed one the key that it had: empty with `all`, where the record's number stands for it.
[[nodiscard]] std::string shown_record_key(const diff::RecordDifference& difference, Redact redact);
[[nodiscard]] std::string shown_old_key(const diff::RecordDifference& difference, Redact redact);

/// The key that ambiguous records share: empty with `all`.
[[nodiscard]] std::string shown_ambiguous_key(const diff::Ambiguity& ambiguity, Redact redact);

/// The name of a pupil: asterisks with `direct`, empty with `all`.
[[nodiscard]] std::string shown_record_name(const diff::RecordDifference& difference, Redact redact);

/// The year group of a pupil: empty with `all`.
[[nodiscard]] std::string shown_record_year_group(const diff::RecordDifference& difference, Redact redact);

}  // namespace cbds::report
