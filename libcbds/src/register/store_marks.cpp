#include "register/store_marks.hpp"

#include "register/seconds.hpp"

namespace cbds::registers {

StoreMarks::StoreMarks(formats::SqliteDatabase& database, StoreCodes& codes, UpdateSummary& summary)
    : codes_(codes),
      summary_(summary),
      find_week_(database.prepare("SELECT marks FROM mark WHERE week = ? AND enrolment = ?")),
      put_week_(database.prepare("REPLACE INTO mark VALUES (?, ?, ?)")),
      find_history_(
          database.prepare("SELECT first_recorded, last_recorded, minutes_late FROM history WHERE session = ? AND enrolment = ? AND code = ?")),
      put_history_(database.prepare("REPLACE INTO history VALUES (?, ?, ?, ?, ?, ?)")),
      remove_history_(database.prepare("DELETE FROM history WHERE session = ? AND enrolment = ? AND code = ?")) {}

WeekMarks StoreMarks::stored(std::int64_t enrolment, int week) {
    find_week_.bind(1, std::int64_t{week});
    find_week_.bind(2, enrolment);
    stored_.clear();
    if (find_week_.step()) stored_ = find_week_.blob(0);
    find_week_.reset();
    return {week, stored_};
}

void StoreMarks::take(std::int64_t enrolment, int week, std::span<const ExtractMark> marks) {
    WeekMarks holding = stored(enrolment, week);
    for (const ExtractMark& mark : marks) take(enrolment, mark, holding.at(mark.session));
    const std::string changed = holding.blob();
    if (changed == stored_) return;
    put_week_.bind(1, std::int64_t{week});
    put_week_.bind(2, enrolment);
    put_week_.bind_blob(3, changed);
    put_week_.run();
}

void StoreMarks::take(std::int64_t enrolment, const ExtractMark& mark, std::optional<Observation>& holds) {
    ++summary_.marks;
    if (!holds) {
        ++summary_.added;
        holds = mark.seen;
    } else if (holds->code == mark.seen.code) {
        ++summary_.unchanged;
        *holds = joined(*holds, mark.seen);
    } else {
        take_other(enrolment, mark, *holds);
    }
}

/// A code that is not the one that holds: one of the two is, or becomes, history.
void StoreMarks::take_other(std::int64_t enrolment, const ExtractMark& mark, Observation& holds) {
    const auto known = find_history(enrolment, mark.session, mark.seen.code);
    const Observation seen = known ? joined(*known, mark.seen) : mark.seen;
    if (codes_.holds(seen, holds)) {
        if (known) remove_history(enrolment, mark.session, seen.code);
        put_history(enrolment, mark.session, holds);
        holds = seen;
        ++summary_.changed;
        count_late(mark);
    } else {
        if (known != seen) put_history(enrolment, mark.session, seen);
        ++(known ? summary_.unchanged : summary_.older);
    }
}

void StoreMarks::count_late(const ExtractMark& mark) {
    const std::int64_t day = mark.seen.last / kSecondsOfADay;
    ++(day - (mark.session >> 1) <= kLateChangeDays ? summary_.late_in_window : summary_.late_outside);
}

std::optional<Observation> StoreMarks::find_history(std::int64_t enrolment, SessionNumber session, std::int64_t code) {
    find_history_.bind(1, std::int64_t{session});
    find_history_.bind(2, enrolment);
    find_history_.bind(3, code);
    std::optional<Observation> found;
    if (find_history_.step())
        found = Observation{code, find_history_.number(0), find_history_.number(1), static_cast<std::uint64_t>(find_history_.number(2))};
    find_history_.reset();
    return found;
}

void StoreMarks::put_history(std::int64_t enrolment, SessionNumber session, const Observation& seen) {
    put_history_.bind(1, std::int64_t{session});
    put_history_.bind(2, enrolment);
    put_history_.bind(3, seen.code);
    put_history_.bind(4, seen.first);
    put_history_.bind(5, seen.last);
    put_history_.bind(6, static_cast<std::int64_t>(seen.minutes_late));
    put_history_.run();
}

void StoreMarks::remove_history(std::int64_t enrolment, SessionNumber session, std::int64_t code) {
    remove_history_.bind(1, std::int64_t{session});
    remove_history_.bind(2, enrolment);
    remove_history_.bind(3, code);
    remove_history_.run();
}

}  // namespace cbds::registers
