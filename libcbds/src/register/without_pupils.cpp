#include "register/without_pupils.hpp"

#include <utility>

namespace cbds::registers {

void drop_schools_without_pupils(Register& all) {
    std::vector<bool> has_pupils(all.schools.size(), false);
    for (const Enrolment& enrolment : all.enrolments) has_pupils[enrolment.school] = true;
    std::vector<std::uint32_t> place(all.schools.size(), 0);
    std::vector<School> kept;
    for (std::size_t i = 0; i < all.schools.size(); ++i) {
        if (!has_pupils[i]) continue;
        place[i] = static_cast<std::uint32_t>(kept.size());
        kept.push_back(std::move(all.schools[i]));
    }
    all.schools = std::move(kept);
    for (Enrolment& enrolment : all.enrolments) enrolment.school = place[enrolment.school];
}

}  // namespace cbds::registers
