#include "cbds/rules/selection.hpp"

#include "cbds/error.hpp"

#include <algorithm>

namespace cbds::rules {
namespace {

constexpr char kNotGiven = -1;

/// How exactly a word names a rule: the higher, the more exactly.
std::size_t exactness(std::string_view word) {
    if (find_severity(word)) return 0;
    if (word.starts_with('@')) return 1;
    return word.starts_with("item:") ? 2 : 2 + word.size();
}

bool any_built(const std::vector<const Rule*>& rules) {
    return std::any_of(rules.begin(), rules.end(), [](const Rule* rule) { return is_built(*rule); });
}

/// What a user is told who selects what is not there.
std::string not_built(const std::string& word, const std::vector<const Rule*>& rules) {
    if (rules.size() != 1) return "none of the rules that '" + word + "' stands for is built; `cbds rules list` says why";
    return std::string(rules.front()->code) + " is not built: " + std::string(rules.front()->status);
}

}  // namespace

Selection::Selection(std::span<const std::string> select, std::span<const std::string> ignore,
                     std::span<const SeverityOverride> severities, const schema::Dictionary& dictionary) {
    states_.assign(all_rules().size(), select.empty() ? State::selected : State::left_out);
    override_severities(severities, dictionary);
    for (const std::string& word : select) {
        const std::vector<const Rule*> rules = named(word, dictionary);
        if (!any_built(rules)) throw UsageError(not_built(word, rules));
        for (const Rule* rule : rules) states_[place(*rule)] = State::selected;
    }
    for (const std::string& word : ignore)
        for (const Rule* rule : named(word, dictionary)) states_[place(*rule)] = State::ignored;
    for (const Rule& rule : all_rules())
        if (!is_built(rule)) states_[place(rule)] = State::left_out;
}

/// The rules of a word; those of a severity as the user set it.
std::vector<const Rule*> Selection::named(std::string_view word, const schema::Dictionary& dictionary) const {
    const auto wanted = find_severity(word);
    if (!wanted) return rules_named(word, dictionary);
    std::vector<const Rule*> rules;
    for (const Rule& rule : all_rules())
        if (is_built(rule) && severity(rule, rule.confidence) == *wanted) rules.push_back(&rule);
    return rules;
}

void Selection::override_severities(std::span<const SeverityOverride> severities, const schema::Dictionary& dictionary) {
    severities_.assign(all_rules().size(), kNotGiven);
    std::vector<const SeverityOverride*> order;
    for (const SeverityOverride& each : severities) order.push_back(&each);
    std::stable_sort(order.begin(), order.end(), [](const SeverityOverride* a, const SeverityOverride* b) {
        const std::size_t x = exactness(a->word);
        const std::size_t y = exactness(b->word);
        return x != y ? x < y : a->severity < b->severity;
    });
    for (const SeverityOverride* each : order) {
        bool any = false;
        for (const Rule* rule : rules_named(each->word, dictionary)) {
            if (ends_reading(*rule)) continue;
            severities_[place(*rule)] = static_cast<char>(each->severity);
            any = true;
        }
        if (!any) throw UsageError(each->word + ": its severity cannot be changed, for it ends the reading of a document");
    }
}

const Rule* Selection::choose(const Rule* specific, const Rule& general) const noexcept {
    if (specific != nullptr) {
        const State state = states_[place(*specific)];
        if (state == State::selected) return specific;
        if (state == State::ignored) return nullptr;
    }
    return reports(general) ? &general : nullptr;
}

Severity Selection::severity(const Rule& rule, schema::Confidence confidence) const noexcept {
    const char given = severities_[place(rule)];
    return given == kNotGiven ? lowered(rule.kind, confidence) : static_cast<Severity>(given);
}

}  // namespace cbds::rules
