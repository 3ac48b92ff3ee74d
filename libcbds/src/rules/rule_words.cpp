#include "cbds/error.hpp"
#include "cbds/schema/nearest.hpp"
#include "cbds/rules/selection.hpp"
#include "rules/words.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace cbds::rules {
namespace {

using schema::ElementRow;

constexpr std::string_view kItem = "item:";

std::vector<const Rule*> rules_that(const std::function<bool(const Rule&)>& holds) {
    std::vector<const Rule*> rules;
    for (const Rule& rule : all_rules())
        if (holds(rule)) rules.push_back(&rule);
    return rules;
}

bool has_word(std::string_view list, std::string_view word) {
    bool found = false;
    for_each_word(list, [&](std::string_view each) { found = found || each == word; });
    return found;
}

/// Whether a path has these steps side by side: `Pupil/UPN` in `CTfile/CTFpupilData/Pupil/UPN`.
bool has_steps(std::string_view path, std::string_view steps) {
    for (std::size_t at = path.find(steps); at != std::string_view::npos; at = path.find(steps, at + 1)) {
        const std::size_t end = at + steps.size();
        if ((at == 0 || path[at - 1] == '/') && (end == path.size() || path[end] == '/')) return true;
    }
    return false;
}

bool ends_with_steps(std::string_view path, std::string_view steps) {
    return path.ends_with(steps) && (path.size() == steps.size() || path[path.size() - steps.size() - 1] == '/');
}

bool is_of_collection(const Rule& rule, schema::Collection collection) {
    const bool census = collection == schema::Collection::school_census;
    return !rule.of_register && !(census ? rule.of_ctf : rule.of_census);
}

bool is_about(const Rule& rule, const ElementRow& element) {
    if (rule.code == element.missing || rule.code == element.invalid) return true;
    if (!is_of_collection(rule, element.collection)) return false;
    bool named = false;
    for_each_word(rule.items, [&](std::string_view item) {
        const std::string_view path = item.substr(item.find(':') + 1);  // school:Phase is an item of another part
        named = named || ends_with_steps(element.path, path);
    });
    return named;
}

/// Texts as candidates for the word that was meant, each once.
using Candidates = std::set<std::string_view>;

std::string suggestion(std::string_view word, const Candidates& candidates) {
    const std::vector<std::string_view> list(candidates.begin(), candidates.end());
    return schema::did_you_mean(word, list);
}

std::vector<const Rule*> with_item(std::string_view word, const schema::Dictionary& dictionary) {
    const std::string_view steps = word.substr(kItem.size());
    std::vector<const ElementRow*> elements;
    for (const ElementRow& row : dictionary.elements())
        if (!steps.empty() && has_steps(row.path, steps)) elements.push_back(&row);
    if (elements.empty()) {
        Candidates names;
        for (const ElementRow& row : dictionary.elements()) names.insert(row.name);
        throw UsageError("no item is called '" + std::string(steps) + '\'' + suggestion(steps.substr(steps.rfind('/') + 1), names));
    }
    auto rules = rules_that([&](const Rule& rule) {
        return std::any_of(elements.begin(), elements.end(), [&](const ElementRow* row) { return is_about(rule, *row); });
    });
    if (rules.empty()) throw UsageError("no rule is about the item '" + std::string(steps) + '\'');
    return rules;
}

std::vector<const Rule*> with_tag(std::string_view word) {
    const std::string_view tag = word.substr(1);
    auto rules = rules_that([&](const Rule& rule) { return has_word(rule.tags, tag); });
    if (!rules.empty()) return rules;
    Candidates tags;
    for (const Rule& rule : all_rules()) for_each_word(rule.tags, [&](std::string_view each) { tags.insert(each); });
    const std::string_view nearest = schema::nearest_word(tag, std::vector<std::string_view>(tags.begin(), tags.end()));
    throw UsageError("no rule has the tag '" + std::string(tag) + '\'' + (nearest.empty() ? "" : "; did you mean @" + std::string(nearest) + '?'));
}

/// SC130 is that rule, and not SC1300 too.
std::vector<const Rule*> with_code(std::string_view word) {
    if (const Rule* rule = find_rule(word)) return {rule};
    auto rules = rules_that([&](const Rule& rule) { return !word.empty() && rule.code.starts_with(word); });
    if (!rules.empty()) return rules;
    Candidates words{"error", "query", "info"};
    for (const Rule& rule : all_rules()) {
        words.insert(rule.code.substr(0, rule.code.find_first_of("0123456789")));
        words.insert(rule.code);
    }
    throw UsageError("no rule's code begins with '" + std::string(word) + '\'' + suggestion(word, words));
}

}  // namespace

std::optional<Severity> find_severity(std::string_view name) noexcept {
    for (const Severity severity : {Severity::info, Severity::query, Severity::error})
        if (severity_name(severity) == name) return severity;
    return std::nullopt;
}

bool applies(const Rule& rule, schema::Edition edition) noexcept {
    const bool census = edition.collection == schema::Collection::school_census;
    if (rule.of_register || (rule.of_census && !census) || (rule.of_ctf && census)) return false;
    if (!rule.editions.holds(edition.ordinal)) return false;
    return !census || (rule.terms & static_cast<schema::TermSet>(schema::census_term(edition))) != 0;
}

std::vector<const Rule*> rules_named(std::string_view word, const schema::Dictionary& dictionary) {
    if (word.starts_with('@')) return with_tag(word);
    if (word.starts_with(kItem)) return with_item(word, dictionary);
    if (const auto severity = find_severity(word)) return rules_that([&](const Rule& rule) { return usual_severity(rule) == *severity; });
    return with_code(word);
}

}  // namespace cbds::rules
