/// @file
/// Rows of the tables that invented registers are made of: libcbds/data/sample_attendance_reasons.csv, sample_attendance_pupils.csv,
/// sample_attendance_days.csv.
#pragma once

#include <span>
#include <string_view>

namespace cbds::sample {

constexpr unsigned digits_as_number(std::string_view digits) {
    unsigned number = 0;
    for (const char c : digits) number = 10 * number + static_cast<unsigned>(c - '0');
    return number;
}

/// How pupils of a kind are absent. Rows of a phase stand together.
struct AttendancePupilsRow {
    std::string_view phase;   ///< `primary`, `secondary`, `special`, `referral`
    std::string_view pupils;  ///< `usual`, `often`, `severe`
    unsigned permille;        ///< of the pupils
    unsigned absent;          ///< in how many of a thousand sessions
    unsigned stretch;         ///< the length of their longer absences, in percent of the usual

    constexpr AttendancePupilsRow(std::string_view phase_name, std::string_view kind, std::string_view share, std::string_view sessions,
                                  std::string_view longer, std::string_view)
        : phase(phase_name), pupils(kind), permille(digits_as_number(share)), absent(digits_as_number(sessions)), stretch(digits_as_number(longer)) {}
};

/// A code and how often it befalls a pupil.
struct AttendanceReasonRow {
    std::string_view phase;
    std::string_view pupils;   ///< `usual`, `often`: absences; `other`: what befalls a pupil who is not absent
    std::string_view code;
    std::string_view earlier;  ///< before 19 August 2024
    unsigned weight;           ///< compared with the others; of `other`: in 100,000 sessions
    unsigned shortest;         ///< in sessions
    unsigned longest;

    constexpr AttendanceReasonRow(std::string_view phase_name, std::string_view kind, std::string_view mark, std::string_view earlier_mark,
                                  std::string_view how_often, std::string_view least, std::string_view most, std::string_view)
        : phase(phase_name), pupils(kind), code(mark), earlier(earlier_mark), weight(digits_as_number(how_often)), shortest(digits_as_number(least)),
          longest(digits_as_number(most)) {}
};

/// What makes a day differ from others.
struct AttendanceDayRow {
    std::string_view what;  ///< `weekday`, `wave`
    std::string_view when;  ///< `5 PM`; `02-06`, the peak of a wave
    unsigned percent;       ///< of the usual; of a wave: how much more at its peak
    unsigned width;         ///< days from the beginning of a wave to its peak

    constexpr AttendanceDayRow(std::string_view kind, std::string_view place, std::string_view much, std::string_view days, std::string_view)
        : what(kind), when(place), percent(digits_as_number(much)), width(digits_as_number(days)) {}
};

[[nodiscard]] std::span<const AttendancePupilsRow> attendance_pupils_rows() noexcept;
[[nodiscard]] std::span<const AttendanceReasonRow> attendance_reason_rows() noexcept;
[[nodiscard]] std::span<const AttendanceDayRow> attendance_day_rows() noexcept;

}  // namespace cbds::sample
