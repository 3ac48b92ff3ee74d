/// @file
/// What draws attention.
#pragma once

#include "attendance/pupil_days.hpp"
#include "attendance/row_marks.hpp"
#include "attendance/same_pupils.hpp"
#include "attendance/school_days.hpp"

#include <span>
#include <vector>

namespace cbds::attendance {

/// What alerts are found with. The marks of a pupil at all schools are taken together.
struct AlertContext {
    const Register& registers;
    const FigureOptions& options;
    const std::vector<SchoolDays>& schools;
    const SamePupils& pupils;              ///< by UPN
    std::span<const PupilFigures> rows;    ///< what was counted in the period
    std::span<const std::uint32_t> row_of;  ///< by enrolment
    std::optional<std::int32_t> last_day;  ///< the last school day of all schools, by number, not after the period
};

/// An alert, and the session of whose enrolment it is.
struct SessionAlert {
    Alert alert;
    SessionNumber last = 0;
};

/// 10 sessions of G, O, U in 10 school weeks.
/// @param weeks  the pupil's school weeks, in order
[[nodiscard]] std::vector<SessionAlert> unauthorised_in_weeks(std::span<const PupilDay> days, std::span<const std::int32_t> weeks);

/// 10 days one after the other with all possible sessions unauthorised.
[[nodiscard]] std::vector<SessionAlert> unauthorised_days(std::span<const PupilDay> days);

/// 15 days of illness in an academic year.
[[nodiscard]] std::vector<SessionAlert> illness_days(std::span<const PupilDay> days);

/// The weeks with a school day of the school that the pupil was at: of each school from the first mark there to the last, or to the
/// day before the first mark at the next one.
[[nodiscard]] std::vector<std::int32_t> school_weeks(const AlertContext& context, std::span<const std::uint32_t> enrolments);

/// School days on a roll without marks.
[[nodiscard]] std::vector<Alert> days_without_marks(const AlertContext& context, std::uint32_t enrolment);

/// Left, and nowhere else.
/// @param enrolments  all of the pupil
[[nodiscard]] std::optional<Alert> left_to_nowhere(const AlertContext& context, std::uint32_t enrolment, std::span<const std::uint32_t> enrolments);

/// All alerts of pupils but that of part-time timetables, found pupil by pupil; keeps its room.
class AlertFinder {
public:
    explicit AlertFinder(const AlertContext& context) : context_(context) {}

    struct Found {
        std::uint32_t enrolment;
        Alert alert;
    };

    /// The alerts of a pupil. Good until the next call.
    [[nodiscard]] const std::vector<Found>& find(std::size_t pupil);

private:
    void find_in_marks(std::span<const std::uint32_t> enrolments);
    [[nodiscard]] Sessions at_most(std::span<const std::uint32_t> enrolments) const;
    void keep(const std::vector<SessionAlert>& alerts, std::span<const std::uint32_t> enrolments, MarksView view);

    const AlertContext& context_;
    RowMarks marks_;
    PupilDays days_;
    std::vector<Found> found_;
};

}  // namespace cbds::attendance
