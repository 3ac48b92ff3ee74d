#include "attendance/spells.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

/// Follows the sessions of a pupil, and notes where absence begins and ends.
class SpellWalk {
public:
    SpellWalk(PupilFigures& pupil, const SpellOptions& options) : pupil_(pupil), options_(options) {}

    void absent(SessionNumber session, CodeId code) {
        if (spell_.sessions++ == 0) spell_.first = session;
        spell_.last = session;
        count(code);
    }

    void attended() {
        if (spell_.sessions != 0) end();
    }

    /// The pupil's last session was absent: nobody knows yet how long it will be, but of a pupil who has left.
    void finish() {
        if (spell_.sessions == 0) return;
        spell_.open = !options_.gone;
        if (spell_.open) pupil_.open_spell = spell_.sessions;
        end();
    }

private:
    void count(CodeId code) {
        const auto found = std::find_if(spell_.codes.begin(), spell_.codes.end(), [=](const auto& each) { return each.first == code; });
        if (found == spell_.codes.end()) spell_.codes.emplace_back(code, 1U);
        else ++found->second;
    }

    void end() {
        if (spell_.last >= options_.from) count_spell();
        spell_.sessions = 0;
        spell_.codes.clear();
    }

    void count_spell() {
        ++pupil_.spell_count;
        const bool is_longest = spell_.sessions > pupil_.longest_spell;
        pupil_.longest_spell = std::max(pupil_.longest_spell, spell_.sessions);
        if (options_.list || is_longest || spell_.open) keep(is_longest);
    }

    void keep(bool is_longest) {
        std::sort(spell_.codes.begin(), spell_.codes.end(),
                  [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
        if (!options_.list && is_longest && !pupil_.spells.empty()) pupil_.spells.back() = spell_;
        else pupil_.spells.push_back(spell_);
    }

    PupilFigures& pupil_;
    SpellOptions options_;
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

void add_spells(PupilFigures& pupil, std::span<const PupilDay> days, const SpellOptions& options) {
    if (pupil.sessions.absent() == 0) return;
    SpellWalk walk(pupil, options);
    for (const PupilDay& day : days) {
        if (day.absent() == 0)
            walk.attended();
        else
            walk_day(walk, day);
    }
    walk.finish();
}

}  // namespace cbds::attendance
