#include "io/ascii.hpp"
#include "register/csv_rows.hpp"
#include "register/side_tables.hpp"

namespace cbds::registers {
namespace {

/// A row of the calendar; what cannot be read becomes an incident, and the row is left out.
void read_calendar_row(CsvRows& rows, const std::string& date_form, Calendar& calendar) {
    const std::string scope = ascii::lowered(rows.text(Column::scope));
    const auto date = read_date(rows.text(Column::date), date_form);
    const std::string_view session = rows.text(Column::session);
    const auto half = find_half(session);
    const auto status = find_day_status(ascii::lowered(rows.text(Column::status)));
    if (!date) return rows.incident(Incident::Kind::unreadable_date, rows.text(Column::date), column_name(Column::date));
    if (!half && !session.empty()) return rows.incident(Incident::Kind::unreadable_date, session, column_name(Column::session));
    if (!status) return rows.incident(Incident::Kind::unreadable_value, rows.text(Column::status), column_name(Column::status));
    calendar.add(scope.empty() ? "national" : scope, *date, half, *status);
}

}  // namespace

void read_calendar_table(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder) {
    CsvRows rows(stream, name, context, builder);
    for (const Column needed : {Column::date, Column::status})
        if (!rows.places().has(needed)) rows.fail("a calendar needs the columns date and status; scope and session may be there");
    rows.tell_unused({Column::scope, Column::date, Column::session, Column::status});
    while (rows.next()) read_calendar_row(rows, context.names.date_form, builder.calendar());
}

}  // namespace cbds::registers
