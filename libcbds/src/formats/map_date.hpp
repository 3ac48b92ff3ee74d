/// @file
/// Dates in the form that a spreadsheet has them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cbds::formats {

/// Whether it is the form of a date: YYYY, MM (or M, or MMM for `Jan`) and DD (or D), with anything between them.
[[nodiscard]] bool is_date_form(std::string_view form) noexcept;

/// The date as YYYY-MM-DD; nothing where the text does not have the form, or no such day exists. M and D take one digit
/// or two.
[[nodiscard]] std::optional<std::string> read_date(std::string_view text, std::string_view form);

}  // namespace cbds::formats
