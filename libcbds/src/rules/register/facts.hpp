/// @file
/// What the rules ask of registers beside the marks of one pupil: how many of a school have marks in a session, which sessions
/// were held, who else has the same UPN. Found out once.
#pragma once

#include "cbds/register/register.hpp"
#include "cbds/schema/dictionary.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace cbds::rules {

using registers::CodeId;
using registers::Date;
using registers::SessionNumber;

/// The sessions in which a code is in force, and how sure that is.
struct CodeDays {
    SessionNumber begin = 0;
    SessionNumber end = 0;  ///< the one behind the last
    schema::Confidence confidence = schema::Confidence::certain;
    bool ends = false;      ///< it was withdrawn
    bool begins = false;    ///< it was not always there
};

/// By number of the code; a number of no code is in force always, for it has a rule of its own.
[[nodiscard]] const std::array<CodeDays, 256>& code_days();

/// The first session of the codes in force since 19 August 2024.
[[nodiscard]] SessionNumber codes_changed();

/// Whether nobody could come, and how sure that is: a calendar says so for certain, the marks of others only as likely.
enum class Closed : std::uint8_t { no, likely, certain };

/// One school's session.
struct SessionCount {
    std::uint32_t marks = 0;     ///< pupils with a mark
    std::uint32_t closed = 0;    ///< of them, with a planned closure
    std::uint32_t expected = 0;  ///< pupils on roll as far as dates, or else marks, tell
    CodeId code = registers::kNoCode;
    bool same = true;            ///< everybody with a mark has this code
    std::optional<registers::DayStatus> status;  ///< what the calendar says
};

class SchoolFacts {
public:
    /// What is known of a session; all zero outside of those with marks.
    [[nodiscard]] const SessionCount& at(SessionNumber session) const noexcept;

    [[nodiscard]] SessionNumber first() const noexcept { return first_; }
    [[nodiscard]] SessionNumber end() const noexcept { return first_ + static_cast<SessionNumber>(counts_.size()); }

    /// Whether pupils were due in: the calendar says that the school was open, or, where it says nothing, at least half of those on roll
    /// have marks, and most of them none of closure.
    [[nodiscard]] bool is_held(SessionNumber session) const noexcept;

    [[nodiscard]] Closed closed(SessionNumber session) const noexcept;

    /// Days on which a session was held.
    [[nodiscard]] std::span<const int> days() const noexcept { return days_; }

    bool has_list = false;  ///< somebody stands in a list of pupils, and not only in marks
    std::optional<Date> first_exclusion;
    std::optional<Date> last_exclusion;
    std::array<std::array<bool, 256>, 2> seen{};  ///< codes before the change of codes, and since

private:
    friend class RegisterFacts;
    SessionNumber first_ = 0;
    std::vector<SessionCount> counts_;
    std::vector<int> days_;
};

class RegisterFacts {
public:
    /// @param reference_date  nothing: the last day with a mark
    RegisterFacts(const registers::Register& all, std::optional<Date> reference_date);

    [[nodiscard]] const registers::Register& all() const noexcept { return all_; }
    [[nodiscard]] const SchoolFacts& school(std::uint32_t place) const noexcept { return schools_[place]; }
    [[nodiscard]] Date reference_date() const noexcept { return reference_date_; }

    /// The enrolments of a school, which stand together: the first, and the one behind the last.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> enrolments_of(std::uint32_t school) const;

    /// The enrolments with this one's UPN, itself among them; empty for one without.
    [[nodiscard]] std::span<const std::uint32_t> same_upn(std::uint32_t enrolment) const noexcept;

    /// School days behind a day up to the reference date, counted no further than `enough`. Weekdays behind the last mark count, unless the
    /// calendar says that the school is closed.
    [[nodiscard]] int school_days_after(std::uint32_t school, Date day, int enough) const;

    /// The sessions in which the enrolment is on roll: by its dates; where there are none, from its first mark, and to its last one where it
    /// is in no list.
    struct Roll {
        SessionNumber begin = 0;
        SessionNumber end = 0;
    };
    [[nodiscard]] Roll roll(std::uint32_t enrolment) const noexcept { return rolls_[enrolment]; }

private:
    void size_schools();
    void count_marks();
    void find_rolls();
    void count_expected();
    void ask_calendar();
    void find_days();

    const registers::Register& all_;
    std::vector<SchoolFacts> schools_;
    std::vector<Roll> rolls_;
    std::vector<std::uint32_t> by_upn_;
    Date reference_date_;
};

}  // namespace cbds::rules
