#include "cbds/rules/selection.hpp"

#include "cbds/error.hpp"

#include <algorithm>

namespace cbds::rules {

Selection::Selection(std::span<const std::string> select, std::span<const std::string> ignore) {
    const auto rules = all_rules();
    states_.assign(rules.size(), select.empty() ? State::selected : State::left_out);
    const auto mark = [&](std::span<const std::string> words, State state) {
        for (const std::string& word : words) {
            bool any = false;
            for (std::size_t i = 0; i < rules.size(); ++i) {
                if (!rules[i].code.starts_with(word)) continue;
                states_[i] = state;
                any = true;
            }
            if (!any) throw UsageError("no rule's code begins with '" + word + "'");
        }
    };
    mark(select, State::selected);
    mark(ignore, State::ignored);
}

const Rule* Selection::choose(const Rule* specific, const Rule& general) const noexcept {
    if (specific != nullptr) {
        const State state = states_[place(*specific)];
        if (state == State::selected) return specific;
        if (state == State::ignored) return nullptr;
    }
    return reports(general) ? &general : nullptr;
}

}  // namespace cbds::rules
