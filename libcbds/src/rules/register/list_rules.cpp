/// Rules on who is in the register, and who is not.

#include "cbds/identifiers/upn.hpp"
#include "rules/register/pupil_facts.hpp"
#include "rules/register/rule_functions.hpp"
#include "rules/register/stretches.hpp"

#include <algorithm>
#include <array>

namespace cbds::rules {

using registers::Enrolment;

namespace {

void not_in_the_list(const PupilMarks& pupil, RegisterFaults& faults) {
    if (!pupil.school().has_list || pupil.enrolment().listed || has_no_mark(pupil.enrolment())) return;
    faults.pupil(pupil, "upn", "the pupil has marks, and does not stand in the list of pupils");
}

void listed_without_marks(const PupilMarks& pupil, RegisterFaults& faults) {
    const Enrolment& enrolment = pupil.enrolment();
    const SchoolFacts& school = pupil.school();
    if (!enrolment.listed || enrolment.boarder || !has_no_mark(enrolment)) return;
    const RegisterFacts::Roll roll = pupil.facts.roll(pupil.place);
    for (SessionNumber session = std::max(roll.begin, school.first()); session < std::min(roll.end, school.end()); ++session)
        if (school.is_held(session) && is_recorded_year(enrolment, session))
            return static_cast<void>(faults.pupil(pupil, "upn", "the pupil stands in the list, and has no mark"));
}

void upn_is_not_valid(const PupilMarks& pupil, RegisterFaults& faults) {
    const std::string& upn = pupil.enrolment().upn;
    if (upn.empty() || identifiers::check_upn(upn) == identifiers::UpnFault::none) return;
    faults.pupil(pupil, "upn", "this is no UPN");
}

bool is_there(CodeId code, SessionNumber session) { return registers::category_of(code, session) == registers::AttendanceCategory::present; }

void present_at_two_schools(const PupilMarks& pupil, RegisterFaults& faults) {
    const registers::Register& all = pupil.facts.all();
    for (const std::uint32_t other : pupil.facts.same_upn(pupil.place)) {
        if (other >= pupil.place || all.enrolments[other].school == pupil.enrolment().school) continue;
        const registers::Marks& theirs = all.enrolments[other].marks;
        for_each_run(pupil.enrolment().marks, Joined::all,
                     [&](SessionNumber session, CodeId code) { return is_there(code, session) && is_there(theirs.at(session), session); },
                     [&](const Stretch& stretch) { faults.marks(pupil, stretch, "another school has the pupil present too"); });
    }
}

}  // namespace

std::span<const PupilRule> list_rules() noexcept {
    static constexpr std::array<PupilRule, 4> kRules{{{"REG501", not_in_the_list},
                                                      {"REG502", listed_without_marks},
                                                      {"REG504", upn_is_not_valid},
                                                      {"REG505", present_at_two_schools}}};
    return kRules;
}

}  // namespace cbds::rules
