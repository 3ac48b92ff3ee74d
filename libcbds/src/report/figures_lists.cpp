#include "attendance/day_to_day.hpp"
#include "attendance/row_marks.hpp"
#include "cbds/report/pupil_figures.hpp"
#include "report/figures_writers.hpp"
#include "report/year_group.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace cbds::report {
namespace {

using attendance::Alert;
using attendance::Figures;
using attendance::PupilFigures;
using PupilPointers = std::vector<const PupilFigures*>;

constexpr std::array<std::string_view, kPupilLists> kListNames{"persistent", "severe", "crossed", "alerts", "open-spell", "no-marks"};
constexpr std::array<std::string_view, 6> kOrderNames{"register", "absence", "unauthorised", "threshold", "year-group", "upn"};

/// Whether the rate of the one is higher, compared as whole numbers. Who has no possible session comes last.
bool is_more_absent(const PupilFigures& a, const PupilFigures& b) noexcept {
    if (a.sessions.possible == 0 || b.sessions.possible == 0) return a.sessions.possible > b.sessions.possible && b.sessions.possible == 0;
    return std::uint64_t{a.sessions.absent()} * b.sessions.possible > std::uint64_t{b.sessions.absent()} * a.sessions.possible;
}

/// Sessions to persistent absence; those beyond the threshold, and those without a possible session, come last.
std::uint64_t distance_of(const PupilFigures& pupil) noexcept {
    const bool below = pupil.sessions.possible != 0 && !pupil.sessions.persistent();
    return below ? pupil.to_persistent : std::numeric_limits<std::uint64_t>::max();
}

template <class Before>
void sort_pupils(PupilPointers& pupils, const Before& before) {
    std::stable_sort(pupils.begin(), pupils.end(), [&](const PupilFigures* a, const PupilFigures* b) { return before(*a, *b); });
}

void sort_by_year_group(PupilPointers& pupils, const registers::Register& registers) {
    std::vector<std::pair<std::size_t, const PupilFigures*>> places;
    for (const PupilFigures* pupil : pupils) places.emplace_back(year_group_place(year_group_of(registers, *pupil)), pupil);
    std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < pupils.size(); ++i) pupils[i] = places[i].second;
}

void put_in_order(PupilPointers& pupils, const registers::Register& registers, PupilOrder order) {
    const auto key = [&](const PupilFigures& pupil) -> const std::string& { return registers.enrolments[pupil.enrolment].key(); };
    switch (order) {
        case PupilOrder::registers: break;
        case PupilOrder::absence: sort_pupils(pupils, is_more_absent); break;
        case PupilOrder::unauthorised:
            sort_pupils(pupils, [](const PupilFigures& a, const PupilFigures& b) { return a.sessions.unauthorised > b.sessions.unauthorised; });
            break;
        case PupilOrder::threshold:
            sort_pupils(pupils, [](const PupilFigures& a, const PupilFigures& b) { return distance_of(a) < distance_of(b); });
            break;
        case PupilOrder::year_group: sort_by_year_group(pupils, registers); break;
        case PupilOrder::upn: sort_pupils(pupils, [&](const PupilFigures& a, const PupilFigures& b) { return key(a) < key(b); }); break;
    }
}

/// Sums and counts of rows, of what stands in `pupils`.
void count_again(Figures& figures) {
    FigureSums sums;
    for (const PupilFigures& pupil : figures.pupils) sums.add(pupil);
    figures.total = sums.sessions;
    figures.persistent = sums.persistent;
    figures.severe = sums.severe;
    figures.with_possible = sums.with_possible;
}

/// The same pupils from day to day, of what stands in `pupils`; an absence may have begun before the period.
std::vector<attendance::DayToDay> count_days(const Figures& figures, const registers::Register& registers, const registers::Period& period) {
    attendance::RowMarks marks;
    attendance::PupilDays days;
    attendance::DayCounts counts;
    const registers::Period to_end{attendance::kAllDays.from, period.until};
    const std::int32_t first = identifiers::day_number(period.from);
    for (const PupilFigures& pupil : figures.pupils) counts.add(days.list(marks.of(registers, attendance::enrolments_of(pupil), to_end)), first);
    return counts.days();
}

}  // namespace

std::span<const std::string_view> pupil_list_names() noexcept { return kListNames; }

std::optional<PupilList> find_pupil_list(std::string_view word) noexcept {
    const auto found = std::find(kListNames.begin(), kListNames.end(), word);
    if (found == kListNames.end()) return std::nullopt;
    return static_cast<PupilList>(found - kListNames.begin());
}

bool is_on_list(const PupilFigures& pupil, PupilList list) noexcept {
    switch (list) {
        case PupilList::persistent: return pupil.sessions.persistent();
        case PupilList::severe: return pupil.sessions.severe();
        case PupilList::crossed: return pupil.crossed;
        case PupilList::alerts: return !pupil.alerts.empty();
        case PupilList::open_spell: return pupil.open_spell != 0;
        case PupilList::no_marks: break;
    }
    return std::any_of(pupil.alerts.begin(), pupil.alerts.end(), [](const Alert& alert) { return alert.kind == Alert::Kind::no_marks; });
}

bool needs_attention(const PupilFigures& pupil) noexcept { return pupil.sessions.persistent() || pupil.crossed || !pupil.alerts.empty(); }

std::span<const std::string_view> pupil_order_names() noexcept { return kOrderNames; }

std::optional<PupilOrder> find_pupil_order(std::string_view word) noexcept {
    const auto found = std::find(kOrderNames.begin(), kOrderNames.end(), word);
    if (found == kOrderNames.end()) return std::nullopt;
    return static_cast<PupilOrder>(found - kOrderNames.begin());
}

PupilPointers listed_pupils(const Figures& figures, const registers::Register& registers, const FiguresReportOptions& options,
                            PupilOrder otherwise) {
    PupilPointers pupils;
    const auto is_wanted = [&](const PupilFigures& pupil) {
        return options.only.empty() ||
               std::any_of(options.only.begin(), options.only.end(), [&](PupilList list) { return is_on_list(pupil, list); });
    };
    for (const PupilFigures& pupil : figures.pupils)
        if (is_wanted(pupil)) pupils.push_back(&pupil);
    put_in_order(pupils, registers, options.order.value_or(otherwise));
    return pupils;
}

Figures only_year_groups(Figures all, const registers::Register& registers, const attendance::FigureOptions& options,
                         std::span<const std::string> groups) {
    std::erase_if(all.pupils, [&](const PupilFigures& pupil) {
        return std::find(groups.begin(), groups.end(), year_group_of(registers, pupil)) == groups.end();
    });
    count_again(all);
    if (options.days) all.days = count_days(all, registers, options.period.value_or(attendance::kAllDays));
    return all;
}

}  // namespace cbds::report
