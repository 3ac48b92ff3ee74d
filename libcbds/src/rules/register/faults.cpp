#include "rules/register/faults.hpp"

#include <algorithm>

namespace cbds::rules {
namespace {

/// The file in which an enrolment has its marks, as far as that is known.
std::uint16_t file_of_marks(const registers::Enrolment& enrolment) {
    const auto is_known = [](const registers::MarkDetail& each) { return each.line != 0; };
    const auto known = std::find_if(enrolment.details.begin(), enrolment.details.end(), is_known);
    return known == enrolment.details.end() ? std::uint16_t{0} : known->file;
}

}  // namespace

RegisterFault& RegisterFaults::add(std::uint32_t enrolment, std::uint32_t school, std::string_view item, std::string_view message) {
    RegisterFault& fault = list_.emplace_back();
    fault.rule = rule_;
    fault.enrolment = enrolment;
    fault.school = school;
    fault.item = item;
    fault.message = message;
    return fault;
}

void RegisterFaults::place_at(RegisterFault& fault, std::uint32_t enrolment, SessionNumber session) const {
    const registers::Enrolment& of = all_.enrolments[enrolment];
    const registers::MarkDetail* detail = of.detail(session);
    fault.line = detail == nullptr ? 0 : detail->line;
    fault.file = fault.line == 0 ? file_of_marks(of) : detail->file;
}

RegisterFault& RegisterFaults::marks(const PupilMarks& pupil, const Stretch& stretch, std::string_view message) {
    RegisterFault& fault = add(pupil.place, pupil.enrolment().school, "code", message);
    fault.stretch = stretch;
    place_at(fault, pupil.place, stretch.first);
    return fault;
}

RegisterFault& RegisterFaults::pupil(const PupilMarks& pupil, std::string_view item, std::string_view message) {
    RegisterFault& fault = add(pupil.place, pupil.enrolment().school, item, message);
    fault.file = file_of_marks(pupil.enrolment());
    return fault;
}

/// Its place is that of the first pupil's mark.
RegisterFault& RegisterFaults::session(const RegisterFacts& facts, std::uint32_t school, const Stretch& stretch, std::string_view message) {
    RegisterFault& fault = add(kNobody, school, "code", message);
    fault.stretch = stretch;
    auto [place, behind] = facts.enrolments_of(school);
    while (place < behind && all_.enrolments[place].marks.at(stretch.first) != stretch.code) ++place;
    if (place < behind) place_at(fault, place, stretch.first);
    return fault;
}

RegisterFault& RegisterFaults::incident(std::uint32_t incident, std::string_view message) {
    const registers::Incident& met = all_.incidents[incident];
    const bool known = met.enrolment != registers::Incident::kNoEnrolment;
    RegisterFault& fault = add(known ? met.enrolment : kNobody, known ? all_.enrolments[met.enrolment].school : kNobody, met.column, message);
    fault.incident = incident;
    fault.file = met.file;
    fault.line = met.line;
    if (met.session != 0) fault.stretch = {met.session, met.session, 1, 1, registers::kNoCode};
    return fault;
}

}  // namespace cbds::rules
