#include "rules/register/facts.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace cbds::rules {

using registers::DayStatus;
using registers::Enrolment;
using registers::Half;
using registers::kNoCode;

namespace {

constexpr SessionNumber kAlways = std::numeric_limits<SessionNumber>::min();
constexpr SessionNumber kForEver = std::numeric_limits<SessionNumber>::max();

/// The first session with a mark and the one behind the last; both 0 where there is none.
RegisterFacts::Roll marked(const registers::Marks& marks) {
    const auto codes = marks.codes();
    const auto has_mark = [](CodeId code) { return code != kNoCode; };
    const auto first = std::find_if(codes.begin(), codes.end(), has_mark);
    if (first == codes.end()) return {};
    const auto behind = std::find_if(codes.rbegin(), codes.rend(), has_mark).base();
    return {marks.first() + static_cast<SessionNumber>(first - codes.begin()), marks.first() + static_cast<SessionNumber>(behind - codes.begin())};
}

std::array<CodeDays, 256> make_code_days() {
    std::array<CodeDays, 256> days;
    days.fill({kAlways, kForEver, schema::Confidence::certain, false, false});
    for (const reference::AttendanceCode& row : reference::attendance_codes()) {
        const CodeId code = registers::find_code(row.code).value_or(kNoCode);
        if (code == kNoCode) continue;
        CodeDays& of_code = days[code];
        const bool goes_on = row.since && of_code.ends;  // a second row of the same code
        if (row.since && !goes_on) of_code.begin = session_number(*row.since, Half::am);
        of_code.end = row.until ? session_number(*row.until, Half::pm) + 1 : kForEver;
        of_code.begins = of_code.begin != kAlways;
        of_code.ends = row.until.has_value();
        of_code.confidence = row.confidence;
    }
    return days;
}

}  // namespace

const std::array<CodeDays, 256>& code_days() {
    static const std::array<CodeDays, 256> days = make_code_days();
    return days;
}

SessionNumber codes_changed() { return code_days()[registers::find_code("J1").value_or(kNoCode)].begin; }

const SessionCount& SchoolFacts::at(SessionNumber session) const noexcept {
    static const SessionCount nothing;
    const auto place = static_cast<std::uint32_t>(session - first_);
    return place < counts_.size() ? counts_[place] : nothing;
}

bool SchoolFacts::is_held(SessionNumber session) const noexcept {
    const SessionCount& count = at(session);
    if (count.status) return *count.status == DayStatus::open;
    return count.marks > 0 && 2 * count.marks >= count.expected && 2 * count.closed <= count.marks;
}

Closed SchoolFacts::closed(SessionNumber session) const noexcept {
    const SessionCount& count = at(session);
    if (count.status == DayStatus::inset || count.status == DayStatus::holiday) return Closed::certain;
    if (count.status == DayStatus::open) return Closed::no;
    return count.marks > 1 && 2 * count.closed > count.marks ? Closed::likely : Closed::no;
}

RegisterFacts::RegisterFacts(const registers::Register& all, std::optional<Date> reference_date)
    : all_(all), schools_(all.schools.size()), rolls_(all.enrolments.size()), by_upn_(all.enrolments.size()) {
    std::iota(by_upn_.begin(), by_upn_.end(), 0U);
    std::stable_sort(by_upn_.begin(), by_upn_.end(), [&](std::uint32_t a, std::uint32_t b) { return all.enrolments[a].upn < all.enrolments[b].upn; });
    size_schools();
    SessionNumber behind = kAlways;
    for (const SchoolFacts& school : schools_)
        if (!school.counts_.empty()) behind = std::max(behind, school.end());
    reference_date_ = reference_date.value_or(behind == kAlways ? Date() : registers::date_of(behind - 1));
    count_marks();
    find_rolls();
    count_expected();
    ask_calendar();
    find_days();
}

/// Each school gets room from its first mark to its last.
void RegisterFacts::size_schools() {
    std::vector<Roll> spans(schools_.size());
    for (const Enrolment& enrolment : all_.enrolments) {
        const Roll span = marked(enrolment.marks);
        Roll& of_school = spans[enrolment.school];
        if (span.begin == span.end) continue;
        const bool first = of_school.begin == of_school.end;
        of_school = {first ? span.begin : std::min(of_school.begin, span.begin), first ? span.end : std::max(of_school.end, span.end)};
    }
    for (std::size_t i = 0; i < schools_.size(); ++i) {
        schools_[i].first_ = spans[i].begin;
        schools_[i].counts_.resize(static_cast<std::size_t>(spans[i].end - spans[i].begin));
    }
}

void RegisterFacts::count_marks() {
    const CodeId closure = registers::find_code("#").value_or(kNoCode);
    const SessionNumber change = codes_changed();
    for (const Enrolment& enrolment : all_.enrolments) {
        SchoolFacts& school = schools_[enrolment.school];
        school.has_list |= enrolment.listed;
        for (const Date day : enrolment.exclusions) {
            school.first_exclusion = std::min(school.first_exclusion.value_or(day), day);
            school.last_exclusion = std::max(school.last_exclusion.value_or(day), day);
        }
        SessionNumber session = enrolment.marks.first() - 1;
        for (const CodeId code : enrolment.marks.codes()) {
            ++session;
            if (code == kNoCode) continue;
            SessionCount& count = school.counts_[static_cast<std::size_t>(session - school.first_)];
            if (count.marks == 0) count.code = code;
            ++count.marks;
            count.closed += code == closure ? 1U : 0U;
            count.same &= code == count.code;
            school.seen[session < change ? 0 : 1][code] = true;
        }
    }
}

void RegisterFacts::find_rolls() {
    for (std::size_t i = 0; i < rolls_.size(); ++i) {
        const Enrolment& enrolment = all_.enrolments[i];
        const SchoolFacts& school = schools_[enrolment.school];
        const Roll by_marks = marked(enrolment.marks);
        Roll& roll = rolls_[i];
        roll = enrolment.listed ? Roll{by_marks.begin == by_marks.end ? school.first() : by_marks.begin, school.end()} : by_marks;
        if (enrolment.admission) roll.begin = session_number(*enrolment.admission, Half::am);
        if (enrolment.leaving) roll.end = session_number(*enrolment.leaving, Half::pm) + 1;
    }
}

void RegisterFacts::count_expected() {
    std::vector<std::vector<std::int32_t>> steps;
    for (const SchoolFacts& school : schools_) steps.emplace_back(school.counts_.size() + 1);
    for (std::size_t i = 0; i < rolls_.size(); ++i) {
        const std::uint32_t place = all_.enrolments[i].school;
        const SchoolFacts& school = schools_[place];
        const SessionNumber begin = std::max(rolls_[i].begin, school.first());
        const SessionNumber end = std::min(rolls_[i].end, school.end());
        if (begin >= end || all_.enrolments[i].marks.empty()) continue;
        ++steps[place][static_cast<std::size_t>(begin - school.first())];
        --steps[place][static_cast<std::size_t>(end - school.first())];
    }
    for (std::size_t i = 0; i < schools_.size(); ++i) {
        std::int32_t on_roll = 0;
        for (std::size_t session = 0; session < schools_[i].counts_.size(); ++session)
            schools_[i].counts_[session].expected = static_cast<std::uint32_t>(on_roll += steps[i][session]);
    }
}

void RegisterFacts::ask_calendar() {
    if (all_.calendar.empty()) return;
    for (std::size_t i = 0; i < schools_.size(); ++i)
        for (SessionNumber session = schools_[i].first(); session < schools_[i].end(); ++session)
            schools_[i].counts_[static_cast<std::size_t>(session - schools_[i].first_)].status =
                all_.calendar.status(all_.schools[i].urn, all_.schools[i].la_code, session);
}

void RegisterFacts::find_days() {
    for (SchoolFacts& school : schools_)
        for (SessionNumber session = school.first(); session < school.end(); ++session) {
            const int day = session >> 1;
            if (school.is_held(session) && (school.days_.empty() || school.days_.back() != day)) school.days_.push_back(day);
        }
}

std::pair<std::uint32_t, std::uint32_t> RegisterFacts::enrolments_of(std::uint32_t school) const {
    const auto& all = all_.enrolments;
    const auto first = std::partition_point(all.begin(), all.end(), [&](const Enrolment& each) { return each.school < school; });
    const auto behind = std::partition_point(first, all.end(), [&](const Enrolment& each) { return each.school == school; });
    return {static_cast<std::uint32_t>(first - all.begin()), static_cast<std::uint32_t>(behind - all.begin())};
}

std::span<const std::uint32_t> RegisterFacts::same_upn(std::uint32_t enrolment) const noexcept {
    const std::string& upn = all_.enrolments[enrolment].upn;
    if (upn.empty()) return {};
    const auto less = [&](std::uint32_t a, const std::string& b) { return all_.enrolments[a].upn < b; };
    const auto more = [&](const std::string& a, std::uint32_t b) { return a < all_.enrolments[b].upn; };
    const auto first = std::lower_bound(by_upn_.begin(), by_upn_.end(), upn, less);
    return {first, std::upper_bound(first, by_upn_.end(), upn, more)};
}

int RegisterFacts::school_days_after(std::uint32_t school, Date day, int enough) const {
    const SchoolFacts& facts = schools_[school];
    const int first = identifiers::day_number(day) + 1;
    const int last = identifiers::day_number(reference_date_);
    const auto begin = std::lower_bound(facts.days_.begin(), facts.days_.end(), first);
    const auto end = std::upper_bound(begin, facts.days_.end(), last);
    auto days = static_cast<int>(end - begin);
    for (int each = std::max(first, (facts.end() + 1) >> 1); each <= last && days < enough; ++each) {
        const SessionNumber session = 2 * each;
        const auto status = all_.calendar.status(all_.schools[school].urn, all_.schools[school].la_code, session);
        if (status ? *status == DayStatus::open : registers::weekday_of(session) <= 5) ++days;
    }
    return std::min(days, enough);
}

}  // namespace cbds::rules
