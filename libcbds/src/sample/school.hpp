/// @file
/// The school that a sample comes from: one for each phase, always the same but for its number and name.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace cbds::sample {

/// The facts of a phase that the checks compare with each other.
struct PhaseFacts {
    std::string_view code;          ///< NS PS MP MS SS AT SP PR
    std::string_view title;         ///< `Primary School`
    std::string_view school_type;
    std::string_view governance;
    std::string_view intake;
    int first_establishment;
    int youngest;                   ///< age at 31 August of the lowest year group
    int oldest;
    int admission;                  ///< age at which most pupils join
    bool classes;                   ///< reports classes and reconciles them with its roll
    bool nursery_classes;           ///< class types are collected: PS and AT
    bool primary;                   ///< the usual shares of suspensions are those of primary schools
};

/// The facts of a phase; nullptr for a code that is none.
[[nodiscard]] const PhaseFacts* find_phase(std::string_view code) noexcept;

struct School {
    const PhaseFacts* phase = nullptr;
    int authority = 201;
    int establishment = 0;
    std::string urn;
    std::string name;
};

[[nodiscard]] School make_school(const PhaseFacts& phase, std::uint64_t seed);

/// The year group of an age at 31 August: 3 is N2, 4 is R, 5 is 1.
[[nodiscard]] std::string_view year_group(int age) noexcept;

}  // namespace cbds::sample
