#include "report/figures_calendar.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

constexpr std::uint8_t kMarked = 1;
constexpr std::uint8_t kSchoolDay = 2;
constexpr std::size_t kMostWeeks = 60;  // in a picture: the last ones

}  // namespace

SchoolWeeks::SchoolWeeks(const registers::Register& registers, const std::optional<registers::Period>& period)
    : period_(period.value_or(attendance::kAllDays)),
      sessions_(registers.schools.size()),
      weeks_(registers.schools.size()) {
    for (const registers::Enrolment& enrolment : registers.enrolments) add(sessions_[enrolment.school], enrolment.marks);
    for (std::size_t i = 0; i < sessions_.size(); ++i) list_weeks(sessions_[i], weeks_[i]);
}

/// Planned closures alone make no school day.
void SchoolWeeks::add(SchoolSessions& sessions, const registers::Marks& marks) {
    registers::SessionNumber session = 0;
    const auto codes = marks.within(period_, session);
    if (codes.empty()) return;
    if (sessions.seen.empty()) sessions.first = session;
    if (session < sessions.first) {
        sessions.seen.insert(sessions.seen.begin(), static_cast<std::size_t>(sessions.first - session), 0);
        sessions.first = session;
    }
    const auto start = static_cast<std::size_t>(session - sessions.first);
    if (sessions.seen.size() < start + codes.size()) sessions.seen.resize(start + codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i, ++session) {
        if (codes[i] == registers::kNoCode) continue;
        const auto category = registers::category_of(codes[i], session);
        const bool school_day = category != registers::AttendanceCategory::administrative && category != registers::AttendanceCategory::missing;
        sessions.seen[start + i] |= school_day ? kMarked | kSchoolDay : kMarked;
    }
}

void SchoolWeeks::list_weeks(const SchoolSessions& sessions, std::vector<int>& weeks) {
    for (std::size_t i = 0; i < sessions.seen.size(); ++i) {
        const int week = attendance::week_of_day((sessions.first + static_cast<registers::SessionNumber>(i)) >> 1);
        if ((sessions.seen[i] & kSchoolDay) != 0 && (weeks.empty() || weeks.back() != week)) weeks.push_back(week);
    }
}

/// A week without a school day ends a block.
std::vector<std::vector<int>> SchoolWeeks::blocks(std::span<const std::uint32_t> schools) const {
    std::vector<int> weeks;
    for (const std::uint32_t school : schools) weeks.insert(weeks.end(), weeks_[school].begin(), weeks_[school].end());
    std::sort(weeks.begin(), weeks.end());
    weeks.erase(std::unique(weeks.begin(), weeks.end()), weeks.end());
    if (weeks.size() > kMostWeeks) weeks.erase(weeks.begin(), weeks.end() - kMostWeeks);
    std::vector<std::vector<int>> blocks;
    for (const int week : weeks) {
        if (blocks.empty() || blocks.back().back() + 1 != week) blocks.emplace_back();
        blocks.back().push_back(week);
    }
    return blocks;
}

bool SchoolWeeks::has_marks(std::uint32_t school, registers::SessionNumber session) const noexcept {
    const SchoolSessions& sessions = sessions_[school];
    const auto place = static_cast<std::uint32_t>(session - sessions.first);
    return place < sessions.seen.size() && sessions.seen[place] != 0;
}

}  // namespace cbds::report
