/// pupils.csv and schools.csv: what is known beside marks.

#include "register/columns.hpp"
#include "register/written.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

std::string table_text(const std::optional<Date>& date) { return date ? identifiers::write_date(*date) : std::string(); }
std::string table_text(const std::optional<int>& number) { return number ? std::to_string(*number) : std::string(); }
std::string table_text(const std::optional<bool>& flag) { return !flag ? "" : *flag ? "Y" : "N"; }

bool has_names(const Register& source) {
    return std::any_of(source.enrolments.begin(), source.enrolments.end(),
                       [](const Enrolment& each) { return !each.surname.empty() || !each.forename.empty(); });
}

/// Whether a table of pupils would say anything of the enrolment.
bool is_worth_a_row(const Enrolment& enrolment) {
    return enrolment.listed || !enrolment.characteristics.empty() || enrolment.birth_date || enrolment.admission || enrolment.leaving || enrolment.boarder ||
           enrolment.main_dual || !enrolment.surname.empty() || (!enrolment.upn.empty() && !enrolment.pupil_id.empty());
}

constexpr std::array<Column, 16> kPupilColumns{Column::valid_from, Column::birth_date, Column::sex, Column::year_group, Column::ethnicity, Column::fsm,
                                               Column::fsm6, Column::sen, Column::looked_after, Column::previously_looked_after, Column::in_need,
                                               Column::protection_plan, Column::admission_date, Column::leaving_date, Column::boarder, Column::main_dual};

std::vector<std::string> pupil_row(const Enrolment& enrolment, const Characteristics& row) {
    return {table_text(row.valid_from), table_text(enrolment.birth_date), row.sex, row.year_group, row.ethnicity, row.fsm, row.fsm6, row.sen, row.looked_after,
            row.previously_looked_after, row.in_need, row.protection_plan, table_text(enrolment.admission), table_text(enrolment.leaving),
            enrolment.boarder ? "Y" : "N", table_text(enrolment.main_dual)};
}

constexpr std::array<Column, 11> kSchoolColumns{Column::urn, Column::laestab, Column::name, Column::la_code, Column::phase, Column::trust_id,
                                                Column::trust_name, Column::open_date, Column::close_date, Column::low_age, Column::high_age};

}  // namespace

void write_pupils(const Register& source, std::ostream& out) {
    const KeyColumns keys(source);
    const bool names = has_names(source);
    WrittenText text(out);
    std::vector<std::string> heading;
    keys.append_heading(heading);
    if (names) heading.insert(heading.end(), {std::string(column_name(Column::surname)), std::string(column_name(Column::forename))});
    for (const Column column : kPupilColumns) heading.emplace_back(column_name(column));
    text.row(heading);
    const std::vector<Characteristics> nothing(1);
    for (const Enrolment& enrolment : source.enrolments) {
        if (!is_worth_a_row(enrolment)) continue;
        for (const Characteristics& row : enrolment.characteristics.empty() ? nothing : enrolment.characteristics) {
            std::vector<io::CsvCell> cells;
            keys.append(enrolment, cells);
            std::vector<std::string> values = pupil_row(enrolment, row);
            if (names) values.insert(values.begin(), {enrolment.surname, enrolment.forename});
            for (const std::string& value : values) cells.push_back(value.empty() ? io::CsvCell() : io::CsvCell(value));
            text.row(cells);
        }
    }
    text.flush();
}

void write_schools(const Register& source, std::ostream& out) {
    WrittenText text(out);
    std::vector<std::string> heading;
    for (const Column column : kSchoolColumns) heading.emplace_back(column_name(column));
    text.row(heading);
    for (const School& school : source.schools) {
        if (school.urn.empty() && school.laestab.empty()) continue;
        text.row(std::vector<std::string>{school.urn, school.laestab, school.name, school.la_code, school.phase, school.trust_id, school.trust_name,
                                          table_text(school.opened), table_text(school.closed), table_text(school.low_age), table_text(school.high_age)});
    }
    text.flush();
}

}  // namespace cbds::registers
