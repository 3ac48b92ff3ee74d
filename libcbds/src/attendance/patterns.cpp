#include "attendance/patterns.hpp"

#include "attendance/stretches.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

/// How many of certain days were possible ones for the pupil, and how many of these were missed.
void count_days(std::span<const PupilDay> days, std::span<const std::int32_t> wanted, std::uint32_t& possible, std::uint32_t& absent) noexcept {
    auto from = days.begin();
    for (const std::int32_t number : wanted) {
        from = std::lower_bound(from, days.end(), number, [](const PupilDay& day, std::int32_t other) { return day.number < other; });
        if (from == days.end()) return;
        if (from->number != number) continue;
        ++possible;
        absent += from->absent() != 0 ? 1 : 0;
    }
}

}  // namespace

void add_weekdays(PupilFigures& pupil, std::span<const PupilDay> days) noexcept {
    std::array<std::uint64_t, 7> sums{};  // possible ones, and those absent above them: one sum a day
    for (const PupilDay& day : days) {
        sums[weekday_index(day.number)] += count_halves(day.possible()) | std::uint64_t{count_halves(day.absent())} << 32U;
    }
    for (std::size_t weekday = 0; weekday < pupil.possible_by_weekday.size(); ++weekday) {
        pupil.possible_by_weekday[weekday] = static_cast<std::uint32_t>(sums[weekday]);
        pupil.absent_by_weekday[weekday] = static_cast<std::uint32_t>(sums[weekday] >> 32U);
    }
}

void add_break_days(PupilFigures& pupil, std::span<const PupilDay> days, const SchoolDays& school) noexcept {
    count_days(days, school.first_days(), pupil.first_days, pupil.absent_first_days);
    count_days(days, school.last_days(), pupil.last_days, pupil.absent_last_days);
}

void add_part_time(PupilFigures& pupil, MarksView view, std::uint32_t alert_from) {
    const CodeId code = named_codes().part_time;
    if (pupil.sessions.by_code[code] == 0) return;
    std::optional<std::int32_t> week;
    Alert alert{Alert::Kind::part_time_timetable, {}, {}, 0};
    for (std::size_t i = 0; i < view.codes.size(); ++i) {
        if (view.codes[i] != code) continue;
        const SessionNumber session = view.first + static_cast<SessionNumber>(i);
        alert.until = registers::date_of(session);
        if (week == week_of_day(session >> 1)) continue;
        week = week_of_day(session >> 1);
        if (++pupil.part_time_weeks == alert_from) alert.day = alert.until;
    }
    alert.count = pupil.part_time_weeks;
    if (alert_from != 0 && alert.count >= alert_from) pupil.alerts.push_back(alert);
}

}  // namespace cbds::attendance
