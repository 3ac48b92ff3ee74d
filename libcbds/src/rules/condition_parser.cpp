/// Reading the column `when` of a rule's row.

#include "rules/condition.hpp"
#include "rules/named_dates.hpp"
#include "rules/row_fault.hpp"
#include "rules/words.hpp"

#include <algorithm>

namespace cbds::rules {

using schema::Confidence;
using schema::kNoElement;

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

}  // namespace cbds::rules
