/// @file
/// Rows of the tables of libcbds/data that this area reads: texts become dates and numbers at compile time.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/reference/census_calendar.hpp"
#include "cbds/schema/edition.hpp"

#include <span>
#include <string_view>

namespace cbds::reference {

constexpr int number_of(std::string_view text) {
    int value = 0;
    for (const char c : text) value = 10 * value + (c - '0');
    return value;
}

constexpr identifiers::Date date_of(std::string_view text) {
    return {static_cast<std::int16_t>(number_of(text.substr(0, 4))), static_cast<std::uint8_t>(number_of(text.substr(5, 2))),
            static_cast<std::uint8_t>(number_of(text.substr(8, 2)))};
}

constexpr schema::Confidence confidence_of(std::string_view text) {
    return text == "certain"  ? schema::Confidence::certain
           : text == "likely" ? schema::Confidence::likely
                              : schema::Confidence::guess;
}

constexpr schema::Edition edition_of(std::string_view year, std::string_view term) {
    return schema::census_edition(number_of(year), term == "spring"   ? schema::Term::spring
                                                   : term == "summer" ? schema::Term::summer
                                                                      : schema::Term::autumn);
}

constexpr Window window_of(std::string_view name) {
    constexpr std::string_view kNames[] = {"attendance", "second-half", "exclusions",     "fsm",
                                           "placements", "learner-fam", "learner-support"};
    std::size_t place = 0;
    while (kNames[place] != name) ++place;
    return static_cast<Window>(place);
}

struct CalendarRow {
    schema::Edition edition;
    identifiers::Date date;
    schema::Confidence confidence;
    std::string_view note;

    constexpr CalendarRow(std::string_view year, std::string_view term, std::string_view day, std::string_view sure,
                          std::string_view remark)
        : edition(edition_of(year, term)), date(date_of(day)), confidence(confidence_of(sure)), note(remark) {}
};

struct WindowRow {
    schema::Edition edition;
    Window window;
    CensusWindow period;

    constexpr WindowRow(std::string_view year, std::string_view term, std::string_view name, std::string_view from,
                        std::string_view until, std::string_view sure)
        : edition(edition_of(year, term)),
          window(window_of(name)),
          period{date_of(from), date_of(until), confidence_of(sure)} {}
};

[[nodiscard]] std::span<const CalendarRow> calendar_rows() noexcept;
[[nodiscard]] std::span<const WindowRow> window_rows() noexcept;

}  // namespace cbds::reference
