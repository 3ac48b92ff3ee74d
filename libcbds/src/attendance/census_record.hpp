/// @file
/// The records of a census return, compared with marks and put right.
#pragma once

#include "attendance/census_section.hpp"
#include "attendance/document_editing.hpp"
#include "attendance/own_school.hpp"

#include <optional>
#include <vector>

namespace cbds::attendance {

/// What stays the same for all records of a return.
struct CensusRun {
    const registers::Register& marks;
    const schema::Plan& plan;
    CensusCounter counter;
    OwnSchools schools;
    EnrolmentsByUpn enrolments;
    schema::PhaseSet phase = schema::kAllPhases;

    CensusRun(const registers::Register& all, const schema::Plan& edition_plan, schema::Edition named, const OwnSchool& own)
        : marks(all), plan(edition_plan), counter(edition_plan.dictionary(), named), schools(schools_of(all, own)),
          enrolments(all, &schools.is_own) {}

    /// Whether schools of that phase return attendance of one kind of record. @param module  the row of Attendance there
    [[nodiscard]] bool collects(schema::ElementId module) const {
        return module != schema::kNoElement && (plan.row(module).phases & phase) != 0;
    }
};

/// What was found in one stretch.
struct CensusGathered {
    std::vector<CensusDifference> differences;
    std::vector<std::uint32_t> seen;  ///< enrolments
    CensusSummary summary;
};

class CensusRecordEditor final : public RecordEditor {
public:
    explicit CensusRecordEditor(const CensusRun& run) : run_(run) {}

    bool edit(xml::Element& record, std::uint64_t number) override;
    [[nodiscard]] CensusGathered take();

private:
    [[nodiscard]] registers::Enrolment find(xml::Element& record);
    [[nodiscard]] CensusPupil pupil_of(xml::Element& record, const registers::Enrolment& enrolment) const;
    [[nodiscard]] bool compare(xml::Element& record, const registers::Enrolment& enrolment);
    [[nodiscard]] bool compare(xml::Element& record, const CensusSections& counted, bool wanted, bool second_half);
    [[nodiscard]] std::string value(xml::Element& record, std::string_view path) const { return value_at(record, path, run_.plan.dictionary()); }

    const CensusRun& run_;
    CensusGathered gathered_;
};

}  // namespace cbds::attendance
