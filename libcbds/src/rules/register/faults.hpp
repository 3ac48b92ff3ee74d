/// @file
/// What the rules on registers find, before it is put into words: small, for there may be many.
#pragma once

#include "cbds/rules/rule.hpp"
#include "rules/register/facts.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::rules {

inline constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

/// Marks of one pupil that belong together.
struct Stretch {
    SessionNumber first = 0;
    SessionNumber last = 0;
    std::uint32_t marks = 0;
    std::uint32_t days = 0;
    CodeId code = registers::kNoCode;
};

struct RegisterFault {
    const Rule* rule = nullptr;
    std::uint32_t enrolment = kNobody;
    std::uint32_t school = kNobody;
    std::uint32_t incident = kNobody;  ///< of Register::incidents: place and value are its own
    Stretch stretch;                   ///< no marks: it is not about sessions
    std::uint16_t file = 0;
    std::uint32_t line = 0;
    schema::Confidence confidence = schema::Confidence::certain;
    std::string_view item;             ///< all texts but `expected` stand in the program
    std::string_view message;
    std::string expected;
};

/// An enrolment as the rules look at it.
struct PupilMarks {
    const RegisterFacts& facts;
    std::uint32_t place;

    [[nodiscard]] const registers::Enrolment& enrolment() const noexcept { return facts.all().enrolments[place]; }
    [[nodiscard]] const SchoolFacts& school() const noexcept { return facts.school(enrolment().school); }
};

/// Gathers what one rule after the other finds.
class RegisterFaults {
public:
    explicit RegisterFaults(const registers::Register& all) : all_(all) {}

    /// What follows is found by this rule.
    void begin(const Rule& rule) noexcept { rule_ = &rule; }

    /// Marks of a pupil. The first one's place is that of the fault.
    RegisterFault& marks(const PupilMarks& pupil, const Stretch& stretch, std::string_view message);

    /// A pupil, whatever the marks.
    RegisterFault& pupil(const PupilMarks& pupil, std::string_view item, std::string_view message);

    /// A session of a school.
    RegisterFault& session(const RegisterFacts& facts, std::uint32_t school, const Stretch& stretch, std::string_view message);

    /// Something that was met while reading.
    RegisterFault& incident(std::uint32_t incident, std::string_view message);

    [[nodiscard]] std::vector<RegisterFault>& list() noexcept { return list_; }

private:
    RegisterFault& add(std::uint32_t enrolment, std::uint32_t school, std::string_view item, std::string_view message);
    void place_at(RegisterFault& fault, std::uint32_t enrolment, SessionNumber session) const;

    const registers::Register& all_;
    const Rule* rule_ = nullptr;
    std::vector<RegisterFault> list_;
};

}  // namespace cbds::rules
