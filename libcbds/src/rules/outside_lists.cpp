#include "cbds/rules/outside_lists.hpp"

#include "rules/words.hpp"

namespace cbds::rules {

bool OutsideLists::suffice_for(const Rule& rule) const noexcept {
    bool enough = true;
    for_each_word(rule.tags, [&](std::string_view tag) {
        if (tag == "needs-schools") enough &= schools != nullptr;
        if (tag == "needs-qualifications") enough &= qualifications != nullptr;
    });
    return enough;
}

}  // namespace cbds::rules
