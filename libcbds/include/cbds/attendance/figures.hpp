/// @file
/// Figures of pupils from the marks of registers: sessions by category and code, rates, thresholds, spells of absence, patterns.
///
/// Possible sessions are counted from marks, never from a calendar: attendance and absence together. The definitions are those of
/// the official statistics (present + approved educational activity = attendance; an enrolment is persistently absent if
/// 10 x absent >= possible, severely if 2 x absent >= possible, without any least number of sessions).
///
/// Which marks count: those of the period, from the admission to the leaving of the enrolment where these are known; what was
/// recorded outside of them is passed over and counted as `off_roll`. A mark on a weekend counts as on any other day.
///
/// A school day is a day on which the school has a mark that is a possible session, of any pupil; an open session is a session of
/// which that holds; unless a calendar says that the school is closed then. A school week is a week, Monday to Sunday, with a
/// school day. Days from one to the next, and spells of absence, are followed from before the period, as far as there are marks.
#pragma once

#include "cbds/register/register.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cbds::attendance {

using registers::CodeId;
using registers::Date;
using registers::Enrolment;
using registers::Period;
using registers::Register;
using registers::SessionNumber;

/// Room for the codes of the table (registers::known_codes) and for those that come.
inline constexpr std::size_t kCountedCodes = 64;

/// Counts of sessions. Sums of two are counts too.
struct Sessions {
    std::uint32_t possible = 0;      ///< attended + authorised + unauthorised
    std::uint32_t present = 0;       ///< / \ L
    std::uint32_t approved = 0;      ///< B K P V W, and the withdrawn J
    std::uint32_t authorised = 0;
    std::uint32_t unauthorised = 0;
    std::uint32_t late = 0;          ///< L + U: one attended, the other absent
    std::uint32_t not_required = 0;  ///< D X Q Y1-Y7
    std::uint32_t administrative = 0;  ///< Z #
    std::uint32_t missing = 0;       ///< open sessions of the school, Monday to Friday, on which the pupil is on roll and has no mark anywhere
    std::uint32_t other = 0;         ///< marks of no code: not counted in any category
    std::uint32_t off_roll = 0;      ///< marks before admission or after leaving: counted nowhere else
    std::array<std::uint32_t, kCountedCodes> by_code{};  ///< by number of code (registers::find_code)

    [[nodiscard]] std::uint32_t attended() const noexcept { return present + approved; }
    [[nodiscard]] std::uint32_t absent() const noexcept { return authorised + unauthorised; }
    [[nodiscard]] bool persistent() const noexcept { return possible > 0 && 10 * std::uint64_t{absent()} >= possible; }
    [[nodiscard]] bool severe() const noexcept { return possible > 0 && 2 * std::uint64_t{absent()} >= possible; }
    void add(CodeId code, SessionNumber session) noexcept;  ///< one mark; kNoCode counts as nothing
    Sessions& operator+=(const Sessions& other) noexcept;
    friend bool operator==(const Sessions&, const Sessions&) = default;
};

/// A run of absence: sessions absent one after the other, among those that are possible. Sessions that are not possible (a weekend, a
/// closure, D), and those without a mark, neither break nor lengthen it.
struct Spell {
    SessionNumber first = 0;
    SessionNumber last = 0;
    std::uint32_t sessions = 0;
    std::vector<std::pair<CodeId, std::uint32_t>> codes;  ///< most frequent first, those of one frequency by their number
    bool open = false;  ///< the last possible session of the pupil is within it, and the pupil has not left since
    friend bool operator==(const Spell&, const Spell&) = default;
};

/// What draws attention: from when to when it holds, and how much there is of it at the most. An alert is told if it holds on a
/// day of the period; marks before the period count where they were read, those after it do not.
///
/// The first three look at all enrolments of a UPN as one pupil, whatever the school, and stand with the enrolment of their last
/// session. Of two marks for one session at two schools the best counts: present, approved, authorised, unauthorised.
struct Alert {
    enum class Kind : std::uint8_t {
        /// 10 sessions of G, O, U in 10 school weeks (N does not count): penalty notice. Each such session is looked at with those of its
        /// week and the 9 school weeks before it; the weeks are those of the school that the pupil was at. Terms and years are no
        /// borders. It holds while the count at each further such session is 10 or more. `count`: the most sessions in 10 weeks.
        unauthorised_10_in_10_weeks,
        /// 10 school days of the pupil one after the other with all possible sessions unauthorised (G N O U): report to the authority.
        /// Days without a possible session neither break nor lengthen it. `count`: days.
        unauthorised_10_days,
        /// 15 days of illness (I), one after the other or not, in an academic year (from 1 August): 30 sessions, each half a day.
        /// It holds to the end of the year. `count`: whole days to the end of the year, or of the period.
        illness_15_days,
        /// C2 in FigureOptions::part_time_weeks weeks or more of the period. `count`: weeks.
        part_time_timetable,
        /// On a roll without marks: on all school days of the period, or on FigureOptions::days_without_marks of them or more, one after
        /// the other. On a roll: from admission, or else the first mark; to leaving, or else, for an enrolment that is known only
        /// from marks, the last mark. `count`: days.
        no_marks,
        /// Left before the last school day of all schools, and on no other roll of the registers after it: no other enrolment of the
        /// UPN has a mark or is listed after that day. `day` is that of leaving. `count`: school days of the school since.
        off_roll,
    };
    Kind kind{};
    Date day;              ///< first day on which it holds: that of the 10th session, the 15th day, the first without a mark
    Date until;            ///< last day that is counted
    std::uint32_t count = 0;  ///< sessions, days or weeks
    friend bool operator==(const Alert&, const Alert&) = default;
};
inline constexpr std::size_t kAlertKinds = 6;
[[nodiscard]] std::string_view alert_name(Alert::Kind kind) noexcept;  ///< `unauthorised-10-in-10-weeks` ...

/// One enrolment; or one pupil, if FigureOptions::by_pupil.
struct PupilFigures {
    std::uint32_t enrolment = 0;   ///< index into Register::enrolments; of a pupil: that of the last mark
    std::vector<std::uint32_t> other_enrolments;  ///< of a pupil: those before it
    Sessions sessions;
    std::optional<Date> first_day;  ///< with a mark
    std::optional<Date> last_day;

    /// Sessions that the pupil must be absent in without a break to cross the threshold, or, beyond it, attend without a break to be
    /// below it again: how many more until `persistent` or `severe` changes. 1 where no session was possible.
    std::uint32_t to_persistent = 0;
    std::uint32_t to_severe = 0;

    std::optional<Date> persistent_since;  ///< the day at whose end the threshold was last crossed upwards and not left again
    std::optional<Date> severe_since;
    bool crossed = false;                  ///< a threshold was crossed upwards on `FigureOptions::since` or later, and holds now

    std::uint32_t spell_count = 0;         ///< spells of absence
    std::uint32_t longest_spell = 0;       ///< sessions of the longest
    std::uint32_t open_spell = 0;          ///< sessions of the one that is open; 0: the last possible session was attended, or the pupil left
    std::vector<Spell> spells;             ///< in order of time; without FigureOptions::spells the first of the longest, and the one that is open
    std::array<std::uint32_t, 5> absent_by_weekday{};    ///< sessions absent, Monday to Friday
    std::array<std::uint32_t, 5> possible_by_weekday{};
    std::uint32_t absent_first_days = 0;   ///< of `first_days`: how many the pupil missed, wholly or in part
    std::uint32_t first_days = 0;          ///< the school's first school days after a break, with a possible session of the pupil; a break
                                           ///< is 8 days or more without a school day between two school days (half terms, not weekends)
    std::uint32_t absent_last_days = 0;    ///< the same of the last days before such a break
    std::uint32_t last_days = 0;
    std::uint32_t part_time_weeks = 0;     ///< weeks with a C2
    std::vector<Alert> alerts;             ///< by kind, then by day
};

/// Of the pupils absent on a day, how many were absent on their school day before, and on the one before that: days on which the
/// pupil had a possible session at the school.
struct DayToDay {
    Date day;
    std::uint32_t pupils = 0;          ///< enrolments with a possible session
    std::uint32_t absent = 0;          ///< of these, absent in a session at least
    std::uint32_t day_before = 0;      ///< of those absent
    std::uint32_t two_days_before = 0;  ///< on all three days
    friend bool operator==(const DayToDay&, const DayToDay&) = default;
};

struct FigureOptions {
    std::optional<Period> period;       ///< nothing: all marks
    std::optional<Date> since;          ///< `--since`
    std::uint32_t part_time_weeks = 6;  ///< weeks of C2 from which a pupil is listed
    std::uint32_t days_without_marks = 10;  ///< school days without a mark from which a pupil is listed
    bool by_pupil = false;              ///< the enrolments of one UPN are one row; of two marks for a session the best counts
    bool spells = true;                 ///< list the spells one by one; else they are counted, and two are kept
    bool alerts = true;
    bool patterns = true;               ///< weekdays, first and last days, part-time weeks
    bool days = true;                   ///< Figures::days
    unsigned jobs = 1;
};

struct Figures {
    std::vector<PupilFigures> pupils;   ///< one for each enrolment, in their order; of pupils, in that of their first enrolment
    std::vector<DayToDay> days;         ///< days with a possible session, in order; of all schools together
    Sessions total;
    std::uint64_t persistent = 0;       ///< enrolments, of those with a possible session
    std::uint64_t severe = 0;
    std::uint64_t with_possible = 0;
};

/// Counts everything. The same for every number of jobs.
/// @throws nothing of its own
[[nodiscard]] Figures count(const Register& registers, const FigureOptions& options);

/// How many sessions more, absent without a break, until `times` x absent >= possible; or, where that holds, attended without a
/// break until it does not. Exact: no rate is rounded.
/// @param times  10: persistent; 2: severe
[[nodiscard]] std::uint32_t sessions_to_threshold(std::uint32_t absent, std::uint32_t possible, std::uint32_t times) noexcept;

/// A count of something per possible, in percent, rounded half up as the department rounds: the scaled number plus 0.5 and the square
/// root of the least double step, cut off. Nothing where none was possible.
[[nodiscard]] std::optional<double> percent(std::uint64_t count, std::uint64_t possible, int places) noexcept;

}  // namespace cbds::attendance
