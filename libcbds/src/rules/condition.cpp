#include "rules/condition.hpp"

#include "cbds/error.hpp"
#include "rules/code_book.hpp"
#include "rules/named_dates.hpp"
#include "rules/words.hpp"

#include <algorithm>
#include <string>

namespace cbds::rules {

using schema::Confidence;
using schema::ElementId;
using schema::kNoElement;

namespace {

[[noreturn]] void fail(const Rule& rule, std::string_view what, std::string_view text) {
    throw DictionaryError("rule " + std::string(rule.code) + ": " + std::string(what) + ": " + std::string(text));
}

bool ends_with_path(std::string_view path, std::string_view name) {
    return path == name || (path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '/');
}

/// The nearest element around two others, themselves included.
ElementId common_ancestor(const schema::Plan& plan, ElementId a, ElementId b) {
    while (a != b) {
        // Parents come before children.
        if (a > b) a = plan.row(a).parent;
        else b = plan.row(b).parent;
    }
    return a;
}

/// The children of the root that play a part.
ElementId part_of_role(const schema::Plan& plan, schema::Part role) {
    const schema::PlanElement& root = plan.element(plan.root());
    for (unsigned i = 0; i < root.child_count; ++i) {
        const auto id = static_cast<ElementId>(root.first_child + i);
        if (plan.in_edition(id) && plan.row(id).part == role) return id;
    }
    return kNoElement;
}

/// All elements below one that end in a name.
void find_below(const schema::Plan& plan, ElementId parent, std::string_view name, std::vector<ElementId>& found) {
    const schema::PlanElement& element = plan.element(parent);
    for (unsigned i = 0; i < element.child_count; ++i) {
        const auto id = static_cast<ElementId>(element.first_child + i);
        if (ends_with_path(plan.row(id).path, name)) found.push_back(id);
        find_below(plan, id, name, found);
    }
}

}  // namespace

const PartView* ItemColumn::view(const Scope& scope) const noexcept {
    if (place == Place::part) return &scope.view;
    const auto& kept = place == Place::school ? scope.facts.school : scope.facts.header;
    return kept ? &kept->view() : nullptr;
}

NodeNumber ItemColumn::around(const Scope& scope) const noexcept {
    if (within == kNoElement || place != Place::part) return 0;
    NodeNumber ancestor = scope.instance;
    while (ancestor != 0 && scope.view.node(ancestor).element != within) ancestor = scope.view.node(ancestor).parent;
    return ancestor;
}

NodeNumber ItemColumn::find_elsewhere(const Scope& scope) const noexcept {
    const PartView* where = element == kNoElement ? nullptr : view(scope);
    if (where == nullptr) return 0;
    const NodeNumber ancestor = around(scope);
    return ancestor != 0 && element == within ? ancestor : where->first_below(ancestor, element);
}

ItemNames::ItemNames(const schema::Plan& plan, const Rule& rule, ElementId part, ElementId each)
    : plan_(plan), rule_(rule), part_(part), each_(each) {}

ItemColumn ItemNames::at_path(std::string_view path) const {
    ItemColumn column;
    column.element = CodeBook::item_below(plan_, part_, path);
    if (column.element == kNoElement || each_ == kNoElement) return column;
    const ElementId around = common_ancestor(plan_, column.element, each_);
    if (around != part_) column.within = around;
    return column;
}

ItemColumn ItemNames::resolve(std::string_view name) const {
    if (name.starts_with("school:")) return of_other_part(schema::Part::school, name.substr(7));
    if (name.starts_with("header:")) return of_other_part(schema::Part::header, name.substr(7));
    ItemColumn best;
    std::size_t depth = 0;
    bool listed = false;
    for_each_word(rule_.items, [&](std::string_view path) {
        if (!ends_with_path(path, name)) return;
        listed = true;
        const ItemColumn column = at_path(path);
        if (column.element == kNoElement) return;
        const std::size_t shared = column.within == kNoElement ? 1 : plan_.row(column.within).path.size() + 1;
        if (shared <= depth) return;
        depth = shared;
        best = column;
    });
    if (!listed) fail(rule_, "its items have no", name);
    return best;
}

ItemColumn ItemNames::of_other_part(schema::Part role, std::string_view name) const {
    ItemColumn column;
    column.place = role == schema::Part::school ? ItemColumn::Place::school : ItemColumn::Place::header;
    const ElementId part = part_of_role(plan_, role);
    if (part == kNoElement) return column;
    std::vector<ElementId> found;
    find_below(plan_, part, name, found);
    if (found.empty()) fail(rule_, "the dictionary has no such item", name);
    const auto live = std::find_if(found.begin(), found.end(), [&](ElementId id) { return plan_.in_edition(id); });
    if (live != found.end()) column.element = *live;
    return column;
}

namespace {

/// Reads the terms of a comparison.
class TermParser {
public:
    TermParser(const ItemNames& names, Confidence& confidence) : names_(names), confidence_(confidence) {}

    enum class Found : char { yes, no_item, no_date };

    Found parse(std::string_view text, Term& term) {
        if (text.front() == '@') return date(text.substr(1), term.constant);
        if (const auto number = number_measure(text)) {
            term.constant = *number;
            return Found::yes;
        }
        if (text == "age" || text.starts_with("age@")) return age(text, term);
        term.kind = text.front() == '#' ? Term::Kind::count : text.front() == '*' ? Term::Kind::total : Term::Kind::item;
        term.item = names_.resolve(text.substr(term.kind == Term::Kind::item ? 0 : 1));
        return term.item.element == kNoElement ? Found::no_item : Found::yes;
    }

private:
    Found age(std::string_view text, Term& term) {
        term.kind = Term::Kind::age;
        term.birth = names_.at_path("PupilIdentifiers/DOB");
        if (term.birth.element == kNoElement) term.birth = names_.at_path("DOB");
        if (term.birth.element == kNoElement) return Found::no_item;
        const std::string_view day = text == "age" ? "age-date" : text.substr(4);
        if (is_named_date(day)) return date(day, term.constant);
        term.item = names_.resolve(day);
        return term.item.element == kNoElement ? Found::no_item : Found::yes;
    }

    Found date(std::string_view name, Measure& measure) {
        if (!is_named_date(name)) fail(names_.rule(), "there is no date called", name);
        const auto found = named_date(names_.plan().edition(), name);
        if (!found) return Found::no_date;
        measure = date_measure(identifiers::write_date(found->date)).value_or(0);
        confidence_ = std::min(confidence_, found->confidence);
        return Found::yes;
    }

    const ItemNames& names_;
    Confidence& confidence_;
};

}  // namespace

bool parse_sum(std::string_view text, const ItemNames& names, std::vector<Term>& terms, Confidence& confidence) {
    if (text.empty()) fail(names.rule(), "a comparison lacks a side", names.rule().when);
    TermParser parser(names, confidence);
    bool known = true;
    while (!text.empty()) {
        std::size_t end = std::min(text.find('+'), text.size());
        // `@census+5y` is one term.
        if (text.find('@') < end && end + 1 < text.size() && text[end + 1] >= '0' && text[end + 1] <= '9') end = std::min(text.find('+', end + 1), text.size());
        Term term;
        const TermParser::Found found = parser.parse(text.substr(0, end), term);
        known &= found != TermParser::Found::no_date;
        if (found == TermParser::Found::yes) terms.push_back(term);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return known && !terms.empty();
}

/// Reads the text of conditions.
class ConditionParser {
public:
    ConditionParser(Conditions& result, const ItemNames& names) : result_(result), names_(names) {}

    void parse(std::string_view text) {
        bool possible = false;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('|'), text.size());
            possible |= parse_all(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        result_.impossible_ = !possible;
        result_.make_steps(any_);
    }

private:
    using Kind = Conditions::Kind;
    using Operator = Conditions::Operator;

    struct Sign {
        std::string_view text;
        Operator op;
    };

    /// One alternative. False where it cannot hold in this edition; it is left out then.
    bool parse_all(std::string_view text) {
        Conditions::All all;
        bool possible = true;
        for_each_word(text, [&](std::string_view word) { possible &= parse_condition(word, all); });
        std::stable_sort(all.begin(), all.end(), [](const Conditions::Condition& a, const Conditions::Condition& b) { return Conditions::cost(a) < Conditions::cost(b); });
        if (possible) any_.push_back(std::move(all));
        return possible;
    }

    /// False where the condition cannot hold. One that always holds is left out.
    bool parse_condition(std::string_view word, Conditions::All& all) {
        if (word.starts_with("roll=")) return (names_.roll() == schema::Roll::off) == (word.substr(5) == "off");
        Conditions::Condition condition;
        if (word.front() == '!') {
            condition.kind = Kind::lacks;
            condition.item = names_.resolve(word.substr(1));
            if (condition.item.element != kNoElement) all.push_back(std::move(condition));
            return true;
        }
        constexpr Sign kSigns[] = {{"<=", Operator::less_equal}, {">=", Operator::more_equal}, {"==", Operator::equal},
                                   {"<>", Operator::different},  {"<", Operator::less},        {">", Operator::more}};
        for (const Sign& sign : kSigns) {
            const std::size_t at = word.find(sign.text);
            if (at == std::string_view::npos) continue;
            condition.kind = Kind::compare;
            condition.op = sign.op;
            const bool possible = parse_sum(word.substr(0, at), names_, condition.left, result_.confidence_) &&
                                  parse_sum(word.substr(at + sign.text.size()), names_, condition.right, result_.confidence_);
            if (possible) add_comparison(std::move(condition), all);
            return possible;
        }
        return parse_codes(word, std::move(condition), all);
    }

    /// An item beside a constant is compared at once, and an age by the day of birth.
    static void add_comparison(Conditions::Condition condition, Conditions::All& all) {
        const bool simple = condition.left.size() == 1 && condition.right.size() == 1 && condition.right[0].kind == Term::Kind::constant;
        if (!simple) return all.push_back(std::move(condition));
        const Term left = condition.left[0];
        const Measure right = condition.right[0].constant;
        if (left.kind == Term::Kind::item) all.push_back(against_constant(left.item, condition.op, right));
        else if (left.kind == Term::Kind::age && left.item.element == kNoElement && right % kOne == 0) add_age(left, condition.op, right / kOne, all);
        else all.push_back(std::move(condition));
    }

    static Conditions::Condition against_constant(const ItemColumn& item, Operator op, Measure constant) {
        Conditions::Condition condition;
        condition.kind = Kind::compare_constant;
        condition.op = op;
        condition.item = item;
        condition.constant = constant;
        return condition;
    }

    /// Who is `years` old on a day was born so many years before it, or earlier.
    static void add_age(const Term& age, Operator op, Measure years, Conditions::All& all) {
        const auto born_by = [&](Measure age_in_years) { return age.constant - age_in_years * 10'000; };
        switch (op) {
            case Operator::more_equal: return all.push_back(against_constant(age.birth, Operator::less_equal, born_by(years)));
            case Operator::more: return all.push_back(against_constant(age.birth, Operator::less_equal, born_by(years + 1)));
            case Operator::less: return all.push_back(against_constant(age.birth, Operator::more, born_by(years)));
            case Operator::less_equal: return all.push_back(against_constant(age.birth, Operator::more, born_by(years + 1)));
            case Operator::equal:
                all.push_back(against_constant(age.birth, Operator::less_equal, born_by(years)));
                return all.push_back(against_constant(age.birth, Operator::more, born_by(years + 1)));
            default: break;
        }
        Conditions::Condition condition;
        condition.kind = Kind::compare;
        condition.op = op;
        condition.left = {age};
        condition.right = {Term{Term::Kind::constant, years * kOne, {}, {}}};
        all.push_back(std::move(condition));
    }

    bool parse_codes(std::string_view word, Conditions::Condition condition, Conditions::All& all) {
        const std::size_t equals = word.find('=');
        condition.kind = equals == std::string_view::npos ? Kind::has : word[equals - 1] == '!' ? Kind::none_of : Kind::one_of;
        condition.item = names_.resolve(word.substr(0, condition.kind == Kind::none_of ? equals - 1 : std::min(equals, word.size())));
        if (condition.item.element == kNoElement) return false;
        if (condition.kind != Kind::has) add_codes(word.substr(equals + 1), condition);
        all.push_back(std::move(condition));
        return true;
    }

    /// A yes/no value may be written in two ways.
    void add_codes(std::string_view list, Conditions::Condition& condition) {
        const schema::ElementRow& row = names_.plan().row(condition.item.element);
        const bool flag = row.type != schema::kNoType && names_.plan().dictionary().type(row.type).base == schema::Base::boolean;
        while (!list.empty()) {
            const std::size_t end = std::min(list.find(','), list.size());
            const std::string_view code = list.substr(0, end);
            if (code.size() > sizeof(std::uint64_t)) fail(names_.rule(), "the code is too long", code);
            condition.codes.push_back(Conditions::code_number(code));
            if (flag) condition.codes.push_back(Conditions::code_number(code == "true" ? "1" : "0"));
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }

    Conditions& result_;
    const ItemNames& names_;
    std::vector<Conditions::All> any_;
};

Conditions::Conditions(std::string_view text, const ItemNames& names) {
    if (!text.empty()) ConditionParser(*this, names).parse(text);
}

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
