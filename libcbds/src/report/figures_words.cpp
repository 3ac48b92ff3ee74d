#include "report/figures_words.hpp"

#include "report/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace cbds::report {
namespace {

using attendance::Alert;
using attendance::PupilFigures;
using attendance::Spell;

struct AlertWords {
    std::string_view label;
    std::string_view one;
    std::string_view many;
};

constexpr std::array<AlertWords, 6> kAlertWords{{{"10 unauthorised sessions in 10 school weeks", "session", "sessions"},
                                                 {"10 school days unauthorised without a break", "day", "days"},
                                                 {"15 school days of illness", "day", "days"},
                                                 {"a part-time timetable that goes on", "week", "weeks"},
                                                 {"on the roll without a mark", "day", "days"},
                                                 {"left, and on no other roll", "day", "days"}}};

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

const AlertWords& words_of_alert(Alert::Kind kind) noexcept { return kAlertWords[static_cast<std::size_t>(kind)]; }

}  // namespace

std::string rate_text(std::uint64_t count, std::uint64_t possible) {
    const auto rate = attendance::percent(count, possible, 2);
    if (!rate) return {};
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *rate, std::chars_format::fixed, 2).ptr;
    return {digits.data(), end};
}

std::string rate_words(std::uint64_t count, std::uint64_t possible) {
    const std::string rate = rate_text(count, possible);
    return rate.empty() ? "-" : rate + '%';
}

std::string codes_words(const std::vector<std::pair<registers::CodeId, std::uint32_t>>& codes, const registers::Register& registers) {
    std::string text;
    for (const auto& [code, count] : codes)
        text.append(text.empty() ? "" : ", ").append(registers.code(code)).append(" ").append(std::to_string(count));
    return text;
}

const Spell* open_spell(const PupilFigures& pupil) noexcept {
    return pupil.spells.empty() || !pupil.spells.back().open ? nullptr : &pupil.spells.back();
}

const Spell* longest_spell(const PupilFigures& pupil) noexcept {
    const auto longest =
        std::max_element(pupil.spells.begin(), pupil.spells.end(), [](const Spell& a, const Spell& b) { return a.sessions < b.sessions; });
    return longest == pupil.spells.end() ? nullptr : &*longest;
}

std::string_view alert_label(Alert::Kind kind) noexcept { return words_of_alert(kind).label; }

std::string alert_count(const Alert& alert) {
    const AlertWords& words = words_of_alert(alert.kind);
    return alert.count == 0 ? std::string() : count_of(alert.count, words.one, words.many);
}

std::string alerts_cell(const std::vector<Alert>& alerts) {
    std::string text;
    for (const Alert& alert : alerts) {
        text.append(text.empty() ? "" : " ").append(attendance::alert_name(alert.kind)).append("@").append(identifiers::write_date(alert.day));
        if (alert.count != 0) text.append("=").append(std::to_string(alert.count));
    }
    return text;
}

std::string threshold_words(const PupilFigures& pupil) {
    const auto& sessions = pupil.sessions;
    if (sessions.possible == 0) return {};
    if (!sessions.persistent()) return std::to_string(pupil.to_persistent) + " to 10%";
    if (!sessions.severe()) return std::to_string(pupil.to_severe) + " to 50%, " + std::to_string(pupil.to_persistent) + " back";
    return std::to_string(pupil.to_severe) + " back";
}

std::string off_roll_words(std::uint64_t marks) {
    if (marks == 0) return {};
    return count_of(marks, "mark is of a day on which its pupil was not on the roll: not counted",
                    "marks are of days on which their pupils were not on the roll: not counted");
}

std::string day_words(registers::Date date) {
    return std::to_string(date.day).append(" ").append(month_word(date.month)).append(" ").append(std::to_string(date.year));
}

std::string_view month_word(int month) noexcept { return kMonths[static_cast<std::size_t>(month - 1)]; }
std::string_view weekday_word(int weekday) noexcept { return kWeekdays[static_cast<std::size_t>(weekday - 1)]; }

std::string session_text(registers::SessionNumber session) {
    return identifiers::write_date(registers::date_of(session)).append(" ").append(registers::half_name(registers::half_of(session)));
}

}  // namespace cbds::report
