#include "sample/register_deal.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace cbds::sample {
namespace {

using registers::CodeId;
using registers::Date;
using registers::Enrolment;
using registers::kNoCode;
using registers::SessionNumber;
using registers::SessionTotals;

/// Sessions with a code.
struct Pile {
    CodeId code = kNoCode;
    int left = 0;
};

/// The sessions to be dealt out.
class Piles {
public:
    Piles(const SessionTotals& totals, CodeId excluded_code, CodeId morning_code, CodeId afternoon_code) {
        int possible = 0;
        for (const auto& [code, sessions] : totals.by_code) {
            const int count = static_cast<int>(sessions);
            if (reference::is_possible(registers::category_of(code, totals.period.first()))) possible += count;
            if (code == morning_code) mornings += count;
            else if (code == afternoon_code) afternoons += count;
            else if (code == excluded_code) excluded += count;
            else if (code != kNoCode) others.push_back({code, count});
        }
        const int attended = static_cast<int>(totals.possible.value_or(0)) - possible;
        if (attended <= 0) return;
        mornings += attended - attended / 2;
        afternoons += attended / 2;
    }

    [[nodiscard]] int other_sessions() const {
        int sessions = excluded;
        for (const Pile& pile : others) sessions += pile.left;
        return sessions;
    }

    /// Days that hold them all.
    [[nodiscard]] int days() const { return std::max({mornings, afternoons, (mornings + afternoons + other_sessions() + 1) / 2}); }

    int mornings = 0;    ///< present
    int afternoons = 0;
    int excluded = 0;
    std::vector<Pile> others;
};

/// A day of the period, while its sessions are being dealt out.
struct DealtDay {
    int day = 0;
    std::array<bool, 2> taken{};        ///< by something other than presence
    std::array<CodeId, 2> codes{};
};

/// Counts go beyond any calendar only in a return that is wrong.
constexpr int kMostSessions = 2000;

/// The days of the period on which the pupil was on roll and has no marks yet: school days, then other weekdays, then weekends, as many as
/// are wanted; in the order of time.
std::vector<DealtDay> days_for(int wanted, const SessionTotals& totals, const SchoolDays& open, const Enrolment& enrolment) {
    const Date from = enrolment.admission ? std::max(totals.period.from, *enrolment.admission) : totals.period.from;
    const Date until = enrolment.leaving ? std::min(totals.period.until, *enrolment.leaving) : totals.period.until;
    std::vector<DealtDay> days;
    for (int round = 0; round < 3; ++round) {
        for (int day = identifiers::day_number(from); day <= identifiers::day_number(until); ++day) {
            const bool weekend = (day + 3) % 7 > 4;
            const int rank = open.is_open(day) ? 0 : weekend ? 2 : 1;
            const bool is_free = enrolment.marks.at(2 * day) == kNoCode && enrolment.marks.at(2 * day + 1) == kNoCode;
            if (rank == round && is_free && static_cast<int>(days.size()) < wanted) days.push_back({day, {}, {}});
        }
    }
    std::sort(days.begin(), days.end(), [](const DealtDay& a, const DealtDay& b) { return a.day < b.day; });
    return days;
}

class Dealer {
public:
    Dealer(Piles& piles, std::vector<DealtDay>& days, CodeId excluded_code, Random& random)
        : piles_(piles), days_(days), excluded_code_(excluded_code), random_(random),
          room_{static_cast<int>(days.size()) - piles.mornings, static_cast<int>(days.size()) - piles.afternoons} {}

    void deal(const Enrolment& enrolment) {
        for (const Date& date : enrolment.exclusions) deal_suspension(identifiers::day_number(date), enrolment.exclusions.size());
        deal_pile({excluded_code_, piles_.excluded});
        for (const Pile& pile : piles_.others) deal_pile(pile);
    }

private:
    /// As many sessions from its first day on as are its share.
    void deal_suspension(int day, std::size_t suspensions) {
        const auto first = std::find_if(days_.begin(), days_.end(), [=](const DealtDay& each) { return each.day >= day; });
        if (share_ == 0) share_ = (piles_.excluded + static_cast<int>(suspensions) - 1) / static_cast<int>(suspensions);
        if (first == days_.end() || first->day != day) return;  // another window's
        piles_.excluded -= run(static_cast<std::size_t>(first - days_.begin()), {excluded_code_, std::min(share_, piles_.excluded)});
    }

    /// In runs of a few sessions, wherever there is room.
    void deal_pile(Pile pile) {
        constexpr int kTurns = 40;
        for (int turn = 0; pile.left > 0 && turn < kTurns && !days_.empty(); ++turn) {
            const int length = std::min(pile.left, random_.between(1, 10));
            pile.left -= run(random_.below(static_cast<unsigned>(days_.size())), {pile.code, length});
        }
        if (pile.left > 0) run(0, pile);
    }

    /// Gives the code to free sessions from a day on. @returns how many got it
    int run(std::size_t from, Pile pile) {
        const int wanted = pile.left;
        for (std::size_t place = from; place < days_.size() && pile.left > 0; ++place)
            for (const std::size_t half : {std::size_t{0}, std::size_t{1}}) {
                DealtDay& day = days_[place];
                if (day.taken[half] || room_[half] <= 0 || pile.left == 0) continue;
                day.taken[half] = true;
                day.codes[half] = pile.code;
                --room_[half];
                --pile.left;
            }
        return wanted - pile.left;
    }

    Piles& piles_;
    std::vector<DealtDay>& days_;
    CodeId excluded_code_;
    Random& random_;
    std::array<int, 2> room_;  ///< mornings and afternoons that are not for presence
    int share_ = 0;
};

void record_days(const std::vector<DealtDay>& days, Piles piles, CodeId morning_code, CodeId afternoon_code, Enrolment& enrolment) {
    for (const DealtDay& day : days) {
        for (const SessionNumber half : {0, 1}) {
            CodeId code = day.codes[static_cast<std::size_t>(half)];
            int& present = half == 0 ? piles.mornings : piles.afternoons;
            if (code == kNoCode && present-- > 0) code = half == 0 ? morning_code : afternoon_code;
            if (code != kNoCode) enrolment.marks.set(2 * day.day + half, code);
        }
    }
}

}  // namespace

void deal_marks(const SessionTotals& totals, const SchoolDays& days, Random random, Enrolment& enrolment) {
    const CodeId excluded = registers::find_code("E").value_or(kNoCode);
    const CodeId morning = registers::find_code("/").value_or(kNoCode);
    const CodeId afternoon = registers::find_code("\\").value_or(kNoCode);
    Piles piles(totals, excluded, morning, afternoon);
    const int wanted = piles.days();
    if (wanted <= 0 || wanted > kMostSessions) return;
    std::vector<DealtDay> dealt = days_for(wanted, totals, days, enrolment);
    Dealer(piles, dealt, excluded, random).deal(enrolment);
    record_days(dealt, piles, morning, afternoon, enrolment);
}

}  // namespace cbds::sample
