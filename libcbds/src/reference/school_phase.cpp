#include "cbds/reference/school_phase.hpp"

#include "reference/phase_rows.hpp"

#include <algorithm>
#include <array>

namespace cbds::reference {
namespace {

/// Looks through the rows of a phase; the weakest of them says how sure the answer is.
template <typename Row, typename Matches>
std::optional<Fit> fit(std::span<const Row> rows, std::string_view phase, Matches matches) {
    std::optional<Fit> found;
    for (const Row& row : rows) {
        if (row.phase != phase) continue;
        if (!found) found = Fit{false, row.confidence};
        found->fits = found->fits || matches(row);
        found->confidence = std::min(found->confidence, row.confidence);
    }
    return found;
}

std::optional<AgeBounds> usual_ages(std::string_view kind, std::string_view code) {
    for (const AgeRow& row : age_rows())
        if (row.kind == kind && row.code == code) return AgeBounds{row.youngest, row.oldest, row.confidence};
    return std::nullopt;
}

}  // namespace

schema::PhaseSet phase_bit(std::string_view phase) noexcept {
    constexpr std::array<std::string_view, 8> kPhases{"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};
    for (std::size_t place = 0; place < kPhases.size(); ++place)
        if (kPhases[place] == phase) return static_cast<schema::PhaseSet>(1u << place);
    return 0;
}

std::optional<Fit> establishment_fits(std::string_view phase, int establishment) noexcept {
    return fit(establishment_rows(), phase,
               [=](const EstablishmentRow& row) { return row.first <= establishment && establishment <= row.last; });
}

std::optional<Fit> school_type_fits(std::string_view phase, std::string_view type) noexcept {
    return fit(school_type_rows(), phase, [=](const SchoolTypeRow& row) { return row.type == type; });
}

std::optional<AgeBounds> usual_ages_of_phase(std::string_view phase) noexcept { return usual_ages("phase", phase); }

std::optional<AgeBounds> usual_ages_of_type(std::string_view type) noexcept { return usual_ages("school type", type); }

}  // namespace cbds::reference
