/// Rules on what was met while the register was read.

#include "rules/register/rule_functions.hpp"

#include <array>

namespace cbds::rules {

using Kind = registers::Incident::Kind;

std::span<const IncidentRule> incident_rules() noexcept {
    static constexpr std::array<IncidentRule, 8> kRules{{
        {"REG001", Kind::unreadable_date, "this is no session: its marks were left out"},
        {"REG002", Kind::unreadable_value, "this cannot be read: it was taken as absent"},
        {"REG003", Kind::no_pupil, "the row names no pupil or no school: it was left out"},
        {"REG004", Kind::unknown_code_id, "the list of codes does not have this code: the mark was left out"},
        {"REG005", Kind::repeated, "the same mark stands there twice"},
        {"REG006", Kind::conflict, "there is another mark for this session"},
        {"REG007", Kind::mended_code, "the code is not written as it should be"},
        {"REG008", Kind::category_differs, "the file says that the mark counts as something else than its code does"},
    }};
    return kRules;
}

}  // namespace cbds::rules
