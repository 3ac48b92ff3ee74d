/// Academic years of an enrolment as totals and strings of marks.

#include "cbds/attendance/transfer.hpp"

#include "cbds/register/marks_text.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

using reference::AttendanceCategory;
using registers::CodeId;
using registers::Date;
using registers::Enrolment;
using registers::Half;
using registers::kNoCode;
using registers::Period;
using registers::SessionNumber;

constexpr char kClosed = '#';
constexpr char kNothing = '-';

bool is_closure(CodeId code) { return registers::code_text(code) == "#"; }

/// Adds one mark to the totals of a year.
void add_mark(CodeId code, SessionNumber session, TransferYear& year) {
    switch (registers::category_of(code, session)) {
    case AttendanceCategory::present:
    case AttendanceCategory::approved: ++year.attended; break;
    case AttendanceCategory::authorised: ++year.authorised; break;
    case AttendanceCategory::unauthorised: ++year.unauthorised; break;
    case AttendanceCategory::not_required:
    case AttendanceCategory::administrative:
    case AttendanceCategory::missing: break;
    }
    year.two_place_codes += registers::code_text(code).size() > 1 ? 1 : 0;
    year.left_out += registers::is_other(code) ? 1 : 0;
}

/// From the first to the last day within a period that has a mark; nothing where none has.
std::optional<Period> marked_days(const Enrolment& enrolment, const Period& period) {
    SessionNumber first = 0;
    const auto codes = enrolment.marks.within(period, first);
    const auto has_mark = [](CodeId code) { return code != kNoCode; };
    const auto begin = std::find_if(codes.begin(), codes.end(), has_mark);
    if (begin == codes.end()) return std::nullopt;
    const auto last = std::find_if(codes.rbegin(), codes.rend(), has_mark).base() - 1;
    return Period{registers::date_of(first + static_cast<SessionNumber>(begin - codes.begin())),
                  registers::date_of(first + static_cast<SessionNumber>(last - codes.begin()))};
}

}  // namespace

TransferYears::TransferYears(const registers::Register& all) : all_(all), sessions_(all.schools.size()) {
    for (const Enrolment& enrolment : all.enrolments) {
        registers::Marks& held = sessions_[enrolment.school];
        SessionNumber session = enrolment.marks.first();
        for (const CodeId code : enrolment.marks.codes()) {
            if (code != kNoCode && !is_closure(code) && held.at(session) == kNoCode) held.set(session, code);
            ++session;
        }
    }
}

std::vector<TransferYear> TransferYears::of(std::uint32_t number, std::optional<Date> until) const {
    const Enrolment& enrolment = all_.enrolments[number];
    std::vector<TransferYear> years;
    if (enrolment.marks.empty()) return years;
    const int last = registers::academic_year(registers::date_of(enrolment.marks.end() - 1));
    for (int year = registers::academic_year(registers::date_of(enrolment.marks.first())); year <= last; ++year) {
        Period period = registers::academic_year_period(year);
        if (enrolment.admission) period.from = std::max(period.from, *enrolment.admission);
        if (enrolment.leaving) period.until = std::min(period.until, *enrolment.leaving);
        if (until) period.until = std::min(period.until, *until);
        const auto days = period.from <= period.until ? marked_days(enrolment, period) : std::nullopt;
        if (!days) continue;
        TransferYear made = year_of(enrolment, *days);
        made.year = year;
        if (made.possible > 0) years.push_back(std::move(made));
    }
    return years;
}

TransferYear TransferYears::year_of(const Enrolment& enrolment, const Period& days) const {
    TransferYear year;
    year.start = days.from;
    for (SessionNumber session = days.first(); session < days.end(); ++session) {
        year.marks += character(enrolment, session);
        add_mark(enrolment.marks.at(session), session, year);
    }
    year.possible = year.attended + year.authorised + year.unauthorised;
    return year;
}

char TransferYears::character(const Enrolment& enrolment, SessionNumber session) const {
    const CodeId code = enrolment.marks.at(session);
    if (code != kNoCode) return registers::mark_character(code);
    // One session of a day without a mark is no closure: the other was held.
    const bool other_held = enrolment.marks.at(session ^ 1) != kNoCode && !is_closure(enrolment.marks.at(session ^ 1));
    return other_held || is_session(enrolment, session) ? kNothing : kClosed;
}

bool TransferYears::is_session(const Enrolment& enrolment, SessionNumber session) const {
    const registers::School& school = all_.schools[enrolment.school];
    if (const auto status = all_.calendar.status(school.urn, school.la_code, session)) return *status == registers::DayStatus::open;
    if (registers::weekday_of(session) > 5) return false;
    return sessions_[enrolment.school].at(session) != kNoCode;
}

}  // namespace cbds::attendance
