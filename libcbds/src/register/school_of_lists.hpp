/// @file
/// Pupils of lists that name no school.
#pragma once

#include "cbds/register/register.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace cbds::registers {

/// The school without any number, if nothing is known of its pupils but what lists say: they have no marks and no totals.
[[nodiscard]] inline std::optional<std::uint32_t> school_of_lists(const Register& all) {
    const auto nameless = std::find_if(all.schools.begin(), all.schools.end(), [](const School& each) { return each.urn.empty() && each.laestab.empty(); });
    if (nameless == all.schools.end()) return std::nullopt;
    const auto school = static_cast<std::uint32_t>(nameless - all.schools.begin());
    const auto is_of_register = [&](const Enrolment& each) {
        return each.school == school && (!each.listed || !each.marks.empty() || !each.totals.empty());
    };
    if (std::any_of(all.enrolments.begin(), all.enrolments.end(), is_of_register)) return std::nullopt;
    return school;
}

}  // namespace cbds::registers
