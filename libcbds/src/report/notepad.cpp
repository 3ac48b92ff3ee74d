#include "report/notepad.hpp"

#include "cbds/report/escape.hpp"
#include "report/finding_words.hpp"
#include "report/words.hpp"

namespace cbds::report {
namespace {

constexpr std::string_view kReason = " against our records and the data is correct, because [give the reason].";

/// The department calls SC1650 `1650`; it does not know our other codes, as SCX09.
std::string query_words(const rules::Rule& rule) {
    const bool numbered = rule.code.size() > 2 && rule.code.starts_with("SC") && rule.code[2] >= '0' && rule.code[2] <= '9';
    return numbered ? "Query " + std::string(rule.code.substr(2)) : std::string("Query");
}

std::string title_words(const rules::Rule& rule) { return rule.title.empty() ? ". " : ": " + std::string(rule.title) + ". "; }

std::string pupils_words(std::span<const std::string> keys, std::uint64_t pupils) {
    std::string text = count_of(pupils, "pupil", "pupils");
    for (std::size_t i = 0; i < keys.size(); ++i) text += (i == 0 ? " (" : ", ") + printable(keys[i]);
    if (!keys.empty() && keys.size() < pupils) text += " and " + std::to_string(pupils - keys.size()) + " more";
    return keys.empty() ? text : text + ")";
}

}  // namespace

bool needs_note(const rules::Finding& finding) noexcept {
    const rules::Rule& rule = *finding.rule;
    return finding.severity == rules::Severity::query && rule.of_census && rule.run_by != rules::RunBy::mis;
}

std::string note_on(const rules::Finding& finding, Redact redact) {
    const std::string record = record_words(finding, redact);
    return query_words(*finding.rule) + (record.empty() ? record : ", " + record) + title_words(*finding.rule) +
           "We have checked this" + std::string(kReason);
}

std::string note_on_all(const rules::Rule& rule, std::span<const std::string> keys, std::uint64_t pupils) {
    const std::string what = pupils == 0 ? "this" : pupils_words(keys, pupils);
    return query_words(rule) + title_words(rule) + "We have checked " + what + std::string(kReason);
}

}  // namespace cbds::report
