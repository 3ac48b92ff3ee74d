#include "register/pupils_without_school.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <utility>

namespace cbds::registers {
namespace {

std::optional<std::uint32_t> nameless_school(const Register& all) {
    const auto found = std::find_if(all.schools.begin(), all.schools.end(), [](const School& each) { return each.urn.empty() && each.laestab.empty(); });
    return found == all.schools.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - all.schools.begin()));
}

/// Nothing is known of a pupil but what a list says.
bool is_of_list(const Enrolment& enrolment) { return enrolment.listed && enrolment.marks.empty() && enrolment.totals.empty(); }

template <typename Value>
void fill_value(Value& known, Value& told) {
    if (known == Value()) known = std::move(told);
}

/// Of what is known from a day on, what was known already stays.
void fill_characteristics(std::vector<Characteristics>& known, std::vector<Characteristics>& told) {
    for (Characteristics& row : told) {
        const auto place = std::lower_bound(known.begin(), known.end(), row, [](const auto& a, const auto& b) { return a.valid_from < b.valid_from; });
        if (place == known.end() || place->valid_from != row.valid_from) known.insert(place, std::move(row));
    }
}

void join_told(Enrolment& known, Enrolment& told) {
    known.listed = true;
    known.boarder = known.boarder || told.boarder;
    fill_value(known.pupil_id, told.pupil_id);
    fill_value(known.upn, told.upn);
    fill_value(known.surname, told.surname);
    fill_value(known.forename, told.forename);
    fill_value(known.birth_date, told.birth_date);
    fill_value(known.admission, told.admission);
    fill_value(known.leaving, told.leaving);
    fill_value(known.main_dual, told.main_dual);
    fill_value(known.exclusions, told.exclusions);
    fill_characteristics(known.characteristics, told.characteristics);
}

/// The pupils of one school by UPN and by the number of the software.
class PupilsByNumber {
public:
    void add(const Enrolment& enrolment, std::uint32_t number) {
        if (!enrolment.upn.empty()) by_upn_.emplace(enrolment.upn, number);
        if (!enrolment.pupil_id.empty()) by_pupil_id_.emplace(enrolment.pupil_id, number);
    }

    /// One number of the software may be of two pupils: the UPN decides.
    [[nodiscard]] std::optional<std::uint32_t> find(const Enrolment& wanted, const std::vector<Enrolment>& enrolments) const {
        if (const auto same = by_upn_.find(wanted.upn); same != by_upn_.end()) return same->second;
        const auto same = by_pupil_id_.find(wanted.pupil_id);
        if (same == by_pupil_id_.end() || (!wanted.upn.empty() && !enrolments[same->second].upn.empty())) return std::nullopt;
        return same->second;
    }

private:
    std::unordered_map<std::string, std::uint32_t> by_upn_;
    std::unordered_map<std::string, std::uint32_t> by_pupil_id_;
};

/// All enrolments are of one school from then on.
void join_schools(Register& all, std::uint32_t nameless, std::uint32_t school) {
    std::vector<Enrolment> kept;
    std::vector<std::uint32_t> place(all.enrolments.size());
    PupilsByNumber pupils;
    const auto keep = [&](std::size_t i) {
        place[i] = static_cast<std::uint32_t>(kept.size());
        pupils.add(all.enrolments[i], place[i]);
        kept.push_back(std::move(all.enrolments[i]));
    };
    for (std::size_t i = 0; i < all.enrolments.size(); ++i)
        if (all.enrolments[i].school == school) keep(i);
    for (std::size_t i = 0; i < all.enrolments.size(); ++i) {
        Enrolment& told = all.enrolments[i];
        if (told.school != nameless) continue;
        told.school = school;
        if (const auto known = pupils.find(told, kept)) join_told(kept[place[i] = *known], told);
        else keep(i);
    }
    all.enrolments = std::move(kept);
    for (Incident& incident : all.incidents)
        if (incident.enrolment != Incident::kNoEnrolment) incident.enrolment = place[incident.enrolment];
}

void remove_school(Register& all, std::uint32_t removed) {
    all.schools.erase(all.schools.begin() + removed);
    for (Enrolment& enrolment : all.enrolments)
        if (enrolment.school > removed) --enrolment.school;
}

}  // namespace

bool place_pupils_without_school(Register& all) {
    const auto nameless = nameless_school(all);
    if (!nameless) return false;
    std::optional<std::uint32_t> school;
    for (const Enrolment& each : all.enrolments) {
        if (each.school == *nameless && !is_of_list(each)) return false;
        if (each.school == *nameless) continue;
        if (school && *school != each.school) return true;
        school = each.school;
    }
    if (!school) return false;
    join_schools(all, *nameless, *school);
    remove_school(all, *nameless);
    return false;
}

}  // namespace cbds::registers
