/// @file
/// A row of the rule tables (libcbds/data/rules_*.csv) as the compiler reads it: texts in the order of the
/// columns become a Rule. A word that is not known does not compile.
///
/// The builtins are here because clang counts every step of a constant, gives up at a million, and counts
/// the loops that std::string_view would run over each character of a table.
#pragma once

#include "cbds/rules/rule.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string_view>

namespace cbds::rules {
namespace row {

/// One field.
struct Text : std::string_view {
    constexpr Text(const char* text) : std::string_view(text, __builtin_strlen(text)) {}
};

constexpr bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && __builtin_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// The place of a word in a list.
template <std::size_t N>
constexpr std::size_t place_of(std::string_view word, const Text (&words)[N]) {
    for (std::size_t i = 0; i < N; ++i)
        if (same(words[i], word)) return i;
    throw std::invalid_argument("a word that this column does not know");
}

inline constexpr Text kKinds[] = {"info", "query", "error"};
inline constexpr Text kLevels[] = {"document", "header", "school", "record", "across"};
inline constexpr Text kChecks[] = {"reading", "present", "absent", "never", "distinct", "unique", "share", "function", "none"};
inline constexpr Text kRunBy[] = {"both", "mis", "collect"};
inline constexpr Text kCollectionWords[] = {"", "ctf", "school-census", "register"};
inline constexpr Text kConfidences[] = {"guess", "likely", "certain"};
inline constexpr Text kTerms[] = {"spring", "summer", "autumn"};
inline constexpr Text kPhases[] = {"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};

/// Words separated by spaces become the sum of their bits; `all` is every bit.
template <std::size_t N>
constexpr std::uint8_t set_of(std::string_view text, const Text (&words)[N]) {
    if (same(text, Text("all"))) return static_cast<std::uint8_t>((1U << N) - 1);
    std::uint8_t set = 0;
    for (std::size_t start = 0; start <= text.size();) {
        std::size_t end = start;
        while (end < text.size() && text[end] != ' ') ++end;
        set = static_cast<std::uint8_t>(set | 1U << place_of({text.data() + start, end - start}, words));
        start = end + 1;
    }
    return set;
}

constexpr int number_of(std::string_view digits) {
    int number = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') throw std::invalid_argument("not a number");
        number = 10 * number + (c - '0');
    }
    return number;
}

/// The date of an edition, as in `2026-spring` or `26.0`; an empty text means no limit.
constexpr schema::Ordinal ordinal_of(std::string_view collection, std::string_view date, schema::Ordinal unlimited) {
    if (date.empty()) return unlimited;
    if (same(collection, kCollectionWords[1]))
        return schema::ctf_edition(number_of(date.substr(0, date.find('.')))).ordinal;
    if (!same(collection, kCollectionWords[2]) || date.size() < 6 || date[4] != '-')
        throw std::invalid_argument("not the date of an edition");
    const auto term = static_cast<schema::Term>(1U << place_of(date.substr(5), kTerms));
    return schema::census_edition(number_of(date.substr(0, 4)), term).ordinal;
}

}  // namespace row

/// One row; the parameters are the columns.
struct RuleRow : Rule {
    constexpr RuleRow(row::Text row_code, row::Text row_kind, row::Text row_title, row::Text row_explanation,
                      row::Text row_expected, row::Text row_level, row::Text row_collection, row::Text row_items,
                      row::Text row_each, row::Text row_check, row::Text row_when, row::Text row_since,
                      row::Text row_until, row::Text row_terms, row::Text row_phases, row::Text row_general,
                      row::Text row_tags, row::Text row_runs, row::Text row_status, row::Text row_confidence,
                      row::Text row_source)
        : Rule{.code = row_code,
               .title = row_title,
               .explanation = row_explanation,
               .expected = row_expected,
               .items = row_items,
               .each = row_each,
               .when = row_when,
               .general = row_general,
               .tags = row_tags,
               .status = row_status,
               .source = row_source,
               .kind = static_cast<Severity>(row::place_of(row_kind, row::kKinds)),
               .level = static_cast<Level>(row::place_of(row_level, row::kLevels)),
               .check = static_cast<Check>(row::place_of(row_check, row::kChecks)),
               .run_by = static_cast<RunBy>(row::place_of(row_runs, row::kRunBy)),
               .confidence = static_cast<schema::Confidence>(row::place_of(row_confidence, row::kConfidences)),
               .of_census = row::place_of(row_collection, row::kCollectionWords) == 2,
               .of_ctf = row::place_of(row_collection, row::kCollectionWords) == 1,
               .of_register = row::place_of(row_collection, row::kCollectionWords) == 3,
               .editions = {row::ordinal_of(row_collection, row_since, schema::kEarliest),
                            row::ordinal_of(row_collection, row_until, schema::kLatest)},
               .terms = row::set_of(row_terms, row::kTerms),
               .phases = row::set_of(row_phases, row::kPhases)} {}
};

/// The tables, made from the files of the same name.
[[nodiscard]] std::span<const RuleRow> document_rules() noexcept;        ///< rules_document.csv
[[nodiscard]] std::span<const RuleRow> census_school_rules() noexcept;   ///< rules_census_school.csv
[[nodiscard]] std::span<const RuleRow> census_pupil_rules() noexcept;    ///< rules_census_pupil.csv
[[nodiscard]] std::span<const RuleRow> census_modules_rules() noexcept;  ///< rules_census_modules.csv
[[nodiscard]] std::span<const RuleRow> ctf_rules() noexcept;             ///< rules_ctf.csv
[[nodiscard]] std::span<const RuleRow> across_rules() noexcept;          ///< rules_across.csv
[[nodiscard]] std::span<const RuleRow> register_rules() noexcept;        ///< rules_register.csv

}  // namespace cbds::rules
