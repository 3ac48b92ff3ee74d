/// @file
/// The marks of an invented enrolment.
#pragma once

#include "cbds/register/codes.hpp"
#include "cbds/register/session.hpp"
#include "sample/register_habits.hpp"
#include "sample/register_pupil.hpp"
#include "sample/register_year.hpp"

#include <array>
#include <vector>

namespace cbds::sample {

/// A mark, and what stood in its place before.
struct MadeMark {
    registers::SessionNumber session = 0;
    registers::CodeId code = registers::kNoCode;
    registers::CodeId earlier = registers::kNoCode;  ///< kNoCode: it was never changed
    int changed = 0;                                 ///< the day on which it was
};

/// Codes that no table of reasons deals out, as they are in a year.
struct RegisterCodes {
    explicit RegisterCodes(bool old_codes);
    registers::CodeId morning, afternoon, late, closed, cancelled, suspended, part_time, study, observance, elsewhere, not_due, prospective, trip,
        work_experience, unknown, unauthorised;
    std::vector<registers::CodeId> explained;  ///< absences whose reason may be known late only
};

/// What all enrolments of a school share.
struct SchoolLife {
    SchoolLife(const RegisterRoll& roll, std::uint32_t number);
    [[nodiscard]] int trip_of(int age) const noexcept { return trips[static_cast<std::size_t>(age % 20)]; }

    std::uint32_t school;
    RegisterYear year;
    std::array<int, 2> observance;       ///< days of religious observance; invented, of no religion
    std::array<int, 20> trips{};         ///< the day out of each year group, by age
    int work_experience_from = 0;        ///< of year 10
    int study_from = 0;                  ///< of year 11
    int study_until = 0;
};

/// One enrolment: when it has marks, and where else the pupil is.
struct Stay {
    const RegisterPupil* pupil = nullptr;
    int from = 0;
    int until = 0;
    unsigned elsewhere = 0;   ///< days of the week at another school, as in RegisterPupil::away
    bool second = false;      ///< not the school at which the pupil began the year
};

/// Makes marks; the same for the same roll and pupil.
class MarkMaker {
public:
    explicit MarkMaker(const RegisterRoll& roll);

    /// The marks of a year in the order of time, into `marks`, which is emptied first.
    void make(const SchoolLife& life, const Stay& stay, std::vector<MadeMark>& marks) const;

private:
    friend class StayMarks;
    [[nodiscard]] const Habits& habits_of(int age) const noexcept { return habits_[age < 11 || habits_.size() == 1 ? 0 : 1]; }

    const RegisterRoll& roll_;
    std::vector<Habits> habits_;  ///< of all ages, or of children and of young people
    std::array<unsigned, 10> weekdays_;
    RegisterCodes codes_;
    unsigned late_morning_, late_afternoon_, unknown_, corrected_;
};

}  // namespace cbds::sample
