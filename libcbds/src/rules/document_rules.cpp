#include "rules/document_rules.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"
#include "rules/code_book.hpp"
#include "rules/named_dates.hpp"
#include "rules/words.hpp"

#include <algorithm>

namespace cbds::rules {

using schema::Confidence;
using schema::ElementId;
using schema::kNoElement;

namespace {

/// The three parts of a condition of a document.
std::array<std::string_view, 3> three_parts(const Rule& rule) {
    std::array<std::string_view, 3> parts;
    std::string_view text = rule.when;
    for (std::string_view& part : parts) {
        const std::size_t end = std::min(text.find(';'), text.size());
        part = ascii::trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (parts[2].empty() || !text.empty()) throw DictionaryError("rule " + std::string(rule.code) + ": its condition has not three parts");
    return parts;
}

const DocumentFunctionRow& function_of(const Rule& rule) {
    for (const DocumentFunctionRow& row : census_document_functions())
        if (row.code == rule.code) return row;
    throw DictionaryError("rule " + std::string(rule.code) + " has no function");
}

}  // namespace

DocumentRules::DocumentRules(const schema::Plan& plan, const Selection& selection) {
    for (const Rule& rule : all_rules()) {
        const bool counts = rule.check == Check::share || (rule.check == Check::function && rule.level == Level::document);
        if (counts && selection.reports(rule) && applies(rule, plan.edition())) add(plan, rule);
    }
}

void DocumentRules::add(const schema::Plan& plan, const Rule& rule) {
    Compiled compiled;
    compiled.rule = &rule;
    compiled.confidence = rule.confidence;
    if (rule.check == Check::function) compiled.function = &function_of(rule);
    bool possible = false;
    for (const ElementId record : plan.records()) possible |= add_record(plan, compiled, record);
    if (possible) rules_.push_back(std::move(compiled));
}

bool DocumentRules::add_record(const schema::Plan& plan, Compiled& compiled, ElementId record) {
    const Rule& rule = *compiled.rule;
    const ItemNames names(plan, rule, record, kNoElement);
    InRecord made;
    made.record = record;
    bool any = false;
    Confidence confidence = compiled.confidence;
    for_each_word(rule.items, [&](std::string_view path) {
        const ItemColumn& column = made.columns.emplace_back(names.at_path(path));
        if (column.element == kNoElement) return;
        any = true;
        confidence = std::min(confidence, plan.row(column.element).confidence);
    });
    if (compiled.function == nullptr) {
        const auto [population, hit, limit] = three_parts(rule);
        made.population = Conditions(population, names);
        made.hit = Conditions(hit, names);
        if (made.population.impossible()) return false;
        if (compiled.limit_terms.empty() && !add_limit(names, limit, compiled)) return false;
        confidence = std::min({confidence, made.population.confidence(), made.hit.confidence()});
        any = any || hit.empty();
    }
    if (!any) return false;
    compiled.confidence = confidence;
    compiled.records.push_back(std::move(made));
    return true;
}

bool DocumentRules::add_limit(const ItemNames& names, std::string_view text, Compiled& compiled) {
    const std::string_view sign = text.substr(0, 2);
    const bool share = text.ends_with('%');
    if (sign == "<=") compiled.limit = share ? Limit::share_at_most : Limit::at_most;
    else if (sign == ">=") compiled.limit = share ? Limit::share_at_least : Limit::at_least;
    else if (sign == "==" && !share) compiled.limit = Limit::equal;
    else throw DictionaryError("rule " + std::string(compiled.rule->code) + ": this is no limit: " + std::string(text));
    text.remove_prefix(2);
    if (share) text.remove_suffix(1);
    return parse_sum(text, names, compiled.limit_terms, compiled.confidence);
}

void DocumentRules::count(const PartView& view, const DocumentFacts& facts, Tally& tally) const {
    const Scope scope{view, 0, facts};
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const Compiled& rule = rules_[i];
        if (!is_for_phase(*rule.rule, facts.phase_bit)) continue;
        for (const InRecord& record : rule.records) {
            if (record.record != view.part().element()) continue;
            if (rule.function != nullptr) {
                rule.function->count(Items(record.columns, scope), tally[i]);
            } else if (record.population.holds(scope)) {
                ++tally[i].all;
                tally[i].hits += record.hit.holds(scope) ? 1 : 0;
            }
        }
    }
}

bool DocumentRules::fails(const Compiled& rule, const Count& count, const Scope& scope) {
    if (rule.function != nullptr) return rule.function->fails(count);
    const auto limit = sum_of(rule.limit_terms, scope);
    if (!limit) return false;
    const auto hits = static_cast<Measure>(count.hits) * kOne;
    const auto all = static_cast<Measure>(count.all);
    switch (rule.limit) {
        case Limit::share_at_most: return hits * 100 > *limit * all;
        case Limit::share_at_least: return all != 0 && hits * 100 < *limit * all;
        case Limit::at_most: return hits > *limit;
        // A fixed number is asked of records that there are; one of the school block in any case.
        case Limit::at_least: return hits < *limit && (all != 0 || rule.limit_terms[0].kind != Term::Kind::constant);
        default: return hits != *limit;
    }
}

Finding DocumentRules::describe(const Compiled& rule, const Count& count, const DocumentFacts& facts, Confidence edition) {
    Finding finding;
    finding.rule = rule.rule;
    finding.confidence = std::min(rule.confidence, edition);
    finding.message = sentence(rule.rule->title);
    if (rule.function == nullptr) finding.message += " (" + std::to_string(count.hits) + " of " + std::to_string(count.all) + " records)";
    finding.place = {1, 1, 0};
    if (!facts.school || !facts.school->has_places()) return finding;
    const PartView& school = facts.school->view();
    NodeNumber at = 0;
    for (const Term& term : rule.limit_terms)
        if (term.kind != Term::Kind::constant && at == 0) at = school.first(term.item.element);
    const schema::ElementRow& row = school.plan().row(school.node(at).element);
    finding.place = facts.school->place(at);
    describe_item(finding, row);
    if (row.content == schema::Content::value) finding.value = school.node(at).value();
    return finding;
}

void DocumentRules::judge(const Tally& tally, const PartView& empty, const DocumentFacts& facts, Confidence edition, const Take& take) const {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const Compiled& rule = rules_[i];
        if (!is_for_phase(*rule.rule, facts.phase_bit) || !fails(rule, tally[i], Scope{empty, 0, facts})) continue;
        Finding finding = describe(rule, tally[i], facts, edition);
        finding.expected = with_dates(rule.rule->expected, empty.plan().edition());
        take(std::move(finding));
    }
}

}  // namespace cbds::rules
