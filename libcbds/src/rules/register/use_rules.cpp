/// Rules on codes that are not for this pupil, or not for so long.

#include "rules/register/pupil_facts.hpp"
#include "rules/register/rule_functions.hpp"
#include "rules/register/stretches.hpp"

#include <array>

namespace cbds::rules {

using registers::AttendanceCategory;

namespace {

constexpr int kDaysForReason = 5;      // school days within which N has to be replaced
constexpr std::uint32_t kDaysOfE = 5;  // from the sixth day on provision is to be made, and E is wrong
constexpr int kWeeksOfC2 = 6;          // a guess at how long is too long
constexpr int kDaysBefore = 7;         // an exclusion may begin with days without school
constexpr int kYearOfStudyLeave = 11;

/// X stood for pupils who stayed away because of COVID too, until the end of the year 2021 to 2022.
constexpr registers::Date kXMeansAge{2022, 9, 1};

void reason_not_resolved(const PupilMarks& pupil, RegisterFaults& faults) {
    const CodeId unknown = known_code("N");
    const std::uint32_t school = pupil.enrolment().school;
    const auto is_old = [&](SessionNumber session, CodeId code) {
        return code == unknown && pupil.facts.school_days_after(school, registers::date_of(session), kDaysForReason + 1) > kDaysForReason;
    };
    for_each_run(pupil.enrolment().marks, Joined::same_code, is_old,
                 [&](const Stretch& stretch) { faults.marks(pupil, stretch, "the reason is not known after more than 5 school days"); });
}

void not_due_in_at_school_age(const PupilMarks& pupil, RegisterFaults& faults) {
    if (!pupil.enrolment().birth_date) return;
    const CodeId not_due = known_code("X");
    const auto is_wrong = [&](SessionNumber session, CodeId code) {
        if (code != not_due || registers::date_of(session) < kXMeansAge) return false;
        const int age = *age_at_start_of_year(pupil.enrolment(), registers::date_of(session));
        return age >= 5 && age <= 15;
    };
    for_each_run(pupil.enrolment().marks, Joined::all, is_wrong,
                 [&](const Stretch& stretch) { faults.marks(pupil, stretch, "the pupil is of compulsory school age"); });
}

/// Study leave of years 12 and above is not what the rule is meant for: that it is wrong there is a guess.
void study_leave_of_other_year(const PupilMarks& pupil, RegisterFaults& faults) {
    const CodeId leave = known_code("S");
    const registers::Enrolment& enrolment = pupil.enrolment();
    const auto year_on = [&](SessionNumber session) { return year_number(enrolment, registers::date_of(session)).value_or(kYearOfStudyLeave); };
    const auto is_wrong = [&](SessionNumber session, CodeId code) { return code == leave && year_on(session) != kYearOfStudyLeave; };
    for_each_run(pupil.enrolment().marks, Joined::all, is_wrong, [&](const Stretch& stretch) {
        RegisterFault& fault = faults.marks(pupil, stretch, "the pupil is not in year 11");
        if (year_on(stretch.first) > kYearOfStudyLeave) fault.confidence = schema::Confidence::guess;
    });
}

/// Days without school lie within a suspension, and do not end it.
template <typename Tell>
void for_each_run_over_closures(const registers::Marks& marks, std::string_view text, Tell tell) {
    const CodeId wanted = known_code(text);
    for_each_stretch(marks, Joined::same_code, [&](SessionNumber session, CodeId code) {
        if (code == wanted) return Held::yes;
        const AttendanceCategory category = registers::category_of(code, session);
        return reference::is_possible(category) ? Held::no : Held::passed_over;
    }, tell);
}

/// Judged between the first and the last exclusion that is known of the school: nobody knows what a census of another term would tell.
void no_exclusion_is_known(const PupilMarks& pupil, RegisterFaults& faults) {
    const SchoolFacts& school = pupil.school();
    if (!school.first_exclusion) return;
    for_each_run_over_closures(pupil.enrolment().marks, "E", [&](const Stretch& stretch) {
        const registers::Date first = registers::date_of(stretch.first);
        const registers::Date last = registers::date_of(stretch.last);
        if (first < *school.first_exclusion || *school.last_exclusion < first) return;
        const auto& known = pupil.enrolment().exclusions;
        const auto is_meant = [&](registers::Date day) { return identifiers::add_days(first, -kDaysBefore) <= day && day <= last; };
        if (std::none_of(known.begin(), known.end(), is_meant)) faults.marks(pupil, stretch, "no suspension or exclusion is known that began then");
    });
}

void excluded_for_too_long(const PupilMarks& pupil, RegisterFaults& faults) {
    for_each_run_over_closures(pupil.enrolment().marks, "E", [&](const Stretch& stretch) {
        if (stretch.days > kDaysOfE) faults.marks(pupil, stretch, "more than 5 days of exclusion without provision, one after the other");
    });
}

constexpr int week_of(SessionNumber session) { return ((session >> 1) + 3) / 7; }

/// Weeks are counted in which the code stands; one with marks and without it ends the count.
void part_time_for_weeks(const PupilMarks& pupil, RegisterFaults& faults) {
    const CodeId part_time = known_code("C2");
    const registers::Marks& marks = pupil.enrolment().marks;
    Stretch run;
    int weeks = 0;
    int last_week = 0;    // of C2
    int other_week = 0;   // the last before this one with marks and without C2
    int week = 0;
    bool has_it = false;
    const auto end_week = [&] {
        if (week != 0 && !has_it) other_week = week;
        has_it = false;
    };
    const auto end_run = [&] {
        if (weeks > kWeeksOfC2) faults.marks(pupil, run, "a part-time timetable goes on for more than 6 weeks");
        run = {};
        weeks = 0;
    };
    SessionNumber session = marks.first() - 1;
    for (const CodeId code : marks.codes()) {
        ++session;
        if (code == registers::kNoCode || !reference::is_possible(registers::category_of(code, session))) continue;
        if (week_of(session) != week) end_week();
        week = week_of(session);
        if (code != part_time) continue;
        has_it = true;
        if (weeks > 0 && other_week > last_week) end_run();
        if (weeks == 0 || week != last_week) ++weeks;
        last_week = week;
        extend(run, session, code);
    }
    end_run();
}

/// Nobody can tell where all the data is of one school. A list may say that the pupil is dual registered.
void no_second_registration(const PupilMarks& pupil, RegisterFaults& faults) {
    const registers::Register& all = pupil.facts.all();
    const registers::Enrolment& enrolment = pupil.enrolment();
    if (all.schools.size() < 2 || enrolment.upn.empty() || enrolment.main_dual) return;
    const auto is_elsewhere = [&](SessionNumber session) {
        for (const std::uint32_t other : pupil.facts.same_upn(pupil.place)) {
            const RegisterFacts::Roll roll = pupil.facts.roll(other);
            if (all.enrolments[other].school != enrolment.school && roll.begin <= session && session < roll.end) return true;
        }
        return false;
    };
    const CodeId dual = known_code("D");
    for_each_run(enrolment.marks, Joined::all, [&](SessionNumber session, CodeId code) { return code == dual && !is_elsewhere(session); },
                 [&](const Stretch& stretch) { faults.marks(pupil, stretch, "no other school of the data has the pupil on roll then"); });
}

}  // namespace

std::span<const PupilRule> use_rules() noexcept {
    static constexpr std::array<PupilRule, 7> kRules{{{"REG301", reason_not_resolved},
                                                      {"REG302", not_due_in_at_school_age},
                                                      {"REG303", study_leave_of_other_year},
                                                      {"REG304", no_exclusion_is_known},
                                                      {"REG305", excluded_for_too_long},
                                                      {"REG306", part_time_for_weeks},
                                                      {"REG307", no_second_registration}}};
    return kRules;
}

}  // namespace cbds::rules
