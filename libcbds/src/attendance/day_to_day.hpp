/// @file
/// The same pupils from day to day.
#pragma once

#include "attendance/pupil_days.hpp"

#include <span>
#include <vector>

namespace cbds::attendance {

/// Counts by day, of any number of pupils.
class DayCounts {
public:
    /// @param days  of one pupil, from before the first day that counts on, as far as there are marks
    /// @param from  the first day that counts, by number
    void add(std::span<const PupilDay> days, std::int32_t from);
    void add(const DayCounts& part);

    /// The days with a possible session, in order.
    [[nodiscard]] std::vector<DayToDay> days() const;

private:
    struct Counts {
        std::uint32_t pupils = 0, absent = 0, day_before = 0, two_days_before = 0;
    };
    void make_room(std::int32_t first, std::int32_t last);

    std::int32_t first_ = 0;
    std::vector<Counts> counts_;
};

}  // namespace cbds::attendance
