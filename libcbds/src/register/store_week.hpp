/// @file
/// The marks of a pupil in a week, as a store keeps them: a blob of about 50 bytes.
///
/// Weeks and not years, so that all that one day changes stands together in the database.
#pragma once

#include "cbds/register/session.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::registers {

/// That a session had a code, and when that was recorded for the first and the last time (seconds since 1970 UTC).
struct Observation {
    std::int64_t code = 0;  ///< number in the store's own list of codes
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::uint64_t minutes_late = 0;

    friend bool operator==(const Observation&, const Observation&) = default;
};

/// Two observations of the same code as one: in whatever order any number of them is joined, the outcome is the same.
[[nodiscard]] Observation joined(const Observation& a, const Observation& b) noexcept;

inline constexpr int kWeekSessions = 14;

/// Weeks are counted from the one in which 1970 began; they begin on Monday.
[[nodiscard]] constexpr int week_of(SessionNumber session) noexcept {
    const int days = (session >> 1) + 3;  // since Monday, 29 December 1969
    return days >= 0 ? days / 7 : -((6 - days) / 7);
}
[[nodiscard]] constexpr SessionNumber first_session(int week) noexcept { return 2 * (7 * week - 3); }

/// The marks that hold in a week.
class WeekMarks {
public:
    explicit WeekMarks(int week) noexcept : first_(first_session(week)) {}

    /// @throws DamagedBlob
    WeekMarks(int week, std::string_view blob);

    /// The mark of a session of the week, if there is one.
    [[nodiscard]] std::optional<Observation>& at(SessionNumber session) noexcept { return marks_[static_cast<std::size_t>(session - first_)]; }

    [[nodiscard]] SessionNumber first() const noexcept { return first_; }
    [[nodiscard]] SessionNumber end() const noexcept { return first_ + kWeekSessions; }

    [[nodiscard]] std::string blob() const;

private:
    SessionNumber first_;
    std::array<std::optional<Observation>, kWeekSessions> marks_{};
};

}  // namespace cbds::registers
