#include "report/figures_marks.hpp"

#include <algorithm>

namespace cbds::report {

/// Of two marks that are equally good the first counts, so that the order is that of the figures.
std::vector<std::uint32_t> enrolments_of(const attendance::PupilFigures& row) {
    std::vector<std::uint32_t> enrolments = row.other_enrolments;
    enrolments.push_back(row.enrolment);
    std::sort(enrolments.begin(), enrolments.end());
    return enrolments;
}

attendance::MarksView RowMarks::of(const registers::Register& registers, std::span<const std::uint32_t> enrolments,
                                   const registers::Period& period) {
    views_.clear();
    for (const std::uint32_t each : enrolments) views_.push_back(attendance::counted_marks(registers.enrolments[each], period));
    return views_.size() == 1 ? views_.front() : attendance::merged_marks(views_, room_);
}

}  // namespace cbds::report
