/// @file
/// The functions of the rules on registers, by code: of a pupil at a school, of a school, and of what was met while reading.
#pragma once

#include "cbds/register/register.hpp"
#include "rules/register/faults.hpp"

#include <span>
#include <string_view>

namespace cbds::rules {

/// A rule that looks at one pupil's marks at a school.
struct PupilRule {
    std::string_view code;
    void (*check)(const PupilMarks& pupil, RegisterFaults& faults);
};

/// A rule that looks at a school's register as a whole.
struct SchoolRule {
    std::string_view code;
    void (*check)(const RegisterFacts& facts, std::uint32_t school, RegisterFaults& faults);
};

/// What was wrong with what was read: a rule for each kind.
struct IncidentRule {
    std::string_view code;
    registers::Incident::Kind kind;
    std::string_view message;
};

[[nodiscard]] std::span<const IncidentRule> incident_rules() noexcept;  ///< REG001 and what follows
[[nodiscard]] std::span<const PupilRule> code_rules() noexcept;         ///< REG101: codes and their days
[[nodiscard]] std::span<const PupilRule> day_rules() noexcept;          ///< REG201: days on which no mark should be, or one should
[[nodiscard]] std::span<const PupilRule> use_rules() noexcept;          ///< REG301: codes that are not for this pupil, or not for so long
[[nodiscard]] std::span<const SchoolRule> school_rules() noexcept;      ///< REG401: registers as a whole
[[nodiscard]] std::span<const PupilRule> list_rules() noexcept;         ///< REG501: who is in the register, and who is not

}  // namespace cbds::rules
