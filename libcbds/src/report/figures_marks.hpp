/// @file
/// The marks that count of a row of figures: of an enrolment, or of a pupil at several schools.
#pragma once

#include "attendance/marks_view.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace cbds::report {

/// The enrolments of a row, in the order of the registers.
[[nodiscard]] std::vector<std::uint32_t> enrolments_of(const attendance::PupilFigures& row);

/// Puts the marks of enrolments together as the figures count them; keeps its room from one row to the next.
class RowMarks {
public:
    /// @returns marks of days on the roll, the best of each session; good until the next call
    [[nodiscard]] attendance::MarksView of(const registers::Register& registers, std::span<const std::uint32_t> enrolments,
                                           const registers::Period& period);

private:
    std::vector<attendance::MarksView> views_;
    std::vector<registers::CodeId> room_;
};

}  // namespace cbds::report
