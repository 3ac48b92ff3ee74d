/// @file
/// Invents a school census: the maker of its header, its school block and its pupils.
#pragma once

#include "sample/census_facts.hpp"
#include "sample/maker.hpp"
#include "sample/people.hpp"
#include "sample/stock.hpp"

#include <memory>
#include <string>

namespace cbds::sample {

/// Everything that pupils of a census draw from, less what the edition does not know.
struct CensusStock {
    explicit CensusStock(const Layout& layout);

    People people;
    Choice ethnicity, language, service_child, post_looked_after, young_carer, kinship_care, youth_support, fsm_category,
        other_country, early_years_basis, funding_basis, need, need_on_support, exclusion_reason, absence, presence,
        not_possible, admission_reason, placement_reason, setting_type, fam_type, fam_code, learner_support, grade_passed,
        grade_not_passed, exemption, withdrawal_reason;
    bool collects_presence;         ///< since autumn 2020 marks of presence are returned too
    std::string_view suspension;    ///< SUSP, or FIXD of a suspension before August 2021
    unsigned eal, middle_names, preferred_surname, former_surname, former_upn, temporary_upn, second_need, sen_unit,
        resourced, post_looked_after_share, young_carer_share, kinship_share, top_up, line_address, second_address,
        fsm_two, school_lunch, fam, vocational, technical, withdrawn, funded_two, extended, premium, disability_fund;
};

class CensusMaker final : public Maker {
public:
    CensusMaker(const Layout& layout, const School& school, std::uint64_t seed);

    [[nodiscard]] Plan plan(std::uint64_t records) const override;
    void part(const Plan& plan, Record& part) const override;
    [[nodiscard]] schema::ElementId record_element(bool leaver) const noexcept override;
    void pupil(std::uint64_t index, bool leaver, Record& record) const override;

private:
    CensusRoll roll_;
    CensusStock stock_;
    Numbers numbers_;
    schema::ElementId header_, on_roll_, off_roll_;
    bool leaves_;  ///< whether the phase returns leavers
    unsigned leavers_;
};

/// One pupil at work: the facts, the record, and what both draw from.
struct CensusEntry {
    const CensusRoll& roll;
    const CensusStock& stock;
    const Numbers& numbers;
    const CensusPupil& pupil;
    Record& record;
    Random& random;

    [[nodiscard]] const CensusTimes& times() const { return roll.times(); }
    [[nodiscard]] const PhaseFacts& phase() const { return *roll.school().phase; }
};

/// The sections of a pupil. Each opens its own container; what an edition or a term does not collect is dropped.
void put_identifiers(const CensusEntry& entry);
void put_characteristics(const CensusEntry& entry);
void put_early_years(const CensusEntry& entry);
void put_status(const CensusEntry& entry);
void put_special_needs(const CensusEntry& entry);
void put_exclusions(const CensusEntry& entry);
void put_home(const CensusEntry& entry);
void put_attendance(const CensusEntry& entry);
void put_planned_hours(const CensusEntry& entry);
void put_learner_support(const CensusEntry& entry);
void put_learner_fam(const CensusEntry& entry);
void put_learning_aims(const CensusEntry& entry);
void put_admission_to_unit(const CensusEntry& entry);
void put_placements(const CensusEntry& entry);

/// The header and the school block (census_school.cpp).
void put_census_header(const CensusRoll& roll, Record& record);
void put_census_school(const CensusRoll& roll, const Plan& plan, std::uint64_t free_meals, std::uint64_t part_timers,
                       Record& record);

}  // namespace cbds::sample
