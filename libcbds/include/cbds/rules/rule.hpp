/// @file
/// A rule is a row of facts. The rows stand in `libcbds/data/rules_*.csv` and are compiled in; man page,
/// `cbds rules explain` and the metadata of reports are made from them. Most rules are nothing but a row: the
/// columns `check`, `each` and `when` say what has to hold (cbds-rules(5) explains their words).
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

/// What a rule looks at. `across`: several documents of one run.
enum class Level : std::uint8_t { document, header, school, record, across };

/// How a rule is judged.
enum class Check : std::uint8_t {
    reading,   ///< while the document is read: form, structure, values, header and uniqueness
    present,   ///< the first of its items is there wherever `when` holds
    absent,    ///< the first of its items is not there wherever `when` holds
    never,     ///< `when` never holds
    distinct,  ///< no two values of its first item are the same in a part
    unique,    ///< no two values of its first item are the same in a document
    share,     ///< a number or share of the records of a document: `when` has three parts, separated by semicolons
    function,  ///< by a function of its own
    none,      ///< not at all: `status` has the reason
};

/// Which software runs the rule on a School Census return: that of the school, the department's COLLECT, or both.
enum class RunBy : std::uint8_t { both, mis, collect };

/// One row of the table.
struct Rule {
    std::string_view code;         ///< `SC1510`
    std::string_view title;        ///< what is wrong where it fails, a few words
    std::string_view explanation;  ///< what it checks and why, one or two sentences
    std::string_view expected;     ///< what would be right, a few words; `{census}` and the like stand for dates
    std::string_view items;        ///< paths below the part, separated by spaces; empty for none
    std::string_view each;         ///< path of the repeated element in which it is judged; empty: the part
    std::string_view when;         ///< conditions, as `rules/condition.hpp` reads them; empty: always
    std::string_view general;      ///< the codes that stand in where this one is not selected; empty for none
    std::string_view tags;         ///< subjects, separated by spaces: `attendance sen`
    std::string_view status;       ///< `built`, or why it is not
    std::string_view source;       ///< where the fact comes from
    Severity kind = Severity::error;
    Level level = Level::record;
    Check check = Check::reading;
    RunBy run_by = RunBy::both;
    schema::Confidence confidence = schema::Confidence::certain;
    bool of_census = false;        ///< the collection it belongs to, where it belongs to one only
    bool of_ctf = false;
    bool of_register = false;      ///< of no document at all: `validate_register` runs it
    schema::EditionRange editions;
    schema::TermSet terms = schema::kAllTerms;
    schema::PhaseSet phases = schema::kAllPhases;
};

/// `document`, `header`, `school`, `record`, `across`.
[[nodiscard]] std::string_view level_name(Level level) noexcept;

/// `both`, `mis`, `collect`.
[[nodiscard]] std::string_view run_by_name(RunBy run_by) noexcept;

/// Whether the rule is built: all others are listed, and never run.
[[nodiscard]] inline bool is_built(const Rule& rule) noexcept { return rule.check != Check::none; }

/// All rules, sorted by code.
[[nodiscard]] std::span<const Rule> all_rules() noexcept;

/// The rule of that code; null where there is none. Letter case counts.
[[nodiscard]] const Rule* find_rule(std::string_view code) noexcept;

/// A finding is as sure as the weakest fact it rests on: certain keeps the rule's kind, likely is at most a
/// query, a guess is `info`.
[[nodiscard]] Severity lowered(Severity kind, schema::Confidence confidence) noexcept;

}  // namespace cbds::rules
