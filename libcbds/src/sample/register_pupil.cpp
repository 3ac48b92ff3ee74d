#include "sample/register_pupil.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

constexpr int kYear11 = 15;  // age at 31 August before it

bool has_sixth_form(const PhaseFacts& phase) { return phase.oldest > 16; }

}  // namespace

RegisterRoll::Shares::Shares()
    : leaver(share("register leaver")), joiner(share("register joiner")), prospective(share("register prospective pupil")),
      dual(share("dual registration")), part_time_nursery(share("part-time nursery")), part_time_timetable(share("register part-time timetable")),
      observance(share("register religious observance")), suspended_primary(share("suspended primary")),
      suspended_secondary(share("suspended secondary")), suspended_referral(share("suspended pupil referral unit")),
      suspended_again(share("suspended again")), female(share("female")), fsm(share("fsm")), fsm_later(share("register free meals later")),
      support(share("sen support")), plan(share("education health and care plan")), looked_after(share("looked after")),
      previously_looked_after(share("post looked after")), in_need(share("register in need")),
      protection_plan(share("register protection plan")), boarder_secondary(share("boarder secondary")),
      boarder_special(share("boarder special")), temporary_upn(share("temporary upn")) {}

RegisterPupil RegisterRoll::pupil(std::uint32_t school, std::uint64_t index, const RegisterYear& own, const RegisterYear& next) const {
    RegisterPupil pupil;
    pupil.number = school * options_.pupils + index;
    Random random(options_.seed, 'd', pupil.number);
    pupil.age = age_of(index);
    pupil.born = birthday(school, index, pupil.age);
    settle_dates(pupil, own, random);
    settle_end(pupil, own, random);
    settle_second(pupil, next, random);
    settle_suspensions(pupil, own, random);
    settle_timetable(pupil, own, random);
    pupil.observes = random.permille(shares_.observance);
    return pupil;
}

int RegisterRoll::age_of(std::uint64_t index) const noexcept {
    if (phase_->code == "NS") return index % 10 == 3 ? 2 : 3;
    return phase_->oldest - static_cast<int>(index % static_cast<std::uint64_t>(phase_->oldest - phase_->youngest + 1));
}

/// Dealt out over the year, so that no two pupils of a year group with the same names are born on one day.
int RegisterRoll::birthday(std::uint32_t school, std::uint64_t index, int age) const noexcept {
    constexpr std::uint64_t kStep = 157;
    const auto groups = phase_->code == "NS" ? 1 : static_cast<std::uint64_t>(phase_->oldest - phase_->youngest + 1);
    const std::uint64_t first = scatter(options_.seed ^ scatter(std::uint64_t{school} << 8 | static_cast<std::uint64_t>(age))) % 365;
    return day_of(options_.year - age, 8, 31) - static_cast<int>((first + index / groups * kStep) % 365);
}

/// Most pupils joined in September at the age of admission; a few join within the year.
void RegisterRoll::settle_dates(RegisterPupil& pupil, const RegisterYear& year, Random& random) const {
    const int years = std::max(0, pupil.age - phase_->admission);
    const int september = day_of(options_.year - years, 9, 3);
    const int weekday = (september + 3) % 7;
    pupil.admission = years == 0 ? year.first() : september + (weekday > 4 ? 7 - weekday : 0);
    pupil.joins = random.permille(shares_.joiner);
    if (!pupil.joins) return;
    pupil.admission = year.some_open_day(year.day(9, 20), year.day(6, 20), random.next());
    pupil.prospective = random.permille(shares_.prospective);
}

/// Year 11 and year 13 end with June, the oldest of other schools with July; a few pupils leave before.
void RegisterRoll::settle_end(RegisterPupil& pupil, const RegisterYear& year, Random& random) const {
    const bool stays_on = pupil.age == kYear11 && has_sixth_form(*phase_) && random.permille(500);
    const bool examined = pupil.age == kYear11 || (pupil.age == 17 && has_sixth_form(*phase_));
    if (examined && !stays_on) pupil.leaving = year.open_on_or_before(year.last_friday_of_june());
    else if (pupil.age == phase_->oldest) pupil.leaving = year.last();
    if (!pupil.joins && random.permille(shares_.leaver))
        pupil.leaving = year.some_open_day(year.day(9, 20), year.day(6, 20), random.next());
}

/// Leavers within the year mostly come to the next school. Nobody who comes or goes is registered at two.
void RegisterRoll::settle_second(RegisterPupil& pupil, const RegisterYear& next, Random& random) const {
    if (options_.schools < 2) return;
    if (pupil.leaving != 0 && pupil.leaving < next.day(6, 21) && random.permille(800))
        pupil.moves_on = next.open_on_or_after(pupil.leaving + 1 + random.between(0, 6));
    const bool comes_or_goes = pupil.joins || pupil.leaving != 0;
    if (comes_or_goes || pupil.age < 5 || !random.permille(phase_->code == "PR" ? 300u : shares_.dual)) return;
    const unsigned first = random.below(5);
    pupil.away = 1u << first | 1u << (first + 1 + random.below(4)) % 5;
}

/// Suspensions of at most five days, with weeks between them.
void RegisterRoll::settle_suspensions(RegisterPupil& pupil, const RegisterYear& year, Random& random) const {
    const bool secondary = pupil.age >= 11 && phase_->code != "SP";
    const unsigned share_of_phase = phase_->code == "PR" ? shares_.suspended_referral : secondary ? shares_.suspended_secondary
                                                                                                  : shares_.suspended_primary;
    if (pupil.age < 5 || !random.permille(share_of_phase)) return;
    int from = year.first() + 10;
    const std::size_t count = random.permille(shares_.suspended_again) ? 2 : 1;
    for (std::size_t place = 0; place < count; ++place) {
        const int until = place + 1 < count ? year.day(2, 1) : year.day(6, 30);
        pupil.suspensions[place] = {year.some_open_day(from, until, random.next()), random.between(1, 10)};
        from = pupil.suspensions[place].start + 40;
    }
}

/// Three weeks of mornings for pupils of compulsory age who come back after something; mornings only for some of the youngest.
void RegisterRoll::settle_timetable(RegisterPupil& pupil, const RegisterYear& year, Random& random) const {
    constexpr int kDays = 15;
    pupil.part_time = pupil.age == 2 || (pupil.age == 3 && random.permille(shares_.part_time_nursery));
    if (pupil.age < 5 || pupil.age > kYear11 || !random.permille(shares_.part_time_timetable)) return;
    pupil.part_time_from = year.some_open_day(year.first() + 20, year.day(6, 1), random.next());
    pupil.part_time_until = year.open_days_later(pupil.part_time_from, kDays - 1);
}

}  // namespace cbds::sample
