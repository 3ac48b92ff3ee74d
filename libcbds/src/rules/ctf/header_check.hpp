/// @file
/// The header of a Common Transfer File against itself and against the name of the file (rules HDR104, HDR106, CTF1..).
#pragma once

#include "rules/header.hpp"
#include "rules/header_items.hpp"

namespace cbds::rules {

void check_ctf_header(const HeaderItems& items, const HeaderContext& context);

}  // namespace cbds::rules
