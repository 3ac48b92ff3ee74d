/// @file
/// Rows of the tables that examples are made of: libcbds/data/example_bases.csv and rule_cases_*.csv.
#pragma once

#include "cbds/sample/example.hpp"
#include "rules/rule_row.hpp"

#include <span>
#include <string_view>

namespace cbds::sample {

/// One value of a base, or a fact of it: path `phase` has the phase of its school, path `like` the base that it begins
/// with. Rows of a base stand together.
struct BaseRow {
    std::string_view base;
    std::string_view path;
    std::string_view value;

    constexpr BaseRow(rules::row::Text row_base, rules::row::Text row_path, rules::row::Text row_value)
        : base(row_base), path(row_path), value(row_value) {}
};

inline constexpr rules::row::Text kOutcomes[] = {"fails", "passes", "boundary-fails", "boundary-passes"};

/// The parameters are the columns.
struct CaseRow : ExampleCase {
    constexpr CaseRow(rules::row::Text row_code, rules::row::Text row_outcome, rules::row::Text row_base,
                      rules::row::Text row_edition, rules::row::Text row_edits, rules::row::Text row_note)
        : ExampleCase{row_code, row_base, row_edition, row_edits, row_note,
                      static_cast<Outcome>(rules::row::place_of(row_outcome, kOutcomes))} {}
};

[[nodiscard]] std::span<const BaseRow> base_rows() noexcept;             ///< example_bases.csv
[[nodiscard]] std::span<const CaseRow> document_case_rows() noexcept;    ///< rule_cases_document.csv
[[nodiscard]] std::span<const CaseRow> census_school_case_rows() noexcept;  ///< rule_cases_census_school.csv
[[nodiscard]] std::span<const CaseRow> census_pupil_case_rows() noexcept;   ///< rule_cases_census_pupil.csv
[[nodiscard]] std::span<const CaseRow> census_modules_case_rows() noexcept;  ///< rule_cases_census_modules.csv
[[nodiscard]] std::span<const CaseRow> ctf_case_rows() noexcept;         ///< rule_cases_ctf.csv
[[nodiscard]] std::span<const CaseRow> across_case_rows() noexcept;      ///< rule_cases_across.csv
[[nodiscard]] std::span<const CaseRow> register_case_rows() noexcept;    ///< rule_cases_register.csv

}  // namespace cbds::sample
