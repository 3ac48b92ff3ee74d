/// @file
/// One finding on the HTML page.
#pragma once

#include "cbds/report/report.hpp"

#include <cstddef>
#include <string>

namespace cbds::report {

/// `1,234`.
[[nodiscard]] std::string thousands(std::uint64_t number);

/// A label in the colour of the severity.
[[nodiscard]] std::string severity_badge(rules::Severity severity);

/// A box with a text to be copied, and changed before.
/// @param id  of the box, for its label
[[nodiscard]] std::string note_box(const std::string& id, std::string_view summary, const std::string& note);

/// Where a finding stands among the others.
struct FindingPlace {
    std::size_t file = 0;        ///< number of the file
    std::size_t year_group = 0;  ///< its place
    std::uint64_t number = 0;    ///< among the findings of its rule, from 1
};

/// The finding as an item of the list of its rule.
[[nodiscard]] std::string finding_item(const rules::Finding& finding, const std::string& file, const FindingPlace& place,
                                       Redact redact);

}  // namespace cbds::report
