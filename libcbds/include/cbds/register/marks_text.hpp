/// @file
/// The string of marks of a Common Transfer File (AttendanceMarks), taken apart: two characters a calendar day, the morning's and
/// the afternoon's, from AttendanceStartDate on; `##` on days without sessions.
///
/// A code of two places has one character there, that of one supplier's software (libcbds/data/attendance_codes.csv): J1 is `?`.
/// Shared by the reader of registers and by what writes the string (cbds/attendance/transfer.hpp).
#pragma once

#include "cbds/register/codes.hpp"
#include "cbds/register/session.hpp"

#include <string_view>
#include <vector>

namespace cbds::registers {

/// One character of the string.
struct TextMark {
    SessionNumber session = 0;
    std::string_view text;  ///< as it stands: one character, which may take several bytes; a view into the string
    std::string_view code;  ///< the code that it stands for; empty for a blank, `-` and what is no code
    bool stand_in = false;  ///< it stands for a code of two places
};

/// The marks of a string, `#` of weekends among them. Line ends and what indents them are layout and stand for no session;
/// a blank elsewhere is a session without a mark.
[[nodiscard]] std::vector<TextMark> read_marks_text(Date start, std::string_view marks);

/// Whether nothing was recorded: a blank or `-`, which old strings hold.
[[nodiscard]] bool is_no_mark(std::string_view text) noexcept;

/// The character that stands for a code in the string; `-` for no mark and for what is no code.
[[nodiscard]] char mark_character(CodeId code) noexcept;

}  // namespace cbds::registers
