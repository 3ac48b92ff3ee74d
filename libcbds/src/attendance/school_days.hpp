/// @file
/// The days on which schools had sessions, as their marks tell.
#pragma once

#include "attendance/marks_view.hpp"

#include <vector>

namespace cbds::attendance {

/// The open sessions of a school: those that are possible ones for one pupil at least, unless a calendar says that the school is closed.
class SchoolDays {
public:
    /// Takes the marks of one enrolment in.
    void add(MarksView view);

    /// The same of another part of the school's enrolments.
    void add(const SchoolDays& part);

    /// Closes the sessions of which a calendar says that the school is not open, whatever marks there are.
    void close(const registers::Calendar& calendar, const registers::School& school);

    /// To be called when all marks are in, before anything below.
    void finish();

    [[nodiscard]] bool empty() const noexcept { return open_.empty(); }

    /// Open sessions, Monday to Friday, of a period.
    [[nodiscard]] std::uint32_t expected(const Period& period) const noexcept;

    /// How many of them have a mark in a view.
    [[nodiscard]] std::uint32_t expected_with_mark(MarksView view) const noexcept;

    /// Adds those of a period that have none.
    void list_expected_without_mark(const Period& period, MarksView view, std::vector<SessionNumber>& out) const;

    /// The last school day that is not after a day; nothing where there is none.
    [[nodiscard]] std::optional<std::int32_t> last_day(Date until) const noexcept;

    [[nodiscard]] std::span<const std::int32_t> days() const noexcept { return days_; }              ///< school days by number, in order
    [[nodiscard]] std::span<const std::int32_t> first_days() const noexcept { return first_days_; }  ///< after a break
    [[nodiscard]] std::span<const std::int32_t> last_days() const noexcept { return last_days_; }    ///< before one

private:
    void make_room(SessionNumber first, SessionNumber end);
    void list_days();
    void list_breaks();
    [[nodiscard]] SessionNumber end() const noexcept { return first_ + static_cast<SessionNumber>(open_.size()); }

    SessionNumber first_ = 0;
    std::vector<std::uint8_t> open_;              ///< 0xFF: open
    std::vector<std::uint8_t> expected_;          ///< 0xFF: open, and Monday to Friday
    std::vector<std::uint32_t> expected_before_;  ///< how many of these are before each session
    std::vector<std::int32_t> days_, first_days_, last_days_;
};

/// Of all schools of a register.
[[nodiscard]] std::vector<SchoolDays> school_days(const Register& registers, unsigned jobs);

}  // namespace cbds::attendance
