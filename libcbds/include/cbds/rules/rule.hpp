/// @file
/// A rule is a row of facts. The rows stand in `libcbds/data/rules.csv` and are compiled in; man page,
/// `cbds rules explain` and the metadata of reports are made from them.
///
/// Families: `XML` well-formedness, `XSD` structure, `ID` identifiers, `HDR` the header against itself and
/// the file's name, `SC` School Census (SC1510 is the department's rule 1510), `CTF`, `REG`.
/// A code is never reused.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace cbds::rules {

/// How much a finding matters, in rising order. A query has to be corrected or explained.
enum class Severity : std::uint8_t { info, query, error };

/// `info`, `query`, `error`.
[[nodiscard]] std::string_view severity_name(Severity severity) noexcept;

/// `guess`, `likely`, `certain`.
[[nodiscard]] std::string_view confidence_name(schema::Confidence confidence) noexcept;

/// What a rule looks at.
enum class Level : std::uint8_t { document, header, school, record };

/// One row of the table.
struct Rule {
    std::string_view code;         ///< `SC1510`
    std::string_view title;        ///< what is wrong where it fails, a few words
    std::string_view explanation;  ///< what it checks and why, one or two sentences
    std::string_view items;        ///< paths below the part, separated by spaces; empty for none
    std::string_view general;      ///< the code that stands in where this one is not selected; empty for none
    std::string_view source;       ///< where the fact comes from
    Severity kind = Severity::error;
    Level level = Level::record;
    schema::Confidence confidence = schema::Confidence::certain;
    bool of_census = false;        ///< the collection it belongs to, where it belongs to one only
    bool of_ctf = false;
    schema::EditionRange editions;
    schema::TermSet terms = schema::kAllTerms;
    schema::PhaseSet phases = schema::kAllPhases;
};

/// All rules, sorted by code.
[[nodiscard]] std::span<const Rule> all_rules() noexcept;

/// The rule of that code; null where there is none. Letter case counts.
[[nodiscard]] const Rule* find_rule(std::string_view code) noexcept;

/// A finding is as sure as the weakest fact it rests on: certain keeps the rule's kind, likely is at most a
/// query, a guess is `info`.
[[nodiscard]] Severity lowered(Severity kind, schema::Confidence confidence) noexcept;

}  // namespace cbds::rules
