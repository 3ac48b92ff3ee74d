/// @file
/// What is said of a school or a pupil, value by value, each with the time of the extract that told it last.
#pragma once

#include "cbds/register/register.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

struct Fact {
    std::string name;  ///< `surname`, `sex@2026-09-01`: from that day on, `excluded@2026-10-05`, `total@...`
    std::string value;
    std::int64_t told_at = 0;

    friend bool operator==(const Fact&, const Fact&) = default;
};

/// Sorted by name, each name once.
using Facts = std::vector<Fact>;

/// Of each name the value that was told later; at one time, the greater one. In whatever order, the outcome is the same.
[[nodiscard]] Facts joined(const Facts& a, const Facts& b);

[[nodiscard]] std::string facts_blob(const Facts& facts);

/// @throws DamagedBlob
[[nodiscard]] Facts facts_of_blob(std::string_view blob);

/// What an extract says; what it does not say is not there.
[[nodiscard]] Facts facts_of(const School& school, std::int64_t told_at);
[[nodiscard]] Facts facts_of(const Enrolment& enrolment, const Register& extract, std::int64_t told_at);

}  // namespace cbds::registers
