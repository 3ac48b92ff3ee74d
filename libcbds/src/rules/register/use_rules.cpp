/// Rules on codes that are not for this pupil, or not for so long.

#include "register/school_age.hpp"
#include "rules/register/pupil_facts.hpp"
#include "rules/register/rule_functions.hpp"
#include "rules/register/stretches.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <vector>

namespace cbds::rules {

using registers::AttendanceCategory;

namespace {

constexpr int kDaysForReason = 5;      // school days within which N has to be replaced
constexpr std::uint32_t kDaysOfE = 5;  // from the sixth day on provision is to be made, and E is wrong
constexpr int kWeeksOfC2 = 6;          // a guess at how long is too long
constexpr int kDaysBefore = 7;         // an exclusion may begin with days without school
constexpr int kYearOfStudyLeave = 11;
constexpr int kYoungestAge = 5;        // of compulsory school age at the start of a year

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

bool is_of_school_age(const registers::Enrolment& enrolment, registers::Date day) {
    return enrolment.age_at_start_of_year(day) >= kYoungestAge && !registers::is_past_school_age(enrolment, day);
}

void not_due_in_at_school_age(const PupilMarks& pupil, RegisterFaults& faults) {
    if (!pupil.enrolment().birth_date) return;
    const CodeId not_due = known_code("X");
    const auto is_wrong = [&](SessionNumber session, CodeId code) {
        const registers::Date day = registers::date_of(session);
        return code == not_due && kXMeansAge <= day && is_of_school_age(pupil.enrolment(), day);
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
/// @param provision  a code that ends it although it is none of a possible session
template <typename Tell>
void for_each_exclusion(const registers::Marks& marks, CodeId provision, Tell tell) {
    const CodeId excluded = known_code("E");
    for_each_stretch(marks, Joined::same_code, [&](SessionNumber session, CodeId code) {
        if (code == excluded) return Held::yes;
        if (code == provision) return Held::no;
        const AttendanceCategory category = registers::category_of(code, session);
        return reference::is_possible(category) ? Held::no : Held::passed_over;
    }, tell);
}

/// From which day an exclusion may have begun that has its first mark on this one: holidays may lie between.
registers::Date earliest_beginning(const SchoolFacts& school, registers::Date first) {
    const registers::Date week_before = identifiers::add_days(first, -kDaysBefore);
    const auto days = school.days();
    const auto same_day = std::lower_bound(days.begin(), days.end(), identifiers::day_number(first));
    return same_day == days.begin() ? week_before : std::min(week_before, identifiers::date_of_day_number(*std::prev(same_day)));
}

/// Judged between the first and the last exclusion that is known of the school: nobody knows what a census of another term would tell.
void no_exclusion_is_known(const PupilMarks& pupil, RegisterFaults& faults) {
    const SchoolFacts& school = pupil.school();
    if (!school.first_exclusion) return;
    for_each_exclusion(pupil.enrolment().marks, registers::kNoCode, [&](const Stretch& stretch) {
        const registers::Date first = registers::date_of(stretch.first);
        const registers::Date last = registers::date_of(stretch.last);
        if (first < *school.first_exclusion || *school.last_exclusion < first) return;
        const auto& known = pupil.enrolment().exclusions;
        const registers::Date from = earliest_beginning(school, first);
        const auto is_meant = [&](registers::Date day) { return from <= day && day <= last; };
        if (std::none_of(known.begin(), known.end(), is_meant)) faults.marks(pupil, stretch, "no suspension or exclusion is known that began then");
    });
}

/// From one afternoon to the morning of the sixth day are five days.
std::uint32_t days_of(const Stretch& stretch) {
    const bool two_halves = registers::half_of(stretch.first) == registers::Half::pm && registers::half_of(stretch.last) == registers::Half::am;
    return stretch.days - (two_halves ? 1U : 0U);
}

/// A pupil who is at the other school meanwhile has provision.
void excluded_for_too_long(const PupilMarks& pupil, RegisterFaults& faults) {
    for_each_exclusion(pupil.enrolment().marks, known_code("D"), [&](const Stretch& stretch) {
        if (days_of(stretch) > kDaysOfE) faults.marks(pupil, stretch, "more than 5 days of exclusion without provision, one after the other");
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

/// How many enrolments of one pupil are on roll in each session; one UPN may stand at thousands of schools.
class RollCounts {
public:
    RollCounts(const RegisterFacts& facts, std::span<const std::uint32_t> enrolments)
        : facts_(facts), sessions_(marked_sessions(facts.all(), enrolments)), counts_(static_cast<std::size_t>(sessions_.end - sessions_.begin) + 1) {
        for (const std::uint32_t place : enrolments) {
            const RegisterFacts::Roll roll = facts.roll(place);
            const SessionNumber begin = std::max(roll.begin, sessions_.begin);
            const SessionNumber end = std::min(roll.end, sessions_.end);
            if (begin >= end) continue;
            ++counts_[static_cast<std::size_t>(begin - sessions_.begin)];
            --counts_[static_cast<std::size_t>(end - sessions_.begin)];
        }
        std::int32_t on_roll = 0;
        for (std::int32_t& count : counts_) count = on_roll += count;
    }

    /// @param of_school  all enrolments of the pupil at one school
    [[nodiscard]] bool any_beside(std::span<const std::uint32_t> of_school, SessionNumber session) const {
        const auto here = std::count_if(of_school.begin(), of_school.end(), [&](std::uint32_t place) {
            const RegisterFacts::Roll roll = facts_.roll(place);
            return roll.begin <= session && session < roll.end;
        });
        return counts_[static_cast<std::size_t>(session - sessions_.begin)] > here;
    }

private:
    const RegisterFacts& facts_;
    RegisterFacts::Roll sessions_;
    std::vector<std::int32_t> counts_;
};

/// The first ones, which are of one school.
std::span<const std::uint32_t> first_school(const registers::Register& all, std::span<const std::uint32_t> enrolments) {
    const auto is_other = [&](std::uint32_t place) { return all.enrolments[place].school != all.enrolments[enrolments.front()].school; };
    return enrolments.first(static_cast<std::size_t>(std::find_if(enrolments.begin(), enrolments.end(), is_other) - enrolments.begin()));
}

/// Nobody can tell where all the data is of one school. A list may say that the pupil is dual registered. All enrolments of a UPN are looked
/// at with the first of them; they come school by school.
void no_second_registration(const PupilMarks& pupil, RegisterFaults& faults) {
    const registers::Register& all = pupil.facts.all();
    auto left = pupil.facts.same_upn(pupil.place);
    if (all.schools.size() < 2 || left.empty() || left.front() != pupil.place) return;
    const CodeId dual = known_code("D");
    const auto has_dual = [&](std::uint32_t place) {
        const auto codes = all.enrolments[place].marks.codes();
        return std::find(codes.begin(), codes.end(), dual) != codes.end();
    };
    if (std::none_of(left.begin(), left.end(), has_dual)) return;  // as nearly all pupils
    const RollCounts counts(pupil.facts, left);
    while (!left.empty()) {
        const auto of_school = first_school(all, left);
        left = left.subspan(of_school.size());
        for (const std::uint32_t place : of_school) {
            if (all.enrolments[place].main_dual) continue;
            for_each_run(all.enrolments[place].marks, Joined::all,
                         [&](SessionNumber session, CodeId code) { return code == dual && !counts.any_beside(of_school, session); },
                         [&](const Stretch& stretch) {
                             faults.marks({pupil.facts, place}, stretch, "no other school of the data has the pupil on roll then");
                         });
        }
    }
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
