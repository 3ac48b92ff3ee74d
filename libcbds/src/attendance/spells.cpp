#include "attendance/spells.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

/// Follows the sessions of a pupil, and notes where absence begins and ends.
class SpellWalk {
public:
    /// @param list  every spell is kept; else the longest one, the first of several, and the one that is open
    SpellWalk(PupilFigures& pupil, bool list) : pupil_(pupil), list_(list) {}

    void absent(SessionNumber session, CodeId code) {
        if (spell_.sessions++ == 0) begin(session);
        spell_.last = session;
        count(code);
    }

    void attended() {
        if (spell_.sessions != 0) end();
    }

    /// The pupil's last session was absent: nobody knows yet how long it will be.
    void finish() {
        pupil_.open_spell = spell_.sessions;
        if (spell_.sessions == 0) return;
        spell_.open = true;
        end();
    }

private:
    void begin(SessionNumber session) {
        ++pupil_.spell_count;
        spell_.first = session;
    }

    void count(CodeId code) {
        const auto found = std::find_if(spell_.codes.begin(), spell_.codes.end(), [=](const auto& each) { return each.first == code; });
        if (found == spell_.codes.end()) spell_.codes.emplace_back(code, 1U);
        else ++found->second;
    }

    void end() {
        const bool is_longest = spell_.sessions > pupil_.longest_spell;
        pupil_.longest_spell = std::max(pupil_.longest_spell, spell_.sessions);
        if (list_ || is_longest || spell_.open) keep(is_longest);
        spell_.sessions = 0;
        spell_.codes.clear();
    }

    void keep(bool is_longest) {
        std::sort(spell_.codes.begin(), spell_.codes.end(),
                  [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
        if (!list_ && is_longest && !pupil_.spells.empty()) pupil_.spells.back() = spell_;
        else pupil_.spells.push_back(spell_);
    }

    PupilFigures& pupil_;
    bool list_;
    Spell spell_;  ///< that goes on; of no sessions: none does
};

/// A day with an absence: its possible sessions one by one.
void walk_day(SpellWalk& walk, const PupilDay& day) {
    for (unsigned half = 0; half < 2; ++half) {
        if ((day.possible() >> half & 1U) == 0) continue;
        if ((day.absent() >> half & 1U) != 0)
            walk.absent(2 * day.number + static_cast<SessionNumber>(half), day.codes[half]);
        else
            walk.attended();
    }
}

}  // namespace

void add_spells(PupilFigures& pupil, std::span<const PupilDay> days, bool list) {
    if (pupil.sessions.absent() == 0) return;
    SpellWalk walk(pupil, list);
    for (const PupilDay& day : days) {
        if (day.absent() == 0)
            walk.attended();
        else
            walk_day(walk, day);
    }
    walk.finish();
}

}  // namespace cbds::attendance
