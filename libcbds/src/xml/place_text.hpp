/// @file
/// Places as messages begin with them.
#pragma once

#include "cbds/xml/place.hpp"

#include <string>

namespace cbds::xml {

/// `returns/autumn.xml:412:15: `
[[nodiscard]] inline std::string place_text(const std::string& name, const Place& place) {
    return name + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ": ";
}

}  // namespace cbds::xml
