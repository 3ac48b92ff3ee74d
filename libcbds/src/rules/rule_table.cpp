#include "cbds/rules/rule.hpp"
#include "rules/rule_row.hpp"

#include <algorithm>
#include <vector>

namespace cbds::rules {
namespace {

/// The tables are separate constants; they are brought together when a rule is first asked for.
std::vector<Rule> gather() {
    std::vector<Rule> rules;
    for (const auto table : {document_rules(), census_school_rules(), census_pupil_rules(), census_modules_rules(), ctf_rules(), across_rules(),
                             register_rules()})
        rules.insert(rules.end(), table.begin(), table.end());
    std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.code < b.code; });
    return rules;
}

}  // namespace

std::string_view severity_name(Severity severity) noexcept { return row::kKinds[static_cast<std::size_t>(severity)]; }

std::string_view confidence_name(schema::Confidence confidence) noexcept {
    return row::kConfidences[static_cast<std::size_t>(confidence)];
}

std::span<const Rule> all_rules() noexcept {
    static const std::vector<Rule> rules = gather();
    return rules;
}

const Rule* find_rule(std::string_view code) noexcept {
    const std::span<const Rule> rules = all_rules();
    const auto found = std::lower_bound(rules.begin(), rules.end(), code,
                                        [](const Rule& rule, std::string_view wanted) { return rule.code < wanted; });
    return found != rules.end() && found->code == code ? &*found : nullptr;
}

std::string_view level_name(Level level) noexcept { return row::kLevels[static_cast<std::size_t>(level)]; }

std::string_view run_by_name(RunBy run_by) noexcept { return row::kRunBy[static_cast<std::size_t>(run_by)]; }

Severity lowered(Severity kind, schema::Confidence confidence) noexcept {
    const auto highest = static_cast<Severity>(confidence);  // guess: info, likely: query, certain: error
    return std::min(kind, highest);
}

}  // namespace cbds::rules
