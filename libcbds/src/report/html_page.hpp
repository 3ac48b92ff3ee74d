/// @file
/// The parts of the HTML report that are the same on every page.
#pragma once

#include <string>
#include <string_view>

namespace cbds::report {

/// The style sheet.
[[nodiscard]] std::string_view page_style() noexcept;

/// The script: views, filters and search over the list that the page already has.
[[nodiscard]] std::string_view page_script() noexcept;

/// SHA-256 of the script in base64. The page allows this script and no other, so that nothing that a document could
/// smuggle in is ever run.
[[nodiscard]] std::string page_script_hash();

}  // namespace cbds::report
