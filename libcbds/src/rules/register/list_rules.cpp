/// Rules on who is in the register, and who is not.

#include "cbds/identifiers/upn.hpp"
#include "rules/register/pupil_facts.hpp"
#include "rules/register/rule_functions.hpp"
#include "rules/register/stretches.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

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

/// Which school has a pupil present in each session; one UPN may stand at thousands of schools, so that each mark is looked at once.
class Presence {
public:
    Presence(const registers::Register& all, std::span<const std::uint32_t> enrolments) : sessions_(marked_sessions(all, enrolments)) {
        schools_.assign(static_cast<std::size_t>(sessions_.end - sessions_.begin), kNobody);
    }

    [[nodiscard]] bool is_elsewhere(SessionNumber session, std::uint32_t school) const {
        const std::uint32_t known = schools_[place_of(session)];
        return known != kNobody && known != school;
    }

    void add(const Enrolment& enrolment) {
        SessionNumber session = enrolment.marks.first() - 1;
        for (const CodeId code : enrolment.marks.codes())
            if (++session; is_there(code, session) && schools_[place_of(session)] == kNobody) schools_[place_of(session)] = enrolment.school;
    }

private:
    [[nodiscard]] std::size_t place_of(SessionNumber session) const { return static_cast<std::size_t>(session - sessions_.begin); }

    RegisterFacts::Roll sessions_;
    std::vector<std::uint32_t> schools_;  ///< the first one that has the pupil present
};

/// Of several schools the later ones tell. All enrolments of a UPN are looked at with the first of them; they come school by school.
void present_at_two_schools(const PupilMarks& pupil, RegisterFaults& faults) {
    const registers::Register& all = pupil.facts.all();
    const auto enrolments = pupil.facts.same_upn(pupil.place);
    if (enrolments.size() < 2 || enrolments.front() != pupil.place) return;
    Presence presence(all, enrolments);
    for (const std::uint32_t place : enrolments) {
        const Enrolment& enrolment = all.enrolments[place];
        for_each_run(enrolment.marks, Joined::all,
                     [&](SessionNumber session, CodeId code) { return is_there(code, session) && presence.is_elsewhere(session, enrolment.school); },
                     [&](const Stretch& stretch) { faults.marks({pupil.facts, place}, stretch, "another school has the pupil present too"); });
        presence.add(enrolment);
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
