/// @file
/// Rows of the tables about phases of schools.
#pragma once

#include "reference/calendar_rows.hpp"

#include <span>
#include <string_view>

namespace cbds::reference {

struct EstablishmentRow {
    std::string_view phase;
    int first;
    int last;
    schema::Confidence confidence;

    constexpr EstablishmentRow(std::string_view code, std::string_view from, std::string_view until, std::string_view sure)
        : phase(code), first(number_of(from)), last(number_of(until)), confidence(confidence_of(sure)) {}
};

struct SchoolTypeRow {
    std::string_view phase;
    std::string_view type;
    schema::Confidence confidence;

    constexpr SchoolTypeRow(std::string_view code, std::string_view school_type, std::string_view sure)
        : phase(code), type(school_type), confidence(confidence_of(sure)) {}
};

struct AgeRow {
    std::string_view kind;  ///< phase, school type
    std::string_view code;
    int youngest;
    int oldest;
    schema::Confidence confidence;

    constexpr AgeRow(std::string_view of, std::string_view which, std::string_view from, std::string_view until,
                     std::string_view sure)
        : kind(of), code(which), youngest(number_of(from)), oldest(number_of(until)), confidence(confidence_of(sure)) {}
};

[[nodiscard]] std::span<const EstablishmentRow> establishment_rows() noexcept;
[[nodiscard]] std::span<const SchoolTypeRow> school_type_rows() noexcept;
[[nodiscard]] std::span<const AgeRow> age_rows() noexcept;

}  // namespace cbds::reference
