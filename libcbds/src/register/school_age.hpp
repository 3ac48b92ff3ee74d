/// @file
/// Compulsory school age.
#pragma once

#include "cbds/register/register.hpp"

namespace cbds::registers {

/// Whether a pupil is past compulsory school age on a day: 16 or older on 31 August before, or 15 and the last Friday in June is over (likely).
/// Where the birth date is not known nobody is.
[[nodiscard]] inline bool is_past_school_age(const Enrolment& enrolment, Date day) {
    constexpr int kLastAge = 15;
    const auto age = enrolment.age_at_start_of_year(day);
    return age && (*age > kLastAge || (*age == kLastAge && day > end_of_school_age(academic_year(day))));
}

}  // namespace cbds::registers
