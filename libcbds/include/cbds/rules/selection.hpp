/// @file
/// Which rules are run: `--select` and `--ignore`, how much each matters, and which code a fault is reported under.
///
/// Rules are named by words:
///
///     SC1510, SC15    a code; where there is no such code, the beginning of codes
///     error           the severity that a rule has: error, query, info
///     @attendance     a tag
///     item:UPN        an item that the rule is about, or that the dictionary reports under it: its name, or a stretch
///                     of its path, `item:PupilIdentifiers/UPN`. A container stands for what is in it
#pragma once

#include "cbds/rules/rule.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::rules {

/// The severity that a user gives the rules of a word.
struct SeverityOverride {
    std::string word;
    Severity severity = Severity::error;
};

/// One fault is reported once, under the most specific code that exists for the collection. Where that code
/// is not selected the more general one stands in; a code that is ignored silences the general one too.
/// A rule that is not built is never run.
class Selection {
public:
    /// Every rule is run.
    Selection() : Selection({}, {}) {}

    /// @param select      words; empty for all rules
    /// @param ignore      words; these rules are not run, however exactly they are selected
    /// @param severities  words; an exact code goes before a longer beginning, this before a shorter one, an item, a
    ///                    tag and a severity, in this order; of two that are equal the higher severity holds
    /// @param dictionary  where items are looked up
    /// @throws UsageError where a word stands for no rule, or select has one that stands for rules not built only
    Selection(std::span<const std::string> select, std::span<const std::string> ignore,
              std::span<const SeverityOverride> severities = {}, const schema::Dictionary& dictionary = schema::Dictionary::built_in());

    /// Whether findings are reported under this code.
    [[nodiscard]] bool reports(const Rule& rule) const noexcept { return states_[place(rule)] == State::selected; }

    /// Whether the user has silenced this code.
    [[nodiscard]] bool ignores(const Rule& rule) const noexcept { return states_[place(rule)] == State::ignored; }

    /// The rule under which a fault is reported that `specific` and, less exactly, `general` describe.
    /// @returns null where neither is to be reported
    [[nodiscard]] const Rule* choose(const Rule* specific, const Rule& general) const noexcept;

    /// How much a finding matters: what the user said of the rule, else the rule's kind, lowered by doubt.
    [[nodiscard]] Severity severity(const Rule& rule, schema::Confidence confidence) const noexcept;

private:
    enum class State : char { left_out, selected, ignored };

    static std::size_t place(const Rule& rule) noexcept { return static_cast<std::size_t>(&rule - all_rules().data()); }

    void override_severities(std::span<const SeverityOverride> severities, const schema::Dictionary& dictionary);
    [[nodiscard]] std::vector<const Rule*> named(std::string_view word, const schema::Dictionary& dictionary) const;

    std::vector<State> states_;     ///< by rule
    std::vector<char> severities_;  ///< by rule: the severity that the user gave it, or `kNotGiven`
};

/// The rules that a word stands for, built or not, by code. A severity is that of the rule's own facts.
/// @throws UsageError where there are none, with the word that was probably meant
[[nodiscard]] std::vector<const Rule*> rules_named(std::string_view word,
                                                   const schema::Dictionary& dictionary = schema::Dictionary::built_in());

/// The severity of that name; nothing for another word.
[[nodiscard]] std::optional<Severity> find_severity(std::string_view name) noexcept;

/// Whether a rule belongs to this edition: its collection, its range and its terms.
[[nodiscard]] bool applies(const Rule& rule, schema::Edition edition) noexcept;

/// Whether a failure of the rule ends the reading, so that nothing is known of what stands behind it: it is always an
/// error, whatever the user says.
[[nodiscard]] inline bool ends_reading(const Rule& rule) noexcept {
    return rule.code.starts_with("XML") || rule.code == "XSD001" || rule.code == "XSD002";
}

/// The severity that a finding of the rule has where nothing else is in doubt.
[[nodiscard]] inline Severity usual_severity(const Rule& rule) noexcept { return lowered(rule.kind, rule.confidence); }

}  // namespace cbds::rules
