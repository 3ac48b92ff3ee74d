/// @file
/// Phases of schools (NS PS MP MS SS AT SP PR): the numbers, types and ages that go with them.
///
/// Census rules 130, 150 and 1601 compare these. The facts are rows of libcbds/data/phase_establishments.csv,
/// phase_school_types.csv and school_ages.csv; the lists of 2012 know neither AT nor PR, whose rows are guesses.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <optional>
#include <string_view>

namespace cbds::reference {

/// The bit of a phase in `schema::PhaseSet`; 0 for a code that is none.
[[nodiscard]] schema::PhaseSet phase_bit(std::string_view phase) noexcept;

/// How well two facts go together: whether they do, and how sure the list is that says so.
struct Fit {
    bool fits = false;
    schema::Confidence confidence{};  ///< of the least certain row of that phase
};

/// Ages at 31 August that are usual in a school, both included.
struct AgeBounds {
    int youngest = 0;
    int oldest = 0;
    schema::Confidence confidence{};

    [[nodiscard]] constexpr bool holds(int age) const noexcept { return youngest <= age && age <= oldest; }
};

/// Whether a school of this phase may have this establishment number. Nothing for a phase without a list.
[[nodiscard]] std::optional<Fit> establishment_fits(std::string_view phase, int establishment) noexcept;

/// Whether a school of this phase may be of this type (`18`). Nothing for a phase without a list.
[[nodiscard]] std::optional<Fit> school_type_fits(std::string_view phase, std::string_view type) noexcept;

/// The usual ages in schools of a phase. Nothing for AT and PR, which have no list.
[[nodiscard]] std::optional<AgeBounds> usual_ages_of_phase(std::string_view phase) noexcept;

/// The usual ages in schools of a type. The list dates from 2012, before two-year-olds came to school.
[[nodiscard]] std::optional<AgeBounds> usual_ages_of_type(std::string_view type) noexcept;

}  // namespace cbds::reference
