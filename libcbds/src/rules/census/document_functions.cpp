/// School Census rules of a whole return. The comment of each function is the rule; its row has the facts.

#include "cbds/reference/census_calendar.hpp"
#include "rules/document_rules.hpp"

namespace cbds::rules {
namespace {

/// How many of the marks of a record (items 0 and 1) are E.
std::uint64_t excluded_marks(const Items& items) {
    std::uint64_t marks = 0;
    for (const std::size_t half : {0U, 1U})
        items.each(half, [&](NodeNumber number) { marks += items.view().text(number) == "E" ? 1 : 0; });
    return marks;
}

/// Whether sessions of a suspension that began on this day are in the attendance of the return.
bool is_in_attendance(const Items& items, NodeNumber start) {
    const auto day = identifiers::parse_date(items.view().text(start));
    const auto first = reference::census_window(items.edition(), reference::Window::attendance);
    const auto second = reference::census_window(items.edition(), reference::Window::second_half);
    return day && ((first && first->holds(*day)) || (second && second->holds(*day)));
}

/// SC2485: sessions were missed with code E where pupils were suspended, and the other way round. Hits are marks E. Of
/// suspensions and exclusions (items 2 to 4: each, its category and its first day) those count that must have led to such
/// marks, or may have: suspensions in the period of the attendance of a pupil whose marks are given, and all of a pupil with E.
void count_exclusions(const Items& items, Count& count) {
    const std::uint64_t marks = excluded_marks(items);
    const bool has_marks = items.has(0) || items.has(1);
    count.hits += marks;
    items.each(2, [&](NodeNumber exclusion) {
        const std::string_view category = items.view().text(items.below(exclusion, 3));
        const bool suspended = category == "SUSP" || category == "FIXD";
        const bool asks_for_marks = suspended && has_marks && is_in_attendance(items, items.below(exclusion, 4));
        count.all += marks != 0 || asks_for_marks ? 1 : 0;
    });
}

bool one_without_the_other(const Count& count) { return (count.hits == 0) != (count.all == 0); }

constexpr DocumentFunctionRow kFunctions[] = {
    {"SC2485", count_exclusions, one_without_the_other},
};

}  // namespace

std::span<const DocumentFunctionRow> census_document_functions() noexcept { return kFunctions; }

}  // namespace cbds::rules
