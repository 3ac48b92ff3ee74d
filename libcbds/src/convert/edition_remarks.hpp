/// @file
/// What is said of a part after its edition was changed: what stays for a reason, and what the target asks for in vain.
#pragma once

#include "convert/edition_teller.hpp"

namespace cbds::convert {

void remark_on(const xml::Element& part, const EditionPlan& plan, ChangeTeller& teller);

}  // namespace cbds::convert
