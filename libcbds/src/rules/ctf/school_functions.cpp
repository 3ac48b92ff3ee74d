/// Rules of transfer files about the schools that the pupil has been to. The comment of each function is the rule; its row
/// has the facts.

#include "rules/ctf/subjects.hpp"

#include <algorithm>

namespace cbds::rules {
namespace {

/// Whether an entry of the history (its LEA and Estab are items) is that of the school that sends the file.
bool is_source_school(const Items& items, NodeNumber entry, std::size_t la, std::size_t estab) {
    return text_below(items, entry, la) == header_text(items, "SourceSchool/LEA") && text_below(items, entry, estab) == header_text(items, "SourceSchool/Estab");
}

/// The entries of the history that have an entry date (item 0), in the order of the file; the other end is item 1.
std::vector<Spell> spells_of(const Items& items) {
    std::vector<Spell> spells;
    items.each(0, [&](NodeNumber node) {
        const auto from = identifiers::parse_date(items.view().text(node));
        const auto until = date_below(items, items.view().node(node).parent, 1);
        if (from && (!until || *from <= *until)) spells.push_back({node, from, until});  // the wrong way round is told by CTF801
    });
    return spells;
}

/// CTF802: the schools stand in the order in which the pupil came to them (item 0).
void schools_in_order(const Items& items, Failures& failures) {
    const std::vector<Spell> spells = spells_of(items);
    for (std::size_t i = 1; i < spells.size(); ++i)
        if (spells[i].from < spells[i - 1].from) failures.at(spells[i].node);
}

/// CTF803: the pupil left a school (item 1) before coming to the next (item 0).
void schools_do_not_overlap(const Items& items, Failures& failures) {
    std::vector<Spell> spells = spells_of(items);
    std::erase_if(spells, [](const Spell& spell) { return !spell.until; });  // told by CTF812
    report_overlaps(std::move(spells), failures);
}

/// CTF811: one school at most is the last one (item 0).
void one_last_school(const Items& items, Failures& failures) {
    int count = 0;
    items.each(0, [&](NodeNumber node) {
        const std::string_view value = items.view().text(node);
        if ((value == "true" || value == "1") && ++count > 1) failures.at(node);
    });
}

/// CTF812: a school with a later one behind it has a leaving date (item 1), unless CTF804 asks for it, that of the school
/// (items 2 and 3) that sends a full file, or CTF806, where there is a leaving reason (item 4).
void earlier_schools_were_left(const Items& items, Failures& failures) {
    const std::vector<Spell> spells = spells_of(items);
    for (const Spell& spell : spells) {
        const NodeNumber entry = items.view().node(spell.node).parent;
        if (items.below(entry, 1) != 0 || items.below(entry, 4) != 0 || (is_full_file(items) && is_source_school(items, entry, 2, 3))) continue;
        if (std::any_of(spells.begin(), spells.end(), [&](const Spell& other) { return other.from > spell.from; })) failures.at(spell.node);
    }
}

/// CTF817: the history in a full file has the school that sends it (items 0 and 1).
void history_has_source_school(const Items& items, Failures& failures) {
    bool found = false;
    items.each(0, [&](NodeNumber node) { found |= is_source_school(items, items.view().node(node).parent, 0, 1); });
    if (!found && items.has(0) && is_full_file(items)) failures.at(0);
}

/// CTF951: a file about a child who misses education and leaves has the ground for the removal (item 0).
void removal_has_ground(const Items& items, Failures& failures) {
    if (items.facts().file_kind == "CML" && !items.has(0)) failures.at(0);
}

constexpr FunctionRow kFunctions[] = {
    {"CTF802", schools_in_order},          {"CTF803", schools_do_not_overlap},    {"CTF811", one_last_school},
    {"CTF812", earlier_schools_were_left}, {"CTF817", history_has_source_school}, {"CTF951", removal_has_ground},
};

}  // namespace

std::span<const FunctionRow> ctf_school_functions() noexcept { return kFunctions; }

}  // namespace cbds::rules
