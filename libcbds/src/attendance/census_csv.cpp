/// The sections of a register without a return.

#include "attendance/census_section.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/reference/census_calendar.hpp"

#include <ostream>

namespace cbds::attendance {
namespace {

using CensusRow = std::vector<std::string>;

CensusRow section_row(const registers::Register& marks, const registers::Enrolment& enrolment, const CensusSection& section,
                      std::optional<registers::Date> census_day, const std::vector<std::string>& codes) {
    const registers::School& school = marks.schools[enrolment.school];
    const bool left = enrolment.leaving && census_day && *enrolment.leaving < *census_day;
    CensusRow row{school.urn.empty() ? school.laestab : school.urn, enrolment.key(), left ? "off" : "on",
                  section_name(section.second_half), std::to_string(section.possible)};
    for (const std::string& code : codes) {
        const auto found = section.by_code.find(code);
        row.push_back(found == section.by_code.end() ? std::string() : std::to_string(found->second));
    }
    return row;
}

void write_census_row(const CensusRow& row, std::ostream& out) {
    std::vector<io::CsvCell> cells;
    for (const std::string& text : row) cells.push_back(text.empty() ? io::CsvCell() : io::CsvCell(text));
    std::string line;
    io::append_csv_row(line, cells);
    out << line;
}

}  // namespace

CensusSummary write_census_csv(const schema::Dictionary& dictionary, const registers::Register& marks, schema::Edition edition, std::ostream& out) {
    const CensusCounter counter(dictionary, edition);
    const auto census = reference::census_date(edition);
    const std::optional<registers::Date> day = census ? std::optional(census->date) : std::nullopt;
    CensusRow heading{"school", "upn", "roll", "section", "possible"};
    heading.insert(heading.end(), counter.codes().begin(), counter.codes().end());
    write_census_row(heading, out);
    CensusSummary summary;
    for (const registers::Enrolment& enrolment : marks.enrolments) {
        const CensusSections counted = counter.count(enrolment.marks, census_pupil(enrolment));
        for (const CensusSection& section : counted.sections) write_census_row(section_row(marks, enrolment, section, day, counter.codes()), out);
        summary.records += counted.sections.empty() ? 0 : 1;
        summary.off_roll += counted.off_roll;
        summary.not_listed += counted.not_listed;
    }
    return summary;
}

}  // namespace cbds::attendance
