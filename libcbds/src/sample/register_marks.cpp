#include "sample/register_marks.hpp"

#include "sample/stock.hpp"

#include <algorithm>
#include <string_view>

namespace cbds::sample {

using registers::CodeId;
using registers::Half;
using registers::kNoCode;
using registers::SessionNumber;

/// The codes that came into force in August 2024 hold for all of the year that began then.
constexpr int kFirstYearOfNewCodes = 2024;

namespace {

CodeId mark_code(std::string_view text) { return registers::find_code(text).value_or(kNoCode); }

std::vector<Habits> habits_of_phase(std::string_view phase, bool old_codes) {
    if (phase == "AT") return {Habits("primary", old_codes), Habits("secondary", old_codes)};
    if (phase == "SP") return {Habits("special", old_codes)};
    if (phase == "PR") return {Habits("referral", old_codes)};
    return {Habits(phase == "MS" || phase == "SS" ? "secondary" : "primary", old_codes)};
}

}  // namespace

RegisterCodes::RegisterCodes(bool old_codes)
    : morning(mark_code("/")), afternoon(mark_code("\\")), late(mark_code("L")), closed(mark_code("#")),
      cancelled(mark_code(old_codes ? "Y" : "Y4")), suspended(mark_code("E")), part_time(mark_code(old_codes ? "C" : "C2")),
      study(mark_code("S")), observance(mark_code("R")), elsewhere(mark_code("D")), not_due(mark_code("X")), prospective(mark_code("Z")),
      trip(mark_code("V")), work_experience(mark_code("W")), unknown(mark_code("N")), unauthorised(mark_code("O")),
      explained{mark_code("I"), mark_code("M"), mark_code("C"), mark_code("G"), mark_code("O")} {}

SchoolLife::SchoolLife(const RegisterRoll& roll, std::uint32_t number) : school(number), year(roll.year(number)) {
    Random random(roll.options().seed, 'e', number);
    observance = {year.some_open_day(year.day(10, 1), year.day(12, 10), random.next()),
                  year.some_open_day(year.day(3, 1), year.day(6, 30), random.next())};
    for (int& trip : trips) trip = year.some_open_day(year.day(9, 20), year.day(7, 10), random.next());
    work_experience_from = year.some_open_day(year.day(6, 10), year.day(7, 5), random.next());
    study_from = year.after_may_break();
    study_until = year.last_friday_of_june();
}

/// One run through the days of an enrolment.
class StayMarks {
public:
    StayMarks(const MarkMaker& maker, const SchoolLife& life, const Stay& stay, std::vector<MadeMark>& marks)
        : maker_(maker), codes_(maker.codes_), life_(life), stay_(stay), pupil_(*stay.pupil), marks_(marks),
          habits_(maker.habits_of(pupil_.age)),
          random_(maker.roll_.options().seed, stay.second ? 'q' : 'm', pupil_.number), chances_(habits_.chances(random_)) {}

    void run() {
        const int first = stay_.from - (pupil_.prospective && !stay_.second ? 7 : 0);
        for (const YearDay& day : life_.year.days())
            if (first <= day.day && day.day <= stay_.until) put_day(day);
    }

private:
    /// Who falls ill on a Friday is often well on Monday.
    void recover(int day) {
        constexpr int kWeekend = 2;  // sessions
        if (day > last_open_ + 2) left_ = std::max(0, left_ - kWeekend);
        last_open_ = day;
    }

    void put_day(const YearDay& day) {
        if (day.day < stay_.from) return put_prospective(day);
        if (day.kind == DayKind::cancelled) return put_both(day, codes_.cancelled);
        if (!day.is_open()) return put_both(day, codes_.closed);
        recover(day.day);
        for (const Half half : {Half::am, Half::pm}) put_session(day, half);
    }

    /// Two open days before the first.
    void put_prospective(const YearDay& day) {
        if (day.is_open() && life_.year.open_days_later(day.day, 2) >= stay_.from) put_both(day, codes_.prospective);
    }

    void put_both(const YearDay& day, CodeId code) {
        marks_.push_back({2 * day.day, code});
        marks_.push_back({2 * day.day + 1, code});
    }

    void put_session(const YearDay& day, Half half) {
        const SessionNumber session = 2 * day.day + (half == Half::pm ? 1 : 0);
        const CodeId event = event_of(day, half);
        MadeMark mark{session, event};
        if (event != kNoCode) left_ = std::max(0, left_ - 1);
        else if (left_ > 0 || befalls(day, session)) mark = absence(session);
        else mark.code = presence(day, half);
        marks_.push_back(mark);
    }

    /// What is settled beforehand.
    CodeId event_of(const YearDay& day, Half half) {
        if (is_suspended(day, half)) return codes_.suspended;
        if ((stay_.elsewhere >> day.weekday & 1u) != 0) return codes_.elsewhere;
        if (is_not_due(day, half)) return codes_.not_due;
        if (!stay_.second && half == Half::pm && pupil_.part_time_from <= day.day && day.day <= pupil_.part_time_until) return codes_.part_time;
        if (pupil_.observes && std::find(life_.observance.begin(), life_.observance.end(), day.day) != life_.observance.end())
            return codes_.observance;
        if (is_of_study(day) && random_.permille(750)) return codes_.study;
        return kNoCode;
    }

    bool is_of_study(const YearDay& day) const { return pupil_.age == 15 && life_.study_from <= day.day && day.day <= life_.study_until; }

    bool is_suspended(const YearDay& day, Half half) {
        if (stay_.second) return false;
        for (const SuspendedSpell& spell : pupil_.suspensions)
            if (half == Half::am && spell.sessions > 0 && spell.start == day.day) suspended_left_ = spell.sessions;
        if (suspended_left_ <= 0) return false;
        --suspended_left_;
        return true;
    }

    /// Children below compulsory age begin with mornings.
    bool is_not_due(const YearDay& day, Half half) const {
        if (half == Half::am || is_of_age(pupil_.born, day.day, 5)) return false;
        return pupil_.part_time || (pupil_.age == 4 && day.day < life_.year.first() + 14);
    }

    /// Whether something begins with this session.
    bool befalls(const YearDay& day, SessionNumber session) {
        const unsigned weekday = maker_.weekdays_[2u * day.weekday + static_cast<unsigned>(session & 1)];
        const std::uint64_t illness = std::uint64_t{chances_.illness} * day.illness / 100 * weekday / 100;
        const std::uint64_t absence = std::uint64_t{chances_.absence} * weekday / 100;
        const std::uint64_t point = random_.below(1'000'000);
        if (point >= illness + absence + chances_.other) return false;
        const Happenings& absences = habits_.absences(chances_.often);
        if (point < illness) begin(absences.illness, chances_.stretch);
        else if (point < illness + absence) begin(absences.pick(random_), chances_.stretch);
        else begin(habits_.others().pick(random_), 100);
        late_reason(day);
        return true;
    }

    void begin(const Happening& happening, unsigned stretch) {
        code_ = happening.code;
        left_ = happening.length(random_, stretch);
    }

    /// Some reasons are not known when the register is taken, others turn out to be others.
    void late_reason(const YearDay& day) {
        changed_ = 0;
        const bool may_change = std::find(codes_.explained.begin(), codes_.explained.end(), code_) != codes_.explained.end();
        const unsigned point = random_.below(1000);
        if (!may_change || point >= maker_.unknown_ + maker_.corrected_) return;
        const bool corrected = point >= maker_.unknown_;
        if (corrected && code_ == codes_.unauthorised) return;
        earlier_ = corrected ? codes_.unauthorised : codes_.unknown;
        changed_ = corrected ? life_.year.open_on_or_after(day.day + random_.between(9, 25))
                             : life_.year.open_days_later(day.day, random_.between(0, 3));
    }

    /// Reasons become known at noon: marks after that are right at once.
    MadeMark absence(SessionNumber session) {
        --left_;
        if (session > 2 * changed_) return {session, code_};
        return {session, code_, earlier_, changed_};
    }

    CodeId presence(const YearDay& day, Half half) {
        if (day.day == life_.trip_of(pupil_.age)) return codes_.trip;
        if (pupil_.age == 14 && maker_.roll_.phase().code == "SS" && is_work_experience(day)) return codes_.work_experience;
        const unsigned late = half == Half::am ? maker_.late_morning_ : maker_.late_afternoon_;
        if (random_.permille(chances_.often ? 2 * late : late)) return codes_.late;
        return half == Half::am ? codes_.morning : codes_.afternoon;
    }

    bool is_work_experience(const YearDay& day) const {
        return life_.work_experience_from <= day.day && day.day < life_.work_experience_from + 7;
    }

    const MarkMaker& maker_;
    const RegisterCodes& codes_;
    const SchoolLife& life_;
    const Stay& stay_;
    const RegisterPupil& pupil_;
    std::vector<MadeMark>& marks_;
    const Habits& habits_;
    Random random_;
    Chances chances_;
    CodeId code_ = kNoCode;     ///< of what the pupil is away for
    CodeId earlier_ = kNoCode;
    int left_ = 0;              ///< sessions of it that are to come
    int changed_ = 0;
    int suspended_left_ = 0;
    int last_open_ = 0;
};

MarkMaker::MarkMaker(const RegisterRoll& roll)
    : roll_(roll), habits_(habits_of_phase(roll.phase().code, roll.options().year < kFirstYearOfNewCodes)), weekdays_(weekday_factors()),
      codes_(roll.options().year < kFirstYearOfNewCodes), late_morning_(share("register late in the morning")),
      late_afternoon_(share("register late in the afternoon")), unknown_(share("register reason not yet known")),
      corrected_(share("register reason corrected")) {}

void MarkMaker::make(const SchoolLife& life, const Stay& stay, std::vector<MadeMark>& marks) const {
    marks.clear();
    StayMarks(*this, life, stay, marks).run();
}

}  // namespace cbds::sample
