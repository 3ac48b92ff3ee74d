#include "cbds/register/builder.hpp"

#include "io/ascii.hpp"
#include "register/enrolment_index.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace cbds::registers {
namespace {

/// Marks further from the first one than that are dates that somebody mistyped: each would cost its pupil years of memory.
constexpr SessionNumber kFarthest = 2 * 366 * 15;  // a transfer file may have a whole school career

/// Of what is no code so much is kept.
constexpr std::size_t kLongestCode = 40;

/// More incidents than that help nobody.
constexpr std::size_t kMostIncidents = 1'000'000;

using Numbers = std::unordered_map<std::string, std::uint32_t>;

std::optional<std::uint32_t> find_number(const Numbers& numbers, const std::string& key) {
    const auto found = numbers.find(key);
    return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

/// How two marks of one session are ranked by `best_of`: the smaller, the better.
int rank(CodeId code, SessionNumber session) {
    return is_other(code) ? std::numeric_limits<int>::max() : static_cast<int>(category_of(code, session));
}

}  // namespace

std::optional<ConflictPolicy> find_conflict_policy(std::string_view word) noexcept {
    if (word == "error") return ConflictPolicy::error;
    if (word == "last") return ConflictPolicy::last;
    if (word == "best-of") return ConflictPolicy::best_of;
    return std::nullopt;
}

struct RegisterBuilder::Implementation {
    Implementation(ConflictPolicy policy_, bool keep_details_) : policy(policy_), keep_details(keep_details_) {}

    void put(Enrolment& enrolment, const ReadMark& mark);
    [[nodiscard]] bool replaces(const ReadMark& mark, CodeId old) const;
    void add_incident(Incident incident);

    ConflictPolicy policy;
    bool keep_details;
    Register made;
    Numbers schools_by_urn;
    Numbers schools_by_number;
    EnrolmentIndex by_upn{&Enrolment::upn};
    EnrolmentIndex by_pupil_id{&Enrolment::pupil_id};
    std::unordered_map<std::string, CodeId> other_codes;
    std::optional<SessionNumber> first_session;
};

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
    if (const auto known = find_number(implementation_->schools_by_number, number)) return *known;
    // A list of schools may have told both numbers of one.
    const auto listed = std::find_if(schools.begin(), schools.end(), [&](const School& each) { return each.laestab == number; });
    const auto place = static_cast<std::uint32_t>(listed - schools.begin());
    if (listed == schools.end()) schools.emplace_back().laestab = number;
    return implementation_->schools_by_number.emplace(number, place).first->second;
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
    const std::string other(ascii::trimmed(text).substr(0, kLongestCode));
    if (const auto known = implementation_->other_codes.find(other); known != implementation_->other_codes.end()) return known->second;
    const std::size_t number = kFirstOtherCode + others.size();
    if (number >= kTooManyOthers) return kTooManyOthers;
    others.push_back(other);
    return implementation_->other_codes[other] = static_cast<CodeId>(number);
}

void RegisterBuilder::Implementation::put(Enrolment& enrolment, const ReadMark& mark) {
    const SessionNumber first = enrolment.marks.first();
    enrolment.marks.set(mark.session, mark.code);
    if (!keep_details && mark.detail.recorded_at == 0 && mark.detail.minutes_late == 0 && enrolment.details.empty()) return;
    std::vector<MarkDetail>& details = enrolment.details;
    if (!details.empty() && enrolment.marks.first() < first)
        details.insert(details.begin(), static_cast<std::size_t>(first - enrolment.marks.first()), MarkDetail());
    details.resize(enrolment.marks.codes().size());
    details[static_cast<std::size_t>(mark.session - enrolment.marks.first())] = mark.detail;
}

/// Of two different marks without an order in time.
bool RegisterBuilder::Implementation::replaces(const ReadMark& mark, CodeId old) const {
    if (policy == ConflictPolicy::error) return false;
    return policy == ConflictPolicy::last || rank(mark.code, mark.session) < rank(old, mark.session);
}

void RegisterBuilder::Implementation::add_incident(Incident incident) {
    if (made.incidents.size() < kMostIncidents) made.incidents.push_back(std::move(incident));
}

void RegisterBuilder::mark(std::uint32_t number, const ReadMark& mark) {
    Implementation& building = *implementation_;
    Enrolment& enrolment = building.made.enrolments[number];
    ++building.made.marks_read;
    if (!building.first_session) building.first_session = mark.session;
    const auto incident = [&](Incident::Kind kind, std::string value) {
        building.add_incident({kind, number, mark.session, mark.detail.line, mark.detail.file, std::move(value), "code"});
    };
    if (std::abs(mark.session - *building.first_session) > kFarthest) {
        building.add_incident({Incident::Kind::unreadable_date, number, 0, mark.detail.line, mark.detail.file,
                               identifiers::write_date(date_of(mark.session)), "session_date"});
        return;
    }
    const CodeId old = enrolment.marks.at(mark.session);
    const MarkDetail* const before = enrolment.detail(mark.session);
    const std::int64_t old_time = before == nullptr ? 0 : before->recorded_at;
    const bool in_order = mark.detail.recorded_at != 0 && old_time != 0 && mark.detail.recorded_at != old_time;
    if (in_order) {
        if (mark.detail.recorded_at > old_time) building.put(enrolment, mark);
    } else if (old == kNoCode) {
        // That nothing was recorded counts too where it has a time: a code that was recorded earlier must not replace it.
        if (mark.code != kNoCode || mark.detail.recorded_at != 0 || building.keep_details) building.put(enrolment, mark);
    } else if (mark.code == old) {
        if (before != nullptr && before->file == mark.detail.file) incident(Incident::Kind::repeated, std::string(building.made.code(mark.code)));
    } else if (mark.code != kNoCode) {
        if (conflict(number, mark, old) == mark.code) building.put(enrolment, mark);
    }
}

CodeId RegisterBuilder::conflict(std::uint32_t enrolment, const ReadMark& mark, CodeId old) {
    const bool replaced = implementation_->replaces(mark, old);
    const std::string_view lost = implementation_->made.code(replaced ? old : mark.code);
    implementation_->add_incident({Incident::Kind::conflict, enrolment, mark.session, mark.detail.line, mark.detail.file, std::string(lost), "code"});
    return replaced ? mark.code : old;
}

void RegisterBuilder::marks(std::uint32_t number, SessionNumber first, std::vector<CodeId> codes) {
    Enrolment& enrolment = implementation_->made.enrolments[number];
    if (enrolment.marks.empty() && !implementation_->keep_details) return enrolment.marks.assign(first, std::move(codes));
    const std::uint64_t counted = implementation_->made.marks_read;
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (codes[i] != kNoCode) mark(number, {first + static_cast<SessionNumber>(i), codes[i], {}});
    implementation_->made.marks_read = counted;
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
