/// @file
/// Values compared as their types say: dates, numbers, booleans, codes.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <string>
#include <string_view>

namespace cbds::diff {

/// What does not count in a comparison of values.
struct ValueOptions {
    bool ignore_case = false;
    bool ignore_space = false;
    bool as_written = false;  ///< everything counts, blanks at the ends too; the two above are without effect
};

/// A value in the one form in which equal values are equal bytes: blanks at the ends gone; a number without leading and
/// trailing zeros; a date and time without its fraction of zeros; `true` for `1` where the type is a boolean. Codes and
/// identifiers are texts, but for the UPRN, which is a number. A value that is not of its type stays as it is.
/// @param type  `kNoType` for an unknown element
[[nodiscard]] std::string canonical_value(const schema::Dictionary& dictionary, schema::TypeId type, std::string_view value,
                                          const ValueOptions& options);

/// Whether two values are the same. Equal bytes, the most frequent case, cost nothing.
[[nodiscard]] bool same_value(const schema::Dictionary& dictionary, schema::TypeId type, std::string_view a, std::string_view b,
                              const ValueOptions& options);

}  // namespace cbds::diff
