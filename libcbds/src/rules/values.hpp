/// @file
/// Values that are not of their type, said in words (rules XSD02x, XSD03x and ID).
#pragma once

#include "rules/draft.hpp"

namespace cbds::rules {

/// Finds every node whose value is at fault.
void check_values(FindingMaker& maker);

}  // namespace cbds::rules
