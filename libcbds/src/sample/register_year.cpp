#include "sample/register_year.hpp"

#include "sample/random.hpp"
#include "sample/register_rows.hpp"

#include <algorithm>
#include <cstdlib>

namespace cbds::sample {
namespace {

constexpr int kInsetDays = 5;

int weekday_from_monday(int day) { return (day + 3) % 7; }

/// `02-06` in the academic year.
int peak_of(const AttendanceDayRow& row, int year) {
    const unsigned month = digits_as_number(row.when.substr(0, 2));
    return sample::day_of(month >= 8 ? year : year + 1, month, digits_as_number(row.when.substr(3, 2)));
}

}  // namespace

RegisterYear::RegisterYear(int year, std::uint64_t seed, std::uint64_t school) : year_(year) {
    const SchoolDays open(year, year + 1);
    const int pupils_come = open.on_or_after(day_of(year, 9, 1));
    const int first = pupils_come - (weekday_from_monday(pupils_come) == 0 ? 3 : 1);  // for training
    const int last = open.on_or_before(day_of(year + 1, 7, 31));
    for (int day = first; day <= last; ++day)
        if (const int weekday = weekday_from_monday(day); weekday < 5)
            days_.push_back({day, open.is_open(day) ? DayKind::open : DayKind::holiday, static_cast<std::uint8_t>(weekday), 100});
    close_days(seed, school);
    add_waves(seed, school);
}

/// Training is on the first day of the year and of January, and where the school likes; a cold day of January or February is cancelled.
void RegisterYear::close_days(std::uint64_t seed, std::uint64_t school) {
    Random random(seed, 'i', school);
    const auto close = [&](int day, DayKind kind) { days_[place_of(day)].kind = kind; };
    close(first(), DayKind::inset);
    close(open_on_or_after(day(1, 1)), DayKind::inset);
    for (int place = 2; place < kInsetDays; ++place) close(some_open_day(day(10, 1), day(6, 30), random.next()), DayKind::inset);
    close(some_open_day(day(1, 10), day(2, 28), random.next()), DayKind::cancelled);
}

/// Waves come to each school a few days earlier or later. Then everything is scaled, so that the year has as much illness as without.
void RegisterYear::add_waves(std::uint64_t seed, std::uint64_t school) {
    Random random(seed, 'w', school);
    for (const AttendanceDayRow& row : attendance_day_rows()) {
        if (row.what != "wave") continue;
        const int width = static_cast<int>(row.width);
        const int peak = peak_of(row, year_) + random.between(-8, 8);
        const int height = static_cast<int>(row.percent) * random.between(80, 120) / 100;
        for (YearDay& one : days_)
            if (const int distance = std::abs(one.day - peak); distance < width)
                one.illness = static_cast<std::uint16_t>(one.illness + height * (width - distance) / width);
    }
    std::uint64_t sum = 0;
    for (const YearDay& one : days_) sum += one.illness;
    for (YearDay& one : days_) one.illness = static_cast<std::uint16_t>(one.illness * 100 * days_.size() / sum);
}

std::size_t RegisterYear::place_of(int day) const noexcept {
    const auto found = std::lower_bound(days_.begin(), days_.end(), day, [](const YearDay& one, int wanted) { return one.day < wanted; });
    return static_cast<std::size_t>(std::min(found, days_.end() - 1) - days_.begin());
}

int RegisterYear::open_on_or_after(int day) const noexcept {
    std::size_t place = place_of(day);
    while (place + 1 < days_.size() && !days_[place].is_open()) ++place;
    return days_[place].day;
}

int RegisterYear::open_on_or_before(int day) const noexcept {
    std::size_t place = place_of(day);
    while (place > 0 && (days_[place].day > day || !days_[place].is_open())) --place;
    return days_[place].day;
}

int RegisterYear::some_open_day(int from, int until, std::uint64_t number) const noexcept {
    const int days = std::max(1, until - from + 1);
    const int day = open_on_or_after(from + static_cast<int>(number % static_cast<std::uint64_t>(days)));
    return day <= until ? day : open_on_or_before(until);
}

int RegisterYear::open_days_later(int day, int count) const noexcept {
    std::size_t place = place_of(day);
    while (count > 0 && place + 1 < days_.size())
        if (days_[++place].is_open()) --count;
    return days_[place].day;
}

int RegisterYear::last_friday_of_june() const noexcept {
    const int end = day(6, 30);
    return end - (weekday_from_monday(end) + 3) % 7;
}

int RegisterYear::after_may_break() const noexcept {
    int day = this->day(5, 31);
    day -= weekday_from_monday(day);
    return open_on_or_after(day + 5);
}

std::vector<int> holidays(int year) {
    const SchoolDays open(year, year + 1);
    std::vector<int> days;
    for (int day = day_of(year, 8, 1); day < day_of(year + 1, 8, 1); ++day)
        if (weekday_from_monday(day) < 5 && !open.is_open(day)) days.push_back(day);
    return days;
}

}  // namespace cbds::sample
