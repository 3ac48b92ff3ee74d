/// @file
/// The schools and pupils of invented registers: who is on which roll when, settled before any mark is made.
#pragma once

#include "cbds/register/register.hpp"
#include "cbds/sample/register_sample.hpp"
#include "sample/people.hpp"
#include "sample/register_year.hpp"
#include "sample/school.hpp"

#include <array>
#include <optional>
#include <vector>

namespace cbds::sample {

/// Sessions lost to a suspension, from the morning of a day on.
struct SuspendedSpell {
    int start = 0;
    int sessions = 0;
};

/// A pupil, and the dates that decide which marks there are.
struct RegisterPupil {
    std::uint64_t number = 0;  ///< among those of all schools
    int age = 0;               ///< at 31 August
    int born = 0;
    int admission = 0;
    int leaving = 0;           ///< the last day on roll; 0: beyond the year
    bool joins = false;        ///< within the year
    bool prospective = false;  ///< expected for two days before
    bool part_time = false;    ///< mornings only: not of compulsory age
    bool observes = false;     ///< is away on days of religious observance
    unsigned away = 0;         ///< registered at two schools: a bit for each day of the week at the other one, Monday's the lowest
    int moves_on = 0;          ///< first day at the next school; 0: leaves the registers, or does not leave
    int part_time_from = 0;    ///< of a part-time timetable for a while; 0: none
    int part_time_until = 0;
    std::array<SuspendedSpell, 2> suspensions{};

    /// Has a place on the roll of the next school too, at the same time or later.
    [[nodiscard]] bool has_second() const noexcept { return away != 0 || moves_on != 0; }
};

class RegisterRoll {
public:
    /// @throws UsageError where the phase is none, or the number of pupils or schools or the year is out of range
    explicit RegisterRoll(const RegisterSampleOptions& options);

    [[nodiscard]] const RegisterSampleOptions& options() const noexcept { return options_; }
    [[nodiscard]] const PhaseFacts& phase() const noexcept { return *phase_; }

    [[nodiscard]] registers::School school(std::uint32_t school) const;
    [[nodiscard]] RegisterYear year(std::uint32_t school) const { return {options_.year, options_.seed, school}; }
    [[nodiscard]] std::uint32_t next(std::uint32_t school) const noexcept { return (school + 1) % options_.schools; }
    [[nodiscard]] std::uint32_t previous(std::uint32_t school) const noexcept { return (school + options_.schools - 1) % options_.schools; }

    /// @param years  of the school, and of the next one
    [[nodiscard]] RegisterPupil pupil(std::uint32_t school, std::uint64_t index, const RegisterYear& own, const RegisterYear& next) const;

    /// Who the pupil is: names, numbers and characteristics, the same at both schools.
    void introduce(const RegisterPupil& pupil, registers::Enrolment& enrolment) const;

private:
    struct Shares {
        Shares();
        unsigned leaver, joiner, prospective, dual, part_time_nursery, part_time_timetable, observance, suspended_primary, suspended_secondary,
            suspended_referral, suspended_again, female, fsm, fsm_later, support, plan, looked_after, previously_looked_after, in_need,
            protection_plan, boarder_secondary, boarder_special, temporary_upn;
    };

    [[nodiscard]] int age_of(std::uint64_t index) const noexcept;
    [[nodiscard]] int birthday(std::uint32_t school, std::uint64_t index, int age) const noexcept;
    void settle_dates(RegisterPupil& pupil, const RegisterYear& year, Random& random) const;
    void settle_end(RegisterPupil& pupil, const RegisterYear& year, Random& random) const;
    void settle_second(RegisterPupil& pupil, const RegisterYear& next, Random& random) const;
    void settle_suspensions(RegisterPupil& pupil, const RegisterYear& year, Random& random) const;
    void settle_timetable(RegisterPupil& pupil, const RegisterYear& year, Random& random) const;
    [[nodiscard]] registers::Characteristics characteristics(const RegisterPupil& pupil, Random& random) const;

    RegisterSampleOptions options_;
    const PhaseFacts* phase_;
    School first_;
    std::vector<int> authorities_;  ///< the first school's own first
    Shares shares_;
    People people_;
    Numbers numbers_;
    Choice ethnicity_;
};

}  // namespace cbds::sample
