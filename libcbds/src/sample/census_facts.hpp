/// @file
/// The facts of a pupil of a census that several items depend on: settled first, so that no item contradicts another.
#pragma once

#include "cbds/reference/census_calendar.hpp"
#include "cbds/schema/edition.hpp"
#include "sample/random.hpp"
#include "sample/school.hpp"
#include "sample/school_days.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cbds::sample {

/// A period in days since 1970-01-01, both ends included.
struct Period {
    int from = 0;
    int until = -1;
    [[nodiscard]] bool is_empty() const noexcept { return until < from; }
};

/// When a return is taken, and what it looks back on.
struct CensusTimes {
    explicit CensusTimes(schema::Edition edition);

    schema::Edition edition;
    schema::Term term;
    int year;           ///< of the census
    int academic_year;  ///< in which the academic year of the census began
    int census_day, previous_census_day;
    Period attendance, second_half, exclusions, placements;
    SchoolDays days;

    [[nodiscard]] bool is(schema::Term which) const noexcept { return term == which; }
};

/// Free school meals: never, for a period that is still open, for one that has ended.
enum class Meals : std::uint8_t { none, open, ended };

struct Suspension {
    int start = 0;
    int sessions = 0;
    bool lunchtime = false;
};

struct CensusPupil {
    std::uint64_t index = 0;
    bool leaver = false;
    int age = 0;  ///< at 31 August
    int born = 0, entry = 0, leaving = 0;
    bool female = false;
    bool part_time = false;
    bool service_child = false;
    bool aims = false;            ///< studies after year 11 in a school that reports it
    bool learner_support = false;
    bool has_placement = false;
    Meals meals = Meals::none;
    char sen = 'N';
    char boarder = 'N';
    char enrolment = 'C';
    Period attendance;    ///< what of the period of attendance the pupil was on roll; empty: not collected
    Period second_half;
    unsigned suspension_count = 0;
    std::array<Suspension, 3> suspensions;
    std::optional<int> permanently_excluded;  ///< the day
};

/// Shares of the table, looked up once.
struct CensusShares {
    CensusShares();
    unsigned fsm, fsm_ended, female, sen_support, sen_plan, service_child, dual, mobile, part_time, boarder_secondary,
        boarder_special, suspended_primary, suspended_secondary, suspended_referral, suspended_again, excluded,
        placement_primary, placement_secondary, learner_support;
};

/// Settles the facts of pupils of one school and census.
class CensusRoll {
public:
    CensusRoll(schema::Edition edition, const School& school, std::uint64_t seed);

    [[nodiscard]] CensusPupil pupil(std::uint64_t index, bool leaver) const;
    [[nodiscard]] const CensusTimes& times() const noexcept { return times_; }
    [[nodiscard]] const School& school() const noexcept { return school_; }
    [[nodiscard]] std::uint64_t seed() const noexcept { return seed_; }
    [[nodiscard]] int age_of(std::uint64_t index, bool leaver) const noexcept;

private:
    void settle_entry(CensusPupil& pupil, Random& random) const;
    void settle_leaving(CensusPupil& pupil, Random& random) const;
    void settle_status(CensusPupil& pupil, Random& random) const;
    void settle_meals(CensusPupil& pupil, Random& random) const;
    void settle_attendance(CensusPupil& pupil) const;
    void settle_exclusions(CensusPupil& pupil, Random& random) const;

    CensusTimes times_;
    School school_;
    std::uint64_t seed_;
    CensusShares shares_;
};

}  // namespace cbds::sample
