#include "attendance/thresholds.hpp"

namespace cbds::attendance {
namespace {

constexpr std::uint32_t kPersistent = 10;  // 10 x absent >= possible: 10 percent
constexpr std::uint32_t kSevere = 2;       // 50 percent

constexpr bool holds(std::uint64_t absent, std::uint64_t possible, std::uint64_t times) noexcept {
    return possible > 0 && times * absent >= possible;
}

}  // namespace

std::uint32_t sessions_to_threshold(std::uint32_t absent, std::uint32_t possible, std::uint32_t times) noexcept {
    const std::uint64_t weighed = std::uint64_t{times} * absent;
    if (possible == 0) return 1;
    if (weighed >= possible) return static_cast<std::uint32_t>(weighed - possible + 1);
    // Each further session absent adds `times` on one side and 1 on the other.
    return static_cast<std::uint32_t>((possible - weighed + times - 2) / (times - 1));
}

/// From the end backwards, since the last crossing is wanted.
std::optional<Date> threshold_since(std::span<const PupilDay> days, const Sessions& sessions, std::uint32_t times) noexcept {
    std::uint64_t absent = sessions.absent();
    std::uint64_t possible = sessions.possible;
    if (!holds(absent, possible, times)) return std::nullopt;
    std::int32_t since = days.back().number;
    for (auto day = days.rbegin(); day != days.rend(); ++day) {
        if (!holds(absent, possible, times)) break;
        since = day->number;
        absent -= count_halves(day->absent());
        possible -= count_halves(day->possible());
    }
    return identifiers::date_of_day_number(since);
}

void add_thresholds(PupilFigures& pupil, std::span<const PupilDay> days, const std::optional<Date>& since) noexcept {
    const Sessions& sessions = pupil.sessions;
    pupil.to_persistent = sessions_to_threshold(sessions.absent(), sessions.possible, kPersistent);
    pupil.to_severe = sessions_to_threshold(sessions.absent(), sessions.possible, kSevere);
    pupil.persistent_since = threshold_since(days, sessions, kPersistent);
    pupil.severe_since = threshold_since(days, sessions, kSevere);
    const auto after = [&](const std::optional<Date>& day) { return since && day && *since <= *day; };
    pupil.crossed = after(pupil.persistent_since) || after(pupil.severe_since);
}

}  // namespace cbds::attendance
