/// @file
/// What the facts in a store are called, and where they stand in a register.
#pragma once

#include "cbds/register/register.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cbds::registers {

template <typename Owner, typename Value>
using FactPlace = std::pair<std::string_view, Value Owner::*>;

inline constexpr std::array<FactPlace<School, std::string>, 6> kSchoolFacts{{{"laestab", &School::laestab},
                                                                             {"name", &School::name},
                                                                             {"la_code", &School::la_code},
                                                                             {"phase", &School::phase},
                                                                             {"trust_id", &School::trust_id},
                                                                             {"trust_name", &School::trust_name}}};
inline constexpr std::array<FactPlace<School, std::optional<Date>>, 2> kSchoolDates{{{"opened", &School::opened}, {"closed", &School::closed}}};
inline constexpr std::array<FactPlace<School, std::optional<int>>, 2> kSchoolAges{{{"low_age", &School::low_age}, {"high_age", &School::high_age}}};

inline constexpr std::array<FactPlace<Enrolment, std::string>, 3> kEnrolmentFacts{
    {{"pupil_id", &Enrolment::pupil_id}, {"surname", &Enrolment::surname}, {"forename", &Enrolment::forename}}};
inline constexpr std::array<FactPlace<Enrolment, std::optional<Date>>, 3> kEnrolmentDates{
    {{"birth_date", &Enrolment::birth_date}, {"admission", &Enrolment::admission}, {"leaving", &Enrolment::leaving}}};

inline constexpr std::string_view kBoarderFact = "boarder";
inline constexpr std::string_view kMainDualFact = "main_dual";
inline constexpr std::string_view kListedFact = "listed";
inline constexpr const char* kYes = "yes";
inline constexpr const char* kNo = "no";

/// Behind the sign stands the day from which it holds: `sex@2026-09-01`, `sex@` as far back as is known.
inline constexpr std::array<FactPlace<Characteristics, std::string>, 10> kCharacteristicFacts{
    {{"sex", &Characteristics::sex},
     {"year_group", &Characteristics::year_group},
     {"ethnicity", &Characteristics::ethnicity},
     {"fsm", &Characteristics::fsm},
     {"fsm6", &Characteristics::fsm6},
     {"sen", &Characteristics::sen},
     {"looked_after", &Characteristics::looked_after},
     {"previously_looked_after", &Characteristics::previously_looked_after},
     {"in_need", &Characteristics::in_need},
     {"protection_plan", &Characteristics::protection_plan}}};

/// Behind it stands a number that the software ever gave to the pupil: `number@17`. Another pupil may have it later.
inline constexpr const char* kNumberFact = "number@";

inline constexpr const char* kExcludedFact = "excluded@";  ///< and the first day
inline constexpr const char* kTotalsFact = "totals@";      ///< and source, first and last day, slashes between them

}  // namespace cbds::registers
