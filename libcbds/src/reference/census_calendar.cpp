#include "cbds/reference/census_calendar.hpp"

#include "reference/calendar_rows.hpp"

namespace cbds::reference {

std::optional<CensusDate> census_date(schema::Edition edition) noexcept {
    for (const CalendarRow& row : calendar_rows())
        if (row.edition == edition)
            return CensusDate{schema::census_year(edition), schema::census_term(edition), row.date, row.confidence, row.note};
    return std::nullopt;
}

std::optional<CensusDate> previous_census_date(schema::Edition edition) noexcept {
    return census_date({edition.collection, static_cast<schema::Ordinal>(edition.ordinal - 1)});
}

std::optional<CensusWindow> census_window(schema::Edition edition, Window window) noexcept {
    for (const WindowRow& row : window_rows())
        if (row.edition == edition && row.window == window) return row.period;
    return std::nullopt;
}

identifiers::Date age_date(schema::Edition edition) noexcept {
    const int year = schema::census_year(edition) - (schema::census_term(edition) == schema::Term::autumn ? 0 : 1);
    return {static_cast<std::int16_t>(year), 8, 31};
}

}  // namespace cbds::reference
