/// @file
/// Lists that come neither with the program nor with a document: the user gives them, and some rules cannot be run
/// without. Such a rule has the tag `needs-schools` or `needs-qualifications`.
#pragma once

#include "cbds/reference/qualifications.hpp"
#include "cbds/reference/schools.hpp"
#include "cbds/rules/rule.hpp"

namespace cbds::rules {

/// What was given; null for what was not. The lists must outlive whoever is handed them.
struct OutsideLists {
    const reference::Schools* schools = nullptr;                ///< `--schools`
    const reference::Qualifications* qualifications = nullptr;  ///< `--qualifications`

    /// Whether the rule has all that it needs.
    [[nodiscard]] bool suffice_for(const Rule& rule) const noexcept;
};

}  // namespace cbds::rules
