#include "rules/rule_book.hpp"

#include "io/ascii.hpp"
#include "rules/words.hpp"

#include <algorithm>
#include <string>

namespace cbds::rules {

using schema::ElementId;
using schema::kNoElement;

namespace {

/// A rule's title as the message of a finding: in small letters, but for a word like `UPN` or `DfE`.
std::string sentence(std::string_view title) {
    std::string text(title);
    const bool plain_word = text.size() > 2 && !ascii::is_capital(text[1]) && !ascii::is_capital(text[2]);
    if (plain_word) text[0] = ascii::lower(text[0]);
    return text;
}

}  // namespace

RuleBook::RuleBook(const schema::Plan& plan, const Selection& selection) {
    for (const auto& rows : {census_school_checks(), census_pupil_checks()})
        for (const CheckRow& row : rows) add(plan, row, selection);
}

void RuleBook::add(const schema::Plan& plan, const CheckRow& row, const Selection& selection) {
    const Rule& rule = CodeBook::known(row.code);
    if (!selection.reports(rule) || !applies(rule, plan.edition())) return;
    if (rule.level == Level::record) {
        for (const ElementId record : plan.records()) add_for_part(plan, row, rule, record);
        return;
    }
    const schema::Part wanted = rule.level == Level::header ? schema::Part::header : schema::Part::school;
    const schema::PlanElement& root = plan.element(plan.root());
    for (unsigned i = 0; i < root.child_count; ++i) {
        const auto id = static_cast<ElementId>(root.first_child + i);
        if (plan.in_edition(id) && plan.row(id).part == wanted) add_for_part(plan, row, rule, id);
    }
}

void RuleBook::add_for_part(const schema::Plan& plan, const CheckRow& row, const Rule& rule, ElementId part) {
    Compiled compiled{&rule, row.fails, part, {}, schema::Confidence::certain};
    bool any = false;
    for_each_word(rule.items, [&](std::string_view item) {
        const ElementId column = CodeBook::item_below(plan, part, item);
        compiled.columns.push_back(column);
        if (column == kNoElement) return;
        any = true;
        compiled.confidence = std::min(compiled.confidence, plan.row(column).confidence);
    });
    // A leaver's record has not all the items of one on roll: a rule without any of its items has nothing to say.
    if (any) rules_.push_back(std::move(compiled));
}

void RuleBook::check(FindingMaker& maker, const DocumentFacts& facts) const {
    const xml::Part& part = maker.part();
    for (const Compiled& rule : rules_) {
        if (rule.part != part.element() || (rule.rule->phases & facts.phase_bit) == 0) continue;
        if (!rule.fails(Items(rule.columns, part, facts))) continue;
        const auto at = std::find_if(part.nodes.begin(), part.nodes.end(), [&](const xml::Node& node) {
            return node.element != kNoElement && std::find(rule.columns.begin(), rule.columns.end(), node.element) != rule.columns.end();
        });
        const auto number = at == part.nodes.end() ? std::uint32_t{0} : static_cast<std::uint32_t>(at - part.nodes.begin());
        maker.add(nullptr, *rule.rule, rule.confidence, number, {sentence(rule.rule->title), ""});
    }
}

}  // namespace cbds::rules
