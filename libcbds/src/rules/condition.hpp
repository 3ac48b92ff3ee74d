/// @file
/// The conditions in a rule's row (column `when`), compiled for an edition.
///
///     when      := all { " | " all }            one of the alternatives holds
///     all       := condition { " " condition }  every condition holds
///     condition := NAME                         the item is there
///                | "!" NAME                     it is not
///                | NAME "=" code { "," code }   its value is one of these
///                | NAME "!=" code { "," code }  it has a value, and that is none of these
///                | sum ( "<" | "<=" | ">" | ">=" | "==" | "<>" ) sum
///                | "roll=on" | "roll=off"       the record is on that roll
///     sum       := term { "+" term }            a missing item counts 0, unless all of them are missing
///     term      := NAME | number | "@" date     dates: rules/named_dates.hpp
///                | "#" NAME                     how many there are
///                | "*" NAME                     the sum of all of them
///                | "age" [ "@" ( date | NAME ) ]   whole years on a date; without one on 31 August before the year
///     NAME      := the last part or parts of a path of the row's items
///                | "school:" NAME | "header:" NAME    an item of the school block or the header
///
/// In a rule that is judged in each of a repeated element, a name means the item of that instance, else the one of the
/// record. A comparison with a value that is missing or at fault does not hold: the fault is told by another rule.
#pragma once

#include "cbds/rules/rule.hpp"
#include "rules/facts.hpp"
#include "rules/part_view.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace cbds::rules {

/// Where a condition is judged.
struct Scope {
    const PartView& view;
    NodeNumber instance;  ///< the repeated element; 0: the whole part
    const DocumentFacts& facts;
};

/// An item that a rule names, as it is found from an instance.
class ItemColumn {
public:
    schema::ElementId element = schema::kNoElement;
    schema::ElementId within = schema::kNoElement;  ///< the repeated element around it and the instance; `kNoElement`: the part
    enum class Place : char { part, school, header } place = Place::part;

    /// Where it is looked for; null where the document has no such part.
    [[nodiscard]] const PartView* view(const Scope& scope) const noexcept {
        if (place == Place::part) return &scope.view;
        const auto& kept = place == Place::school ? scope.facts.school : scope.facts.header;
        return kept ? &kept->view() : nullptr;
    }
    [[nodiscard]] NodeNumber find(const Scope& scope) const noexcept {
        // Most items are those of the part that is judged.
        return within == schema::kNoElement && place == Place::part ? scope.view.first(element) : find_elsewhere(scope);
    }

    /// Its value, and as a date or a number, as `PartView` gives them.
    [[nodiscard]] std::string_view text(const Scope& scope) const noexcept {
        const PartView* where = view(scope);
        return where == nullptr ? std::string_view{} : where->text(find(scope));
    }
    [[nodiscard]] std::optional<Measure> measure(const Scope& scope) const noexcept {
        const PartView* where = view(scope);
        return where == nullptr ? std::nullopt : where->measure(find(scope));
    }

    /// Calls `use` with every node of the item around the instance, or in the part.
    template <typename Use>
    void each(const Scope& scope, Use use) const {
        const PartView* where = view(scope);
        NodeNumber number = find(scope);
        if (number == 0) return;
        const NodeNumber ancestor = around(scope);
        for (; number != 0 && where->is_below(number, ancestor); number = where->next(number)) use(number);
    }

private:
    [[nodiscard]] NodeNumber find_elsewhere(const Scope& scope) const noexcept;
    [[nodiscard]] NodeNumber around(const Scope& scope) const noexcept;
};

/// Resolves the names of a rule in one part.
class ItemNames {
public:
    /// @param each  the repeated element, `kNoElement` for none
    ItemNames(const schema::Plan& plan, const Rule& rule, schema::ElementId part, schema::ElementId each);

    /// The item that a name stands for. Its element is `kNoElement` where this edition or part has not got it.
    /// @throws DictionaryError where the row does not list it
    [[nodiscard]] ItemColumn resolve(std::string_view name) const;

    /// The item at a path below the part.
    [[nodiscard]] ItemColumn at_path(std::string_view path) const;

    [[nodiscard]] const schema::Plan& plan() const noexcept { return plan_; }
    [[nodiscard]] schema::Roll roll() const noexcept { return plan_.row(part_).roll; }
    [[nodiscard]] const Rule& rule() const noexcept { return rule_; }

private:
    [[nodiscard]] ItemColumn of_other_part(schema::Part role, std::string_view name) const;

    const schema::Plan& plan_;
    const Rule& rule_;
    schema::ElementId part_;
    schema::ElementId each_;
};

/// A date, a number, an item or an age in a comparison.
struct Term {
    enum class Kind : char { constant, item, count, total, age } kind = Kind::constant;
    Measure constant = 0;           ///< of an age: the day it is taken on, where that is no item
    ItemColumn item;                ///< of an age: its day
    ItemColumn birth;
};

class Conditions {
public:
    /// Holds always.
    Conditions() = default;

    /// @throws DictionaryError where the text is not as above
    Conditions(std::string_view text, const ItemNames& names);

    [[nodiscard]] bool holds(const Scope& scope) const noexcept;

    /// Whether it cannot hold in any part of this kind, as the items it asks for are not in this edition.
    [[nodiscard]] bool impossible() const noexcept { return impossible_; }

    /// An element without which it cannot hold; `kNoElement` where there is none.
    [[nodiscard]] schema::ElementId needed() const noexcept { return needed_; }

    /// How sure the dates are that it names.
    [[nodiscard]] schema::Confidence confidence() const noexcept { return confidence_; }

private:
    friend class ConditionParser;

    enum class Kind : char { has, lacks, one_of, none_of, compare_constant, compare };
    enum class Operator : char { less, less_equal, more, more_equal, equal, different };

    struct Condition {
        Kind kind = Kind::has;
        Operator op = Operator::equal;
        ItemColumn item;
        std::vector<std::uint64_t> codes;  ///< as numbers, see `code_number`
        Measure constant = 0;              ///< what `item` is compared with
        std::vector<Term> left;
        std::vector<Term> right;
    };
    using All = std::vector<Condition>;

    /// A condition as it is judged, small, for there are hundreds to judge for every record.
    struct Step {
        Kind kind = Kind::has;
        Operator op = Operator::equal;
        bool last = false;           ///< of an alternative
        bool in_full = false;        ///< what is asked does not fit in here
        ItemColumn item;
        std::uint32_t condition = 0; ///< the whole of it
        Measure constant = 0;
        std::array<std::uint64_t, 2> codes{};
    };

    /// Codes are compared as numbers: what has up to eight characters has one of its own, and no code has more.
    static std::uint64_t code_number(std::string_view code) noexcept;
    static bool compare(Operator op, Measure left, Measure right) noexcept;

    void make_steps(const std::vector<All>& any);
    static Step step_of(const Condition& condition);
    static schema::ElementId needed_in(const std::vector<All>& any) noexcept;
    static schema::ElementId needed(const Condition& condition) noexcept;
    static int cost(const Condition& condition) noexcept;

    [[nodiscard]] bool holds(const Step& step, const Scope& scope) const noexcept;
    static bool compare(const Condition& condition, const Scope& scope) noexcept;
    static bool has_code(const Condition& condition, std::uint64_t code) noexcept;

    std::vector<Step> steps_;            ///< none: holds always
    std::vector<Condition> conditions_;  ///< of the steps that refer to them
    schema::ElementId needed_ = schema::kNoElement;
    bool impossible_ = false;
    schema::Confidence confidence_ = schema::Confidence::certain;
};

/// Reads the terms of a sum. @returns false where none of its items is in this edition, or a date is not known
bool parse_sum(std::string_view text, const ItemNames& names, std::vector<Term>& terms, schema::Confidence& confidence);

/// The sum of terms; nothing where none of its items has a value.
[[nodiscard]] std::optional<Measure> sum_of(const std::vector<Term>& terms, const Scope& scope) noexcept;

}  // namespace cbds::rules
