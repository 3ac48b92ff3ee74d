/// @file
/// The parts that are the same on every page of HTML: frame, style sheet, script.
#pragma once

#include "cbds/report/report.hpp"

#include <string>
#include <string_view>

namespace cbds::report {

/// The style sheet.
[[nodiscard]] std::string_view page_style() noexcept;

/// The script of the report of findings: views, filters and search over the list that the page already has.
[[nodiscard]] std::string_view page_script() noexcept;

/// SHA-256 of a script in base64. The page allows this script and no other, so that nothing that a document could
/// smuggle in is ever run.
[[nodiscard]] std::string script_hash(std::string_view script);
[[nodiscard]] inline std::string page_script_hash() { return script_hash(page_script()); }

/// What differs between pages in their frame.
struct PageFrame {
    std::string title;       ///< as text
    std::string_view style;  ///< of this page, behind the common style sheet
    std::string_view script;
    std::string_view skip_to;     ///< id of what a keyboard can go to at once
    std::string_view skip_words;  ///< `Skip to the findings`
};

/// From the document type to the start of the body.
[[nodiscard]] std::string page_head(const PageFrame& frame);

/// What is masked, the program's version, the script, and the end.
[[nodiscard]] std::string page_foot(const PageFrame& frame, Redact redact);

}  // namespace cbds::report
