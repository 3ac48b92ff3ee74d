/// @file
/// The rules of an edition, compiled from their rows: items resolved to columns and conditions to comparisons, once.
///
/// A row says all of most rules. The rest have a function; each rule book of `census/`, `ctf/` and `register/` is an
/// array of these.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "rules/condition.hpp"
#include "rules/draft.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::rules {

/// What the function of a rule sees of a part: the items of its row by number, 0 the first, and typed. Never XML.
class Items {
public:
    Items(std::span<const ItemColumn> columns, const Scope& scope) : columns_(columns), scope_(scope) {}

    [[nodiscard]] const PartView& view() const noexcept { return scope_.view; }
    [[nodiscard]] const DocumentFacts& facts() const noexcept { return scope_.facts; }
    [[nodiscard]] schema::Edition edition() const noexcept { return scope_.view.plan().edition(); }

    /// The first node of an item, in the instance that is judged; 0 for none.
    [[nodiscard]] NodeNumber node(std::size_t item) const noexcept { return columns_[item].find(scope_); }
    [[nodiscard]] bool has(std::size_t item) const noexcept { return node(item) != 0; }

    /// Its value; empty where it is missing or has a fault, which is told already.
    [[nodiscard]] std::string_view text(std::size_t item) const noexcept { return scope_.view.text(node(item)); }
    [[nodiscard]] bool is(std::size_t item, std::string_view value) const noexcept { return text(item) == value; }

    /// Its value as a date or a number in ten-thousandths; nothing where there is none.
    [[nodiscard]] std::optional<Measure> measure(std::size_t item) const noexcept { return scope_.view.measure(node(item)); }
    [[nodiscard]] std::optional<int> number(std::size_t item) const noexcept;  ///< the whole part
    [[nodiscard]] std::optional<identifiers::Date> date(std::size_t item) const noexcept;

    /// Calls `use` with every node of an item in the part.
    template <typename Use>
    void each(std::size_t item, Use use) const {
        for (NodeNumber number = scope_.view.first(columns_[item].element); number != 0; number = scope_.view.next(number)) use(number);
    }

    /// A sibling of a node, or a node below one, of an item; 0 for none.
    [[nodiscard]] NodeNumber below(NodeNumber ancestor, std::size_t item) const noexcept {
        const schema::ElementId element = columns_[item].element;
        return element == schema::kNoElement ? 0 : scope_.view.first_below(ancestor, element);
    }

    [[nodiscard]] const Scope& scope() const noexcept { return scope_; }
    [[nodiscard]] std::span<const ItemColumn> columns() const noexcept { return columns_; }

private:
    std::span<const ItemColumn> columns_;
    const Scope& scope_;
};

/// Takes the failures of the rule that is judged.
class Failures {
public:
    virtual ~Failures() = default;

    /// It fails at a node; 0 for the first of its items that is there. An empty `message` is the rule's title in small
    /// letters, an empty `expected` what its row expects. Neither may hold a value of the document. `sure` is the
    /// confidence of what the function knows beside its row.
    virtual void at(NodeNumber node, std::string message = {}, std::string expected = {}, schema::Confidence sure = schema::Confidence::certain) = 0;
};

/// A rule of a part, or of each instance that its row names.
using PartFunction = void (*)(const Items& items, Failures& failures);

struct FunctionRow {
    std::string_view code;
    PartFunction function;
};

[[nodiscard]] std::span<const FunctionRow> census_school_functions() noexcept;
[[nodiscard]] std::span<const FunctionRow> census_pupil_functions() noexcept;
[[nodiscard]] std::span<const FunctionRow> census_modules_functions() noexcept;
[[nodiscard]] std::span<const FunctionRow> ctf_functions() noexcept;

/// A rule in one kind of part.
struct CompiledRule {
    const Rule* rule = nullptr;
    schema::ElementId part = schema::kNoElement;
    schema::ElementId each = schema::kNoElement;  ///< the repeated element; `kNoElement`: judged once a part
    std::vector<ItemColumn> columns;              ///< by item of the row
    Conditions when;
    PartFunction function = nullptr;
    schema::Confidence confidence = schema::Confidence::certain;  ///< of the weakest fact it rests on
    std::string expected;
};

/// Compiles a rule for a part. @returns nothing where this edition or part has not got what it needs
[[nodiscard]] std::optional<CompiledRule> compile_rule(const schema::Plan& plan, const Rule& rule, schema::ElementId part, std::string_view each);

/// The parts that a rule looks at: records, the school block or the header.
[[nodiscard]] std::vector<schema::ElementId> parts_of(const schema::Plan& plan, const Rule& rule);

/// A rule's title as the message of a finding.
[[nodiscard]] std::string sentence(std::string_view title);

class RuleBook {
public:
    /// Rules that neither `selection` reports nor the edition has are left out.
    RuleBook(const schema::Plan& plan, const Selection& selection);

    /// Runs the rules of the part's element, those of the school's phase only.
    void check(FindingMaker& maker, const PartView& view, const DocumentFacts& facts) const;

private:
    /// What tells at a glance that a rule has nothing to say of a part.
    struct Gate {
        schema::ElementId needed;  ///< it is judged only where this is there; `kNoElement`: always
        schema::ElementId unless;  ///< it is not judged where this is there; `kNoElement`: always
        std::uint32_t rule;
    };

    /// The rules for one kind of part in schools of one phase; those of any phase have all bits.
    struct Gates {
        schema::ElementId part;
        schema::PhaseSet phase;
        std::vector<Gate> gates;
    };

    void add(const schema::Plan& plan, const Rule& rule);
    void make_gates();
    static Gate gate_of(const CompiledRule& rule, std::uint32_t place);

    std::vector<CompiledRule> rules_;
    std::vector<Gates> gates_;
};

}  // namespace cbds::rules
