/// @file
/// One section of attendance in a record of a census return: what it says, how that differs from the marks, and put right.
#pragma once

#include "attendance/document_editing.hpp"
#include "cbds/attendance/census.hpp"
#include "cbds/schema/plan.hpp"
#include "cbds/xml/element.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cbds::attendance {

/// What a section is called.
[[nodiscard]] std::string section_name(bool second_half);

/// The rows of a section below one kind of record, as an edition has them.
struct SectionRows {
    schema::ElementId module = schema::kNoElement;  ///< Attendance
    schema::ElementId section = schema::kNoElement; ///< `kNoElement`: the edition has no such section
    schema::ElementId possible = schema::kNoElement;
    schema::ElementId details = schema::kNoElement;
    schema::ElementId detail = schema::kNoElement;
    schema::ElementId reason = schema::kNoElement;
    schema::ElementId sessions = schema::kNoElement;  ///< Sessions, or what it was called

    /// @param record  the row of a record
    [[nodiscard]] static SectionRows of(const schema::Plan& plan, schema::ElementId record, bool second_half);
};

/// Works on the section of one record.
class CensusSectionEdit {
public:
    CensusSectionEdit(const schema::Plan& plan, const SectionRows& rows, xml::Element& record);

    /// What differs; record and UPN are left to the caller. @param ours  null: the section is not wanted
    [[nodiscard]] std::vector<CensusDifference> differences(const CensusSection* ours) const;

    /// Puts the section right: what is unknown in it stays. @param ours  null: it is taken away
    void write(const CensusSection* ours);

private:
    struct Line {
        std::string item;    ///< below the section
        std::string theirs;
        std::string ours;
    };

    [[nodiscard]] std::vector<Line> totals() const;
    [[nodiscard]] std::map<std::string, std::string> by_code() const;
    [[nodiscard]] std::string number_in(const xml::Element& detail) const;
    void write_details(xml::Element& section, const CensusSection& ours);
    void keep_or_drop(xml::Element& details, std::map<std::string, std::uint32_t>& missing);
    void set_sessions(xml::Element& detail, std::uint32_t count);
    void remove();

    const schema::Plan& plan_;
    const SectionRows& rows_;
    xml::Element& record_;
    xml::Element* section_;
    ElementSetter setter_;
};

}  // namespace cbds::attendance
