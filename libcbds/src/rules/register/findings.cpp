#include "rules/register/findings.hpp"

#include <algorithm>

namespace cbds::rules {
namespace {

constexpr std::size_t kMostValue = 200;  // bytes of a value in a finding

std::string session_text(SessionNumber session) {
    return identifiers::write_date(registers::date_of(session)).append(1, ' ').append(registers::half_name(registers::half_of(session)));
}

/// ` on 2026-09-07 AM`, ` on 14 sessions from ... to ...`.
std::string when(const Stretch& stretch) {
    if (stretch.marks == 0) return {};
    if (stretch.marks == 1) return ", on " + session_text(stretch.first);
    return ", on " + std::to_string(stretch.marks) + " sessions from " + session_text(stretch.first) + " to " + session_text(stretch.last);
}

/// The characters of a text that fit, none of them cut.
std::string shortened(std::string_view text) {
    if (text.size() <= kMostValue) return std::string(text);
    std::size_t end = kMostValue;
    while (end > 0 && (text[end] & '\xC0') == '\x80') --end;
    return std::string(text.substr(0, end));
}

/// A cell that cannot be read may hold anything; names are the only columns that identify.
schema::Privacy privacy_of(const RegisterFault& fault) {
    if (fault.item == "code" || fault.item == "session_date" || fault.item == "session") return schema::Privacy::none;
    return fault.item == "upn" || fault.item == "pupil_id" ? schema::Privacy::none : schema::Privacy::direct;
}

std::string value_of(const registers::Register& all, const RegisterFault& fault) {
    if (fault.incident != kNobody) return shortened(all.incidents[fault.incident].value);
    if (fault.stretch.marks > 0) return fault.stretch.code == registers::kNoCode ? std::string() : shortened(all.code(fault.stretch.code));
    const registers::Enrolment& enrolment = all.enrolments[fault.enrolment];
    return shortened(fault.item == "pupil_id" ? enrolment.pupil_id : enrolment.upn);
}

}  // namespace

std::string school_number(const registers::Register& all, std::uint32_t school) {
    if (school >= all.schools.size()) return {};
    const registers::School& of = all.schools[school];
    return of.laestab.empty() ? of.urn : of.laestab;
}

Finding make_finding(const RegisterFacts& facts, const RegisterFault& fault, const Selection& selection) {
    const registers::Register& all = facts.all();
    Finding finding;
    finding.rule = fault.rule;
    finding.confidence = std::min(fault.rule->confidence, fault.confidence);
    finding.severity = selection.severity(*fault.rule, finding.confidence);
    finding.place = {fault.line, 1, 0};
    finding.item = fault.item;
    finding.value = value_of(all, fault);
    finding.expected = fault.expected;
    finding.privacy = privacy_of(fault);
    finding.message = std::string(fault.message) + when(fault.stretch);
    if (fault.stretch.marks > 0) finding.path = session_text(fault.stretch.first);
    if (fault.enrolment == kNobody) return finding;
    const registers::Enrolment& enrolment = all.enrolments[fault.enrolment];
    finding.record = fault.enrolment + std::uint64_t{1};
    finding.key = enrolment.key();
    const registers::Date day = fault.stretch.marks > 0 ? registers::date_of(fault.stretch.first) : facts.reference_date();
    if (const registers::Characteristics* known = enrolment.on(day)) finding.year_group = known->year_group;
    return finding;
}

}  // namespace cbds::rules
