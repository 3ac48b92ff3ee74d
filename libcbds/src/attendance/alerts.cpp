#include "attendance/alerts.hpp"

#include "attendance/sessions.hpp"
#include "attendance/stretches.hpp"

namespace cbds::attendance {
namespace {

/// The fewest sessions with which an alert can come to be: few pupils have them, so that the rest need not be looked at closely.
constexpr std::uint32_t kFewestUnauthorised = 10;
constexpr std::uint32_t kFewestIllness = 30;

constexpr std::array<std::string_view, kAlertKinds> kAlertNames{"unauthorised-10-in-10-weeks", "unauthorised-10-days", "illness-15-days",
                                                                "part-time-timetable", "no-marks", "off-roll"};

/// All marks to the end of the period: those before it count too.
Period until_end(const FigureOptions& options) {
    return {kAllDays.from, options.period ? options.period->until : kAllDays.until};
}

/// Days of illness are counted by the academic year: enough of them are enough to its end.
bool holds_in_period(const Alert& alert, const FigureOptions& options) {
    if (!options.period) return true;
    const bool to_year_end = alert.kind == Alert::Kind::illness_15_days;
    const Date until = to_year_end ? registers::academic_year_period(registers::academic_year(alert.until)).until : alert.until;
    return until >= options.period->from;
}

/// The enrolment of the mark that counts.
std::uint32_t enrolment_of(SessionNumber session, std::span<const std::uint32_t> enrolments, std::span<const MarksView> views, CodeId code) {
    for (std::size_t i = 0; i < views.size(); ++i)
        if (views[i].at(session) == code) return enrolments[i];
    return enrolments.front();
}

}  // namespace

std::string_view alert_name(Alert::Kind kind) noexcept { return kAlertNames[static_cast<std::size_t>(kind)]; }

void AlertFinder::keep(const std::vector<SessionAlert>& alerts, std::span<const std::uint32_t> enrolments, MarksView view) {
    for (const SessionAlert& each : alerts) {
        if (!holds_in_period(each.alert, context_.options)) continue;
        found_.push_back({enrolment_of(each.last, enrolments, marks_.views(), view.at(each.last)), each.alert});
    }
}

/// What the pupil may have of each code: as it was counted at each school; to the end of the period, if there is one.
Sessions AlertFinder::at_most(std::span<const std::uint32_t> enrolments) const {
    Sessions sessions;
    for (const std::uint32_t each : enrolments) {
        if (context_.options.period)
            add_marks(sessions, counted_marks(context_.registers.enrolments[each], until_end(context_.options)));
        else
            sessions += context_.rows[context_.row_of[each]].sessions;
    }
    return sessions;
}

void AlertFinder::find_in_marks(std::span<const std::uint32_t> enrolments) {
    const Sessions most = at_most(enrolments);
    const bool unauthorised = most.unauthorised >= kFewestUnauthorised;
    const bool illness = most.by_code[named_codes().illness] >= kFewestIllness;
    if (!unauthorised && !illness) return;
    const MarksView view = marks_.of(context_.registers, enrolments, until_end(context_.options));
    const auto days = days_.list(view);
    if (unauthorised) {
        keep(unauthorised_in_weeks(days, school_weeks(context_, enrolments)), enrolments, view);
        keep(unauthorised_days(days), enrolments, view);
    }
    if (illness) keep(illness_days(days), enrolments, view);
}

const std::vector<AlertFinder::Found>& AlertFinder::find(std::size_t pupil) {
    found_.clear();
    const auto enrolments = context_.pupils.enrolments(pupil);
    find_in_marks(enrolments);
    for (const std::uint32_t each : enrolments) {
        for (const Alert& alert : days_without_marks(context_, each)) found_.push_back({each, alert});
        if (const auto alert = left_to_nowhere(context_, each, enrolments)) found_.push_back({each, *alert});
    }
    return found_;
}

}  // namespace cbds::attendance
