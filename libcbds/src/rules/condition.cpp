/// Judging conditions.

#include "rules/condition.hpp"

#include <algorithm>

namespace cbds::rules {

using schema::ElementId;
using schema::kNoElement;

namespace {

std::optional<Measure> age_of(const Term& term, const Scope& scope) noexcept {
    const auto born = term.birth.measure(scope);
    const auto day = term.item.element == kNoElement ? std::optional(term.constant) : term.item.measure(scope);
    if (!born || !day) return std::nullopt;
    const Measure difference = *day - *born;  // years stand in the ten-thousands of a date
    return (difference >= 0 ? difference / 10'000 : -1) * kOne;
}

Measure count_of(const ItemColumn& item, const Scope& scope) noexcept {
    Measure count = 0;
    item.each(scope, [&](NodeNumber) { count += kOne; });
    return count;
}

std::optional<Measure> total_of(const ItemColumn& item, const Scope& scope) noexcept {
    std::optional<Measure> total;
    item.each(scope, [&](NodeNumber number) {
        if (const auto value = item.view(scope)->measure(number)) total = total.value_or(0) + *value;
    });
    return total;
}

std::optional<Measure> value_of(const Term& term, const Scope& scope) noexcept {
    switch (term.kind) {
        case Term::Kind::constant: return term.constant;
        case Term::Kind::age: return age_of(term, scope);
        case Term::Kind::count: return count_of(term.item, scope);
        case Term::Kind::total: return total_of(term.item, scope);
        default: return term.item.measure(scope);
    }
}

}  // namespace

std::optional<Measure> sum_of(const std::vector<Term>& terms, const Scope& scope) noexcept {
    if (terms.size() == 1) return value_of(terms[0], scope);
    std::optional<Measure> sum;
    for (const Term& term : terms)
        if (const auto value = value_of(term, scope)) sum = sum.value_or(0) + *value;
    return sum;
}

std::uint64_t Conditions::code_number(std::string_view code) noexcept {
    if (code.size() > sizeof(std::uint64_t)) return 0;
    std::uint64_t number = 0;
    for (const char c : code) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

bool Conditions::compare(Operator op, Measure left, Measure right) noexcept {
    switch (op) {
        case Operator::less: return left < right;
        case Operator::less_equal: return left <= right;
        case Operator::more: return left > right;
        case Operator::more_equal: return left >= right;
        case Operator::equal: return left == right;
        default: return left != right;
    }
}

bool Conditions::compare(const Condition& condition, const Scope& scope) noexcept {
    const auto left = sum_of(condition.left, scope);
    if (!left) return false;
    const auto right = sum_of(condition.right, scope);
    return right && compare(condition.op, *left, *right);
}

bool Conditions::has_code(const Condition& condition, std::uint64_t code) noexcept {
    return std::find(condition.codes.begin(), condition.codes.end(), code) != condition.codes.end();
}

bool Conditions::holds(const Step& step, const Scope& scope) const noexcept {
    switch (step.kind) {
        case Kind::has: return step.item.find(scope) != 0;
        case Kind::lacks: return step.item.find(scope) == 0;
        case Kind::compare: return compare(conditions_[step.condition], scope);
        case Kind::compare_constant: {
            const auto value = step.item.measure(scope);
            return value && compare(step.op, *value, step.constant);
        }
        default: break;
    }
    const std::string_view value = step.item.text(scope);
    if (value.empty()) return false;
    const std::uint64_t code = code_number(value);
    const bool among = step.in_full ? has_code(conditions_[step.condition], code) : code == step.codes[0] || code == step.codes[1];
    return among == (step.kind == Kind::one_of);
}

Conditions::Step Conditions::step_of(const Condition& condition) {
    Step step;
    step.kind = condition.kind;
    step.op = condition.op;
    step.item = condition.item;
    step.constant = condition.constant;
    step.in_full = condition.kind == Kind::compare || condition.codes.size() > step.codes.size();
    if (!step.in_full && !condition.codes.empty()) step.codes = {condition.codes.front(), condition.codes.back()};
    return step;
}

void Conditions::make_steps(const std::vector<All>& any) {
    needed_ = needed_in(any);
    for (const All& all : any) {
        // An alternative without conditions holds always, and with it the whole.
        if (all.empty()) return steps_.clear();
        for (const Condition& condition : all) {
            Step& step = steps_.emplace_back(step_of(condition));
            step.last = &condition == &all.back();
            if (!step.in_full) continue;
            step.condition = static_cast<std::uint32_t>(conditions_.size());
            conditions_.push_back(condition);
        }
    }
}

/// What is cheap is judged first.
int Conditions::cost(const Condition& condition) noexcept {
    switch (condition.kind) {
        case Kind::has:
        case Kind::lacks: return 0;
        case Kind::compare_constant: return 2;
        case Kind::compare: return 3;
        default: return 1;
    }
}

ElementId Conditions::needed(const Condition& condition) noexcept {
    if (condition.kind == Kind::lacks) return kNoElement;
    if (condition.kind != Kind::compare) return condition.item.place == ItemColumn::Place::part ? condition.item.element : kNoElement;
    for (const auto* side : {&condition.left, &condition.right})
        if (side->size() == 1 && side->front().kind == Term::Kind::item && side->front().item.place == ItemColumn::Place::part)
            return side->front().item.element;
    return kNoElement;
}

ElementId Conditions::needed_in(const std::vector<All>& any) noexcept {
    const auto asks_for = [](const All& all, ElementId element) {
        return std::any_of(all.begin(), all.end(), [=](const Condition& condition) { return needed(condition) == element; });
    };
    if (any.empty()) return kNoElement;
    for (const Condition& condition : any.front()) {
        const ElementId element = needed(condition);
        if (element != kNoElement && std::all_of(any.begin(), any.end(), [&](const All& all) { return asks_for(all, element); })) return element;
    }
    return kNoElement;
}

bool Conditions::holds(const Scope& scope) const noexcept {
    if (steps_.empty()) return !impossible_;
    bool all = true;
    for (const Step& step : steps_) {
        all = all && holds(step, scope);
        if (!step.last) continue;
        if (all) return true;
        all = true;
    }
    return false;
}

}  // namespace cbds::rules
