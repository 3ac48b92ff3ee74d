/// @file
/// The structure of a part against the plan: what is unknown, missing, too much or out of order (rules XSD0xx).
#pragma once

#include "rules/draft.hpp"

namespace cbds::rules {

/// Finds every fault of structure. Only for a part that was not read as predicted: there is none in any other.
void check_structure(FindingMaker& maker);

}  // namespace cbds::rules
