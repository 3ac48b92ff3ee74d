#include "register/store_week.hpp"

#include "register/seconds.hpp"
#include "register/store_bytes.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

// A mark is: place in the week and these flags, code, last time, and what the flags say.
constexpr std::uint64_t kPlaceMask = 15;
constexpr std::uint64_t kHasFirst = 16;  ///< it was recorded at another time before
constexpr std::uint64_t kHasMinutes = 32;

/// Midnight at which the day of a session begins: times are counted from there, which takes three bytes and not five.
std::int64_t midnight(SessionNumber session) noexcept { return kSecondsOfADay * (session >> 1); }

void append_mark(std::string& out, std::uint64_t place, SessionNumber session, const Observation& mark) {
    append_number(out, place | (mark.first != mark.last ? kHasFirst : 0) | (mark.minutes_late != 0 ? kHasMinutes : 0));
    append_number(out, static_cast<std::uint64_t>(mark.code));
    append_signed(out, mark.last - midnight(session));
    if (mark.first != mark.last) append_signed(out, mark.last - mark.first);
    if (mark.minutes_late != 0) append_number(out, mark.minutes_late);
}

}  // namespace

Observation joined(const Observation& a, const Observation& b) noexcept {
    const Observation& later = a.last != b.last ? (a.last > b.last ? a : b) : (a.minutes_late > b.minutes_late ? a : b);
    return {later.code, std::min(a.first, b.first), later.last, later.minutes_late};
}

WeekMarks::WeekMarks(int week, std::string_view blob) : WeekMarks(week) {
    for (BlobReader reader(blob); !reader.at_end();) {
        const std::uint64_t head = reader.number();
        const std::uint64_t place = head & kPlaceMask;
        if (place >= kWeekSessions) throw DamagedBlob();
        Observation& mark = marks_[place].emplace();
        mark.code = static_cast<std::int64_t>(reader.number());
        mark.last = midnight(first_ + static_cast<SessionNumber>(place)) + reader.signed_number();
        mark.first = mark.last - ((head & kHasFirst) != 0 ? reader.signed_number() : 0);
        if ((head & kHasMinutes) != 0) mark.minutes_late = reader.number();
    }
}

std::string WeekMarks::blob() const {
    std::string out;
    for (std::size_t place = 0; place < marks_.size(); ++place)
        if (marks_[place]) append_mark(out, place, first_ + static_cast<SessionNumber>(place), *marks_[place]);
    return out;
}

}  // namespace cbds::registers
