/// @file
/// The word that was probably meant by one that is not known: the end of an error message.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cbds::schema {

/// The candidate that differs least: by a slip or two of the pen, or by letter case only.
/// @returns the first of the nearest; empty where none is near
[[nodiscard]] std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates);

/// `; did you mean attendance?`, or nothing where no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace cbds::schema
