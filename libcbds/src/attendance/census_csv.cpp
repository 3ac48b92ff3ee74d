/// The sections of a register without a return.

#include "attendance/census_section.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/reference/census_calendar.hpp"

#include <ostream>

namespace cbds::attendance {
namespace {

using CensusRow = std::vector<std::string>;

/// What the rows of a table share.
struct CensusTable {
    const registers::Register& marks;
    std::vector<std::string> codes;
    std::optional<registers::Date> census_day;
    CensusMasking masking;

    [[nodiscard]] std::string number(std::uint32_t count) const { return masking == CensusMasking::all ? "***" : std::to_string(count); }

    [[nodiscard]] CensusRow heading() const {
        CensusRow row{"school", "upn", "roll", "section", "possible"};
        row.insert(row.end(), codes.begin(), codes.end());
        return row;
    }

    [[nodiscard]] CensusRow row(const registers::Enrolment& enrolment, const CensusSection& section) const {
        const registers::School& school = marks.schools[enrolment.school];
        const bool left = enrolment.leaving && census_day && *enrolment.leaving < *census_day;
        CensusRow row{school.urn.empty() ? school.laestab : school.urn, masking == CensusMasking::all ? std::string() : enrolment.key(),
                      left ? "off" : "on", section_name(section.second_half), number(section.possible)};
        for (const std::string& code : codes) {
            const auto found = section.by_code.find(code);
            row.push_back(found == section.by_code.end() ? std::string() : number(found->second));
        }
        return row;
    }
};

void write_census_row(const CensusRow& row, std::ostream& out) {
    std::vector<io::CsvCell> cells;
    for (const std::string& text : row) cells.push_back(text.empty() ? io::CsvCell() : io::CsvCell(text));
    std::string line;
    io::append_csv_row(line, cells, {.protect_formulas = true});
    out << line;
}

}  // namespace

CensusSummary write_census_csv(const schema::Dictionary& dictionary, const registers::Register& marks, schema::Edition edition, std::ostream& out,
                               CensusMasking masking) {
    const CensusCounter counter(dictionary, edition);
    const auto census = reference::census_date(edition);
    const CensusTable table{marks, counter.codes(), census ? std::optional(census->date) : std::nullopt, masking};
    write_census_row(table.heading(), out);
    CensusSummary summary;
    for (const registers::Enrolment& enrolment : marks.enrolments) {
        const CensusSections counted = counter.count(enrolment.marks, census_pupil(enrolment));
        for (const CensusSection& section : counted.sections) write_census_row(table.row(enrolment, section), out);
        summary.records += counted.sections.empty() ? 0 : 1;
        summary.off_roll += counted.off_roll;
        summary.not_listed += counted.not_listed;
    }
    return summary;
}

}  // namespace cbds::attendance
