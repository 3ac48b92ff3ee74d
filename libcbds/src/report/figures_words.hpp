/// @file
/// Figures in words: rates, spells, alerts, what is between a pupil and a threshold.
#pragma once

#include "cbds/attendance/figures.hpp"
#include "cbds/register/register.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {

/// `6.67`; empty where none was possible.
[[nodiscard]] std::string rate_text(std::uint64_t count, std::uint64_t possible);

/// `6.67%`, `-`.
[[nodiscard]] std::string rate_words(std::uint64_t count, std::uint64_t possible);

/// `I 4, N 2`.
[[nodiscard]] std::string codes_words(const std::vector<std::pair<registers::CodeId, std::uint32_t>>& codes,
                                      const registers::Register& registers);

/// The spell that goes on, if there is one, and the longest; null where there is none.
[[nodiscard]] const attendance::Spell* open_spell(const attendance::PupilFigures& pupil) noexcept;
[[nodiscard]] const attendance::Spell* longest_spell(const attendance::PupilFigures& pupil) noexcept;

/// `10 unauthorised sessions in 10 school weeks`.
[[nodiscard]] std::string_view alert_label(attendance::Alert::Kind kind) noexcept;

/// `12 sessions`, `3 weeks`.
[[nodiscard]] std::string alert_count(const attendance::Alert& alert);

/// `unauthorised-10-days@2026-10-02=12`, blanks between them: name, first day, count.
[[nodiscard]] std::string alerts_cell(const std::vector<attendance::Alert>& alerts);

/// What is between the pupil and the next threshold: `4 to 10%` (sessions absent), `54 to 50%, 27 back` (27 attended, to be below 10%
/// again), `12 back` (below 50%); empty without a possible session.
[[nodiscard]] std::string threshold_words(const attendance::PupilFigures& pupil);

/// `3 marks are of days on which their pupils were not on the roll: not counted`; empty where there are none.
[[nodiscard]] std::string off_roll_words(std::uint64_t marks);

/// `7 Sep 2026`, `Sep`, `Mon`.
[[nodiscard]] std::string day_words(registers::Date date);
[[nodiscard]] std::string_view month_word(int month) noexcept;      ///< from 1
[[nodiscard]] std::string_view weekday_word(int weekday) noexcept;  ///< from 1, Monday

/// `2026-09-07 AM`.
[[nodiscard]] std::string session_text(registers::SessionNumber session);

}  // namespace cbds::report
