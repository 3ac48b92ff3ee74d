/// Academic years of an enrolment as totals and strings of marks.

#include "attendance/joined_enrolment.hpp"
#include "attendance/marks_view.hpp"
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

/// Whether a mark says that the school had the session: a closure does not, nor does Z, of a pupil who is not there yet.
bool shows_session(CodeId code, SessionNumber session) {
    return code != kNoCode && registers::category_of(code, session) != AttendanceCategory::administrative;
}

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
}

/// The part of a view that lies in a period.
MarksView part_within(const MarksView& marks, const Period& period) {
    const SessionNumber begin = std::max(marks.first, period.first());
    const SessionNumber end = std::min(marks.end(), period.end());
    if (begin >= end) return {};
    return {begin, marks.codes.subspan(static_cast<std::size_t>(begin - marks.first), static_cast<std::size_t>(end - begin))};
}

/// From the first to the last day that has a code; nothing where none has.
std::optional<Period> coded_days(const MarksView& marks) {
    const auto is_coded = [](CodeId code) { return code != kNoCode && !registers::is_other(code); };
    const auto begin = std::find_if(marks.codes.begin(), marks.codes.end(), is_coded);
    if (begin == marks.codes.end()) return std::nullopt;
    const auto last = std::find_if(marks.codes.rbegin(), marks.codes.rend(), is_coded).base() - 1;
    return Period{registers::date_of(marks.first + static_cast<SessionNumber>(begin - marks.codes.begin())),
                  registers::date_of(marks.first + static_cast<SessionNumber>(last - marks.codes.begin()))};
}

}  // namespace

/// A pupil at a school.
struct TransferYears::Stay {
    MarksView marks;                         ///< of the days on the roll
    std::span<const std::uint32_t> schools;
    std::string_view urn;                    ///< by which the calendar knows the school
    std::string_view la_code;

    Stay(const registers::Register& all, std::span<const std::uint32_t> its_schools, const MarksView& its_marks)
        : marks(its_marks), schools(its_schools) {
        for (const std::uint32_t place : schools) {
            if (urn.empty()) urn = all.schools[place].urn;
            if (la_code.empty()) la_code = all.schools[place].la_code;
        }
    }
};

TransferYears::TransferYears(const registers::Register& all) : all_(all), sessions_(all.schools.size()) {
    for (const Enrolment& enrolment : all.enrolments) {
        registers::Marks& held = sessions_[enrolment.school];
        SessionNumber session = enrolment.marks.first();
        for (const CodeId code : enrolment.marks.codes()) {
            if (shows_session(code, session) && held.at(session) == kNoCode) held.set(session, code);
            ++session;
        }
    }
}

std::vector<TransferYear> TransferYears::of(std::uint32_t number, std::optional<Date> until) const {
    return of(std::span(&number, 1), std::span(&all_.enrolments[number].school, 1), until);
}

std::vector<TransferYear> TransferYears::of(std::span<const std::uint32_t> enrolments, std::span<const std::uint32_t> schools,
                                            std::optional<Date> until) const {
    const Enrolment joined = joined_enrolment(all_, enrolments);
    const Stay stay(all_, schools, counted_marks(joined, {kAllDays.from, until.value_or(kAllDays.until)}));
    std::vector<TransferYear> years;
    if (stay.marks.empty()) return years;
    const int last = registers::academic_year(registers::date_of(stay.marks.end() - 1));
    for (int year = registers::academic_year(registers::date_of(stay.marks.first)); year <= last; ++year) {
        const MarksView marks = part_within(stay.marks, registers::academic_year_period(year));
        const auto days = coded_days(marks);
        if (!days) continue;
        TransferYear made = year_of(stay, *days);
        made.year = year;
        made.left_out = static_cast<std::uint32_t>(std::count_if(marks.codes.begin(), marks.codes.end(), registers::is_other));
        if (made.possible > 0) years.push_back(std::move(made));
    }
    return years;
}

TransferYear TransferYears::year_of(const Stay& stay, const Period& days) const {
    TransferYear year;
    year.start = days.from;
    for (SessionNumber session = days.first(); session < days.end(); ++session) {
        year.marks += character(stay, session);
        add_mark(stay.marks.at(session), session, year);
    }
    year.possible = year.attended + year.authorised + year.unauthorised;
    return year;
}

char TransferYears::character(const Stay& stay, SessionNumber session) const {
    const CodeId code = stay.marks.at(session);
    if (code != kNoCode) return registers::mark_character(code);
    // One session of a day without a mark is no closure: the other was held.
    return shows_session(stay.marks.at(session ^ 1), session ^ 1) || is_session(stay, session) ? kNothing : kClosed;
}

bool TransferYears::is_session(const Stay& stay, SessionNumber session) const {
    if (const auto status = all_.calendar.status(stay.urn, stay.la_code, session)) return *status == registers::DayStatus::open;
    if (registers::weekday_of(session) > 5) return false;
    return std::any_of(stay.schools.begin(), stay.schools.end(), [&](std::uint32_t place) { return sessions_[place].at(session) != kNoCode; });
}

}  // namespace cbds::attendance
