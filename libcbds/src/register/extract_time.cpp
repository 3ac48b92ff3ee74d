#include "register/extract_time.hpp"

#include <algorithm>
#include <limits>

namespace cbds::registers {
namespace {

/// Whether somebody was in school then: nobody writes that in advance, as holidays are.
bool is_seen(CodeId code, SessionNumber session) noexcept {
    return code != kNoCode && !is_other(code) && category_of(code, session) == AttendanceCategory::present;
}

/// Noon, or six in the evening: marks of a morning are in an extract that was taken at noon.
std::int64_t end_of_session(SessionNumber session) noexcept {
    return kSecondsOfADay * (session >> 1) + (half_of(session) == Half::am ? 12 : 18) * kSecondsOfAnHour;
}

/// The newest times in an extract up to the present day.
class NewestTimes {
public:
    explicit NewestTimes(std::int64_t now) noexcept
        : now_(now),
          end_(now == 0 ? std::numeric_limits<SessionNumber>::max() : static_cast<SessionNumber>(2 * (now / kSecondsOfADay + 1))) {}

    [[nodiscard]] std::int64_t recorded(const Enrolment& enrolment) const noexcept {
        std::int64_t newest = 0;
        for (const MarkDetail& detail : enrolment.details)
            if (!is_future(detail.recorded_at, now_)) newest = std::max(newest, detail.recorded_at);
        return newest;
    }

    /// When the extract can have been taken at the earliest, by the marks of one pupil.
    /// @param seen  by marks that say that somebody was there, else by any
    [[nodiscard]] std::int64_t session(const Marks& marks, bool seen) const noexcept {
        const auto codes = marks.codes();
        for (std::size_t i = codes.size(); i-- > 0;) {
            const SessionNumber session = marks.first() + static_cast<SessionNumber>(i);
            if (session < end_ && (seen ? is_seen(codes[i], session) : codes[i] != kNoCode)) return end_of_session(session);
        }
        return 0;
    }

    /// The last day of which something else is told: a census says from when its facts hold, a summary which days it sums.
    [[nodiscard]] std::int64_t day(const Enrolment& enrolment) const noexcept {
        std::int64_t newest = 0;
        for (const Characteristics& row : enrolment.characteristics)
            if (row.valid_from) newest = std::max(newest, up_to_now(*row.valid_from));
        for (const SessionTotals& totals : enrolment.totals) newest = std::max(newest, up_to_now(totals.period.until));
        return newest;
    }

private:
    [[nodiscard]] std::int64_t up_to_now(Date date) const noexcept {
        const SessionNumber session = session_number(date, Half::pm);
        return session < end_ ? end_of_session(session) : 0;
    }

    std::int64_t now_;
    SessionNumber end_;  ///< behind the present day
};

/// By the marks of each school; 0 where it has none.
std::vector<std::int64_t> times_of_marks(const Register& extract, const NewestTimes& newest) {
    std::vector<std::int64_t> times(extract.schools.size());
    std::vector<std::int64_t> any(extract.schools.size());
    for (const Enrolment& enrolment : extract.enrolments) {
        std::int64_t& time = times[enrolment.school];
        time = std::max({time, newest.recorded(enrolment), newest.session(enrolment.marks, true)});
        any[enrolment.school] = std::max(any[enrolment.school], newest.session(enrolment.marks, false));
    }
    for (std::size_t i = 0; i < times.size(); ++i)
        if (times[i] == 0) times[i] = any[i];
    return times;
}

}  // namespace

std::vector<std::int64_t> times_of_extract(const Register& extract, std::int64_t told, std::int64_t now) {
    if (told != 0) return std::vector<std::int64_t>(extract.schools.size(), told);
    const NewestTimes newest(now);
    std::vector<std::int64_t> times = times_of_marks(extract, newest);
    std::int64_t whole = 0;
    for (const std::int64_t time : times) whole = std::max(whole, time);
    for (const Enrolment& enrolment : extract.enrolments) whole = std::max(whole, newest.day(enrolment));
    if (whole == 0) whole = now;
    std::replace(times.begin(), times.end(), std::int64_t{0}, whole);
    return times;
}

}  // namespace cbds::registers
