/// School Census rules of the school block. The comment of each function is the rule; its row has the facts.

#include "cbds/reference/school_phase.hpp"
#include "rules/rule_book.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace cbds::rules {
namespace {

/// A pair of items that are both there and numbers.
struct Numbers {
    int first;
    int second;
};

std::optional<Numbers> both(const Items& items, std::size_t first, std::size_t second) {
    const auto a = items.number(first);
    const auto b = items.number(second);
    if (!a || !b) return std::nullopt;
    return Numbers{*a, *b};
}

/// SC130: the establishment number lies in a range of the phase.
bool number_not_of_phase(const Items& items) {
    int number = 0;
    const std::string& estab = items.facts().estab;
    if (std::from_chars(estab.data(), estab.data() + estab.size(), number).ec != std::errc{}) return false;
    const auto fit = reference::establishment_fits(items.text(0), number);
    return fit && !fit->fits;
}

/// SC150: the type of school is one of the phase's.
bool type_not_of_phase(const Items& items) {
    if (!items.known(0)) return false;
    const auto fit = reference::school_type_fits(items.text(1), items.text(0));
    return fit && !fit->fits;
}

bool is_special_intake(std::string_view intake) { return intake == "SPEC" || intake == "HOSP"; }

/// SC223: SPEC and HOSP are for special schools only.
bool special_intake_elsewhere(const Items& items) { return is_special_intake(items.text(0)) && items.known(1) && !items.is(1, "SP"); }

/// SC224: a special school has intake SPEC or HOSP.
bool special_school_of_other_intake(const Items& items) { return items.is(1, "SP") && items.known(0) && !is_special_intake(items.text(0)); }

/// The place of a year group in N1 < N2 < R < 1 .. 14; nothing for one without a place.
std::optional<int> year_place(std::string_view year) {
    constexpr std::array<std::string_view, 5> kEarly{"E1", "E2", "N1", "N2", "R"};
    if (const auto found = std::find(kEarly.begin(), kEarly.end(), year); found != kEarly.end())
        return static_cast<int>(found - kEarly.begin()) - 4;
    int number = 0;
    const auto [end, error] = std::from_chars(year.data(), year.data() + year.size(), number);
    if (error != std::errc{} || end != year.data() + year.size()) return std::nullopt;
    return number;
}

/// SC230: the lowest year group is not above the highest.
bool years_reversed(const Items& items) {
    const auto lowest = year_place(items.text(0));
    const auto highest = year_place(items.text(1));
    return lowest && highest && *lowest > *highest;
}

/// SC261 to SC264: one type of school goes with one governance, and the other way round.
bool academy_not_ca(const Items& items) { return items.is(0, "49") && items.known(1) && !items.is(1, "CA"); }
bool ca_not_academy(const Items& items) { return items.is(1, "CA") && items.known(0) && !items.is(0, "49"); }
bool ctc_not_ct(const Items& items) { return items.is(0, "47") && items.known(1) && !items.is(1, "CT"); }
bool ct_not_ctc(const Items& items) { return items.is(1, "CT") && items.known(0) && !items.is(0, "47"); }

/// SC370, SC380: both ages or neither.
bool one_age_missing(const Items& items) { return items.has(0) != items.has(1); }

/// SC390, SC400: the highest age is not below the lowest.
bool ages_reversed(const Items& items) {
    const auto ages = both(items, 0, 1);
    return ages && ages->second < ages->first;
}

/// Item 0 is the sum of items 1 and 2, where it is there (SC560, SC561, SC570, SC571, SC630, SC640). A missing
/// count is none.
bool sum_differs(const Items& items) {
    const auto total = items.number(0);
    return total && *total != items.number(1).value_or(0) + items.number(2).value_or(0);
}

/// SC580 to SC620: no more appeals for infants (item 1) than in all (item 0).
bool more_infants_than_all(const Items& items) {
    const auto counts = both(items, 0, 1);
    return counts && counts->second > counts->first;
}

constexpr CheckRow kChecks[] = {
    {"SC130", number_not_of_phase},
    {"SC150", type_not_of_phase},
    {"SC223", special_intake_elsewhere},
    {"SC224", special_school_of_other_intake},
    {"SC230", years_reversed},
    {"SC261", academy_not_ca},
    {"SC262", ca_not_academy},
    {"SC263", ctc_not_ct},
    {"SC264", ct_not_ctc},
    {"SC370", one_age_missing},
    {"SC380", one_age_missing},
    {"SC390", ages_reversed},
    {"SC400", ages_reversed},
    {"SC560", sum_differs},
    {"SC561", sum_differs},
    {"SC570", sum_differs},
    {"SC571", sum_differs},
    {"SC580", more_infants_than_all},
    {"SC590", more_infants_than_all},
    {"SC600", more_infants_than_all},
    {"SC610", more_infants_than_all},
    {"SC620", more_infants_than_all},
    {"SC630", sum_differs},
    {"SC640", sum_differs},
};

}  // namespace

std::span<const CheckRow> census_school_checks() noexcept { return kChecks; }

}  // namespace cbds::rules
