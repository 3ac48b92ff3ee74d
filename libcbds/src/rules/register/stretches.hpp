/// @file
/// Marks that belong together: one finding instead of hundreds.
#pragma once

#include "rules/register/faults.hpp"

#include <algorithm>

namespace cbds::rules {

/// What a rule says of a mark. One that is passed over neither belongs to a stretch nor ends it.
enum class Held : std::uint8_t { no, yes, passed_over };

/// Which marks make one stretch: those of one code one after the other, of any code one after the other, or all that the pupil has.
enum class Joined : std::uint8_t { same_code, any_code, all };

inline void extend(Stretch& stretch, SessionNumber session, CodeId code) noexcept {
    const bool is_new_day = stretch.marks == 0 || session >> 1 != stretch.last >> 1;
    if (stretch.marks == 0) stretch = {session, session, 0, 0, code};
    stretch.last = session;
    ++stretch.marks;
    stretch.days += is_new_day ? 1U : 0U;
}

/// @param holds  Held(SessionNumber, CodeId)
/// @param tell   is given each stretch
template <typename Holds, typename Tell>
void for_each_stretch(const registers::Marks& marks, Joined joined, Holds holds, Tell tell) {
    Stretch open;
    SessionNumber session = marks.first() - 1;
    for (const CodeId code : marks.codes()) {
        ++session;
        if (code == registers::kNoCode) continue;
        const Held held = holds(session, code);
        if (held == Held::passed_over || (held == Held::no && (joined == Joined::all || open.marks == 0))) continue;
        const bool ends = held == Held::no || (joined == Joined::same_code && code != open.code);
        if (ends && open.marks > 0) {
            tell(open);
            open = {};
        }
        if (held == Held::yes) extend(open, session, code);
    }
    if (open.marks > 0) tell(open);
}

/// The same where a mark is held or not: `holds` is bool(SessionNumber, CodeId).
template <typename Holds, typename Tell>
void for_each_run(const registers::Marks& marks, Joined joined, Holds holds, Tell tell) {
    for_each_stretch(marks, joined, [&](SessionNumber session, CodeId code) { return holds(session, code) ? Held::yes : Held::no; }, tell);
}

/// A number of the table; it has all codes that the rules name.
inline CodeId known_code(std::string_view text) noexcept { return registers::find_code(text).value_or(registers::kNoCode); }

}  // namespace cbds::rules
