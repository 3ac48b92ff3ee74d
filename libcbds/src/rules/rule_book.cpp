#include "rules/rule_book.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"
#include "rules/code_book.hpp"
#include "rules/named_dates.hpp"
#include "rules/words.hpp"

#include <algorithm>
#include <unordered_set>

namespace cbds::rules {

using schema::ElementId;
using schema::kNoElement;

namespace {

PartFunction function_of(const Rule& rule) {
    for (const auto& rows : {census_school_functions(), census_pupil_functions(), census_modules_functions(), ctf_functions()})
        for (const FunctionRow& row : rows)
            if (row.code == rule.code) return row.function;
    throw DictionaryError("rule " + std::string(rule.code) + " has no function");
}

/// Whether the rule is judged part by part.
bool is_of_parts(const Rule& rule) {
    if (rule.level == Level::document || rule.level == Level::across) return false;
    return rule.check == Check::present || rule.check == Check::absent || rule.check == Check::never || rule.check == Check::distinct ||
           rule.check == Check::function;
}

/// Whether an element lies below another.
bool is_below(const schema::Plan& plan, ElementId element, ElementId ancestor) {
    while (element > ancestor) element = plan.row(element).parent;
    return element == ancestor;
}

/// Judges one rule in one part.
class Judgement final : public Failures {
public:
    Judgement(FindingMaker& maker, const PartView& view, const DocumentFacts& facts) : maker_(maker), view_(view), facts_(facts) {}

    void judge(const CompiledRule& rule) {
        rule_ = &rule;
        if (rule.each == kNoElement) return judge_in(0);
        for (NodeNumber instance = view_.first(rule.each); instance != 0; instance = view_.next(instance)) judge_in(instance);
    }

    void at(NodeNumber node, std::string message, std::string expected, schema::Confidence sure) override {
        if (node == 0) node = first_item();
        Words words{message.empty() ? sentence(rule_->rule->title) : std::move(message), expected.empty() ? rule_->expected : std::move(expected)};
        maker_.add(nullptr, *rule_->rule, maker_.in_edition(std::min(sure, rule_->confidence)), node, std::move(words));
    }

private:
    void judge_in(NodeNumber instance) {
        instance_ = instance;
        const Scope scope{view_, instance, facts_};
        const CompiledRule& rule = *rule_;
        switch (rule.rule->check) {
            case Check::present:
                if (rule.columns[0].find(scope) == 0 && rule.when.holds(scope)) report_missing();
                break;
            case Check::absent:
                if (const NodeNumber item = rule.columns[0].find(scope); item != 0 && rule.when.holds(scope)) at(item, {}, {}, schema::Confidence::certain);
                break;
            case Check::never:
                if (rule.when.holds(scope)) report_never(scope);
                break;
            case Check::distinct:
                if (rule.when.holds(scope)) report_repeated(scope);
                break;
            default:
                if (rule.when.holds(scope)) rule.function(Items(rule.columns, scope), *this);
        }
    }

    /// The first item of the row is the one at fault, be it there or missing.
    void report_never(const Scope& scope) {
        const ItemColumn& item = rule_->columns[0];
        const bool missing = item.place == ItemColumn::Place::part && item.element != kNoElement && item.element != rule_->each && item.find(scope) == 0;
        if (missing) report_missing();
        else at(0, {}, {}, schema::Confidence::certain);
    }

    /// The item is missing in the innermost container that is there.
    void report_missing() {
        const ElementId wanted = rule_->columns[0].element;
        const schema::Plan& plan = view_.plan();
        NodeNumber parent = 0;
        ElementId missing = wanted;  // the outermost element that is missing
        for (ElementId above = plan.row(wanted).parent; above > rule_->part && parent == 0; above = plan.row(above).parent) {
            parent = above == rule_->each ? instance_ : view_.first_below(instance_below(above), above);
            if (parent == 0) missing = above;
        }
        // That a container is missing which has to be there is told by itself.
        if (missing != wanted && plan.element(missing).min > 0) return;
        maker_.add_missing(nullptr, *rule_->rule, maker_.in_edition(rule_->confidence), parent, wanted,
                           {sentence(rule_->rule->title), rule_->expected});
    }

    /// The node below which a container is looked for: the instance where the container lies inside it.
    [[nodiscard]] NodeNumber instance_below(ElementId container) const {
        return rule_->each != kNoElement && is_below(view_.plan(), container, rule_->each) ? instance_ : 0;
    }

    void report_repeated(const Scope& scope) {
        std::unordered_set<std::string_view> seen;
        rule_->columns[0].each(scope, [&](NodeNumber number) {
            const std::string_view value = view_.text(number);
            if (!value.empty() && !seen.insert(value).second) at(number, {}, {}, schema::Confidence::certain);
        });
    }

    /// The first item of the row that is there, in the instance if it can be.
    [[nodiscard]] NodeNumber first_item() const {
        const Scope scope{view_, instance_, facts_};
        for (const ItemColumn& column : rule_->columns)
            if (column.place == ItemColumn::Place::part)
                if (const NodeNumber found = column.find(scope); found != 0) return found;
        return instance_;
    }

    FindingMaker& maker_;
    const PartView& view_;
    const DocumentFacts& facts_;
    const CompiledRule* rule_ = nullptr;
    NodeNumber instance_ = 0;
};

/// The name of the first item of a list of paths.
std::string_view name_of_first(std::string_view items) {
    const std::string_view path = items.substr(0, items.find(' '));
    return path.substr(path.rfind('/') + 1);
}

/// Whether a rule asks for something that is never there in this part.
bool is_idle(const CompiledRule& compiled) {
    const auto missing = [](const ItemColumn& column) { return column.element == kNoElement; };
    if (compiled.when.impossible()) return true;
    if (std::all_of(compiled.columns.begin(), compiled.columns.end(), missing)) return true;
    const Check check = compiled.rule->check;
    return (check == Check::present || check == Check::absent || check == Check::distinct) && missing(compiled.columns[0]);
}

}  // namespace

std::optional<int> Items::number(std::size_t item) const noexcept {
    const auto found = measure(item);
    return found ? std::optional(static_cast<int>(*found / kOne)) : std::nullopt;
}

std::optional<identifiers::Date> Items::date(std::size_t item) const noexcept { return identifiers::parse_date(text(item)); }

std::string sentence(std::string_view title) {
    std::string text(title);
    const bool plain_word = text.size() > 2 && !ascii::is_capital(text[1]) && !ascii::is_capital(text[2]);
    if (plain_word) text[0] = ascii::lower(text[0]);
    return text;
}

std::optional<CompiledRule> compile_rule(const schema::Plan& plan, const Rule& rule, ElementId part, std::string_view each) {
    CompiledRule compiled;
    compiled.rule = &rule;
    compiled.part = part;
    compiled.confidence = rule.confidence;
    if (!each.empty() && (compiled.each = CodeBook::item_below(plan, part, each)) == kNoElement) return std::nullopt;
    const ItemNames names(plan, rule, part, compiled.each);
    for_each_word(rule.items, [&](std::string_view path) {
        const ItemColumn& column = compiled.columns.emplace_back(names.resolve(path));
        if (column.element != kNoElement) compiled.confidence = std::min(compiled.confidence, plan.row(column.element).confidence);
    });
    // An item that has moved is listed under each of its paths: the first of the row is the one that this edition has.
    if (!compiled.columns.empty() && compiled.columns[0].element == kNoElement) compiled.columns[0] = names.resolve(name_of_first(rule.items));
    compiled.when = Conditions(rule.when, names);
    compiled.confidence = std::min(compiled.confidence, compiled.when.confidence());
    compiled.expected = with_dates(rule.expected, plan.edition());
    if (is_idle(compiled)) return std::nullopt;
    if (rule.check == Check::function) compiled.function = function_of(rule);
    return compiled;
}

std::vector<ElementId> parts_of(const schema::Plan& plan, const Rule& rule) {
    if (rule.level == Level::record) return {plan.records().begin(), plan.records().end()};
    std::vector<ElementId> parts;
    const schema::Part wanted = rule.level == Level::header ? schema::Part::header : schema::Part::school;
    const schema::PlanElement& root = plan.element(plan.root());
    for (unsigned i = 0; i < root.child_count; ++i) {
        const auto id = static_cast<ElementId>(root.first_child + i);
        if (plan.in_edition(id) && plan.row(id).part == wanted) parts.push_back(id);
    }
    return parts;
}

RuleBook::RuleBook(const schema::Plan& plan, const Selection& selection) {
    for (const Rule& rule : all_rules())
        if (is_of_parts(rule) && selection.reports(rule) && applies(rule, plan.edition())) add(plan, rule);
    make_gates();
}

RuleBook::Gate RuleBook::gate_of(const CompiledRule& rule, std::uint32_t place) {
    Gate gate{rule.each, kNoElement, place};
    const Check check = rule.rule->check;
    if (gate.needed == kNoElement && (check == Check::absent || check == Check::distinct)) gate.needed = rule.columns[0].element;
    if (gate.needed == kNoElement) gate.needed = rule.when.needed();
    if (check == Check::present && rule.each == kNoElement) gate.unless = rule.columns[0].element;
    return gate;
}

void RuleBook::make_gates() {
    std::vector<ElementId> parts;
    for (const CompiledRule& rule : rules_)
        if (std::find(parts.begin(), parts.end(), rule.part) == parts.end()) parts.push_back(rule.part);
    for (const ElementId part : parts)
        for (unsigned bit = 0; bit <= 8; ++bit) {
            Gates& made = gates_.emplace_back(Gates{part, bit == 8 ? schema::kAllPhases : static_cast<schema::PhaseSet>(1U << bit), {}});
            for (std::uint32_t i = 0; i < rules_.size(); ++i)
                if (rules_[i].part == part && is_for_phase(*rules_[i].rule, made.phase)) made.gates.push_back(gate_of(rules_[i], i));
        }
}

void RuleBook::add(const schema::Plan& plan, const Rule& rule) {
    for (const ElementId part : parts_of(plan, rule)) {
        if (rule.each.empty())
            if (auto compiled = compile_rule(plan, rule, part, {})) rules_.push_back(std::move(*compiled));
        for_each_word(rule.each, [&](std::string_view each) {
            if (auto compiled = compile_rule(plan, rule, part, each)) rules_.push_back(std::move(*compiled));
        });
    }
}

void RuleBook::check(FindingMaker& maker, const PartView& view, const DocumentFacts& facts) const {
    const ElementId part = view.part().element();
    const auto found = std::find_if(gates_.begin(), gates_.end(), [&](const Gates& gates) { return gates.part == part && gates.phase == facts.phase_bit; });
    if (found == gates_.end()) return;
    Judgement judgement(maker, view, facts);
    for (const Gate& gate : found->gates) {
        if (gate.needed != kNoElement && view.first(gate.needed) == 0) continue;
        if (gate.unless != kNoElement && view.first(gate.unless) != 0) continue;
        judgement.judge(rules_[gate.rule]);
    }
}

}  // namespace cbds::rules
