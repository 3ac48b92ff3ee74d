/// @file
/// The beginning of a text, for messages and lists that keep no more of it.
#pragma once

#include "cbds/io/encoding.hpp"

#include <cstddef>
#include <string_view>

namespace cbds::io {

/// Bytes that are kept of a value unless somebody asks for more.
inline constexpr std::size_t kLongestKept = 40;

/// As much of a text of UTF-8 as has room, cut between two characters.
[[nodiscard]] inline std::string_view shortened(std::string_view text, std::size_t longest = kLongestKept) noexcept {
    return text.size() <= longest ? text : text.substr(0, valid_utf8_prefix(text.substr(0, longest)));
}

}  // namespace cbds::io
