/// @file
/// Puts invented registers together, a school at a time.
#pragma once

#include "cbds/sample/register_sample.hpp"
#include "sample/register_marks.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace cbds::sample {

class RegisterMaker {
public:
    /// @throws UsageError
    explicit RegisterMaker(const RegisterSampleOptions& options);

    [[nodiscard]] const RegisterRoll& roll() const noexcept { return roll_; }

    /// Adds a school with its enrolments.
    /// @param earlier  may be null
    void add_school(std::uint32_t school, registers::Register& all, std::vector<EarlierMark>* earlier);

private:
    void add_own(const SchoolLife& life, const RegisterYear& next);
    void add_second(std::uint32_t previous, const SchoolLife& life);
    void add(const SchoolLife& life, const Stay& stay);
    void put_marks(const RegisterPupil& pupil, registers::Enrolment& enrolment);
    void put_times(const RegisterPupil& pupil, registers::Enrolment& enrolment);
    void make_somebody_late(std::span<registers::Enrolment> school) const;
    [[nodiscard]] bool is_changed(const MadeMark& mark) const noexcept { return mark.earlier != registers::kNoCode && mark.changed <= last_; }

    RegisterRoll roll_;
    MarkMaker marks_;
    int first_, last_;             ///< days of the period
    registers::CodeId late_, very_late_;
    std::vector<MadeMark> made_;   ///< of the enrolment at hand
    registers::Register* all_ = nullptr;
    std::vector<EarlierMark>* earlier_ = nullptr;
};

}  // namespace cbds::sample
