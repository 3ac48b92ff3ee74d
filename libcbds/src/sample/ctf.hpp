/// @file
/// Invents a Common Transfer File: the complete files of pupils who move to another school in the autumn.
#pragma once

#include "sample/maker.hpp"
#include "sample/people.hpp"
#include "sample/school.hpp"
#include "sample/school_days.hpp"
#include "sample/stock.hpp"

#include <cstdint>
#include <string>

namespace cbds::sample {

/// When a file of a version is made. A version's number is the year in which its academic year begins.
struct CtfTimes {
    explicit CtfTimes(schema::Edition edition);

    int version;
    int academic_year;
    int file_day;     ///< 21 November
    int leaving_day;  ///< a week before
    SchoolDays days;
};

struct CtfPupil {
    std::uint64_t index = 0;
    int age = 0;  ///< at 31 August
    int born = 0;
    int entry = 0;  ///< to the school that sends the file
    bool female = false;
    bool looked_after = false;
    bool from_wales = false;
    char sen = 'N';
    std::string surname;
    std::string forename;
};

struct CtfStock {
    explicit CtfStock(const Layout& layout);

    People people;
    Choice ethnicity, ethnicity_source, language, service_child, fsm_category, need, disability, second_contact,
        telephone_type, early_learning, early_learning_to_2020, teacher_assessment, science, leaving_reason;
    Words school;
    unsigned female, eal, middle_names, preferred_surname, former_upn, medical, disabled, looked_after, from_wales, fsm,
        sen_support, sen_plan, second_need, line_address, second_contact_share, lives_elsewhere, email, uci, second_school;
};

/// One pupil at work.
struct CtfEntry {
    const CtfTimes& times;
    const School& school;
    const CtfStock& stock;
    const Numbers& numbers;
    const CtfPupil& pupil;
    Record& record;
    Random& random;
};

class CtfMaker final : public Maker {
public:
    CtfMaker(const Layout& layout, const School& school, std::uint64_t seed);

    [[nodiscard]] Plan plan(std::uint64_t records) const override { return {records, 0}; }
    void part(const Plan& plan, Record& part) const override;
    [[nodiscard]] schema::ElementId record_element(bool leaver) const noexcept override;
    void pupil(std::uint64_t index, bool leaver, Record& record) const override;

private:
    [[nodiscard]] CtfPupil facts(std::uint64_t index, Random& random) const;

    CtfTimes times_;
    School school_;
    std::uint64_t seed_;
    CtfStock stock_;
    Numbers numbers_;
    schema::ElementId pupil_;
};

/// The sections of a pupil.
void put_ctf_identifiers(const CtfEntry& entry);
void put_basic_details(const CtfEntry& entry);
void put_meals_history(const CtfEntry& entry);
void put_wales(const CtfEntry& entry);
void put_looked_after(const CtfEntry& entry);
void put_needs_history(const CtfEntry& entry);
void put_ctf_home(const CtfEntry& entry);
void put_contacts(const CtfEntry& entry);
void put_attendance_years(const CtfEntry& entry);
void put_stage_assessments(const CtfEntry& entry);
void put_school_history(const CtfEntry& entry);

}  // namespace cbds::sample
