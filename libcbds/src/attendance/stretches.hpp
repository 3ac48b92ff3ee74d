/// @file
/// Codes change what they count as on a few days only. Between them one table serves for all sessions.
#pragma once

#include "attendance/marks_view.hpp"
#include "cbds/register/codes.hpp"

namespace cbds::attendance {

/// The end of the stretch that begins with `first`: the session before which all categories stay as they are then, `end` at most.
[[nodiscard]] SessionNumber stretch_end(SessionNumber first, SessionNumber end) noexcept;

/// Calls `work(part, categories)` for each stretch of a view, in order of time.
template <class Work>
void for_stretches(MarksView view, Work&& work) {
    while (!view.empty()) {
        const auto size = static_cast<std::size_t>(stretch_end(view.first, view.end()) - view.first);
        const MarksView part{view.first, view.codes.first(size)};
        work(part, registers::categories_in(view.first));
        view = {part.end(), view.codes.subspan(size)};
    }
}

/// Numbers of codes that figures name.
struct NamedCodes {
    CodeId late, late_unauthorised, holiday, no_reason, other_unauthorised, illness, part_time;  ///< L U G N O I C2
};
[[nodiscard]] const NamedCodes& named_codes() noexcept;

}  // namespace cbds::attendance
