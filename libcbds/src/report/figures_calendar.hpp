/// @file
/// A pupil's marks as a picture: weeks across, days and sessions down, a block a half term.
///
/// A session has the colour of what it counts as and, unless the pupil was simply there, the letters of its code: colour is
/// never the only sign. What the picture shows is told in words for who cannot see it.
#pragma once

#include "attendance/pupil_days.hpp"
#include "report/figures_columns.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {

/// The session in the morning of the Monday of a week, which has the number that attendance::week_of_day gives.
[[nodiscard]] constexpr registers::SessionNumber monday_of(int week) noexcept { return 2 * (7 * week - 3); }

/// The weeks in which the schools have sessions, for pictures that can be laid side by side.
class SchoolWeeks {
public:
    SchoolWeeks(const registers::Register& registers, const std::optional<registers::Period>& period);

    /// The days that are shown.
    [[nodiscard]] const registers::Period& period() const noexcept { return period_; }

    /// Numbers of weeks in which one of the schools has sessions, a list for each block of weeks without a break.
    [[nodiscard]] std::vector<std::vector<int>> blocks(std::span<const std::uint32_t> schools) const;

    /// Whether somebody has a mark in a session.
    [[nodiscard]] bool has_marks(std::uint32_t school, registers::SessionNumber session) const noexcept;

private:
    struct SchoolSessions {
        registers::SessionNumber first = 0;
        std::vector<std::uint8_t> seen;  ///< 1: a mark, 2: one of a school day
    };
    void add(SchoolSessions& sessions, const registers::Marks& marks);
    static void list_weeks(const SchoolSessions& sessions, std::vector<int>& weeks);

    registers::Period period_;
    std::vector<SchoolSessions> sessions_;
    std::vector<std::vector<int>> weeks_;  ///< by school: those with a school day, in order
};

/// The picture as markup; empty where there is nothing to be seen.
[[nodiscard]] std::string calendar_picture(const PupilRow& row, const SchoolWeeks& weeks);

/// What its colours and letters mean, as markup.
[[nodiscard]] std::string calendar_key();

/// Its style sheet.
[[nodiscard]] std::string_view calendar_style() noexcept;

}  // namespace cbds::report
