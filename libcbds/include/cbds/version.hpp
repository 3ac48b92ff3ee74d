/// @file
/// The version of the program, and the dates of the facts that it carries.
#pragma once

#include <string>
#include <string_view>

namespace cbds {

/// `0.1.0`
[[nodiscard]] std::string_view version() noexcept;

/// What `cbds --version` prints: the version, then a line each for the dictionary and the rule books.
[[nodiscard]] std::string version_text();

}  // namespace cbds
