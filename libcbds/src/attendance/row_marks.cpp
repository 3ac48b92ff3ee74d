#include "attendance/row_marks.hpp"

#include <algorithm>

namespace cbds::attendance {

std::vector<std::uint32_t> enrolments_of(const PupilFigures& row) {
    std::vector<std::uint32_t> enrolments = row.other_enrolments;
    enrolments.push_back(row.enrolment);
    std::sort(enrolments.begin(), enrolments.end());
    return enrolments;
}

MarksView RowMarks::of(const Register& registers, std::span<const std::uint32_t> enrolments, const Period& period) {
    views_.clear();
    for (const std::uint32_t each : enrolments) views_.push_back(counted_marks(registers.enrolments[each], period));
    return views_.size() == 1 ? views_.front() : merged_marks(views_, room_);
}

}  // namespace cbds::attendance
