#include "sample/census_facts.hpp"

#include "cbds/error.hpp"
#include "sample/stock.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

using schema::Term;

int census_day_of(schema::Edition edition) {
    const auto found = reference::census_date(edition);
    if (!found) throw UsageError("no census day is known for " + schema::edition_name(edition));
    return day_number(found->date);
}

Period period_of(schema::Edition edition, reference::Window window) {
    const auto found = reference::census_window(edition, window);
    return found ? Period{day_number(found->from), day_number(found->until)} : Period{};
}

/// Ages of leavers, in the order in which they are given out. In autumn they are a year older than their class was,
/// and those who finished year 11 have no attendance to report, so that only aims bring them back.
std::span<const int> leaver_ages(const PhaseFacts& phase, Term term) {
    static constexpr std::array kPrimary{11, 8, 6, 9, 7, 10, 5};
    static constexpr std::array kMiddle{13, 12, 11};
    static constexpr std::array kSecondary{13, 18, 14, 12, 17, 15};
    static constexpr std::array kSecondaryLater{13, 16, 14, 12, 15};
    static constexpr std::array kAny{9, 14, 11, 7, 13, 10, 15};
    static constexpr std::array kPrimaryLater{9, 8, 6, 10, 7, 5};
    static constexpr std::array kMiddleLater{12, 11};
    if (phase.code == "PS") return term == Term::autumn ? std::span<const int>(kPrimary) : kPrimaryLater;
    if (phase.code == "MP" || phase.code == "MS") return term == Term::autumn ? std::span<const int>(kMiddle) : kMiddleLater;
    if (phase.code == "SS" || phase.code == "AT")
        return term == Term::autumn ? std::span<const int>(kSecondary) : kSecondaryLater;
    return kAny;
}

/// School days that a period must have for a suspension to find its place in it.
constexpr int kLongEnough = 12;

/// Deals a share out evenly, so that small documents have it too and no year group has much more of it.
bool dealt(std::uint64_t place, unsigned permille, unsigned offset) { return (place * permille + offset) % 1000 < permille; }

}  // namespace

CensusTimes::CensusTimes(schema::Edition which)
    : edition(which), term(schema::census_term(which)), year(schema::census_year(which)),
      academic_year(term == Term::autumn ? year : year - 1), census_day(census_day_of(which)),
      previous_census_day(census_day - 110), attendance(period_of(which, reference::Window::attendance)),
      second_half(period_of(which, reference::Window::second_half)),
      exclusions(period_of(which, reference::Window::exclusions)),
      placements(period_of(which, reference::Window::placements)), days(year - 18, year + 1) {
    if (const auto previous = reference::previous_census_date(which)) previous_census_day = day_number(previous->date);
}

CensusShares::CensusShares()
    : fsm(share("fsm")), fsm_ended(share("fsm ended")), female(share("female")), sen_support(share("sen support")),
      sen_plan(share("education health and care plan")), service_child(share("service child")),
      dual(share("dual registration")), mobile(share("mobile")), part_time(share("part-time nursery")),
      boarder_secondary(share("boarder secondary")), boarder_special(share("boarder special")),
      suspended_primary(share("suspended primary")), suspended_secondary(share("suspended secondary")),
      suspended_referral(share("suspended pupil referral unit")), suspended_again(share("suspended again")),
      excluded(share("permanently excluded")), placement_primary(share("placement primary")),
      placement_secondary(share("placement secondary")), learner_support(share("learner support")) {}

CensusRoll::CensusRoll(schema::Edition edition, const School& school, std::uint64_t seed)
    : times_(edition), school_(school), seed_(seed) {}

int CensusRoll::age_of(std::uint64_t index, bool leaver) const noexcept {
    const PhaseFacts& phase = *school_.phase;
    if (leaver) {
        const auto ages = leaver_ages(phase, times_.term);
        return ages[index % ages.size()];
    }
    if (phase.code == "NS") return index % 10 == 3 ? 2 : 3;
    return phase.oldest - static_cast<int>(index % static_cast<std::uint64_t>(phase.oldest - phase.youngest + 1));
}

CensusPupil CensusRoll::pupil(std::uint64_t index, bool leaver) const {
    Random random(seed_, leaver ? 'l' : 'p', index);
    CensusPupil pupil;
    pupil.index = index;
    pupil.leaver = leaver;
    pupil.age = age_of(index, leaver);
    pupil.female = random.permille(shares_.female);
    const int last_birthday = day_of(times_.academic_year - pupil.age, 8, 31);
    pupil.born = last_birthday - random.between(0, 364);
    const bool sixth_form = school_.phase->code == "SS" || school_.phase->code == "AT";
    pupil.aims = sixth_form && pupil.age >= 16;
    settle_entry(pupil, random);
    if (leaver) settle_leaving(pupil, random);
    settle_status(pupil, random);
    settle_meals(pupil, random);
    settle_attendance(pupil);
    settle_exclusions(pupil, random);
    return pupil;
}

/// Most pupils join in September at the age of admission. Who joins later does so before the periods that the
/// return looks back on, or so early in them that some sessions remain.
void CensusRoll::settle_entry(CensusPupil& pupil, Random& random) const {
    const PhaseFacts& phase = *school_.phase;
    const auto september = [&](int year) { return times_.days.on_or_after(day_of(year, 9, 3)); };
    const bool autumn = times_.is(Term::autumn);
    int years = pupil.age - phase.admission;
    if (pupil.age <= 3) {
        const bool recent = dealt(pupil.index, 250, 250);  // no return looks as if half of the nursery were new
        const int year = times_.academic_year;
        if (autumn) pupil.entry = recent || pupil.age == 2 ? september(year) : times_.days.on_or_after(day_of(year, 1, 8));
        else pupil.entry = recent ? times_.days.on_or_after(day_of(year + 1, 1, 6)) : september(year);
        return;
    }
    if (pupil.leaver) years = std::max(years, 1);
    if (phase.code == "PS" && pupil.age == 4 && !autumn && random.permille(600)) ++years;  // came up from the nursery
    pupil.entry = september(times_.academic_year - years);
    const bool moved = phase.code == "PR" ? random.permille(850) : random.permille(shares_.mobile);
    if (!moved || years <= (autumn ? 1 : 0) || (pupil.leaver && years == 1)) return;
    const int later = static_cast<int>(random.below(static_cast<unsigned>(autumn ? years - 1 : years)));
    pupil.entry = times_.days.on_or_after(september(times_.academic_year - years + later) + random.between(30, 80));
}

void CensusRoll::settle_leaving(CensusPupil& pupil, Random& random) const {
    const int year = times_.year;
    Period period{day_of(year - 1, 9, 22), day_of(year - 1, 12, 16)};
    if (times_.is(Term::summer)) period = {day_of(year, 1, 16), day_of(year, 3, 18)};
    if (times_.is(Term::autumn)) period = {day_of(year, 6, 14), day_of(year, 7, 21)};
    const bool end_of_year = times_.is(Term::autumn) && (pupil.aims || random.permille(700));
    pupil.leaving = times_.days.on_or_before(end_of_year ? period.until : random.between(period.from, period.until));
}

void CensusRoll::settle_status(CensusPupil& pupil, Random& random) const {
    const std::string_view phase = school_.phase->code;
    const bool special = phase == "SP";
    const unsigned roll = random.below(1000);
    if (special) pupil.sen = roll < 960 ? 'E' : 'K';
    else if (phase == "PR") pupil.sen = roll < 250 ? 'E' : roll < 850 ? 'K' : 'N';
    else pupil.sen = roll < shares_.sen_plan ? 'E' : roll < shares_.sen_plan + shares_.sen_support ? 'K' : 'N';
    if (special && pupil.age >= 8 && random.permille(shares_.boarder_special)) pupil.boarder = random.permille(700) ? '6' : '7';
    if (phase == "SS" && random.permille(shares_.boarder_secondary)) pupil.boarder = 'B';
    pupil.part_time = pupil.age == 2 || (pupil.age == 3 && random.permille(shares_.part_time));
    if (random.permille(phase == "PR" ? 300u : shares_.dual)) pupil.enrolment = random.permille(500) ? 'M' : 'S';
    if (pupil.leaver) {  // a leaver's record needs a reason; attendance is one, and boarders have none
        pupil.boarder = 'N';
        pupil.enrolment = 'C';
        pupil.part_time = false;
    }
    pupil.learner_support = pupil.age >= 16 && pupil.age <= 19 && pupil.aims && !times_.is(Term::autumn) &&
                            pupil.enrolment != 'S' && (pupil.leaver || random.permille(shares_.learner_support));
    const std::uint64_t groups = static_cast<std::uint64_t>(school_.phase->oldest - school_.phase->youngest + 1);
    const bool first_of_year = pupil.index < groups && pupil.age == std::clamp(10, school_.phase->youngest, school_.phase->oldest);
    const bool old_enough = pupil.age >= 8 && pupil.age <= 15;
    pupil.has_placement = phase != "NS" && old_enough &&
                          (random.permille(school_.phase->primary ? shares_.placement_primary : shares_.placement_secondary) ||
                           (!pupil.leaver && first_of_year));
}

/// Dealt by year group, so that no return looks as if half of a class had free meals.
void CensusRoll::settle_meals(CensusPupil& pupil, Random& random) const {
    const std::uint64_t groups = static_cast<std::uint64_t>(school_.phase->oldest - school_.phase->youngest + 1);
    const bool infant = pupil.age <= 5;
    const unsigned offset = infant && school_.phase->code != "NS" ? 500 : static_cast<unsigned>(pupil.age) * 250u % 1000u;
    const bool fsm = !pupil.leaver && dealt(pupil.index / groups, shares_.fsm, offset);
    if (fsm) pupil.meals = random.permille(shares_.fsm_ended) ? Meals::ended : Meals::open;
    pupil.service_child = !fsm && random.permille(shares_.service_child);
}

void CensusRoll::settle_attendance(CensusPupil& pupil) const {
    if (school_.phase->code == "NS" || pupil.age < 4 || pupil.age > 15 || pupil.boarder != 'N') return;
    const auto cut = [&](Period period) {
        period.from = std::max(period.from, pupil.entry);
        if (pupil.leaver) period.until = std::min(period.until, pupil.leaving);
        return times_.days.count(period.from, period.until) > 0 ? period : Period{};
    };
    pupil.attendance = cut(times_.attendance);
    pupil.second_half = cut(times_.second_half);
}

/// Suspensions lie in the period of attendance, because the sessions they cost are counted there.
void CensusRoll::settle_exclusions(CensusPupil& pupil, Random& random) const {
    const Period& period = pupil.attendance;
    if (period.is_empty() || times_.days.count(period.from, period.until) < kLongEnough) return;
    const unsigned share_of_phase = school_.phase->code == "PR"   ? shares_.suspended_referral
                                    : school_.phase->primary      ? shares_.suspended_primary
                                                                  : shares_.suspended_secondary;
    if (pupil.leaver && random.permille(shares_.excluded))
        pupil.permanently_excluded = times_.days.on_or_before(pupil.leaving - 7);
    if (!random.permille(share_of_phase)) return;
    pupil.suspension_count = random.permille(shares_.suspended_again) ? 1 + 1 + random.below(2) : 1;
    int day = period.from + random.between(3, 10);
    for (unsigned place = 0; place < pupil.suspension_count; ++place) {
        Suspension& one = pupil.suspensions[place];
        one.start = times_.days.on_or_after(day);
        one.sessions = 1 + static_cast<int>(random.below(place == 0 ? 6 : 3));
        one.lunchtime = place > 0 && school_.phase->primary;
        day = one.start + random.between(7, 9);
    }
    const int end = pupil.permanently_excluded ? *pupil.permanently_excluded - 7 : period.until - 7;
    while (pupil.suspension_count > 0 && pupil.suspensions[pupil.suspension_count - 1].start > end) --pupil.suspension_count;
}

}  // namespace cbds::sample
