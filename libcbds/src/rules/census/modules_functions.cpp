/// School Census rules of special needs, exclusions, attendance, placements and learning aims. The comment of each function
/// is the rule; its row has the facts.

#include "cbds/reference/attendance_codes.hpp"
#include "io/ascii.hpp"
#include "rules/named_dates.hpp"
#include "rules/rule_book.hpp"

#include <array>
#include <charconv>

namespace cbds::rules {
namespace {

using identifiers::Date;
using reference::AttendanceCategory;

constexpr Measure day_measure(int year, int month, int day) { return year * Measure{10'000} + month * 100 + day; }

/// An item that has two paths: the one that this edition has.
std::size_t live(const Items& items, std::size_t first, std::size_t second) {
    return items.columns()[first].element != schema::kNoElement ? first : second;
}

/// SC2275: suspensions are SUSP from 1 August 2021 on and FIXD before it (item 0), by their first day (item 1).
void category_of_day(const Items& items, Failures& failures) {
    const auto start = items.measure(1);
    if (!start) return;
    const bool renamed = *start >= day_measure(2021, 8, 1);
    if (items.is(0, renamed ? "FIXD" : "SUSP"))
        failures.at(items.node(0), "the category was not in use on the day on which it began", renamed ? "SUSP" : "FIXD");
}

/// SC2285: of the categories (item 0) of a pupil one at most is PERM.
void one_permanent_exclusion(const Items& items, Failures& failures) {
    int permanent = 0;
    items.each(0, [&](NodeNumber node) {
        if (items.view().text(node) == "PERM" && ++permanent > 1) failures.at(node);
    });
}

/// The last day on which a child who is five must be in school from the period of the return on.
Measure compulsory_by(schema::Edition edition) {
    const int year = schema::census_year(edition);
    switch (schema::census_term(edition)) {
        case schema::Term::spring: return day_measure(year - 1, 8, 31);   // collects the autumn term
        case schema::Term::summer: return day_measure(year - 1, 12, 31);  // the spring term
        default: return day_measure(year, 3, 31);                         // the summer term
    }
}

/// SC2491: X (items 0 and 1) is not for a pupil (born: item 2) of compulsory school age.
void no_x_when_compulsory(const Items& items, Failures& failures) {
    const NodeNumber instance = items.scope().instance;
    NodeNumber node = items.below(instance, 0);
    if (node == 0) node = items.below(instance, 1);
    if (items.view().text(node) != "X") return;
    const auto born = items.measure(2);
    if (born && (compulsory_by(items.edition()) - *born) / 10'000 >= 5) failures.at(node);
}

bool is_absence(AttendanceCategory category) {
    return category == AttendanceCategory::authorised || category == AttendanceCategory::unauthorised;
}

/// Whether a code is of absence. Those of one letter, nearly all there are, are looked up once.
bool is_absence(std::string_view code) {
    constexpr Date kNow{2026, 8, 31};  // no code has been absence on some days and something else on others since 2011
    static const auto table = [] {
        std::array<bool, 256> absent{};
        for (const reference::AttendanceCode& each : reference::attendance_codes())
            if (each.code.size() == 1) absent[static_cast<unsigned char>(each.code[0])] = is_absence(each.category);
        return absent;
    }();
    if (code.size() == 1) return table[static_cast<unsigned char>(code[0])];
    const reference::AttendanceCode* found = code.empty() ? nullptr : reference::find_attendance_code(code, kNow);
    return found != nullptr && is_absence(found->category);
}

/// SC2530, SC2582: sessions missed, by code (items 1 to 4) or as totals (5 and 6), are not more than those possible (0).
void missed_within_possible(const Items& items, Failures& failures) {
    const auto possible = items.measure(0);
    if (!possible) return;
    Measure by_code = 0;
    items.each(1, [&](NodeNumber detail) {
        if (!is_absence(items.view().text(items.below(detail, 2)))) return;
        NodeNumber sessions = items.below(detail, 3);
        if (sessions == 0) sessions = items.below(detail, 4);
        by_code += items.view().measure(sessions).value_or(0);
    });
    const Measure totals = items.measure(5).value_or(0) + items.measure(6).value_or(0);
    if (std::max(by_code, totals) > *possible) failures.at(items.node(0));
}

/// SC2766: no aim is planned to end (item 0) in August.
void not_planned_for_august(const Items& items, Failures& failures) {
    const auto end = items.measure(0);
    if (end && *end / 100 % 100 == 8) failures.at(items.node(0));
}

/// SC2870: one programme aim (item 0) at least has no end (items 3 and 4), or one of this academic year.
void has_programme(const Items& items, Failures& failures) {
    const auto begin = named_date(items.edition(), "year-start");
    const Measure first_day = begin ? day_measure(begin->date.year, begin->date.month, begin->date.day) : 0;
    bool found = false;
    items.each(0, [&](NodeNumber aim) {
        NodeNumber end = items.below(aim, 3);
        if (end == 0) end = items.below(aim, 4);
        found |= items.view().measure(end).value_or(first_day) >= first_day;
    });
    if (!found) failures.at(0);
}

/// SC2392: of several placements without a last day (item 1) each is part time (item 0).
void open_placements_part_time(const Items& items, Failures& failures) {
    const auto is_open = [&](NodeNumber pattern) { return items.below(items.view().node(pattern).parent, 1) == 0; };
    int open = 0;
    items.each(0, [&](NodeNumber pattern) { open += is_open(pattern); });
    if (open < 2) return;
    items.each(0, [&](NodeNumber pattern) {
        const std::string_view value = items.view().text(pattern);
        if (is_open(pattern) && !value.empty() && value != "PT") failures.at(pattern);
    });
}

/// SC2360, SC2365: a URN (item 0) stands in the list of schools.
void school_is_listed(const Items& items, Failures& failures) {
    const reference::Schools* schools = items.facts().lists.schools;
    const std::string_view urn = items.text(0);
    if (schools != nullptr && !urn.empty() && schools->find(urn) == nullptr) failures.at(items.node(0));
}

/// The school that a return is of, as the list has it; null where it is not there, or no list.
const reference::School* listed_school(const Items& items) {
    const DocumentFacts& facts = items.facts();
    std::uint32_t number = 0;
    std::from_chars(facts.school_number.data(), facts.school_number.data() + facts.school_number.size(), number);
    const auto census = named_date(items.edition(), "census");
    return facts.lists.schools == nullptr || !census ? nullptr : facts.lists.schools->at_number(number, census->date);
}

/// SC160: the URN of the header (item 0) is the one that the list has for authority and establishment (items 1 and 2).
void urn_of_school(const Items& items, Failures& failures) {
    if (items.facts().lists.schools == nullptr || items.text(0).empty() || items.text(1).empty() || items.text(2).empty()) return;
    const reference::School* school = listed_school(items);
    if (school == nullptr) return failures.at(items.node(0), "the list of schools has no school with this number of authority and establishment");
    const std::string urn = std::to_string(school->urn);
    if (!items.is(0, urn)) failures.at(items.node(0), {}, urn);
}

/// The letters and digits of a name, without regard to capitals.
std::string bare(std::string_view name) {
    std::string text;
    for (const char c : name) {
        const char small = ascii::lower(c);
        if (c == '&') text += "and";
        else if (static_cast<signed char>(c) < 0 || ascii::is_digit(c) || (small >= 'a' && small <= 'z')) text += small;
    }
    return text;
}

/// SCX16: the name of the school (item 0) is that of the list, but for blanks, signs and capitals.
void name_of_school(const Items& items, Failures& failures) {
    const reference::School* school = listed_school(items);
    if (school == nullptr || items.text(0).empty()) return;
    const std::string_view name = items.facts().lists.schools->name(*school);
    if (bare(items.text(0)) != bare(name)) failures.at(items.node(0), {}, std::string(name));
}

/// SC2720: a qualification (item 0) stands in the list.
void qualification_is_listed(const Items& items, Failures& failures) {
    const reference::Qualifications* list = items.facts().lists.qualifications;
    const std::string_view number = items.text(0);
    if (list != nullptr && !number.empty() && list->find(number) == nullptr) failures.at(items.node(0));
}

/// SC2850: an aim begins (item 0) on the last day for certificates of its qualification (items 2 and 3) or before it.
void begins_before_certification_ends(const Items& items, Failures& failures) {
    const reference::Qualifications* list = items.facts().lists.qualifications;
    const auto start = items.date(0);
    if (list == nullptr || !start) return;
    const reference::Qualification* found = list->find(items.text(live(items, 2, 3)));
    if (found == nullptr || !found->last_certification || *start <= *found->last_certification) return;
    failures.at(items.node(0), {}, "a date not after " + identifiers::write_date(*found->last_certification));
}

constexpr FunctionRow kFunctions[] = {
    {"SC160", urn_of_school},
    {"SC2275", category_of_day},
    {"SC2285", one_permanent_exclusion},
    {"SC2360", school_is_listed},
    {"SC2365", school_is_listed},
    {"SC2392", open_placements_part_time},
    {"SC2491", no_x_when_compulsory},
    {"SC2530", missed_within_possible},
    {"SC2582", missed_within_possible},
    {"SC2720", qualification_is_listed},
    {"SC2766", not_planned_for_august},
    {"SC2850", begins_before_certification_ends},
    {"SC2870", has_programme},
    {"SCX16", name_of_school},
};

}  // namespace

std::span<const FunctionRow> census_modules_functions() noexcept { return kFunctions; }

}  // namespace cbds::rules
