/// @file
/// Attendance codes as small numbers, so that a year of a pupil's marks is a string of bytes.
///
/// The facts - what a code counts as on which day - are those of cbds/reference/attendance_codes.hpp. The day of the session
/// decides: J counts as attendance to 18 August 2024, J1 as authorised absence since.
#pragma once

#include "cbds/reference/attendance_codes.hpp"
#include "cbds/register/session.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

using reference::AttendanceCategory;

/// 0: no mark was recorded (`-` too). 1 to known_codes().size(): a code of the table. From kFirstOtherCode on: what stands there is no
/// code; its text is in Register::other_codes.
using CodeId = std::uint8_t;
inline constexpr CodeId kNoCode = 0;
inline constexpr CodeId kFirstOtherCode = 128;
inline constexpr CodeId kTooManyOthers = 255;  ///< all texts beyond the first hundred or so

[[nodiscard]] constexpr bool is_other(CodeId code) noexcept { return code >= kFirstOtherCode; }

/// Each code of the table once, whatever its days; `-` is not among them. Index 0 has the number 1.
[[nodiscard]] std::span<const std::string_view> known_codes() noexcept;

/// The number of a code as it is written exactly (`J1`); `kNoCode` for an empty text and for `-`; nothing for no code.
[[nodiscard]] std::optional<CodeId> find_code(std::string_view text) noexcept;

/// The text of a number that the table has; empty for kNoCode.
[[nodiscard]] std::string_view code_text(CodeId code) noexcept;

/// The same after mending what software does to codes: blanks around it, lower case, `\\`, slashes of other alphabets.
struct MendedCode {
    std::optional<CodeId> code;  ///< nothing: it is no code
    bool mended = false;         ///< it was not written as it should be
};
[[nodiscard]] MendedCode mend_code(std::string_view text);

/// What codes count as in a session, by number: asked for once, to be used for many marks. Numbers of no code count as missing.
using Categories = std::array<AttendanceCategory, 256>;
[[nodiscard]] const Categories& categories_in(SessionNumber session) noexcept;

/// The same for a session; as fast as two comparisons.
[[nodiscard]] AttendanceCategory category_of(CodeId code, SessionNumber session) noexcept;

/// The row of a code on a day; null where the code is no code. It may not be in force then: `in_force` tells.
[[nodiscard]] const reference::AttendanceCode* find_row(CodeId code, Date day) noexcept;

/// Whether a session with that category is one of absence; reference::is_possible() tells whether it is a possible one.
[[nodiscard]] constexpr bool is_absent(AttendanceCategory c) noexcept { return c == AttendanceCategory::authorised || c == AttendanceCategory::unauthorised; }

}  // namespace cbds::registers
