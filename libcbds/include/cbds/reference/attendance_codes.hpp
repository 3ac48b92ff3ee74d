/// @file
/// The codes of attendance registers, each with the days on which it is in force and what it counts as.
///
/// A new set came into force on 19 August 2024. J (interview) ended then and J1 began: the two are not the same code,
/// because J counted as attendance and J1 counts as authorised absence. The day of the session decides, never that of
/// the file. The facts are rows of libcbds/data/attendance_codes.csv.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/schema/dictionary.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cbds::reference {

/// What a session counts as. Those from `not_required` on are no possible sessions.
enum class AttendanceCategory : std::uint8_t {
    present,         ///< attending at the school
    approved,        ///< approved educational activity: attending elsewhere
    authorised,      ///< absent with leave
    unauthorised,    ///< absent without leave
    not_required,    ///< not due in, or unable to attend
    administrative,  ///< not on the roll yet, or the school is closed
    missing,         ///< nothing was recorded
};

/// Whether the session counts among those that the pupil could have attended.
[[nodiscard]] constexpr bool is_possible(AttendanceCategory category) noexcept { return category < AttendanceCategory::not_required; }

/// One code for the days in which it means the same.
struct AttendanceCode {
    std::string_view code;                                     ///< `J1`
    char mark = 0;                                             ///< the one character that stands for it in a string of marks: `?`
    std::string_view label;                                    ///< what it means
    AttendanceCategory category = AttendanceCategory::missing;
    std::optional<identifiers::Date> since;                    ///< first day; nothing: as far back as is known
    std::optional<identifiers::Date> until;                    ///< last day; nothing: still in force
    schema::Confidence confidence = schema::Confidence::certain;
    std::string_view successor;                                ///< code or codes in its place since; empty for none

    [[nodiscard]] bool in_force(identifiers::Date day) const noexcept { return (!since || *since <= day) && (!until || day <= *until); }
};

/// All codes. Rows of one code stand together, the earlier days first.
[[nodiscard]] std::span<const AttendanceCode> attendance_codes() noexcept;

/// A code as it is on a day, where it is in force then; else as it is in the days nearest to it. Null for no code.
[[nodiscard]] const AttendanceCode* find_attendance_code(std::string_view code, identifiers::Date day) noexcept;

/// The same for a character in a string of marks. The characters for codes of two places are those of one supplier's
/// software; it is likely that others write the same.
[[nodiscard]] const AttendanceCode* find_attendance_mark(char mark, identifiers::Date day) noexcept;

}  // namespace cbds::reference
