#include "rules/finding_identity.hpp"

#include "rules/words.hpp"

#include <algorithm>
#include <array>

namespace cbds::rules {
namespace {

/// What every export writes anew.
constexpr std::array<std::string_view, 2> kPassing{"SerialNo", "DateTime"};

/// A text with its length in front, so that no two lists of texts look the same.
void append_field(std::string& message, std::string_view field) {
    message.append(std::to_string(field.size())).append(1, ':').append(field);
}

/// Whether the rule is about a value that several records have: which of them has the finding depends on their order.
bool is_of_several_records(const Rule& rule) {
    bool found = rule.check == Check::unique || rule.code == "ID110" || rule.code == "ID210";
    for_each_word(rule.general, [&](std::string_view code) { found = found || code == "ID110" || code == "ID210"; });
    return found;
}

}  // namespace

std::string finding_identity(const Finding& finding, std::string_view school) {
    const bool passing = std::find(kPassing.begin(), kPassing.end(), finding.item) != kPassing.end();
    std::string text;
    for (const std::string_view field : {finding.rule->code, school, std::string_view(finding.path)}) append_field(text, field);
    append_field(text, is_of_several_records(*finding.rule) ? std::string_view() : finding.key);
    append_field(text, passing ? std::string_view() : finding.value);
    return text;
}

}  // namespace cbds::rules
