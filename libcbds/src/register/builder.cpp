#include "cbds/register/builder.hpp"

#include "io/ascii.hpp"
#include "io/short_text.hpp"
#include "register/builder_state.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace cbds::registers {
namespace {

using Numbers = std::unordered_map<std::string, std::uint32_t>;

std::optional<std::uint32_t> find_number(const Numbers& numbers, const std::string& key) {
    const auto found = numbers.find(key);
    return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::optional<ConflictPolicy> find_conflict_policy(std::string_view word) noexcept {
    if (word == "error") return ConflictPolicy::error;
    if (word == "last") return ConflictPolicy::last;
    if (word == "best-of") return ConflictPolicy::best_of;
    return std::nullopt;
}

RegisterBuilder::RegisterBuilder(ConflictPolicy policy, bool keep_details) : implementation_(std::make_unique<Implementation>(policy, keep_details)) {}
RegisterBuilder::~RegisterBuilder() = default;

std::uint16_t RegisterBuilder::file(const std::string& name) {
    std::vector<std::string>& files = implementation_->made.files;
    if (files.size() <= std::numeric_limits<std::uint16_t>::max()) files.push_back(name);
    return static_cast<std::uint16_t>(files.size() - 1);
}

std::uint32_t RegisterBuilder::school(std::string_view urn) {
    std::vector<School>& schools = implementation_->made.schools;
    const auto [found, is_new] = implementation_->schools_by_urn.try_emplace(std::string(ascii::trimmed(urn)), static_cast<std::uint32_t>(schools.size()));
    if (is_new) schools.emplace_back().urn = found->first;
    return found->second;
}

std::uint32_t RegisterBuilder::school_at(std::string_view laestab) {
    std::vector<School>& schools = implementation_->made.schools;
    const std::string number(ascii::trimmed(laestab));
    const auto [found, is_new] = implementation_->schools_by_number.try_emplace(number, static_cast<std::uint32_t>(schools.size()));
    if (is_new) schools.emplace_back().laestab = number;
    return found->second;
}

std::uint32_t RegisterBuilder::school(std::string_view urn, std::string_view laestab) {
    const std::string known_urn(ascii::trimmed(urn));
    const std::string number(ascii::trimmed(laestab));
    if (number.empty()) return school(urn);
    if (known_urn.empty()) return school_at(laestab);
    Implementation& building = *implementation_;
    const auto known = find_number(building.schools_by_urn, known_urn) ? std::nullopt : find_number(building.schools_by_number, number);
    if (!known || !building.made.schools[*known].urn.empty()) {
        const std::uint32_t found = school(urn);
        if (building.made.schools[found].laestab.empty()) building.made.schools[found].laestab = number;
        building.schools_by_number.try_emplace(number, found);
        return found;
    }
    building.made.schools[*known].urn = known_urn;
    return building.schools_by_urn.emplace(known_urn, *known).first->second;
}

/// A pupil who was known by one of the two keys only becomes known by both.
std::uint32_t RegisterBuilder::enrolment(std::uint32_t school, std::string_view pupil_id, std::string_view upn) {
    std::vector<Enrolment>& enrolments = implementation_->made.enrolments;
    EnrolmentIndex& by_upn = implementation_->by_upn;
    EnrolmentIndex& by_pupil_id = implementation_->by_pupil_id;
    auto found = upn.empty() ? std::nullopt : by_upn.find(enrolments, school, upn);
    if (!found && !pupil_id.empty()) {
        found = by_pupil_id.find(enrolments, school, pupil_id);
        if (found && !upn.empty() && !enrolments[*found].upn.empty()) found.reset();  // one number, two pupils: the UPN decides
    }
    if (!found) {
        found = static_cast<std::uint32_t>(enrolments.size());
        enrolments.emplace_back().school = school;
    }
    Enrolment& enrolment = enrolments[*found];
    if (!upn.empty() && enrolment.upn.empty()) {
        enrolment.upn = upn;
        by_upn.add(*found, school, upn);
    }
    if (!pupil_id.empty() && enrolment.pupil_id.empty()) {
        enrolment.pupil_id = pupil_id;
        if (!by_pupil_id.find(enrolments, school, pupil_id)) by_pupil_id.add(*found, school, pupil_id);
    }
    return *found;
}

School& RegisterBuilder::school_at_index(std::uint32_t school) { return implementation_->made.schools[school]; }
Enrolment& RegisterBuilder::enrolment_at(std::uint32_t enrolment) { return implementation_->made.enrolments[enrolment]; }
Calendar& RegisterBuilder::calendar() { return implementation_->made.calendar; }

CodeId RegisterBuilder::code(std::string_view text, bool* mended) {
    const MendedCode found = mend_code(text);
    if (mended != nullptr) *mended = found.mended;
    if (found.code) return *found.code;
    std::vector<std::string>& others = implementation_->made.other_codes;
    const std::string other(io::shortened(ascii::trimmed(text)));
    if (const auto known = implementation_->other_codes.find(other); known != implementation_->other_codes.end()) return known->second;
    const std::size_t number = kFirstOtherCode + others.size();
    if (number >= kTooManyOthers) return kTooManyOthers;
    others.push_back(other);
    return implementation_->other_codes[other] = static_cast<CodeId>(number);
}

void RegisterBuilder::begin(SessionNumber session) {
    if (!implementation_->middle) implementation_->middle = session;
}

void RegisterBuilder::mark(std::uint32_t enrolment, const ReadMark& mark) {
    ++implementation_->made.marks_read;
    implementation_->mark(enrolment, mark);
}

CodeId RegisterBuilder::conflict(std::uint32_t enrolment, const ReadMark& mark, CodeId old) { return implementation_->conflict(enrolment, mark, old); }

void RegisterBuilder::marks(std::uint32_t number, SessionNumber first, std::vector<CodeId> codes) {
    if (codes.empty()) return;
    begin(first);
    Implementation& building = *implementation_;
    Enrolment& enrolment = building.made.enrolments[number];
    const bool near = building.is_near(first) && building.is_near(first + static_cast<SessionNumber>(codes.size()) - 1);
    if (near && enrolment.marks.empty() && !building.keep_details) return enrolment.marks.assign(first, std::move(codes));
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (codes[i] != kNoCode) building.mark(number, {first + static_cast<SessionNumber>(i), codes[i], {}});
}

void RegisterBuilder::count_marks(std::uint64_t read) { implementation_->made.marks_read += read; }

void RegisterBuilder::incident(Incident incident) { implementation_->add_incident(std::move(incident)); }

void RegisterBuilder::characteristics(std::uint32_t enrolment, Characteristics row) {
    std::vector<Characteristics>& rows = implementation_->made.enrolments[enrolment].characteristics;
    const auto begins_before = [](const Characteristics& a, const Characteristics& b) { return a.valid_from < b.valid_from; };
    const auto place = std::lower_bound(rows.begin(), rows.end(), row, begins_before);
    if (place != rows.end() && place->valid_from == row.valid_from) *place = std::move(row);
    else rows.insert(place, std::move(row));
}

Register RegisterBuilder::finish() {
    implementation_->settle_far_marks();
    implementation_->join();
    Register made = std::exchange(implementation_->made, Register());
    *implementation_ = Implementation(implementation_->policy, implementation_->keep_details);
    const auto by_school = [&](std::uint32_t a, std::uint32_t b) { return made.enrolments[a].school < made.enrolments[b].school; };
    std::vector<std::uint32_t> order(made.enrolments.size());
    std::iota(order.begin(), order.end(), 0U);
    if (std::is_sorted(order.begin(), order.end(), by_school)) return made;
    std::stable_sort(order.begin(), order.end(), by_school);
    std::vector<Enrolment> sorted;
    sorted.reserve(order.size());
    std::vector<std::uint32_t> place(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        sorted.push_back(std::move(made.enrolments[order[i]]));
    }
    made.enrolments = std::move(sorted);
    for (Incident& incident : made.incidents)
        if (incident.enrolment != Incident::kNoEnrolment) incident.enrolment = place[incident.enrolment];
    return made;
}

}  // namespace cbds::registers
