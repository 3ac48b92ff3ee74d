#include "register/json_time.hpp"

#include "io/ascii.hpp"
#include "register/readers.hpp"

namespace cbds::registers {
namespace {

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kDay = 24 * kHour;

/// The last Sunday of a month of 31 days.
int last_sunday(std::int16_t year, std::uint8_t month) {
    const Date last{year, month, 31};
    return identifiers::day_number(last) - identifiers::weekday(last) % 7;
}

/// Whether clocks in England are an hour ahead at a local time: from 01:00 on the last Sunday of March to 02:00 on that of October.
bool is_summer_time(std::int64_t local) {
    const std::int64_t day = local >= 0 ? local / kDay : (local - kDay + 1) / kDay;
    const std::int16_t year = identifiers::date_of_day_number(static_cast<int>(day)).year;
    return last_sunday(year, 3) * kDay + kHour <= local && local < last_sunday(year, 10) * kDay + 2 * kHour;
}

bool is_of_england(std::string_view zone) { return ascii::same_but_case(zone, "Europe/London"); }
bool is_utc(std::string_view zone) { return zone.empty() || ascii::same_but_case(zone, "UTC") || ascii::same_but_case(zone, "GMT") || zone == "Z"; }

}  // namespace

std::optional<std::int64_t> read_time_in_zone(std::string_view time, std::string_view zone, const std::string& date_form) {
    if (is_utc(zone)) return read_time(time, date_form);
    if (!is_of_england(zone)) return read_time(std::string(time).append(zone), date_form);
    const auto local = read_time(time, date_form);
    return local && is_summer_time(*local) ? *local - kHour : local;
}

std::string date_in_zone(std::string_view time, std::string_view zone) {
    std::string text(time);
    if (zone.empty() || is_of_england(zone)) return text;
    return text.append(is_utc(zone) ? "Z" : zone);
}

}  // namespace cbds::registers
