#include "sample/register_maker.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

using registers::Date;
using registers::kNoCode;
using registers::SessionNumber;

constexpr std::int64_t kDay = 86'400;
constexpr int kFirstRegister = 8 * 3600 + 50 * 60;
constexpr int kSecondRegister = 13 * 3600 + 5 * 60;
constexpr int kNoon = 12 * 3600;

/// The days asked for, as far as they are of the year.
registers::Period days_asked_for(const RegisterSampleOptions& options) {
    const registers::Period year = registers::academic_year_period(options.year);
    if (!options.period) return year;
    return {std::max(year.from, options.period->from), std::min(year.until, options.period->until)};
}

/// When a mark was recorded first: within a quarter of an hour from the beginning of the register, or when the pupil came.
std::int64_t taken_at(SessionNumber session, std::uint64_t number, unsigned minutes_late) {
    const int begun = (session & 1) != 0 ? kSecondRegister : kFirstRegister;
    const auto seconds = static_cast<int>(scatter(number * 1'000'003 + static_cast<std::uint64_t>(session)) % 900);
    return (session >> 1) * kDay + begun + seconds + 60 * static_cast<int>(minutes_late);
}

/// Of all sessions that an absence had so far at one time: the office works down its list.
std::int64_t changed_at(int day, std::uint64_t number) {
    return day * kDay + kNoon + static_cast<int>(scatter(number * 1'000'003 + static_cast<std::uint64_t>(day)) % 3000);
}

}  // namespace

RegisterMaker::RegisterMaker(const RegisterSampleOptions& options)
    : roll_(options), marks_(roll_), first_(identifiers::day_number(days_asked_for(options).from)),
      last_(identifiers::day_number(days_asked_for(options).until)), late_(registers::find_code("L").value_or(kNoCode)),
      very_late_(registers::find_code("U").value_or(kNoCode)) {}

void RegisterMaker::add_school(std::uint32_t school, registers::Register& all, std::vector<EarlierMark>* earlier) {
    all_ = &all;
    earlier_ = earlier;
    all.schools.push_back(roll_.school(school));
    const SchoolLife life(roll_, school);
    for (const YearDay& day : life.year.days())
        if (day.kind == DayKind::inset)
            all.calendar.add(all.schools.back().urn, identifiers::date_of_day_number(day.day), std::nullopt, registers::DayStatus::inset);
    const std::size_t first = all.enrolments.size();
    add_own(life, roll_.year(roll_.next(school)));
    if (roll_.options().schools > 1) add_second(roll_.previous(school), life);
    make_somebody_late(std::span(all.enrolments).subspan(first));
}

void RegisterMaker::add_own(const SchoolLife& life, const RegisterYear& next) {
    for (std::uint64_t index = 0; index < roll_.options().pupils; ++index) {
        const RegisterPupil pupil = roll_.pupil(life.school, index, life.year, next);
        add(life, {&pupil, pupil.admission, pupil.leaving == 0 ? life.year.last() : pupil.leaving, pupil.away, false});
    }
}

/// Pupils of the school before who come here too, or later.
void RegisterMaker::add_second(std::uint32_t previous, const SchoolLife& life) {
    const RegisterYear year = roll_.year(previous);
    for (std::uint64_t index = 0; index < roll_.options().pupils; ++index) {
        const RegisterPupil pupil = roll_.pupil(previous, index, year, life.year);
        if (!pupil.has_second()) continue;
        const unsigned elsewhere = pupil.away == 0 ? 0 : ~pupil.away & 31u;
        add(life, {&pupil, pupil.away == 0 ? pupil.moves_on : pupil.admission, life.year.last(), elsewhere, true});
    }
}

void RegisterMaker::add(const SchoolLife& life, const Stay& stay) {
    if (stay.from > last_ || stay.until < first_) return;
    const RegisterPupil& pupil = *stay.pupil;
    registers::Enrolment enrolment;
    enrolment.school = static_cast<std::uint32_t>(all_->schools.size() - 1);
    roll_.introduce(pupil, enrolment);
    enrolment.admission = identifiers::date_of_day_number(stay.from);
    const bool leaves = !stay.second && pupil.leaving != 0;
    if (leaves && stay.until <= last_) enrolment.leaving = identifiers::date_of_day_number(stay.until);
    if (pupil.away != 0) enrolment.main_dual = !stay.second;
    for (const SuspendedSpell& spell : pupil.suspensions)
        if (!stay.second && spell.sessions > 0 && stay.from <= spell.start && spell.start <= std::min(stay.until, last_))
            enrolment.exclusions.push_back(identifiers::date_of_day_number(spell.start));
    marks_.make(life, stay, made_);
    std::erase_if(made_, [&](const MadeMark& mark) { return mark.session < 2 * first_ || mark.session > 2 * last_ + 1; });
    put_marks(pupil, enrolment);
    if (roll_.options().times) put_times(pupil, enrolment);
    all_->marks_read += made_.size();
    all_->enrolments.push_back(std::move(enrolment));
}

/// What is changed after the period is not changed yet.
void RegisterMaker::put_marks(const RegisterPupil& pupil, registers::Enrolment& enrolment) {
    const auto number = static_cast<std::uint32_t>(all_->enrolments.size());
    for (const MadeMark& mark : made_) {
        const bool changed = is_changed(mark);
        enrolment.marks.set(mark.session, mark.earlier == kNoCode || changed ? mark.code : mark.earlier);
        if (changed && earlier_ != nullptr) earlier_->push_back({number, mark.session, mark.earlier, taken_at(mark.session, pupil.number, 0)});
    }
}

void RegisterMaker::put_times(const RegisterPupil& pupil, registers::Enrolment& enrolment) {
    enrolment.details.resize(enrolment.marks.codes().size());
    for (const MadeMark& mark : made_) {
        registers::MarkDetail& detail = enrolment.details[static_cast<std::size_t>(mark.session - enrolment.marks.first())];
        const auto draw = static_cast<unsigned>(scatter(pupil.number * 1'000'003 + static_cast<std::uint64_t>(mark.session) + 7) % 1000);
        if (mark.code == late_) detail.minutes_late = static_cast<std::uint16_t>(1 + draw % 25);
        if (mark.code == very_late_) detail.minutes_late = static_cast<std::uint16_t>(31 + draw % 60);
        detail.recorded_at = is_changed(mark) ? changed_at(mark.changed, pupil.number)
                                              : taken_at(mark.session, pupil.number, detail.minutes_late);
    }
}

/// In a large school it never happens that everybody is there in time; by chance it would, and look as if no register had been taken.
void RegisterMaker::make_somebody_late(std::span<registers::Enrolment> school) const {
    constexpr std::size_t kLarge = 50;
    if (school.size() < kLarge) return;
    for (SessionNumber session = 2 * first_; session <= 2 * last_ + 1; ++session) {
        registers::CodeId code = kNoCode;
        std::size_t on_time = 0;
        for (; on_time < school.size(); ++on_time) {
            const registers::CodeId each = school[on_time].marks.at(session);
            if (each == kNoCode) continue;
            if ((code != kNoCode && each != code) || registers::category_of(each, session) != reference::AttendanceCategory::present) break;
            code = each;
        }
        if (on_time < school.size() || code == kNoCode) continue;
        const auto late = std::find_if(school.begin(), school.end(), [=](const auto& each) { return each.marks.at(session) == code; });
        late->marks.set(session, late_);
        if (late->details.empty()) continue;
        constexpr unsigned kMinutes = 5;
        late->details[static_cast<std::size_t>(session - late->marks.first())] = {taken_at(session, 0, kMinutes), 0, 0, kMinutes};
    }
}

registers::Register make_register_sample(const RegisterSampleOptions& options, std::vector<EarlierMark>* earlier) {
    RegisterMaker maker(options);
    registers::Register all;
    for (std::uint32_t school = 0; school < options.schools; ++school) maker.add_school(school, all, earlier);
    for (const int day : holidays(options.year))
        all.calendar.add("national", identifiers::date_of_day_number(day), std::nullopt, registers::DayStatus::holiday);
    return all;
}

}  // namespace cbds::sample
