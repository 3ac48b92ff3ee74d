#include "attendance/spells.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

/// Follows the sessions of a pupil, and notes where absence begins and ends.
class SpellWalk {
public:
    SpellWalk(PupilFigures& pupil, bool list) : pupil_(pupil), list_(list) {}

    void absent(SessionNumber session, CodeId code) {
        if (sessions_++ == 0) begin(session);
        if (!list_) return;
        Spell& spell = pupil_.spells.back();
        spell.last = session;
        count(spell, code);
    }

    void attended() {
        if (sessions_ == 0) return;
        end();
        sessions_ = 0;
    }

    /// The pupil's last session was absent: nobody knows yet how long it will be.
    void finish() {
        pupil_.open_spell = sessions_;
        if (sessions_ == 0) return;
        end();
        if (list_) pupil_.spells.back().open = true;
    }

private:
    void begin(SessionNumber session) {
        ++pupil_.spell_count;
        if (list_) pupil_.spells.emplace_back().first = session;
    }

    static void count(Spell& spell, CodeId code) {
        const auto found = std::find_if(spell.codes.begin(), spell.codes.end(), [=](const auto& each) { return each.first == code; });
        if (found == spell.codes.end())
            spell.codes.emplace_back(code, 1U);
        else
            ++found->second;
    }

    void end() {
        pupil_.longest_spell = std::max(pupil_.longest_spell, sessions_);
        if (!list_) return;
        Spell& spell = pupil_.spells.back();
        spell.sessions = sessions_;
        if (spell.codes.size() < 2) return;
        std::sort(spell.codes.begin(), spell.codes.end(),
                  [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    }

    PupilFigures& pupil_;
    bool list_;
    std::uint32_t sessions_ = 0;  ///< of the spell that goes on; 0: none does
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
