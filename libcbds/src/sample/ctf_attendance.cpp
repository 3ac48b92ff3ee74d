/// Attendance by year: a string of two marks for every day of the calendar, and totals that agree with it.

#include "sample/ctf.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

/// The marks of a year and what they count as.
struct MarkedYear {
    std::string marks;
    int attended = 0;
    int authorised = 0;
    int unauthorised = 0;

    void add(char mark) {
        marks += mark;
        if (std::string_view("IMCRSE").find(mark) != std::string_view::npos) ++authorised;
        else if (std::string_view("OGUN").find(mark) != std::string_view::npos) ++unauthorised;
        else if (mark != '#') ++attended;
    }
    [[nodiscard]] int possible() const { return attended + authorised + unauthorised; }
};

/// One session that is not part of a longer absence. Two-character codes do not fit into the string.
char mark_of(Random& random, bool morning) {
    const unsigned point = random.below(1000);
    if (point < 10) return 'M';
    if (point < 16) return 'U';
    if (point < 20) return 'O';
    if (morning && point < 38) return 'L';
    return morning ? '/' : '\\';
}

/// Longer absences begin on few days and last one to five.
char absence_of(Random& random) {
    const unsigned point = random.below(1000);
    if (point < 14) return 'I';
    if (point < 16) return 'C';
    if (point < 19) return 'G';
    if (point < 23) return 'V';
    return ' ';
}

MarkedYear mark_year(const SchoolDays& days, int first, int last, Random& random) {
    MarkedYear year;
    char absence = ' ';
    int remaining = 0;
    for (int day = first; day <= last; ++day) {
        if (!days.is_open(day)) {
            year.add('#');
            year.add('#');
            continue;
        }
        if (remaining == 0) {
            absence = absence_of(random);
            remaining = absence == ' ' ? 0 : random.between(1, absence == 'I' ? 5 : 2);
        }
        year.add(remaining > 0 ? absence : mark_of(random, true));
        year.add(remaining > 0 ? absence : mark_of(random, false));
        if (remaining > 0) --remaining;
    }
    return year;
}

void put_year(const CtfEntry& entry, int year, int first, int last) {
    const MarkedYear marked = mark_year(entry.times.days, first, last, entry.random);
    Record& record = entry.record;
    const Inside data(record, "YearData");
    record.put_number("Year", year);
    record.put_number("LEA", entry.school.authority);
    record.put_number("Estab", entry.school.establishment);
    record.put("SchoolName", entry.school.name);
    record.put_number("SessionsPossible", marked.possible());
    record.put_number("SessionsAuthorised", marked.authorised);
    record.put_number("SessionsAttended", marked.attended);
    record.put_number("SessionsUnauthorised", marked.unauthorised);
    const Inside sessions(record, "AttendSessions");
    record.put_date("AttendanceStartDate", first);
    record.put("AttendanceMarks", marked.marks);
}

constexpr int kYearsKept = 3;
constexpr int kCompulsoryFrom = 4;  ///< age at 31 August of pupils whose attendance is kept
constexpr int kCompulsoryUntil = 15;

}  // namespace

void put_attendance_years(const CtfEntry& entry) {
    const Inside attendance(entry.record, "Attendance");
    const int now = entry.times.academic_year;
    for (int year = now - kYearsKept + 1; year <= now; ++year) {
        const int age = entry.pupil.age - (now - year);
        const int first = entry.times.days.on_or_after(std::max(entry.pupil.entry, day_of(year, 9, 3)));
        const int last = year == now ? entry.times.leaving_day : entry.times.days.on_or_before(day_of(year + 1, 7, 21));
        if (age >= kCompulsoryFrom && age <= kCompulsoryUntil && first < last) put_year(entry, year, first, last);
    }
}

}  // namespace cbds::sample
