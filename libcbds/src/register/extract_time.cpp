#include "register/extract_time.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

/// Whether somebody was in school then: nobody writes that in advance, as holidays are.
bool is_seen(CodeId code, SessionNumber session) noexcept {
    return code != kNoCode && !is_other(code) && category_of(code, session) == AttendanceCategory::present;
}

/// Noon, or six in the evening: marks of a morning are in an extract that was taken at noon.
std::int64_t end_of_session(SessionNumber session) noexcept {
    return std::int64_t{86'400} * (session >> 1) + (half_of(session) == Half::am ? 12 : 18) * std::int64_t{3'600};
}

std::int64_t newest_time_of(const std::vector<MarkDetail>& details) noexcept {
    std::int64_t newest = 0;
    for (const MarkDetail& detail : details) newest = std::max(newest, detail.recorded_at);
    return newest;
}

/// When the extract can have been taken at the earliest, by the marks of one pupil.
/// @param seen  by marks that say that somebody was there, else by any
std::int64_t newest_session_of(const Marks& marks, bool seen) noexcept {
    const auto codes = marks.codes();
    for (std::size_t i = codes.size(); i-- > 0;) {
        const SessionNumber session = marks.first() + static_cast<SessionNumber>(i);
        if (seen ? is_seen(codes[i], session) : codes[i] != kNoCode) return end_of_session(session);
    }
    return 0;
}

}  // namespace

std::vector<std::int64_t> times_of_extract(const Register& extract, std::int64_t told) {
    if (told != 0) return std::vector<std::int64_t>(extract.schools.size(), told);
    std::vector<std::int64_t> times(extract.schools.size());
    std::vector<std::int64_t> newest(extract.schools.size());
    for (const Enrolment& enrolment : extract.enrolments) {
        std::int64_t& time = times[enrolment.school];
        time = std::max({time, newest_time_of(enrolment.details), newest_session_of(enrolment.marks, true)});
        newest[enrolment.school] = std::max(newest[enrolment.school], newest_session_of(enrolment.marks, false));
    }
    for (std::size_t i = 0; i < times.size(); ++i)
        if (times[i] == 0) times[i] = newest[i];
    return times;
}

}  // namespace cbds::registers
