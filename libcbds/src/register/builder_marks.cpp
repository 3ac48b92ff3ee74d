/// Marks on their way into a register: conflicts, and dates that somebody mistyped.

#include "register/builder_state.hpp"

#include <algorithm>
#include <limits>

namespace cbds::registers {
namespace {

/// Marks further from the others than that are dates that somebody mistyped: each would cost its pupil years of memory.
constexpr SessionNumber kFarthest = 2 * 366 * 15;  // a transfer file may have a whole school career

/// More incidents of a kind than that help nobody.
constexpr std::uint32_t kMostIncidents = 1'000'000;

/// How two marks of one session are ranked by `best_of`: the smaller, the better.
int rank(CodeId code, SessionNumber session) {
    return is_other(code) ? std::numeric_limits<int>::max() : static_cast<int>(category_of(code, session));
}

}  // namespace

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
    std::uint32_t& of_kind = incidents_of_kind_[static_cast<std::size_t>(incident.kind)];
    if (of_kind++ < kMostIncidents) made.incidents.push_back(std::move(incident));
}

CodeId RegisterBuilder::Implementation::conflict(std::uint32_t enrolment, const ReadMark& mark, CodeId old) {
    const bool replaced = replaces(mark, old);
    const std::string_view lost = made.code(replaced ? old : mark.code);
    add_incident({Incident::Kind::conflict, enrolment, mark.session, mark.detail.line, mark.detail.file, std::string(lost), "code"});
    return replaced ? mark.code : old;
}

bool RegisterBuilder::Implementation::is_near(SessionNumber session) const noexcept {
    return middle && session - *middle <= kFarthest && *middle - session <= kFarthest;
}

void RegisterBuilder::Implementation::mark(std::uint32_t number, const ReadMark& mark) {
    if (!middle) middle = mark.session;
    if (!is_near(mark.session)) {
        far_marks.push_back({number, mark});
        return;
    }
    Enrolment& enrolment = made.enrolments[number];
    const CodeId old = enrolment.marks.at(mark.session);
    const MarkDetail* const before = enrolment.detail(mark.session);
    const std::int64_t old_time = before == nullptr ? 0 : before->recorded_at;
    const bool in_order = mark.detail.recorded_at != 0 && old_time != 0 && mark.detail.recorded_at != old_time;
    if (in_order) {
        if (mark.detail.recorded_at > old_time) put(enrolment, mark);
    } else if (old == kNoCode) {
        // That nothing was recorded counts too where it has a time: a code that was recorded earlier must not replace it.
        if (mark.code != kNoCode || mark.detail.recorded_at != 0 || keep_details) put(enrolment, mark);
    } else if (mark.code == old) {
        if (before != nullptr && before->file == mark.detail.file)
            add_incident({Incident::Kind::repeated, number, mark.session, mark.detail.line, mark.detail.file, std::string(made.code(mark.code)), "code"});
    } else if (mark.code != kNoCode) {
        if (conflict(number, mark, old) == mark.code) put(enrolment, mark);
    }
}

void RegisterBuilder::Implementation::refuse_date(std::uint32_t enrolment, const ReadMark& mark) {
    add_incident({Incident::Kind::unreadable_date, enrolment, 0, mark.detail.line, mark.detail.file, identifiers::write_date(date_of(mark.session)),
                  "session_date"});
}

/// Keeps what is near, and makes incidents of the rest.
void RegisterBuilder::Implementation::refuse_far_marks_of(std::uint32_t number) {
    Enrolment& enrolment = made.enrolments[number];
    if (enrolment.marks.empty() || (is_near(enrolment.marks.first()) && is_near(enrolment.marks.end() - 1))) return;
    const Marks marks = std::exchange(enrolment.marks, Marks());
    const std::vector<MarkDetail> details = std::exchange(enrolment.details, {});
    for (std::size_t i = 0; i < marks.codes().size(); ++i) {
        const ReadMark mark{marks.first() + static_cast<SessionNumber>(i), marks.codes()[i], i < details.size() ? details[i] : MarkDetail()};
        if (mark.code == kNoCode && mark.detail.recorded_at == 0 && mark.detail.line == 0) continue;
        if (is_near(mark.session)) put(enrolment, mark);
        else refuse_date(number, mark);
    }
}

/// The first mark that was read is as likely to be mistyped as any other: where most lie far from it, it goes and not they.
void RegisterBuilder::Implementation::settle_far_marks() {
    if (far_marks.empty()) return;
    std::vector<FarMark> waiting = std::exchange(far_marks, {});
    if (2 * waiting.size() > made.marks_read) {
        std::vector<SessionNumber> sessions;
        for (const FarMark& each : waiting) sessions.push_back(each.mark.session);
        const auto half = sessions.begin() + static_cast<std::ptrdiff_t>(sessions.size() / 2);
        std::nth_element(sessions.begin(), half, sessions.end());
        middle = *half;
        for (std::uint32_t number = 0; number < made.enrolments.size(); ++number) refuse_far_marks_of(number);
    }
    for (const FarMark& each : waiting) {
        if (is_near(each.mark.session)) mark(each.enrolment, each.mark);
        else refuse_date(each.enrolment, each.mark);
    }
}

}  // namespace cbds::registers
