/// @file
/// The marks that count of a row of figures: of an enrolment, or of a pupil at several schools.
#pragma once

#include "attendance/marks_view.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace cbds::attendance {

/// The enrolments of a row, in the order of the registers: of two marks that are equally good the first counts.
[[nodiscard]] std::vector<std::uint32_t> enrolments_of(const PupilFigures& row);

/// Puts the marks of enrolments together; keeps its room from one row to the next.
class RowMarks {
public:
    /// @returns marks of days on the roll, the best of each session; good until the next call
    [[nodiscard]] MarksView of(const Register& registers, std::span<const std::uint32_t> enrolments, const Period& period);

    /// Those of each enrolment. Good until the next call of of().
    [[nodiscard]] std::span<const MarksView> views() const noexcept { return views_; }

private:
    std::vector<MarksView> views_;
    std::vector<CodeId> room_;
};

}  // namespace cbds::attendance
