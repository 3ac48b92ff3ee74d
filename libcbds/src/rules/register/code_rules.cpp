/// Rules on codes and the days on which they are in force.

#include "rules/register/rule_functions.hpp"
#include "rules/register/stretches.hpp"

#include <array>

namespace cbds::rules {

using registers::Half;

namespace {

/// Systems had codes of their own below X and I in 2020 to 2022: X02 to X07, I01, I02.
std::string_view code_above(std::string_view text) {
    if (text.size() != 3 || text[1] != '0') return {};
    if (text[0] == 'X' && text[2] >= '1' && text[2] <= '7') return text.substr(0, 1);
    return text[0] == 'I' && (text[2] == '1' || text[2] == '2') ? text.substr(0, 1) : std::string_view();
}

void code_is_unknown(const PupilMarks& pupil, RegisterFaults& faults) {
    for_each_run(pupil.enrolment().marks, Joined::same_code, [](SessionNumber, CodeId code) { return registers::is_other(code); },
                 [&](const Stretch& stretch) {
                     faults.marks(pupil, stretch, "this is no attendance code").expected = code_above(pupil.facts.all().code(stretch.code));
                 });
}

void code_was_withdrawn(const PupilMarks& pupil, RegisterFaults& faults) {
    const auto& days = code_days();
    for_each_run(pupil.enrolment().marks, Joined::same_code, [&](SessionNumber session, CodeId code) { return session >= days[code].end; },
                 [&](const Stretch& stretch) {
                     RegisterFault& fault = faults.marks(pupil, stretch, "the code was withdrawn before this day");
                     fault.confidence = days[stretch.code].confidence;
                     fault.expected = registers::find_row(stretch.code, registers::date_of(stretch.first))->successor;
                 });
}

/// The code that stood for it before, where that is known: `Y` for `Y3`, since `Y` has the successor `Y1 to Y7`.
std::string_view predecessor(std::string_view code) {
    for (const reference::AttendanceCode& row : reference::attendance_codes()) {
        const std::size_t range = row.successor.find(" to ");
        if (row.successor == code) return row.code;
        if (range == std::string_view::npos) continue;
        if (row.successor.substr(0, range) <= code && code <= row.successor.substr(range + 4)) return row.code;
    }
    return {};
}

/// The day on which the codes changed is certain, also of a code of which it is not sure as what it counts.
schema::Confidence confidence_of_begin(const CodeDays& days) {
    return days.begin == codes_changed() ? schema::Confidence::certain : days.confidence;
}

void code_is_not_in_force_yet(const PupilMarks& pupil, RegisterFaults& faults) {
    const auto& days = code_days();
    for_each_run(pupil.enrolment().marks, Joined::same_code, [&](SessionNumber session, CodeId code) { return session < days[code].begin; },
                 [&](const Stretch& stretch) {
                     RegisterFault& fault = faults.marks(pupil, stretch, "the code was not in force yet on this day");
                     fault.confidence = confidence_of_begin(days[stretch.code]);
                     fault.expected = predecessor(registers::code_text(stretch.code));
                 });
}

/// A pupil whose software has the two the wrong way round has one finding for each of them, not hundreds.
void mark_of_the_other_half(const PupilMarks& pupil, RegisterFaults& faults) {
    const auto tell = [&](std::string_view code, Half wrong, std::string_view message, std::string_view expected) {
        const CodeId number = known_code(code);
        for_each_run(pupil.enrolment().marks, Joined::all,
                     [&](SessionNumber session, CodeId each) { return each == number && registers::half_of(session) == wrong; },
                     [&](const Stretch& stretch) { faults.marks(pupil, stretch, message).expected = expected; });
    };
    tell("\\", Half::am, "the mark of the afternoon stands in the morning", "/");
    tell("/", Half::pm, "the mark of the morning stands in the afternoon", "\\");
}

}  // namespace

std::span<const PupilRule> code_rules() noexcept {
    static constexpr std::array<PupilRule, 4> kRules{{{"REG101", code_is_unknown},
                                                      {"REG102", code_was_withdrawn},
                                                      {"REG103", code_is_not_in_force_yet},
                                                      {"REG105", mark_of_the_other_half}}};
    return kRules;
}

}  // namespace cbds::rules
