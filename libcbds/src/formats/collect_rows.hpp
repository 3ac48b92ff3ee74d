/// @file
/// The tables that COLLECT exports, by edition, as libcbds/data has them.
#pragma once

#include "cbds/schema/edition.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace cbds::formats {

/// One row of libcbds/data/collect_tables.csv: the columns of a table, in their order, in some editions.
struct CollectTableRow {
    std::string_view table;
    schema::TermSet terms;
    schema::EditionRange editions;
    std::string_view columns;  ///< separated by blanks; the keys are not among them

    constexpr CollectTableRow(std::string_view name, std::string_view term_names, std::string_view since, std::string_view until,
                              std::string_view all)
        : table(name),
          terms(terms_of(term_names)),
          editions{ordinal_of(since), ordinal_of(until)},
          columns(all) {}

    [[nodiscard]] constexpr bool holds(schema::Edition edition) const noexcept {
        return editions.holds(edition.ordinal) && (terms & static_cast<schema::TermSet>(census_term(edition))) != 0;
    }

private:
    static constexpr schema::Term term_of(std::string_view name) {
        return name == "spring" ? schema::Term::spring : name == "summer" ? schema::Term::summer : schema::Term::autumn;
    }

    static constexpr schema::TermSet terms_of(std::string_view names) {
        if (names.empty()) return schema::kAllTerms;
        schema::TermSet terms = 0;
        while (!names.empty()) {
            const std::size_t blank = names.find(' ');
            terms = static_cast<schema::TermSet>(terms | static_cast<schema::TermSet>(term_of(names.substr(0, blank))));
            names.remove_prefix(blank == std::string_view::npos ? names.size() : blank + 1);
        }
        return terms;
    }

    static constexpr schema::Ordinal ordinal_of(std::string_view date) {
        int year = 0;
        for (const char c : date.substr(0, 4)) year = 10 * year + (c - '0');
        return schema::census_edition(year, term_of(date.substr(5))).ordinal;
    }
};

[[nodiscard]] std::span<const CollectTableRow> collect_table_rows() noexcept;

/// One row of libcbds/data/collect_unmapped.csv: a column that stands for no item, and why.
struct CollectUnmappedRow {
    std::string_view table;
    std::string_view column;
    std::string_view reason;
};

[[nodiscard]] std::span<const CollectUnmappedRow> collect_unmapped_rows() noexcept;

}  // namespace cbds::formats
