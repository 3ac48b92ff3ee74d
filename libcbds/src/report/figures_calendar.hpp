/// @file
/// A pupil's marks as a picture: weeks across, days and sessions down, a block a half term.
///
/// A session has the colour of what it counts as and, unless the pupil was simply there, the letters of its code: colour is
/// never the only sign. What the picture shows is told in words for who cannot see it.
#pragma once

#include "report/figures_columns.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {

/// The number of the week of a session, Monday to Sunday, and of the session in the morning of its Monday.
[[nodiscard]] constexpr int week_of(registers::SessionNumber session) noexcept { return ((session >> 1) + 3 + 7 * 200'000) / 7 - 200'000; }
[[nodiscard]] constexpr registers::SessionNumber monday_of(int week) noexcept { return 2 * (7 * week - 3); }

/// The weeks in which the schools have sessions, for pictures that can be laid side by side.
class SchoolWeeks {
public:
    SchoolWeeks(const registers::Register& registers, const std::optional<registers::Period>& period);

    /// Numbers of weeks, a list for each block of weeks without a break.
    [[nodiscard]] const std::vector<std::vector<int>>& blocks(std::uint32_t school) const { return blocks_[school]; }

    /// Whether somebody has a mark in a session.
    [[nodiscard]] bool has_marks(std::uint32_t school, registers::SessionNumber session) const noexcept;

private:
    struct SchoolSessions {
        registers::SessionNumber first = 0;
        std::vector<std::uint8_t> seen;  ///< 1: a mark, 2: one of a school day
    };
    void add(SchoolSessions& sessions, const registers::Marks& marks);
    void list_blocks(const SchoolSessions& sessions, std::vector<std::vector<int>>& blocks) const;

    registers::Period period_;
    std::vector<SchoolSessions> sessions_;
    std::vector<std::vector<std::vector<int>>> blocks_;
};

/// The picture as markup; empty where there is nothing to be seen.
[[nodiscard]] std::string calendar_picture(const PupilRow& row, const SchoolWeeks& weeks);

/// What its colours and letters mean, as markup.
[[nodiscard]] std::string calendar_key();

/// Its style sheet.
[[nodiscard]] std::string_view calendar_style() noexcept;

}  // namespace cbds::report
