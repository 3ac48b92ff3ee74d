/// @file
/// What the pages of changes and of a change of supplier have in common: style, script, heading, documents, filter.
#pragma once

#include "cbds/diff/difference.hpp"
#include "cbds/report/report.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace cbds::report {

/// The style sheet behind that of every page.
[[nodiscard]] std::string_view change_style() noexcept;

/// The script: filter and search over the entries of a page. An entry is an element of the class `entry`, with its kinds in
/// `data-kind`, its item in `data-item` and perhaps `data-funding`; it stands in a `part`, perhaps in a `group` and a `pair`.
[[nodiscard]] std::string_view change_script() noexcept;

/// The band at the top, up to the start of what the page is about.
/// @param kind  `yes`, `explain`, `no`, or `differs`, which is neither good nor bad
[[nodiscard]] std::string page_band(std::string_view kind, std::string_view report, std::string_view heading, std::string_view rest);

/// `201/3614`; empty where no school is named.
[[nodiscard]] std::string school_of(const diff::DocumentSide& document);

/// `school 201/3614, School Census 2026-spring, 210 pupils`, as markup.
[[nodiscard]] std::string document_words(const diff::DocumentSide& document);

/// The two documents, side by side.
[[nodiscard]] std::string documents_table(const diff::DocumentSide& before, const diff::DocumentSide& after);

/// An attribute, with a blank before it.
[[nodiscard]] std::string data_attribute(std::string_view name, std::string_view value);

/// Where a record stands: `Record 17 in the old document, record 18 in the new`. A number of 0: not in that document.
[[nodiscard]] std::string record_place(std::uint64_t old_record, std::uint64_t new_record);

/// A list of numbers of records, cut where it is too long to be of use.
[[nodiscard]] std::string record_list(const std::vector<std::uint64_t>& records);

/// Records that were not compared, as the rows of a table and its head.
[[nodiscard]] std::string ambiguity_table_start();
/// @param is_entry  the filter can hide it
[[nodiscard]] std::string ambiguity_row(const diff::Ambiguity& ambiguity, Redact redact, bool is_entry = true);

/// A kind that the filter can show or hide.
struct FilterKind {
    std::string_view value;
    std::string_view word;
    bool occurs = true;  ///< a box that could do nothing is left out
};

/// The start of the filter: search and kinds. The script shows it: without it it would do nothing.
[[nodiscard]] std::string filter_start(std::string_view placeholder, std::initializer_list<FilterKind> kinds);

/// Its buttons, its end, and the place where the script says how much is shown.
/// @param one  what is counted: `change`; `many`: `changes`
[[nodiscard]] std::string filter_end(std::string_view one, std::string_view many);

/// A fold with a heading, open at first: a pupil, a section. @param level  of the heading; @param heading, count  markup
[[nodiscard]] std::string group_start(std::string_view kind, int level, const std::string& heading, const std::string& count);
inline constexpr std::string_view kGroupEnd = "</details>\n";

/// A heading with the entries below it. @param title, count  markup
[[nodiscard]] std::string part_start(std::string_view title, const std::string& count);
inline constexpr std::string_view kPartEnd = "</div>\n";

}  // namespace cbds::report
