/// @file
/// The items of a header that name the edition.
#pragma once

#include "convert/edition_teller.hpp"

namespace cbds::convert {

/// Writes the target's name into the items that hold the source's.
void change_stamps(xml::Element& part, const EditionPlan& plan, ChangeTeller& teller);

}  // namespace cbds::convert
