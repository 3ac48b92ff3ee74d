/// @file
/// Names of persons, as far as they are compared: letter case, accents, blanks and hyphens do not count.
#pragma once

#include <string>
#include <string_view>

namespace cbds::identifiers {

/// A name as it is compared: small letters without accents, and nothing else. `O'Brien-Smith` and `obrien SMITH` have
/// the same key. Text that is not UTF-8 is compared as it stands.
[[nodiscard]] std::string name_key(std::string_view name);

}  // namespace cbds::identifiers
