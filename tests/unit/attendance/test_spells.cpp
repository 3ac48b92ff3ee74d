#include "figures_help.hpp"

#include "cbds/register/builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace cbds::attendance_spells_test {

using namespace cbds::attendance;
using namespace cbds::attendance::test_figures;

namespace {

SessionNumber am(int after) { return 2 * cbds::identifiers::day_number(day(after)); }
SessionNumber pm(int after) { return am(after) + 1; }

PupilFigures spells_of(const std::string& marks) {
    Maker maker;
    maker.marks(maker.pupil("A1"), kMonday, marks);
    return maker.count().pupils[0];
}

/// The day of the last possible session of anybody at a school.
Date last_day_of(const Register& all, std::uint32_t school) {
    SessionNumber last = 0;
    for (const Enrolment& each : all.enrolments)
        for (SessionNumber s = each.marks.first(); each.school == school && s < each.marks.end(); ++s)
            if (cbds::reference::is_possible(cbds::registers::category_of(each.marks.at(s), s))) last = std::max(last, s);
    return cbds::registers::date_of(last);
}

/// Session after session, as the definition has it.
std::vector<Spell> spells_by_definition(const Enrolment& enrolment, Date last_day) {
    std::vector<Spell> spells;
    bool absent = false;
    for (SessionNumber s = enrolment.marks.first(); s < enrolment.marks.end(); ++s) {
        const auto category = cbds::registers::category_of(enrolment.marks.at(s), s);
        if (!enrolment.on_roll(cbds::registers::date_of(s)) || !cbds::reference::is_possible(category)) continue;
        if (cbds::registers::is_absent(category)) {
            if (!absent) spells.emplace_back().first = s;
            spells.back().last = s;
            ++spells.back().sessions;
        }
        absent = cbds::registers::is_absent(category);
    }
    if (!spells.empty()) spells.back().open = absent && !(enrolment.leaving && *enrolment.leaving < last_day);
    return spells;
}

}  // namespace

TEST_CASE("a spell has a beginning, a length, an end and a mix of codes") {
    const PupilFigures pupil = spells_of("/ \\ / I I M I O / \\");
    REQUIRE(pupil.spells.size() == 1);
    const Spell& spell = pupil.spells[0];
    CHECK(spell.first == pm(1));
    CHECK(spell.last == pm(3));
    CHECK(spell.sessions == 5);
    CHECK_FALSE(spell.open);
    REQUIRE(spell.codes.size() == 3);
    CHECK(spell.codes[0] == std::pair(code("I"), 3U));
    CHECK(spell.codes[1].second == 1);
    CHECK(spell.codes[1].first < spell.codes[2].first);
    CHECK(pupil.spell_count == 1);
    CHECK(pupil.longest_spell == 5);
    CHECK(pupil.open_spell == 0);
}

TEST_CASE("weekends, holidays, closures and days elsewhere neither break nor lengthen a spell") {
    // Friday ill, a week without marks, a day closed, a day at the other school, a day without a mark, then ill again.
    const PupilFigures pupil = spells_of("/ \\ / \\ / \\ / \\ I I | # # D D - - I I / \\");
    REQUIRE(pupil.spells.size() == 1);
    CHECK(pupil.spells[0].first == am(4));
    CHECK(pupil.spells[0].last == pm(17));
    CHECK(pupil.spells[0].sessions == 4);
}

TEST_CASE("a single session attended breaks a spell, within a day too") {
    const PupilFigures pupil = spells_of("I I / I L I I I");
    REQUIRE(pupil.spells.size() == 3);
    CHECK(pupil.spells[0].sessions == 2);
    CHECK(pupil.spells[1].first == pm(1));
    CHECK(pupil.spells[1].sessions == 1);
    CHECK(pupil.spells[2].sessions == 3);
    CHECK(pupil.spells[2].open);
    CHECK(pupil.open_spell == 3);
}

TEST_CASE("a spell stays open where nothing possible comes after it") {
    CHECK(spells_of("/ \\ I I # # D X").spells.at(0).open);
    CHECK_FALSE(spells_of("/ \\ I I # # D /").spells.at(0).open);
    CHECK(spells_of("# # D").spells.empty());
    CHECK(spells_of("I").spells.at(0).open);
}

TEST_CASE("spells of any marks are those of the definition; counted only, they are as many") {
    const Register all = random_registers(3, 100);
    FigureOptions options;
    const Figures listed = count(all, options);
    options.spells = false;
    const Figures counted = count(all, options);
    for (std::size_t i = 0; i < all.enrolments.size(); ++i) {
        const auto expected = spells_by_definition(all.enrolments[i], last_day_of(all, all.enrolments[i].school));
        const PupilFigures& pupil = listed.pupils[i];
        REQUIRE(pupil.spells.size() == expected.size());
        std::uint32_t longest = 0;
        for (std::size_t k = 0; k < expected.size(); ++k) {
            const Spell& spell = pupil.spells[k];
            CHECK(spell.first == expected[k].first);
            CHECK(spell.last == expected[k].last);
            CHECK(spell.sessions == expected[k].sessions);
            CHECK(spell.open == expected[k].open);
            std::uint32_t coded = 0;
            for (const auto& each : spell.codes) coded += each.second;
            CHECK(coded == spell.sessions);
            longest = std::max(longest, spell.sessions);
        }
        for (const PupilFigures& each : {pupil, counted.pupils[i]}) {
            CHECK(each.spell_count == expected.size());
            CHECK(each.longest_spell == longest);
            CHECK(each.open_spell == (!expected.empty() && expected.back().open ? expected.back().sessions : 0));
        }
        // Of those only what the table tells is kept: the first of the longest, and the open one.
        const auto& kept = counted.pupils[i].spells;
        CHECK(kept.size() <= 2);
        const auto has_more = [](const Spell& a, const Spell& b) { return a.sessions < b.sessions; };
        if (!expected.empty()) {
            const auto most = std::max_element(pupil.spells.begin(), pupil.spells.end(), has_more);
            const auto kept_most = std::max_element(kept.begin(), kept.end(), has_more);
            REQUIRE(kept_most != kept.end());
            CHECK(kept_most->first == most->first);
            CHECK(kept_most->codes == most->codes);
            CHECK(kept.back().open == pupil.spells.back().open);
        }
    }
}

TEST_CASE("the spell of a pupil who has left is ended") {
    Maker maker;
    maker.marks(maker.pupil("A1"), kMonday, "/ / / / / /");
    const auto leaver = maker.pupil("A2");
    maker.marks(leaver, kMonday, "/ / I I");
    CHECK(maker.count().pupils[leaver].open_spell == 2);
    maker.at(leaver).leaving = day(2);
    CHECK(maker.count().pupils[leaver].open_spell == 2);  // the last school day
    maker.at(leaver).leaving = day(1);
    CHECK(maker.count().pupils[leaver].open_spell == 0);
    CHECK_FALSE(maker.count().pupils[leaver].spells.at(0).open);
}

TEST_CASE("a spell that began before the period is told whole, one that ended before it is not") {
    Maker maker;
    maker.marks(maker.pupil("A1"), kMonday, "I I / / O O O O / /");
    FigureOptions options;
    options.period = Period{day(3), day(3)};
    const PupilFigures pupil = maker.count(options).pupils[0];
    REQUIRE(pupil.spells.size() == 1);
    CHECK(pupil.spells[0].first == am(2));
    CHECK(pupil.spells[0].sessions == 4);
    CHECK(pupil.spell_count == 1);
    CHECK(pupil.longest_spell == 4);
    CHECK(pupil.open_spell == 4);
    CHECK(pupil.sessions.absent() == 2);
    options.period = Period{day(4), day(4)};
    CHECK(maker.count(options).pupils[0].spell_count == 0);
}

TEST_CASE("those absent on the first day of a period were absent before, it may be") {
    Maker maker;
    maker.marks(maker.pupil("A1"), kMonday, "/ / O O O O / O | O O");
    maker.marks(maker.pupil("A2"), kMonday, "/ / / / / / / / | O O");
    FigureOptions options;
    options.period = Period{day(7), day(7)};
    const Figures figures = maker.count(options);
    CHECK(figures.days == std::vector{DayToDay{day(7), 2, 2, 1, 1}});
    CHECK(maker.count().days.back() == figures.days.back());
}

TEST_CASE("spells that are not listed: the first of the longest is kept, and the open one") {
    const auto register_of_marks = [](std::string_view codes) {
        registers::RegisterBuilder builder;
        const auto pupil = builder.enrolment(builder.school("100000"), "", "A123456789012");
        registers::SessionNumber session = registers::session_number({2026, 9, 7}, registers::Half::am);
        for (const char code : codes) builder.mark(pupil, {session++, builder.code(std::string(1, code)), {}});
        return builder.finish();
    };
    const auto kept = [&](std::string_view codes) {
        FigureOptions options;
        options.spells = false;
        std::vector<std::pair<std::uint32_t, bool>> spells;
        const Figures figures = count(register_of_marks(codes), options);
        for (const Spell& spell : figures.pupils.at(0).spells) spells.emplace_back(spell.sessions, spell.open);
        return spells;
    };
    using Spells = std::vector<std::pair<std::uint32_t, bool>>;
    CHECK(kept("LLLLL").empty());
    CHECK(kept("ILIILL") == Spells{{2, false}});
    CHECK(kept("IILIIL") == Spells{{2, false}});
    CHECK(kept("IILLI") == Spells{{2, false}, {1, true}});
    CHECK(kept("ILLII") == Spells{{2, true}});
}

}  // namespace cbds::attendance_spells_test
