#include "rules/register/pupil_facts.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::rules {

bool has_no_mark(const registers::Enrolment& enrolment) noexcept {
    const auto codes = enrolment.marks.codes();
    return std::all_of(codes.begin(), codes.end(), [](registers::CodeId code) { return code == registers::kNoCode; });
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

std::optional<int> age_at_start_of_year(const registers::Enrolment& enrolment, registers::Date day) {
    if (!enrolment.birth_date) return std::nullopt;
    return identifiers::age_at(*enrolment.birth_date, {static_cast<std::int16_t>(registers::academic_year(day)), 8, 31});
}

}  // namespace cbds::rules
