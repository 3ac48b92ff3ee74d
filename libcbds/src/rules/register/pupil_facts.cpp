#include "rules/register/pupil_facts.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::rules {

bool has_no_mark(const registers::Enrolment& enrolment) noexcept {
    const auto codes = enrolment.marks.codes();
    return std::all_of(codes.begin(), codes.end(), [](registers::CodeId code) { return code == registers::kNoCode; });
}

RegisterFacts::Roll marked_sessions(const registers::Register& all, std::span<const std::uint32_t> enrolments) noexcept {
    RegisterFacts::Roll sessions;
    for (const std::uint32_t place : enrolments) {
        const registers::Marks& marks = all.enrolments[place].marks;
        if (marks.empty()) continue;
        const bool first = sessions.begin == sessions.end;
        sessions = {first ? marks.first() : std::min(sessions.begin, marks.first()), first ? marks.end() : std::max(sessions.end, marks.end())};
    }
    return sessions;
}

std::optional<int> year_number(const registers::Enrolment& enrolment, registers::Date day) {
    const registers::Characteristics* known = enrolment.on(day);
    if (known == nullptr || known->year_group.empty()) return std::nullopt;
    if (known->year_group == "R") return 0;
    int number = 0;
    const char* const end = known->year_group.data() + known->year_group.size();
    const auto [behind, error] = std::from_chars(known->year_group.data(), end, number);
    return error == std::errc() && behind == end ? std::optional(number) : std::nullopt;
}

bool is_recorded_year(const registers::Enrolment& enrolment, registers::SessionNumber session) {
    const registers::Date day = registers::date_of(session);
    const registers::Characteristics* known = enrolment.on(day);
    if (known != nullptr && known->year_group.starts_with('N')) return false;
    return year_number(enrolment, day).value_or(1) < 12;
}

}  // namespace cbds::rules
