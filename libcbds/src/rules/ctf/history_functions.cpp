/// Rules of transfer files about meals, special needs and care over time. The comment of each function is the rule; its
/// row has the facts.

#include "rules/ctf/subjects.hpp"

#include <algorithm>

namespace cbds::rules {
namespace {

using identifiers::Date;

/// CTF402: periods of eligibility for meals (from item 0 until item 1) do not overlap.
void meals_do_not_overlap(const Items& items, Failures& failures) {
    std::vector<Spell> periods;
    items.each(0, [&](NodeNumber node) {
        const auto from = identifiers::parse_date(items.view().text(node));
        const auto until = date_below(items, items.view().node(node).parent, 1);
        if (from && (!until || *from <= *until)) periods.push_back({node, from, until});  // the wrong way round is told by CTF401
    });
    report_overlaps(std::move(periods), failures);
}

/// CTF406: where there is a review date (item 0), some period (from item 1 until item 2) has no end.
void review_is_of_open_period(const Items& items, Failures& failures) {
    bool any = false;
    bool open = false;
    items.each(1, [&](NodeNumber node) {
        any = true;
        open |= items.below(items.view().node(node).parent, 2) == 0;
    });
    if (any && !open && items.has(0)) failures.at(items.node(0));
}

/// One special need, in the time in which it was known.
struct Need {
    Spell spell;
    NodeNumber rank;
    NodeNumber type;
};

/// Needs by rank (item 0), type (item 1), and their time (from item 2 until item 3).
std::vector<Need> needs_of(const Items& items) {
    std::vector<Need> needs;
    items.each(0, [&](NodeNumber rank) {
        const NodeNumber need = items.view().node(rank).parent;
        needs.push_back({{rank, date_below(items, need, 2), date_below(items, need, 3)}, rank, items.below(need, 1)});
    });
    return needs;
}

/// Reports the later of two needs in the same time that share a value.
template <typename Member>
void report_shared(const Items& items, Member member, Failures& failures) {
    const std::vector<Need> needs = needs_of(items);
    for (std::size_t i = 1; i < needs.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const std::string_view value = items.view().text(needs[i].*member);
            if (value.empty() || value != items.view().text(needs[j].*member) || !overlap(needs[i].spell, needs[j].spell)) continue;
            failures.at(needs[i].*member);
            break;
        }
}

/// CTF425: two needs of the same time have not the same rank.
void ranks_differ(const Items& items, Failures& failures) { report_shared(items, &Need::rank, failures); }

/// CTF426: two needs of the same time are not of the same type.
void types_differ(const Items& items, Failures& failures) { report_shared(items, &Need::type, failures); }

/// CTF427: of the needs that have not ended, one has rank 1.
void one_need_is_primary(const Items& items, Failures& failures) {
    NodeNumber first = 0;
    bool primary = false;
    for (const Need& need : needs_of(items)) {
        if (need.spell.until) continue;
        if (first == 0) first = need.rank;
        primary |= items.view().text(need.rank) == "1" || items.view().text(need.rank).empty();
    }
    if (first != 0 && !primary) failures.at(first);
}

/// A kind of support, and the last day on which it could begin.
struct LastDay {
    std::string_view provision;
    Date day;
};
constexpr LastDay kLastDays[] = {{"A", {2015, 8, 31}}, {"P", {2015, 8, 31}}, {"S", {2018, 3, 31}}};

/// CTF430: the support (item 0) still existed on the day on which it began (item 1).
void provision_existed(const Items& items, Failures& failures) {
    const auto began = items.date(1);
    for (const LastDay& last : kLastDays)
        if (began && items.is(0, last.provision) && *began > last.day) failures.at(items.node(0));
}

/// CTF444: one of the contacts of a pupil in care is a social worker (relationship, item 1) with a telephone (item 2).
void care_has_social_worker(const Items& items, Failures& failures) {
    bool found = false;
    items.each(1, [&](NodeNumber node) {
        found |= items.view().text(node) == "SWR" && items.below(items.view().node(node).parent, 2) != 0;
    });
    if (!found) failures.at(0);
}

constexpr FunctionRow kFunctions[] = {
    {"CTF402", meals_do_not_overlap}, {"CTF406", review_is_of_open_period}, {"CTF425", ranks_differ},
    {"CTF426", types_differ},         {"CTF427", one_need_is_primary},      {"CTF430", provision_existed},
    {"CTF444", care_has_social_worker},
};

}  // namespace

std::span<const FunctionRow> ctf_history_functions() noexcept { return kFunctions; }

}  // namespace cbds::rules
