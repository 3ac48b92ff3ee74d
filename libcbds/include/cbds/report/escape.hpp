/// @file
/// Texts from outside - file names, values - made fit for a terminal.
#pragma once

#include <string>
#include <string_view>

namespace cbds::report {

/// The text with everything a terminal might act on written out: control characters, characters that change
/// the direction or cannot be seen, line separators, and bytes that are not UTF-8. `\n`, `\x1B`, `\u202E`.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace cbds::report
