/// @file
/// How pupils of a phase are absent, and when: the tables of invented registers, ready to draw from.
#pragma once

#include "cbds/register/codes.hpp"
#include "sample/random.hpp"
#include "sample/register_rows.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace cbds::sample {

/// Something that befalls a pupil: a code for some sessions.
struct Happening {
    registers::CodeId code = registers::kNoCode;
    unsigned weight = 0;
    unsigned shortest = 1;
    unsigned longest = 1;

    /// Longer ones are stretched; a single appointment stays one.
    [[nodiscard]] int length(Random& random, unsigned stretch) const noexcept;
    [[nodiscard]] unsigned mean(unsigned stretch) const noexcept;  ///< in tenths of a session
};

/// Happenings of which one is drawn by its weight. Illness is kept apart, for it comes in waves.
struct Happenings {
    std::vector<Happening> others;
    Happening illness;
    unsigned sum = 0;  ///< of the weights of the others

    [[nodiscard]] const Happening& pick(Random& random) const noexcept;  ///< of the others
    [[nodiscard]] unsigned mean(unsigned stretch) const noexcept;        ///< in tenths of a session, of all
};

/// The chances of one pupil, in a million sessions.
struct Chances {
    unsigned illness = 0;
    unsigned absence = 0;  ///< other than by illness
    unsigned other = 0;    ///< what is no absence
    unsigned stretch = 100;
    bool often = false;
};

/// The habits of a phase in a year.
class Habits {
public:
    /// @param phase  `primary`, `secondary`, `special`, `referral`
    /// @param old_codes  those before 19 August 2024
    /// @throws Error where the tables have nothing for it
    Habits(std::string_view phase, bool old_codes);

    /// Draws what kind of pupil it is.
    [[nodiscard]] Chances chances(Random& random) const;

    [[nodiscard]] const Happenings& absences(bool often) const noexcept { return often ? often_ : usual_; }
    [[nodiscard]] const Happenings& others() const noexcept { return other_; }

private:
    std::vector<AttendancePupilsRow> kinds_;
    Happenings usual_, often_, other_;
};

/// Percent by session of the week: Monday morning, Monday afternoon ... @throws Error where a session has none
[[nodiscard]] std::array<unsigned, 10> weekday_factors();

}  // namespace cbds::sample
