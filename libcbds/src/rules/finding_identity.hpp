/// @file
/// What stays the same of a finding when a system writes its export once more.
#pragma once

#include "cbds/rules/finding.hpp"

#include <string>
#include <string_view>

namespace cbds::rules {

/// The rule, the school, the path of the item, the pupil's UPN and the value as one text: two findings are the same where
/// their texts are. Of a rule about several records the UPN does not count, nor do the values of time stamp and serial number.
[[nodiscard]] std::string finding_identity(const Finding& finding, std::string_view school);

}  // namespace cbds::rules
