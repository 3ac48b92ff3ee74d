/// Rules on days: marks where none should be, and none where one should be.

#include "rules/register/pupil_facts.hpp"
#include "rules/register/rule_functions.hpp"
#include "rules/register/stretches.hpp"

#include <array>

namespace cbds::rules {

using registers::AttendanceCategory;
using registers::DayStatus;
using registers::Half;

namespace {

/// Z and # say nothing of a pupil who is on roll.
bool is_administrative(SessionNumber session, CodeId code) {
    return registers::category_of(code, session) == AttendanceCategory::administrative;
}

bool is_late(CodeId code) {
    static const CodeId before = known_code("L");
    static const CodeId after = known_code("U");
    return code == before || code == after;
}

void mark_before_admission(const PupilMarks& pupil, RegisterFaults& faults) {
    if (!pupil.enrolment().admission) return;
    const SessionNumber admission = session_number(*pupil.enrolment().admission, Half::am);
    for_each_run(pupil.enrolment().marks, Joined::all,
                 [&](SessionNumber session, CodeId code) { return session < admission && !is_administrative(session, code); },
                 [&](const Stretch& stretch) { faults.marks(pupil, stretch, "a mark stands before the day of admission"); });
}

void mark_after_leaving(const PupilMarks& pupil, RegisterFaults& faults) {
    if (!pupil.enrolment().leaving) return;
    const SessionNumber leaving = session_number(*pupil.enrolment().leaving, Half::pm);
    for_each_run(pupil.enrolment().marks, Joined::all,
                 [&](SessionNumber session, CodeId code) { return session > leaving && !is_administrative(session, code); },
                 [&](const Stretch& stretch) { faults.marks(pupil, stretch, "a mark stands after the day of leaving"); });
}

void mark_at_weekend(const PupilMarks& pupil, RegisterFaults& faults) {
    static const CodeId closure = known_code("#");
    const auto is_wrong = [&](SessionNumber session, CodeId code) {
        return registers::weekday_of(session) > 5 && code != closure && !pupil.school().at(session).status;
    };
    for_each_run(pupil.enrolment().marks, Joined::any_code, is_wrong,
                 [&](const Stretch& stretch) { faults.marks(pupil, stretch, "a mark stands at a weekend"); });
}

void mark_when_closed(const PupilMarks& pupil, RegisterFaults& faults) {
    const auto is_wrong = [&](SessionNumber session, CodeId code) {
        const auto& status = pupil.school().at(session).status;
        const bool closed = status == DayStatus::inset || status == DayStatus::holiday;
        return closed && !is_late(code) && reference::is_possible(registers::category_of(code, session));
    };
    for_each_run(pupil.enrolment().marks, Joined::any_code, is_wrong, [&](const Stretch& stretch) {
        faults.marks(pupil, stretch, "a mark counts on a day on which the calendar has the school closed").expected = "#";
    });
}

void late_when_closed(const PupilMarks& pupil, RegisterFaults& faults) {
    const auto is_wrong = [&](SessionNumber session, CodeId code) { return is_late(code) && pupil.school().closed(session) != Closed::no; };
    for_each_run(pupil.enrolment().marks, Joined::same_code, is_wrong, [&](const Stretch& stretch) {
        RegisterFault& fault = faults.marks(pupil, stretch, "a pupil is late on a day on which the school is closed");
        fault.expected = "#";
        if (pupil.school().closed(stretch.first) == Closed::likely) fault.confidence = schema::Confidence::likely;
    });
}

/// A pupil without any mark has a finding of another rule. Boarders have no marks, and for years outside of compulsory education a
/// school need not record them here.
void marks_missing(const PupilMarks& pupil, RegisterFaults& faults) {
    const registers::Enrolment& enrolment = pupil.enrolment();
    const SchoolFacts& school = pupil.school();
    const RegisterFacts::Roll roll = pupil.facts.roll(pupil.place);
    if (enrolment.boarder || has_no_mark(enrolment)) return;
    Stretch missing;
    const auto tell = [&] {
        if (missing.marks > 0) faults.marks(pupil, missing, "no mark was recorded");
        missing = {};
    };
    for (SessionNumber session = std::max(roll.begin, school.first()); session < std::min(roll.end, school.end()); ++session) {
        if (!school.is_held(session)) continue;
        const bool has_mark = enrolment.marks.at(session) != registers::kNoCode;
        if (has_mark || !is_recorded_year(enrolment, session)) tell();
        else extend(missing, session, registers::kNoCode);
    }
    tell();
}

void prospective_after_admission(const PupilMarks& pupil, RegisterFaults& faults) {
    if (!pupil.enrolment().admission) return;
    const CodeId prospective = known_code("Z");
    const SessionNumber admission = session_number(*pupil.enrolment().admission, Half::am);
    for_each_run(pupil.enrolment().marks, Joined::all,
                 [&](SessionNumber session, CodeId code) { return code == prospective && session >= admission; },
                 [&](const Stretch& stretch) { faults.marks(pupil, stretch, "the pupil was admitted, and is still marked as not on roll yet"); });
}

}  // namespace

std::span<const PupilRule> day_rules() noexcept {
    static constexpr std::array<PupilRule, 7> kRules{{{"REG201", mark_before_admission},
                                                      {"REG202", mark_after_leaving},
                                                      {"REG203", mark_at_weekend},
                                                      {"REG204", mark_when_closed},
                                                      {"REG205", late_when_closed},
                                                      {"REG206", marks_missing},
                                                      {"REG207", prospective_after_admission}}};
    return kRules;
}

}  // namespace cbds::rules
