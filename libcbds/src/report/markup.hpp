/// @file
/// Texts from outside, fit for XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace cbds::report {

/// The text as it may stand between tags and in an attribute in quotes. What cannot be seen is written out, which
/// leaves only characters that XML allows.
[[nodiscard]] std::string markup_text(std::string_view text);

}  // namespace cbds::report
