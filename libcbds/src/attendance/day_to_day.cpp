#include "attendance/day_to_day.hpp"

#include <algorithm>

namespace cbds::attendance {

void DayCounts::make_room(std::int32_t first, std::int32_t last) {
    if (counts_.empty()) first_ = first;
    if (first < first_) {
        counts_.insert(counts_.begin(), static_cast<std::size_t>(first_ - first), Counts{});
        first_ = first;
    }
    const auto size = static_cast<std::size_t>(last - first_) + 1;
    if (size > counts_.size()) counts_.resize(size);
}

void DayCounts::add(std::span<const PupilDay> days, std::int32_t from) {
    if (days.empty() || days.back().number < from) return;
    make_room(std::max(days.front().number, from), days.back().number);
    unsigned run = 0;  // days absent one after the other, this one among them
    for (const PupilDay& day : days) {
        run = day.absent() == 0 ? 0 : run + 1;
        if (day.number < from) continue;
        Counts& counts = counts_[static_cast<std::size_t>(day.number - first_)];
        ++counts.pupils;
        if (run == 0) continue;
        ++counts.absent;
        counts.day_before += run > 1 ? 1 : 0;
        counts.two_days_before += run > 2 ? 1 : 0;
    }
}

void DayCounts::add(const DayCounts& part) {
    if (part.counts_.empty()) return;
    make_room(part.first_, part.first_ + static_cast<std::int32_t>(part.counts_.size()) - 1);
    Counts* to = counts_.data() + (part.first_ - first_);
    for (const Counts& from : part.counts_) {
        to->pupils += from.pupils;
        to->absent += from.absent;
        to->day_before += from.day_before;
        to->two_days_before += from.two_days_before;
        ++to;
    }
}

std::vector<DayToDay> DayCounts::days() const {
    std::vector<DayToDay> result;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        const Counts& counts = counts_[i];
        if (counts.pupils == 0) continue;
        const Date day = identifiers::date_of_day_number(first_ + static_cast<std::int32_t>(i));
        result.push_back({day, counts.pupils, counts.absent, counts.day_before, counts.two_days_before});
    }
    return result;
}

}  // namespace cbds::attendance
