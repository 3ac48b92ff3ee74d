/// @file
/// Which rules are run: `--select` and `--ignore`, and which code a fault is reported under.
#pragma once

#include "cbds/rules/rule.hpp"

#include <span>
#include <string>
#include <vector>

namespace cbds::rules {

/// One fault is reported once, under the most specific code that exists for the collection. Where that code
/// is not selected the more general one stands in; a code that is ignored silences the general one too.
class Selection {
public:
    /// Every rule is run.
    Selection() : Selection({}, {}) {}

    /// @param select  codes or their beginnings; empty for all
    /// @param ignore  codes or their beginnings
    /// @throws UsageError where a word is the beginning of no code
    Selection(std::span<const std::string> select, std::span<const std::string> ignore);

    /// Whether findings are reported under this code.
    [[nodiscard]] bool reports(const Rule& rule) const noexcept { return states_[place(rule)] == State::selected; }

    /// Whether the user has silenced this code.
    [[nodiscard]] bool ignores(const Rule& rule) const noexcept { return states_[place(rule)] == State::ignored; }

    /// The rule under which a fault is reported that `specific` and, less exactly, `general` describe.
    /// @returns null where neither is to be reported
    [[nodiscard]] const Rule* choose(const Rule* specific, const Rule& general) const noexcept;

private:
    enum class State : char { left_out, selected, ignored };

    static std::size_t place(const Rule& rule) noexcept { return static_cast<std::size_t>(&rule - all_rules().data()); }

    std::vector<State> states_;  ///< by rule
};

}  // namespace cbds::rules
