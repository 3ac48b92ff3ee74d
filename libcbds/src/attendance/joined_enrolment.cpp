#include "attendance/joined_enrolment.hpp"

#include "attendance/marks_view.hpp"

#include <vector>

namespace cbds::attendance {
namespace {

/// What is known from marks only says nothing of the days on the roll.
bool tells_roll(const Enrolment& enrolment) { return enrolment.listed || enrolment.admission || enrolment.leaving; }

/// A date that is not known is no bound.
void widen_roll(Enrolment& joined, const Enrolment& other) {
    if (!other.admission || (joined.admission && *other.admission < *joined.admission)) joined.admission = other.admission;
    if (!other.leaving || (joined.leaving && *joined.leaving < *other.leaving)) joined.leaving = other.leaving;
}

void join_facts(Enrolment& joined, const Enrolment& other) {
    if (joined.listed && tells_roll(other)) {
        widen_roll(joined, other);
    } else if (tells_roll(other)) {
        joined.admission = other.admission;
        joined.leaving = other.leaving;
    }
    joined.listed |= tells_roll(other);
    joined.boarder |= other.boarder;
    if (!joined.birth_date) joined.birth_date = other.birth_date;
}

Enrolment facts_of(const Enrolment& enrolment) {
    Enrolment facts;
    facts.school = enrolment.school;
    facts.pupil_id = enrolment.pupil_id;
    facts.upn = enrolment.upn;
    facts.birth_date = enrolment.birth_date;
    facts.admission = enrolment.admission;
    facts.leaving = enrolment.leaving;
    facts.boarder = enrolment.boarder;
    facts.listed = tells_roll(enrolment);
    return facts;
}

}  // namespace

Enrolment joined_enrolment(const Register& all, std::span<const std::uint32_t> places) {
    if (places.empty()) return {};
    Enrolment joined = facts_of(all.enrolments[places.front()]);
    std::vector<MarksView> views;
    for (const std::uint32_t place : places) {
        const Enrolment& each = all.enrolments[place];
        if (place != places.front()) join_facts(joined, each);
        views.push_back(marks_of(each, kAllDays));
    }
    std::vector<CodeId> room;
    const MarksView marks = merged_marks(views, room);
    joined.marks.assign(marks.first, std::vector<CodeId>(marks.codes.begin(), marks.codes.end()));
    return joined;
}

}  // namespace cbds::attendance
