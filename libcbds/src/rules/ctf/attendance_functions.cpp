/// Rules of transfer files about attendance. The comment of each function is the rule; its row has the facts. Items 0 and 1
/// of all that look at marks are AttendanceMarks and AttendanceStartDate.

#include "rules/ctf/attendance_marks.hpp"
#include "rules/ctf/subjects.hpp"

#include <set>
#include <tuple>

namespace cbds::rules {
namespace {

using identifiers::Date;
using reference::AttendanceCategory;
using schema::Confidence;

AttendanceMarks marks_of(const Items& items) { return {items.view(), items.node(0), items.date(1)}; }

constexpr std::size_t kMarksOfWeek = 14;

/// CTF601: every day has two marks.
void marks_are_pairs(const Items& items, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    if (marks.size() % 2 != 0) failures.at(marks.node());
}

/// CTF602: every character is a mark.
void marks_are_codes(const Items& items, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    FaultyMarks faulty(marks);
    for (std::size_t place = 0; place < marks.size(); ++place)
        if (!is_plain_mark(marks[place]) && !is_attendance_mark(marks[place])) faulty.add(place);
    faulty.report("a character is no mark of attendance", "the mark of a code, see cbds codes AttendanceReason", failures);
}

/// How sure it is that a mark is at fault whose code is not in force. Since 2024 J and Y may be the first letters of J1 and
/// Y1 to Y7: how codes of two places are written is not known for certain.
Confidence sure_of(const reference::AttendanceCode& code) {
    return code.code == "J" || code.code == "Y" ? Confidence::guess : code.confidence;
}

/// CTF603: the code of every mark was in force on the day of the session.
void codes_are_in_force(const Items& items, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    FaultyMarks withdrawn(marks);
    FaultyMarks too_early(marks);
    for (std::size_t place = 0; place < marks.size(); ++place) {
        if (is_plain_mark(marks[place])) continue;
        const reference::AttendanceCode* code = marks.code(place);
        if (code == nullptr || marks.in_force(*code, place)) continue;
        if (code->until && *code->until < marks.day(place)) withdrawn.add(place, sure_of(*code));
        else too_early.add(place, sure_of(*code));
    }
    withdrawn.report("a code had been withdrawn on the day of its session", "a code in force on that day", failures);
    too_early.report("a code was not yet in force on the day of its session", "a code in force on that day", failures);
}

/// CTF604: no session is held on a Saturday or a Sunday.
void weekends_are_closed(const Items& items, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    if (marks.size() == 0) return;
    FaultyMarks faulty(marks);
    const std::size_t saturday = 2 * static_cast<std::size_t>((6 - marks.weekday(0) + 7) % 7);
    if (marks.weekday(0) == 7)
        for (std::size_t place = 0; place < 2 && place < marks.size(); ++place)
            if (marks.is_session(place)) faulty.add(place);
    for (std::size_t week = saturday; week < marks.size(); week += kMarksOfWeek)
        for (std::size_t place = week; place < week + 4 && place < marks.size(); ++place)
            if (marks.is_session(place)) faulty.add(place);
    faulty.report("a session stands on a weekend", "# for a day on which the school is closed", failures);
}

/// CTF605: a school that is closed for one session of a day is closed for the other.
void closures_last_a_day(const Items& items, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    FaultyMarks faulty(marks);
    for (std::size_t place = 0; place + 1 < marks.size(); place += 2)
        if ((marks[place] == '#') != (marks[place + 1] == '#')) faulty.add(marks[place] == '#' ? place + 1 : place);
    faulty.report("the school is closed in the other session of the day", "", failures);
}

/// The sessions that the marks add up to.
struct Sessions {
    int attended = 0;
    int authorised = 0;
    int unauthorised = 0;
    bool unclear = false;  ///< a J may stand for J1, which counts in another way

    void add(const reference::AttendanceCode& code, bool in_force) {
        if (code.code == "J" && !in_force) unclear = true;
        if (code.category <= AttendanceCategory::approved) ++attended;
        else if (code.category == AttendanceCategory::authorised) ++authorised;
        else if (code.category == AttendanceCategory::unauthorised) ++unauthorised;
    }
};

Sessions sessions_of(const AttendanceMarks& marks) {
    Sessions sessions;
    for (std::size_t place = 0; place < marks.size(); ++place) {
        if (is_plain_mark(marks[place])) {
            sessions.attended += marks[place] == '#' ? 0 : 1;
            continue;
        }
        const reference::AttendanceCode& code = *marks.code(place);
        sessions.add(code, marks.in_force(code, place));
    }
    return sessions;
}

/// CTF607: the totals are those of the marks: possible (item 2), attended (3), authorised (4), unauthorised (5).
void totals_are_of_marks(const Items& items, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    if (!marks.can_be_counted()) return;
    const Sessions sessions = sessions_of(marks);
    const auto compare = [&](std::size_t item, int counted) {
        const auto total = items.number(item);
        if (total && *total != counted) failures.at(items.node(item), {}, std::to_string(counted));
    };
    compare(2, sessions.attended + sessions.authorised + sessions.unauthorised);
    compare(5, sessions.unauthorised);
    if (sessions.unclear) return;
    compare(3, sessions.attended);
    compare(4, sessions.authorised);
}

/// CTF608: something is recorded for every session.
void sessions_are_recorded(const Items& items, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    FaultyMarks faulty(marks);
    for (std::size_t place = 0; marks.has('-') && place < marks.size(); ++place)
        if (marks[place] == '-') faulty.add(place);
    faulty.report("nothing is recorded for a session", "a mark", failures);
}

/// CTF609: present is / in the morning and \ in the afternoon.
void strokes_are_in_place(const Items& items, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    FaultyMarks faulty(marks);
    for (std::size_t place = 0; place < marks.size(); ++place)
        if (marks[place] == (AttendanceMarks::is_morning(place) ? '\\' : '/')) faulty.add(place);
    faulty.report("the mark for present is that of the other half of the day", "/ in the morning, \\ in the afternoon", failures);
}

/// CTF610: no session is marked that came after the day of the file.
void marks_are_of_the_past(const Items& items, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    const auto day = file_day(items);
    const auto last = marks.last_session();
    if (day && last && marks.day(*last) > *day)
        failures.at(marks.node(), "the last mark is of " + identifiers::write_date(marks.day(*last)), "no mark after " + identifiers::write_date(*day));
}

/// CTF611: the marks begin and end in the academic year (item 2) that they are of.
void marks_are_of_the_year(const Items& items, Failures& failures) {
    const auto year = items.number(2);
    const auto start = items.date(1);
    if (!year || !start) return;
    const AttendanceMarks marks = marks_of(items);
    const Date first{static_cast<std::int16_t>(*year), 8, 1};
    const Date last{static_cast<std::int16_t>(*year + 1), 8, 31};
    const std::string wanted = identifiers::write_date(first) + " to " + identifiers::write_date(last);
    if (*start < first || *start > last) failures.at(items.node(1), {}, wanted);
    else if (const auto end = marks.last_session(); end && marks.day(*end) > last) failures.at(marks.node(), "the marks run beyond the academic year", wanted);
}

/// CTF612: a year (item 0) at a school (items 1 and 2) is there once.
void years_differ(const Items& items, Failures& failures) {
    std::set<std::tuple<std::string_view, std::string_view, std::string_view>> seen;
    items.each(0, [&](NodeNumber node) {
        const NodeNumber year = items.view().node(node).parent;
        if (!seen.emplace(items.view().text(node), text_below(items, year, 1), text_below(items, year, 2)).second) failures.at(node);
    });
}

/// The times at which the pupil was at a school, as the history has them (items 4 to 7: LEA, Estab, EntryDate, LeavingDate).
std::vector<Spell> spells_at(const Items& items, std::string_view la, std::string_view estab) {
    std::vector<Spell> spells;
    items.each(4, [&](NodeNumber node) {
        const NodeNumber entry = items.view().node(node).parent;
        if (items.view().text(node) == la && text_below(items, entry, 5) == estab) spells.push_back({entry, date_below(items, entry, 6), date_below(items, entry, 7)});
    });
    return spells;
}

/// CTF613: the first and the last session lie in a time at which the pupil was at the school (items 2 and 3).
void marks_are_of_the_roll(const Items& items, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    const auto first = marks.first_session();
    const std::vector<Spell> spells = spells_at(items, items.text(2), items.text(3));
    if (!first || spells.empty()) return;
    for (const std::size_t place : {*first, *marks.last_session()}) {
        const Date day = marks.day(place);
        bool there = false;
        for (const Spell& spell : spells) there |= (!spell.from || *spell.from <= day) && (!spell.until || day <= *spell.until);
        if (!there) return failures.at(marks.node(), "the pupil was not at the school on " + identifiers::write_date(day));
    }
}

/// Whether marks counted in another way than before and since.
bool is_of_pandemic(Date day) { return Date{2020, 3, 1} <= day && day <= Date{2022, 8, 31}; }

/// Tells of the sessions with a mark on days when the pupil (born on item 2) had such an age.
template <typename Faulty>
void report_by_age(const Items& items, char mark, Faulty is_faulty, std::string_view fault, Failures& failures) {
    const AttendanceMarks marks = marks_of(items);
    const auto born = items.date(2);
    if (!born || !marks.has(mark)) return;
    FaultyMarks faulty(marks);
    for (std::size_t place = 0; place < marks.size(); ++place)
        if (marks[place] == mark && is_faulty(identifiers::age_at(*born, marks.day(place)), marks.day(place))) faulty.add(place);
    faulty.report(fault, "", failures);
}

/// CTF615: a pupil from 6 to 15, who is of compulsory school age, is due in.
void compulsory_age_is_due(const Items& items, Failures& failures) {
    report_by_age(items, 'X', [](int age, Date day) { return age >= 6 && age <= 15 && !is_of_pandemic(day); },
                  "a mark for pupils under or over compulsory school age, at another age", failures);
}

/// CTF616: study leave is for examinations, which pupils under 14 do not sit.
void study_leave_is_for_examinations(const Items& items, Failures& failures) {
    report_by_age(items, 'S', [](int age, Date) { return age < 14; }, "study leave at another age than that of examinations", failures);
}

constexpr FunctionRow kFunctions[] = {
    {"CTF601", marks_are_pairs},       {"CTF602", marks_are_codes},       {"CTF603", codes_are_in_force},
    {"CTF604", weekends_are_closed},   {"CTF605", closures_last_a_day},   {"CTF607", totals_are_of_marks},
    {"CTF608", sessions_are_recorded}, {"CTF609", strokes_are_in_place},  {"CTF610", marks_are_of_the_past},
    {"CTF611", marks_are_of_the_year}, {"CTF612", years_differ},          {"CTF613", marks_are_of_the_roll},
    {"CTF615", compulsory_age_is_due}, {"CTF616", study_leave_is_for_examinations},
};

}  // namespace

std::span<const FunctionRow> ctf_attendance_functions() noexcept { return kFunctions; }

}  // namespace cbds::rules
