/// @file
/// A value on the page of changes: old and new beside each other, however long they are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cbds::report {

/// How much at the start of two long values may be left out because it is alike.
[[nodiscard]] std::size_t alike_bytes(std::string_view before, std::string_view after);

/// The value as markup, cut where it is too long. @param from  what stands before this byte is left out
[[nodiscard]] std::string value_box(std::string_view value, std::size_t from = 0);

/// A name, a key: as markup, cut where it is longer than any that is meant well.
[[nodiscard]] std::string name_words(std::string_view text);

}  // namespace cbds::report
