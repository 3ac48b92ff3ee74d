/// School Census rules of records. The comment of each function is the rule; its row has the facts.

#include "cbds/reference/census_calendar.hpp"
#include "cbds/reference/school_phase.hpp"
#include "rules/census/year_groups.hpp"
#include "rules/code_book.hpp"
#include "rules/named_dates.hpp"
#include "rules/rule_book.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace cbds::rules {
namespace {

constexpr std::string_view kTLevel = "31";

/// A value of the school block; empty where there is none.
std::string_view of_school(const Items& items, std::string_view path) {
    const auto& school = items.facts().school;
    if (!school) return {};
    const PartView& view = school->view();
    return view.text(view.first(CodeBook::item_below(view.plan(), view.part().element(), path)));
}

/// Age in whole years on 31 August before the academic year, of one whose date of birth is an item.
std::optional<int> age_of(const Items& items, std::size_t birth) {
    const auto born = items.date(birth);
    if (!born) return std::nullopt;
    return identifiers::age_at(*born, reference::age_date(items.edition()));
}

/// Whether the record is of a pupil no longer on roll.
bool has_left(const Items& items) {
    const PartView& view = items.view();
    return view.plan().row(view.part().element()).roll == schema::Roll::off;
}

/// The sum of two items; nothing where neither has a value.
std::optional<Measure> sum_of(const Items& items, std::size_t first, std::size_t second) {
    const auto one = items.measure(first);
    const auto other = items.measure(second);
    if (!one && !other) return std::nullopt;
    return one.value_or(0) + other.value_or(0);
}

/// Whether an item has one of these values somewhere in the record.
bool has_any(const Items& items, std::size_t item, std::initializer_list<std::string_view> values) {
    bool found = false;
    items.each(item, [&](NodeNumber node) { found |= std::find(values.begin(), values.end(), items.view().text(node)) != values.end(); });
    return found;
}

/// A named date of the return as it is compared.
std::optional<Measure> day(const Items& items, std::string_view name) {
    const auto found = named_date(items.edition(), name);
    return found ? date_measure(identifiers::write_date(found->date)) : std::nullopt;
}

/// The ages of a type of school, where they can be relied on: the list dates from before schools had two-year-olds,
/// and type 49, academies, is now found in every phase.
std::optional<reference::AgeBounds> ages_of_type(std::string_view type, int age) {
    constexpr std::string_view kAcademy = "49";
    if (age <= 2 || type == kAcademy) return std::nullopt;
    return reference::usual_ages_of_type(type);
}

/// SC1601: the age of a pupil on roll is usual in schools of the phase, and of the type, which alone is no more than a
/// hint. Leavers are let be: in autumn they are a year older than when they were taught.
void usual_age(const Items& items, Failures& failures) {
    const auto age = age_of(items, 0);
    if (!age || has_left(items)) return;
    const auto of_phase = reference::usual_ages_of_phase(of_school(items, "SchoolCharacteristics/Phase"));
    if (of_phase && !of_phase->holds(*age)) return failures.at(0, {}, {}, of_phase->confidence);
    const auto of_type = ages_of_type(of_school(items, "SchoolCharacteristics/SchoolType"), *age);
    if (of_type && !of_type->holds(*age)) failures.at(0, {}, {}, schema::Confidence::guess);
}

/// Whether an aim ended by 31 July before the return.
bool ended_last_year(const Items& items, std::size_t end_date) {
    const auto year_start = day(items, "year-start");
    bool ended = false;
    items.each(end_date, [&](NodeNumber node) {
        const auto end = items.view().measure(node);
        ended |= end && *end < year_start;
    });
    return ended;
}

/// SC1893: the hours of last year (items 0 and 1) are 40 or more together; of a leaver only where an aim (ends: items
/// 2 and 3) ended in that year.
void hours_of_last_year(const Items& items, Failures& failures) {
    const auto hours = sum_of(items, 0, 1);
    if (!hours || *hours >= 40 * kOne) return;
    if (!has_left(items) || ended_last_year(items, 2) || ended_last_year(items, 3)) failures.at(0);
}

/// SC1895: hours of a T level (items 0 and 1) only beside an aim of a T level (types of programmes and aims: 2 to 4).
void hours_without_t_level(const Items& items, Failures& failures) {
    if (sum_of(items, 0, 1).value_or(0) <= 0) return;
    if (!has_any(items, 2, {kTLevel}) && !has_any(items, 3, {kTLevel}) && !has_any(items, 4, {kTLevel})) failures.at(0);
}

/// SC1896: hours (items 0 and 1) and hours of a T level (2 and 3) only with a programme (4) for each. That the T level is
/// missing is SC1895.
void hours_of_both_kinds(const Items& items, Failures& failures) {
    if (sum_of(items, 0, 1).value_or(0) <= 0 || sum_of(items, 2, 3).value_or(0) <= 0) return;
    if (has_any(items, 4, {kTLevel}) && !has_any(items, 4, {"01", "30"})) failures.at(0);
}

/// Whether an aim belongs to a T level: by its own type, or by that of the programme around it.
bool is_of_t_level(const Items& items, NodeNumber aim, std::size_t own_type, std::size_t programme_type) {
    const PartView& view = items.view();
    return view.text(items.below(aim, own_type)) == kTLevel || view.text(items.below(view.node(aim).parent, programme_type)) == kTLevel;
}

/// The first aim of this year that is not of a T level; 0 for none.
NodeNumber first_aim_of_year(const Items& items, std::size_t aim, std::size_t end_date) {
    const auto year_start = day(items, "year-start");
    NodeNumber found = 0;
    items.each(aim, [&](NodeNumber node) {
        const auto end = items.view().measure(items.below(node, end_date));
        if (found == 0 && (!end || *end >= year_start) && !is_of_t_level(items, node, 7, 6)) found = node;
    });
    return found;
}

/// SC1992: a pupil on roll with an aim that did not end before the year (aims and ends: items 2 and 3, or 4 and 5) has
/// planned hours (0 and 1).
void hours_of_aims(const Items& items, Failures& failures) {
    if (has_left(items) || sum_of(items, 0, 1).value_or(0) > 0) return;
    NodeNumber aim = first_aim_of_year(items, 2, 3);
    if (aim == 0) aim = first_aim_of_year(items, 4, 5);
    if (aim != 0) failures.at(items.has(0) ? items.node(0) : aim);
}

/// SC2002: the year group (item 0) is one of the school's.
void year_of_school(const Items& items, Failures& failures) {
    const auto year = year_place(items.text(0));
    const auto lowest = year_place(of_school(items, "SchoolCharacteristics/LowestNCyear"));
    const auto highest = year_place(of_school(items, "SchoolCharacteristics/HighestNCyear"));
    if (year && lowest && highest && (*year < *lowest || *year > *highest)) failures.at(0);
}

/// Whether a year group, by its place, goes with an age.
bool year_goes_with(int age, int year) {
    constexpr int kE1 = -4;
    constexpr int kN1 = -2;
    constexpr int kLast = 14;
    const int lowest = age <= 4 ? kE1 : age == 5 ? kN1 : std::min(age - 6, kLast);
    return lowest <= year && year <= age - 2;
}

/// SCX08: the year group (item 0) goes with the age.
void year_of_age(const Items& items, Failures& failures) {
    const auto year = year_place(items.text(0));
    const auto age = age_of(items, 1);
    if (year && age && *age >= 2 && !year_goes_with(*age, *year)) failures.at(0);
}

constexpr FunctionRow kFunctions[] = {
    {"SC1601", usual_age},           {"SC1893", hours_of_last_year}, {"SC1895", hours_without_t_level}, {"SC1896", hours_of_both_kinds},
    {"SC1992", hours_of_aims},       {"SC2002", year_of_school},     {"SCX08", year_of_age},
};

}  // namespace

std::span<const FunctionRow> census_pupil_functions() noexcept { return kFunctions; }

}  // namespace cbds::rules
