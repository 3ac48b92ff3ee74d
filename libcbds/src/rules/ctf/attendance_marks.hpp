/// @file
/// A string of attendance marks taken apart: two for every day of the calendar, morning and afternoon, from a start date.
#pragma once

#include "cbds/reference/attendance_codes.hpp"
#include "rules/rule_book.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cbds::rules {

/// Whether nothing can be wrong with a mark but its place. Nearly all of them are these.
[[nodiscard]] constexpr bool is_plain_mark(char mark) noexcept { return mark == '/' || mark == '\\' || mark == '#'; }

/// Whether a character is the mark of some code.
[[nodiscard]] bool is_attendance_mark(char mark) noexcept;

/// The marks of one year at one school.
class AttendanceMarks {
public:
    /// @param node   of the marks; 0 for none
    /// @param start  of the first of them; nothing where it is not known, and then there are no marks to look at
    AttendanceMarks(const PartView& view, NodeNumber node, std::optional<identifiers::Date> start);

    [[nodiscard]] NodeNumber node() const noexcept { return node_; }
    [[nodiscard]] std::size_t size() const noexcept { return marks_.size(); }
    [[nodiscard]] char operator[](std::size_t place) const noexcept { return marks_[place]; }
    [[nodiscard]] bool has(char mark) const noexcept { return marks_.find(mark) != std::string_view::npos; }

    static bool is_morning(std::size_t place) noexcept { return place % 2 == 0; }
    [[nodiscard]] identifiers::Date day(std::size_t place) const noexcept { return identifiers::date_of_day_number(first_day_ + static_cast<int>(place / 2)); }

    /// Day of the week: 1 Monday to 7 Sunday.
    [[nodiscard]] int weekday(std::size_t place) const noexcept { return (first_weekday_ - 1 + static_cast<int>(place / 2)) % 7 + 1; }

    /// The code of a mark on its day; null for a character that is none.
    [[nodiscard]] const reference::AttendanceCode* code(std::size_t place) const noexcept {
        return reference::find_attendance_mark(marks_[place], day(place));
    }

    /// Whether a code is in force on the day of a mark. Most codes always are.
    [[nodiscard]] bool in_force(const reference::AttendanceCode& code, std::size_t place) const noexcept {
        return (!code.since && !code.until) || code.in_force(day(place));
    }

    /// Whether a session was held, and the pupil on the roll: anything but a closure and a pupil to come.
    [[nodiscard]] bool is_session(std::size_t place) const noexcept;

    /// The first and the last such session; nothing where there is none.
    [[nodiscard]] std::optional<std::size_t> first_session() const noexcept;
    [[nodiscard]] std::optional<std::size_t> last_session() const noexcept;

    /// Whether every character is the mark of a code, and every day has two.
    [[nodiscard]] bool can_be_counted() const noexcept;

private:
    NodeNumber node_;
    int first_day_ = 0;  ///< its day number
    int first_weekday_ = 1;
    std::string_view marks_;
};


/// Gathers the marks with one fault, to tell of them in one finding.
class FaultyMarks {
public:
    explicit FaultyMarks(const AttendanceMarks& marks) : marks_(marks) {}

    void add(std::size_t place, schema::Confidence sure = schema::Confidence::certain);

    /// Tells of them, if there are any: how many, and the day of the first. Never which mark it is.
    void report(std::string_view fault, std::string expected, Failures& failures) const;

private:
    const AttendanceMarks& marks_;
    std::size_t count_ = 0;
    std::size_t first_ = 0;
    schema::Confidence sure_ = schema::Confidence::guess;  ///< of the surest of them
};

}  // namespace cbds::rules
