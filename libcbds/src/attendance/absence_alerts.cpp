#include "attendance/alerts.hpp"
#include "attendance/stretches.hpp"

#include <algorithm>
#include <limits>

namespace cbds::attendance {
namespace {

constexpr std::uint32_t kUnauthorisedSessions = 10;
constexpr std::size_t kRollingWeeks = 10;
constexpr std::uint32_t kUnauthorisedDays = 10;
constexpr std::uint32_t kIllnessSessions = 30;  // 15 days, a session being half a day

/// Something that goes on from session to session, and is worth an alert once there is enough of it.
class Episode {
public:
    Episode(Alert::Kind kind, std::uint32_t enough, std::vector<SessionAlert>& alerts) : enough_(enough), alerts_(alerts) { now_.alert.kind = kind; }

    /// There are so many now, this session among them.
    void count(SessionNumber session, std::uint32_t count) {
        if (count < enough_) return end();
        Alert& alert = now_.alert;
        if (alert.count == 0) alert.day = registers::date_of(session);
        alert.count = std::max(alert.count, count);
        alert.until = registers::date_of(session);
        now_.last = session;
    }

    void end() {
        if (now_.alert.count != 0) alerts_.push_back(now_);
        now_.alert.count = 0;
    }

private:
    SessionAlert now_;
    std::uint32_t enough_;
    std::vector<SessionAlert>& alerts_;
};

/// Calls `work(session, code)` for the sessions of some days in which the pupil was absent.
template <class Work>
void for_absences(std::span<const PupilDay> days, Work&& work) {
    for (const PupilDay& day : days) {
        if ((day.absent() & 1U) != 0) work(2 * day.number, day.codes[0]);
        if ((day.absent() & 2U) != 0) work(2 * day.number + 1, day.codes[1]);
    }
}

/// Whether all possible sessions of a day are unauthorised.
bool is_unauthorised(const PupilDay& day) {
    if (day.absent() != day.possible()) return false;
    bool result = true;
    for_absences({&day, 1}, [&](SessionNumber session, CodeId code) {
        result = result && registers::category_of(code, session) == registers::AttendanceCategory::unauthorised;
    });
    return result;
}

SessionNumber last_session(const PupilDay& day) noexcept { return 2 * day.number + (day.possible() >> 1U); }

std::size_t place_of_week(std::span<const std::int32_t> weeks, SessionNumber session) {
    return static_cast<std::size_t>(std::lower_bound(weeks.begin(), weeks.end(), week_of_day(session >> 1)) - weeks.begin());
}

}  // namespace

std::vector<SessionAlert> unauthorised_in_weeks(std::span<const PupilDay> days, std::span<const std::int32_t> weeks) {
    std::vector<SessionAlert> alerts;
    Episode episode(Alert::Kind::unauthorised_10_in_10_weeks, kUnauthorisedSessions, alerts);
    std::vector<std::size_t> places;  // the school week, counted from the first, of each session
    std::size_t first = 0;            // of those in the ten weeks
    for_absences(days, [&, &codes = named_codes()](SessionNumber session, CodeId code) {
        if (code != codes.holiday && code != codes.other_unauthorised && code != codes.late_unauthorised) return;
        places.push_back(place_of_week(weeks, session));
        while (places.back() - places[first] >= kRollingWeeks) ++first;
        episode.count(session, static_cast<std::uint32_t>(places.size() - first));
    });
    episode.end();
    return alerts;
}

std::vector<SessionAlert> unauthorised_days(std::span<const PupilDay> days) {
    std::vector<SessionAlert> alerts;
    Episode episode(Alert::Kind::unauthorised_10_days, kUnauthorisedDays, alerts);
    std::uint32_t run = 0;
    for (const PupilDay& day : days) {
        run = is_unauthorised(day) ? run + 1 : 0;
        episode.count(last_session(day), run);
    }
    episode.end();
    return alerts;
}

std::vector<SessionAlert> illness_days(std::span<const PupilDay> days) {
    std::vector<SessionAlert> alerts;
    Episode episode(Alert::Kind::illness_15_days, kIllnessSessions, alerts);
    SessionNumber year_end = std::numeric_limits<SessionNumber>::min();
    std::uint32_t sessions = 0;
    for_absences(days, [&, illness = named_codes().illness](SessionNumber session, CodeId code) {
        if (code != illness) return;
        if (session >= year_end) {
            sessions = 0;
            year_end = registers::academic_year_period(registers::academic_year(registers::date_of(session))).end();
        }
        episode.count(session, ++sessions);
    });
    episode.end();
    for (SessionAlert& each : alerts) each.alert.count /= 2;
    return alerts;
}

std::vector<std::int32_t> school_weeks(const AlertContext& context, std::span<const std::uint32_t> enrolments) {
    struct Stay {
        std::int32_t first, last;
        std::uint32_t school;
    };
    std::vector<Stay> stays;
    for (const std::uint32_t each : enrolments) {
        const Enrolment& enrolment = context.registers.enrolments[each];
        const MarksView view = counted_marks(enrolment, kAllDays);
        if (!view.empty()) stays.push_back({view.first >> 1, (view.end() - 1) >> 1, enrolment.school});
    }
    std::stable_sort(stays.begin(), stays.end(), [](const Stay& a, const Stay& b) { return a.first < b.first; });
    std::vector<std::int32_t> weeks;
    for (std::size_t i = 0; i < stays.size(); ++i) {
        const std::int32_t last = i + 1 < stays.size() ? std::max(stays[i].last, stays[i + 1].first - 1) : stays[i].last;
        for (const std::int32_t day : context.schools[stays[i].school].days()) {
            if (day < stays[i].first || day > last) continue;
            if (weeks.empty() || weeks.back() != week_of_day(day)) weeks.push_back(week_of_day(day));
        }
    }
    std::sort(weeks.begin(), weeks.end());
    weeks.erase(std::unique(weeks.begin(), weeks.end()), weeks.end());
    return weeks;
}

}  // namespace cbds::attendance
