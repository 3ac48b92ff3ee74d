/// Rules on the register of a school as a whole.

#include "cbds/identifiers/person_name.hpp"
#include "rules/register/rule_functions.hpp"
#include "rules/register/stretches.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace cbds::rules {

using registers::AttendanceCategory;

namespace {

/// Where nine of ten come, that nobody is away happens in one session of a thousand with so many pupils.
constexpr std::uint32_t kPresentTogether = 100;
constexpr std::uint32_t kAbsentTogether = 10;

/// The first mark of a school in a code and a range of sessions.
Stretch first_of(const RegisterFacts& facts, std::uint32_t school, CodeId code, SessionNumber begin, SessionNumber end) {
    Stretch first;
    const auto [from, behind] = facts.enrolments_of(school);
    for (std::uint32_t place = from; place < behind; ++place) {
        const registers::Enrolment& enrolment = facts.all().enrolments[place];
        SessionNumber session = enrolment.marks.first() - 1;
        for (const CodeId each : enrolment.marks.codes()) {
            ++session;
            if (each != code || session < begin || session >= end) continue;
            if (first.marks == 0 || session < first.first) first = {session, session, 1, 1, code};
            break;
        }
    }
    return first;
}

/// Codes that ended with the old set, and those that began with the new one, cannot both be right on one side of the change.
void old_and_new_codes(const RegisterFacts& facts, std::uint32_t school, RegisterFaults& faults) {
    const SessionNumber change = codes_changed();
    const SchoolFacts& of = facts.school(school);
    for (const bool since : {false, true}) {
        CodeId old_code = registers::kNoCode;
        CodeId new_code = registers::kNoCode;
        for (std::size_t code = registers::kFirstOtherCode - 1U; code > 0; --code) {
            const CodeDays& days = code_days()[code];
            if (!of.seen[since ? 1 : 0][code]) continue;
            if (days.ends && days.end == change) old_code = static_cast<CodeId>(code);
            if (days.begins && days.begin == change) new_code = static_cast<CodeId>(code);
        }
        if (old_code == registers::kNoCode || new_code == registers::kNoCode) continue;
        const Stretch wrong = first_of(facts, school, since ? old_code : new_code, since ? change : of.first(), since ? of.end() : change);
        faults.session(facts, school, wrong, "codes withdrawn in August 2024 and codes in force since then stand in one register");
    }
}

/// Where most have no mark at all, a part of the school was asked for only.
bool is_suspicious(const SessionCount& count, SessionNumber session) {
    if (!count.same || count.marks == 0 || 2 * count.marks < count.expected) return false;
    const AttendanceCategory category = registers::category_of(count.code, session);
    if (category == AttendanceCategory::present) return count.marks >= kPresentTogether;
    return registers::is_absent(category) && count.marks >= kAbsentTogether;
}

void one_code_for_everybody(const RegisterFacts& facts, std::uint32_t school, RegisterFaults& faults) {
    const SchoolFacts& of = facts.school(school);
    for (SessionNumber session = of.first(); session < of.end(); ++session) {
        const SessionCount& count = of.at(session);
        if (is_suspicious(count, session)) faults.session(facts, school, {session, session, 1, 1, count.code}, "everybody has the same code");
    }
}

/// Pupils by a text; those whose text is empty are left out.
template <typename TextOf>
std::vector<std::pair<std::string, std::uint32_t>> pupils_by(const RegisterFacts& facts, std::uint32_t school, TextOf text_of) {
    std::vector<std::pair<std::string, std::uint32_t>> pupils;
    const auto [from, behind] = facts.enrolments_of(school);
    for (std::uint32_t place = from; place < behind; ++place)
        if (std::string text = text_of(facts.all().enrolments[place]); !text.empty()) pupils.emplace_back(std::move(text), place);
    std::sort(pupils.begin(), pupils.end());
    return pupils;
}

bool are_on_roll_together(const RegisterFacts& facts, std::uint32_t a, std::uint32_t b) {
    const RegisterFacts::Roll one = facts.roll(a);
    const RegisterFacts::Roll other = facts.roll(b);
    return one.begin < other.end && other.begin < one.end;
}

/// Names and date of birth as one text; empty where one of them is not known.
std::string person_of(const registers::Enrolment& enrolment) {
    if (!enrolment.birth_date || enrolment.surname.empty() || enrolment.forename.empty()) return {};
    return identifiers::name_key(enrolment.surname) + '|' + identifiers::name_key(enrolment.forename) + '|' +
           identifiers::write_date(*enrolment.birth_date);
}

/// Whether one of those before a pupil has the same text, and was on roll at the same time: a third one may have left between.
bool had_another_before(const RegisterFacts& facts, const std::vector<std::pair<std::string, std::uint32_t>>& pupils, std::size_t place) {
    for (std::size_t other = place; other-- > 0 && pupils[other].first == pupils[place].first;)
        if (are_on_roll_together(facts, pupils[other].second, pupils[place].second)) return true;
    return false;
}

/// Of two the later one tells.
void pupil_stands_there_twice(const RegisterFacts& facts, std::uint32_t school, RegisterFaults& faults) {
    const auto tell = [&](const auto& pupils, std::string_view item, std::string_view message) {
        for (std::size_t i = 1; i < pupils.size(); ++i)
            if (had_another_before(facts, pupils, i)) faults.pupil({facts, pupils[i].second}, item, message);
    };
    const auto number_of = [](const registers::Enrolment& each) { return each.pupil_id; };
    tell(pupils_by(facts, school, number_of), "pupil_id", "two pupils of the school have the same number");
    tell(pupils_by(facts, school, person_of), "upn", "two pupils of the school have the same names and date of birth");
}

}  // namespace

std::span<const SchoolRule> school_rules() noexcept {
    static constexpr std::array<SchoolRule, 3> kRules{{{"REG104", old_and_new_codes},
                                                       {"REG401", one_code_for_everybody},
                                                       {"REG503", pupil_stands_there_twice}}};
    return kRules;
}

}  // namespace cbds::rules
