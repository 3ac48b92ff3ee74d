/// School Census rules of the school block. The comment of each function is the rule; its row has the facts.

#include "cbds/reference/school_phase.hpp"
#include "rules/census/year_groups.hpp"
#include "rules/rule_book.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace cbds::rules {
namespace {

/// SC130: the establishment number lies in a range of the phase (item 0).
void number_of_phase(const Items& items, Failures& failures) {
    int number = 0;
    const std::string& estab = items.facts().estab;
    if (std::from_chars(estab.data(), estab.data() + estab.size(), number).ec != std::errc{}) return;
    const auto fit = reference::establishment_fits(items.text(0), number);
    if (fit && !fit->fits) failures.at(0, {}, {}, fit->confidence);
}

/// SC150: the type of school (item 0) is one of the phase's (item 1).
void type_of_phase(const Items& items, Failures& failures) {
    if (items.text(0).empty()) return;
    const auto fit = reference::school_type_fits(items.text(1), items.text(0));
    if (fit && !fit->fits) failures.at(0, {}, {}, fit->confidence);
}

/// SC230: the lowest year group is not above the highest.
void years_in_order(const Items& items, Failures& failures) {
    const auto lowest = year_place(items.text(0));
    const auto highest = year_place(items.text(1));
    if (lowest && highest && *lowest > *highest) failures.at(0);
}

/// SC2950: each type of childcare (item 0) is reported.
void childcare_types(const Items& items, Failures& failures) {
    constexpr std::array<std::string_view, 4> kTypes{"B", "A", "H", "U"};
    const auto reported = [&](std::string_view type) {
        bool found = false;
        items.each(0, [&](NodeNumber number) { found = found || items.view().text(number) == type; });
        return found;
    };
    if (!std::all_of(kTypes.begin(), kTypes.end(), reported)) failures.at(0);
}

/// A time of the day as 08:30 or 08:30:00, in minutes.
std::optional<int> minutes_of(std::string_view time) {
    if (time.size() < 5) return std::nullopt;
    const auto two_digits = [&](std::size_t at) { return 10 * (time[at] - '0') + time[at + 1] - '0'; };
    return 60 * two_digits(0) + two_digits(3);
}

/// SC2970: childcare for under fives closes (item 0) 9 hours after it opens (item 1), or later.
void open_nine_hours(const Items& items, Failures& failures) {
    const auto closing = minutes_of(items.text(0));
    const auto opening = minutes_of(items.text(1));
    if (closing && opening && *closing - *opening < 9 * 60) failures.at(0);
}

constexpr FunctionRow kFunctions[] = {
    {"SC130", number_of_phase},
    {"SC150", type_of_phase},
    {"SC230", years_in_order},
    {"SC2950", childcare_types},
    {"SC2970", open_nine_hours},
};

}  // namespace

std::span<const FunctionRow> census_school_functions() noexcept { return kFunctions; }

}  // namespace cbds::rules
