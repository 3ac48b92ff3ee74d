#include "cbds/register/session.hpp"

#include "io/ascii.hpp"

namespace cbds::registers {

std::string_view half_name(Half half) noexcept { return half == Half::am ? "AM" : "PM"; }

std::optional<Half> find_half(std::string_view word) noexcept {
    if (ascii::same_but_case(word, "AM")) return Half::am;
    if (ascii::same_but_case(word, "PM")) return Half::pm;
    return std::nullopt;
}

Date end_of_school_age(int academic_year) noexcept {
    const Date end{static_cast<std::int16_t>(academic_year + 1), 6, 30};
    return identifiers::add_days(end, -((identifiers::weekday(end) + 2) % 7));
}

}  // namespace cbds::registers
