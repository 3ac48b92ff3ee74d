/// Schools and enrolments that were read apart, by different numbers, until something told that they are one.

#include "register/builder_state.hpp"
#include "register/school_of_lists.hpp"
#include "register/school_order.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>

namespace cbds::registers {
namespace {

/// What one does not know, the other may.
template <typename Value>
void take(Value& to, Value& from) {
    if (to == Value()) to = std::move(from);
}

void take_facts(School& to, School& from) {
    take(to.name, from.name);
    take(to.la_code, from.la_code);
    take(to.phase, from.phase);
    take(to.trust_id, from.trust_id);
    take(to.trust_name, from.trust_name);
    take(to.opened, from.opened);
    take(to.closed, from.closed);
    take(to.low_age, from.low_age);
    take(to.high_age, from.high_age);
}

template <typename Value>
void append(std::vector<Value>& to, std::vector<Value>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void take_facts(Enrolment& to, Enrolment& from) {
    take(to.pupil_id, from.pupil_id);
    take(to.upn, from.upn);
    take(to.surname, from.surname);
    take(to.forename, from.forename);
    take(to.birth_date, from.birth_date);
    take(to.admission, from.admission);
    take(to.leaving, from.leaving);
    take(to.main_dual, from.main_dual);
    to.boarder |= from.boarder;
    to.listed |= from.listed;
    append(to.exclusions, from.exclusions);
    append(to.totals, from.totals);
}

}  // namespace

/// A school of which marks told the number of authority and establishment only, and a list that of another with a URN.
/// @returns for each school the one that it is; itself, as a rule
std::vector<std::uint32_t> RegisterBuilder::Implementation::join_schools() {
    std::vector<School>& schools = made.schools;
    std::vector<std::uint32_t> same(schools.size());
    std::iota(same.begin(), same.end(), 0U);
    Numbers meant;
    for (std::uint32_t i = 0; i < schools.size(); ++i) {
        if (schools[i].urn.empty() || schools[i].laestab.empty()) continue;
        const auto [found, is_new] = meant.try_emplace(schools[i].laestab, i);
        if (!is_new && has_number_rather(schools[i], schools[found->second])) found->second = i;
    }
    if (meant.empty()) return same;
    for (std::uint32_t i = 0; i < schools.size(); ++i) {
        if (!schools[i].urn.empty() || schools[i].laestab.empty()) continue;
        if (const auto found = meant.find(schools[i].laestab); found != meant.end()) {
            same[i] = found->second;
            take_facts(schools[found->second], schools[i]);
        }
    }
    return same;
}

/// Pupils of a list that names no school are of the school of all others, if that is one.
void RegisterBuilder::Implementation::place_pupils_without_school(std::vector<std::uint32_t>& same) const {
    const auto nameless = school_of_lists(made);
    if (!nameless) return;
    std::optional<std::uint32_t> school;
    for (const Enrolment& each : made.enrolments) {
        if (each.school == *nameless) continue;
        if (school && *school != same[each.school]) return;
        school = same[each.school];
    }
    if (school) same[*nameless] = *school;
}

/// For each enrolment the one that it is: of one school and UPN; or of one school and number, where one of them has no UPN and nobody else
/// has that number.
std::vector<std::uint32_t> RegisterBuilder::Implementation::same_enrolments() const {
    constexpr std::uint32_t kSeveral = 0xFFFFFFFF;
    const std::vector<Enrolment>& enrolments = made.enrolments;
    std::vector<std::uint32_t> same(enrolments.size());
    std::iota(same.begin(), same.end(), 0U);
    std::unordered_map<std::uint32_t, Numbers> by_upn_at;
    std::unordered_map<std::uint32_t, Numbers> by_number_at;
    for (std::uint32_t i = 0; i < enrolments.size(); ++i) {
        const Enrolment& each = enrolments[i];
        if (!each.upn.empty()) same[i] = by_upn_at[each.school].try_emplace(each.upn, i).first->second;
        if (each.upn.empty() || each.pupil_id.empty()) continue;
        const auto [found, is_new] = by_number_at[each.school].try_emplace(each.pupil_id, same[i]);
        if (!is_new && found->second != same[i]) found->second = kSeveral;
    }
    for (std::uint32_t i = 0; i < enrolments.size(); ++i) {
        const Enrolment& each = enrolments[i];
        if (!each.upn.empty() || each.pupil_id.empty()) continue;
        const auto [found, is_new] = by_number_at[each.school].try_emplace(each.pupil_id, i);
        if (!is_new && found->second != kSeveral) same[i] = found->second;
    }
    return same;
}

void RegisterBuilder::Implementation::join_enrolment(std::uint32_t to, std::uint32_t from) {
    Enrolment other = std::move(made.enrolments[from]);
    for (std::size_t i = 0; i < other.marks.codes().size(); ++i) {
        const ReadMark each{other.marks.first() + static_cast<SessionNumber>(i), other.marks.codes()[i],
                            i < other.details.size() ? other.details[i] : MarkDetail()};
        if (each.code != kNoCode || each.detail.recorded_at != 0) mark(to, each);
    }
    Enrolment& enrolment = made.enrolments[to];
    for (Characteristics& row : other.characteristics) {
        const auto is_known = [&](const Characteristics& known) { return known.valid_from == row.valid_from; };
        if (std::any_of(enrolment.characteristics.begin(), enrolment.characteristics.end(), is_known)) continue;
        enrolment.characteristics.push_back(std::move(row));
    }
    std::sort(enrolment.characteristics.begin(), enrolment.characteristics.end(),
              [](const Characteristics& a, const Characteristics& b) { return a.valid_from < b.valid_from; });
    take_facts(enrolment, other);
}

void RegisterBuilder::Implementation::join() {
    std::vector<std::uint32_t> schools = join_schools();
    place_pupils_without_school(schools);
    const bool any_school = std::adjacent_find(schools.begin(), schools.end(), std::greater_equal<>()) != schools.end();
    const auto lacks_upn = [](const Enrolment& each) { return each.upn.empty(); };
    const auto has_both = [](const Enrolment& each) { return !each.upn.empty() && !each.pupil_id.empty(); };
    const bool any_number = std::any_of(made.enrolments.begin(), made.enrolments.end(), lacks_upn) &&
                            std::any_of(made.enrolments.begin(), made.enrolments.end(), has_both);
    if (!any_school && !any_number) return;
    for (Enrolment& each : made.enrolments) each.school = schools[each.school];
    const std::vector<std::uint32_t> same = same_enrolments();
    for (std::uint32_t i = 0; i < same.size(); ++i)
        if (same[i] != i) join_enrolment(same[i], i);
    for (Incident& incident : made.incidents)
        if (incident.enrolment != Incident::kNoEnrolment) incident.enrolment = same[incident.enrolment];
    std::vector<std::uint32_t> school_place(made.schools.size());
    std::vector<std::uint32_t> enrolment_place(made.enrolments.size());
    const auto close_up = [](auto& things, const std::vector<std::uint32_t>& which, std::vector<std::uint32_t>& place) {
        std::uint32_t kept = 0;
        for (std::uint32_t i = 0; i < things.size(); ++i) {
            if (which[i] != i) continue;
            if (kept != i) things[kept] = std::move(things[i]);
            place[i] = kept++;
        }
        things.resize(kept);
    };
    close_up(made.schools, schools, school_place);
    close_up(made.enrolments, same, enrolment_place);
    for (Enrolment& each : made.enrolments) each.school = school_place[each.school];
    for (Incident& incident : made.incidents)
        if (incident.enrolment != Incident::kNoEnrolment) incident.enrolment = enrolment_place[incident.enrolment];
}

}  // namespace cbds::registers
