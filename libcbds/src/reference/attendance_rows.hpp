/// @file
/// Rows of libcbds/data/attendance_codes.csv.
#pragma once

#include "cbds/reference/attendance_codes.hpp"
#include "reference/calendar_rows.hpp"

#include <span>
#include <stdexcept>
#include <string_view>

namespace cbds::reference {

constexpr AttendanceCategory category_of(std::string_view name) {
    constexpr std::string_view kNames[] = {"present", "approved", "authorised", "unauthorised", "not-required", "administrative", "missing"};
    for (std::size_t place = 0; place < std::size(kNames); ++place)
        if (kNames[place] == name) return static_cast<AttendanceCategory>(place);
    throw std::invalid_argument("not a category of attendance");
}

constexpr std::optional<identifiers::Date> day_or_none(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(date_of(text));
}

struct AttendanceRow : AttendanceCode {
    constexpr AttendanceRow(std::string_view row_code, std::string_view row_mark, std::string_view row_label, std::string_view row_category,
                            std::string_view row_since, std::string_view row_until, std::string_view row_confidence,
                            std::string_view row_successor)
        : AttendanceCode{row_code,  row_mark[0], row_label, category_of(row_category), day_or_none(row_since), day_or_none(row_until),
                         confidence_of(row_confidence), row_successor} {}
};

/// The table, made from the file of the same name.
[[nodiscard]] std::span<const AttendanceRow> attendance_rows() noexcept;

}  // namespace cbds::reference
