/// @file
/// Small registers for the tests of figures.
#pragma once

#include "cbds/attendance/figures.hpp"

#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::attendance::test_figures {

inline CodeId code(std::string_view text) { return registers::find_code(text).value(); }

/// Monday, 2 September 2024, and days after it.
constexpr Date kMonday{2024, 9, 2};
inline Date day(int after) { return identifiers::add_days(kMonday, after); }

/// One school with some pupils; more of both are added as they are named.
class Maker {
public:
    Register all;

    /// The enrolment of a pupil at a school, made if need be. In the order of calls: one school after the other.
    std::uint32_t pupil(const std::string& upn, std::uint32_t school = 0) {
        while (all.schools.size() <= school) all.schools.emplace_back().urn = std::to_string(100000 + all.schools.size());
        for (std::uint32_t i = 0; i < all.enrolments.size(); ++i)
            if (all.enrolments[i].upn == upn && all.enrolments[i].school == school) return i;
        Enrolment& made = all.enrolments.emplace_back();
        made.upn = upn;
        made.school = school;
        return static_cast<std::uint32_t>(all.enrolments.size() - 1);
    }

    Enrolment& at(std::uint32_t enrolment) { return all.enrolments[enrolment]; }

    void mark(std::uint32_t enrolment, SessionNumber session, std::string_view text) { at(enrolment).marks.set(session, code(text)); }

    /// Marks one after the other from a day on, two a day, Saturdays and Sundays left out: `/ \ I I`; `-`: none; `|`: the rest of the
    /// week stays without marks.
    void marks(std::uint32_t enrolment, Date from, const std::string& text) {
        SessionNumber session = registers::session_number(from, registers::Half::am);
        std::istringstream in(text);
        for (std::string word; in >> word;) {
            while (registers::weekday_of(session) > 5) ++session;
            if (word == "|") {
                while (registers::weekday_of(session) <= 5) ++session;
                continue;
            }
            if (word != "-") mark(enrolment, session, word);
            ++session;
        }
    }

    /// The same day so many times, on weekdays.
    void days(std::uint32_t enrolment, Date from, int count, const std::string& both) {
        std::string text;
        for (int i = 0; i < count; ++i) text += both + " " + both + " ";
        marks(enrolment, from, text);
    }

    [[nodiscard]] Figures count(const FigureOptions& options = {}) const { return attendance::count(all, options); }
};

inline FigureOptions with_jobs(unsigned jobs) {
    FigureOptions options;
    options.jobs = jobs;
    return options;
}

/// Registers of some schools with marks of all kinds, some pupils at two of them.
inline Register random_registers(unsigned seed, std::size_t enrolments, int days = 120) {
    std::mt19937 random(seed);
    Maker maker;
    const auto codes = registers::known_codes();
    for (std::size_t i = 0; i < enrolments; ++i) {
        const auto pupil = maker.pupil("A" + std::to_string(i % 37 == 0 ? i / 2 : i), static_cast<std::uint32_t>(i * 3 / enrolments));
        Enrolment& enrolment = maker.at(pupil);
        enrolment.listed = random() % 4 == 0;
        if (random() % 5 == 0) enrolment.admission = day(static_cast<int>(random() % 40));
        if (random() % 5 == 0) enrolment.leaving = day(60 + static_cast<int>(random() % 60));
        const auto absence = static_cast<unsigned>(random() % 60 + 2);
        for (SessionNumber s = 2 * identifiers::day_number(day(-40)); s < 2 * identifiers::day_number(day(days)); ++s) {
            if (registers::weekday_of(s) > 5 || (s / 70) % 7 == 0 || random() % 50 == 0) continue;
            const auto any = static_cast<CodeId>(1 + random() % codes.size());
            enrolment.marks.set(s, random() % 100 < absence ? (random() % 20 == 0 ? CodeId{130} : any) : code(s % 2 == 0 ? "/" : "\\"));
        }
    }
    return std::move(maker.all);
}

}  // namespace cbds::attendance::test_figures
