/// @file
/// The days of a pupil that have a possible session: what spells, patterns and thresholds walk along.
#pragma once

#include "attendance/marks_view.hpp"
#include "cbds/register/codes.hpp"

#include <array>
#include <span>
#include <vector>

namespace cbds::attendance {

/// Sessions of a day as bits: 1 the morning, 2 the afternoon.
using HalfBits = std::uint8_t;
[[nodiscard]] constexpr std::uint32_t count_halves(HalfBits bits) noexcept { return (bits & 1U) + (bits >> 1U); }

struct PupilDay {
    std::int32_t number = 0;  ///< day number
    std::array<CodeId, 2> codes{};
    std::uint8_t bits = 0;    ///< the possible sessions, and above them those absent

    [[nodiscard]] HalfBits possible() const noexcept { return bits & 3U; }  ///< never 0
    [[nodiscard]] HalfBits absent() const noexcept { return static_cast<HalfBits>(bits >> 2U); }
};

/// Week of a day, Monday to Sunday, by a number that grows by one from week to week. (Day 0 was a Thursday.)
[[nodiscard]] constexpr std::int32_t week_of_day(std::int32_t day) noexcept { return (day + 3 + 7 * 1'000'000) / 7 - 1'000'000; }

/// Monday 0 to Sunday 6.
[[nodiscard]] constexpr std::size_t weekday_index(std::int32_t day) noexcept { return static_cast<std::uint32_t>(day + 3 + 7 * 1'000'000) % 7U; }

/// Lists days; keeps its room from one pupil to the next.
class PupilDays {
public:
    /// @returns days in order; good until the next call
    [[nodiscard]] std::span<const PupilDay> list(MarksView view);

private:
    PupilDay* append(MarksView part, PupilDay* out) const noexcept;
    void look_up(const registers::Categories& categories);

    std::vector<PupilDay> days_;
    const registers::Categories* categories_ = nullptr;
    std::array<std::uint8_t, 256> bits_{};  ///< by code, as of a morning: 1 possible, 4 absent
};

}  // namespace cbds::attendance
