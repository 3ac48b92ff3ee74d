/// @file
/// Writing a report, with a full disk noticed at once.
#pragma once

#include "cbds/error.hpp"

#include <ostream>
#include <string_view>

namespace cbds::report {

/// @throws OutputError where the stream takes no more
inline void put(std::ostream& out, std::string_view text) {
    out << text;
    if (!out) throw OutputError("the report cannot be written: is the disk full?");
}

}  // namespace cbds::report
