#include "figures_help.hpp"

#include <doctest/doctest.h>

namespace cbds::attendance_alerts_test {

using namespace cbds::attendance;
using namespace cbds::attendance::test_figures;

namespace {

using Kind = Alert::Kind;

std::vector<Alert> alerts_of(const Figures& figures, std::uint32_t enrolment, Kind kind) {
    std::vector<Alert> result;
    for (const Alert& each : figures.pupils.at(enrolment).alerts)
        if (each.kind == kind) result.push_back(each);
    return result;
}

/// A school that is open from the first Monday on, for so many weeks but the one in `holiday`.
Maker open_school(int weeks, int holiday = -1, std::uint32_t school = 0) {
    Maker maker;
    const auto pupil = maker.pupil("OPEN" + std::to_string(school), school);
    for (int week = 0; week < weeks; ++week)
        if (week != holiday) maker.days(pupil, day(7 * week), 5, "/");
    return maker;
}

void open_for(Maker& maker, int weeks, int holiday, std::uint32_t school) {
    const auto pupil = maker.pupil("OPEN" + std::to_string(school), school);
    for (int week = 0; week < weeks; ++week)
        if (week != holiday) maker.days(pupil, day(7 * week), 5, "/");
}

/// One session with a code in each of some weeks, on Wednesday.
void weekly(Maker& maker, std::uint32_t pupil, std::initializer_list<int> weeks, const std::string& text) {
    for (const int week : weeks) maker.marks(pupil, day(7 * week + 2), text);
}

}  // namespace

TEST_CASE("10 sessions in 10 school weeks: the tenth week counts, the eleventh does not") {
    Maker maker = open_school(30);
    const auto in_time = maker.pupil("A1");
    weekly(maker, in_time, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "O");
    const auto late = maker.pupil("A2");
    weekly(maker, late, {0, 1, 2, 3, 4, 5, 6, 7, 8, 10}, "O");
    const auto nine = maker.pupil("A3");
    maker.marks(nine, kMonday, "O U G O O O O O O");
    const Figures figures = maker.count();
    const auto found = alerts_of(figures, in_time, Kind::unauthorised_10_in_10_weeks);
    REQUIRE(found.size() == 1);
    CHECK(found[0].day == day(7 * 9 + 2));
    CHECK(found[0].until == found[0].day);
    CHECK(found[0].count == 10);
    CHECK(alerts_of(figures, late, Kind::unauthorised_10_in_10_weeks).empty());
    CHECK(alerts_of(figures, nine, Kind::unauthorised_10_in_10_weeks).empty());
}

TEST_CASE("a week of holidays is no school week; a term, a year and a summer are no borders") {
    Maker maker = open_school(12, 5);
    const auto pupil = maker.pupil("A1");
    weekly(maker, pupil, {0, 1, 2, 3, 4, 6, 7, 8, 9, 10}, "U");
    CHECK(alerts_of(maker.count(), pupil, Kind::unauthorised_10_in_10_weeks).size() == 1);

    Maker summer;
    const auto open = summer.pupil("OPEN");
    summer.days(open, {2024, 7, 1}, 15, "/");
    summer.days(open, {2024, 9, 2}, 15, "/");
    const auto away = summer.pupil("A1");
    summer.days(away, {2024, 7, 15}, 3, "G");
    summer.days(away, {2024, 9, 4}, 2, "G");
    const auto found = alerts_of(summer.count(), away, Kind::unauthorised_10_in_10_weeks);
    REQUIRE(found.size() == 1);
    CHECK(found[0].day == Date{2024, 9, 5});
}

TEST_CASE("N does not count for a penalty notice, G, O and U do; nor does authorised absence") {
    Maker maker = open_school(4);
    const auto unknown = maker.pupil("A1");
    maker.marks(unknown, kMonday, "O U G O O O O O O N N N I E");
    const auto mixed = maker.pupil("A2");
    maker.marks(mixed, kMonday, "O U G O O O O O O N N N U");
    const Figures figures = maker.count();
    CHECK(alerts_of(figures, unknown, Kind::unauthorised_10_in_10_weeks).empty());
    const auto found = alerts_of(figures, mixed, Kind::unauthorised_10_in_10_weeks);
    REQUIRE(found.size() == 1);
    CHECK(found[0].day == day(8));
}

TEST_CASE("the ten weeks go on across schools, and the alert stands with the last") {
    Maker maker = open_school(20);
    const auto before = maker.pupil("A1");
    weekly(maker, before, {0, 1, 2, 3, 4}, "O");
    open_for(maker, 20, 5, 1);  // the new school is closed in the week of the move
    const auto after = maker.pupil("A1", 1);
    weekly(maker, after, {6, 7, 8, 9}, "O");
    CHECK(alerts_of(maker.count(), after, Kind::unauthorised_10_in_10_weeks).empty());
    maker.marks(after, day(7 * 9 + 3), "O");
    const Figures figures = maker.count();
    CHECK(alerts_of(figures, before, Kind::unauthorised_10_in_10_weeks).empty());
    const auto found = alerts_of(figures, after, Kind::unauthorised_10_in_10_weeks);
    REQUIRE(found.size() == 1);
    CHECK(found[0].count == 10);
    // Another pupil of another UPN, and two without any, are others.
    maker.at(after).upn = "B1";
    CHECK(alerts_of(maker.count(), after, Kind::unauthorised_10_in_10_weeks).empty());
    maker.at(before).upn = maker.at(after).upn = "";
    CHECK(alerts_of(maker.count(), after, Kind::unauthorised_10_in_10_weeks).empty());
}

TEST_CASE("the weeks are those of the school that the pupil was at then") {
    Maker maker = open_school(20, 2);     // closed in week 2, when the pupil was there
    open_for(maker, 20, 8, 1);            // closed in week 8, when the pupil was there
    const auto before = maker.pupil("A1");
    weekly(maker, before, {0, 1, 3, 4, 5}, "O");
    const auto after = maker.pupil("A1", 1);
    weekly(maker, after, {6, 7, 9, 10}, "O");
    maker.marks(after, day(7 * 11 + 2), "O");  // the tenth week of school: 0 1 3 4 5 6 7 9 10 11
    CHECK(alerts_of(maker.count(), after, Kind::unauthorised_10_in_10_weeks).size() == 1);
}

TEST_CASE("weeks between two schools are those of the one that was left") {
    Maker maker = open_school(20);
    const auto before = maker.pupil("A1");
    weekly(maker, before, {0, 1, 2, 3, 4}, "O");
    const auto after = maker.pupil("A1", 1);
    weekly(maker, after, {7, 8, 9, 10, 11}, "O");
    CHECK(alerts_of(maker.count(), after, Kind::unauthorised_10_in_10_weeks).empty());
}

TEST_CASE("it goes on while there are 10, and comes again") {
    Maker maker = open_school(40);
    const auto pupil = maker.pupil("A1");
    maker.days(pupil, kMonday, 6, "O");          // 12 to Monday of the second week
    weekly(maker, pupil, {9, 20}, "O");          // still 13; then 2
    maker.days(pupil, day(7 * 21), 5, "O");
    const auto found = alerts_of(maker.count(), pupil, Kind::unauthorised_10_in_10_weeks);
    REQUIRE(found.size() == 2);
    CHECK(found[0].day == day(4));
    CHECK(found[0].until == day(7 * 9 + 2));
    CHECK(found[0].count == 13);
    CHECK(found[1].day == day(7 * 21 + 4));
    CHECK(found[1].count == 11);
}

TEST_CASE("an alert of a period may have begun before it, and does not know what comes after it") {
    Maker maker = open_school(40);
    const auto pupil = maker.pupil("A1");
    maker.days(pupil, kMonday, 4, "O");
    weekly(maker, pupil, {1, 2, 3}, "O");
    FigureOptions options;
    const auto count_in = [&](int from, int until) {
        options.period = Period{day(from), day(until)};
        return alerts_of(maker.count(options), pupil, Kind::unauthorised_10_in_10_weeks).size();
    };
    CHECK(count_in(0, 15) == 0);
    CHECK(count_in(0, 16) == 1);
    CHECK(count_in(14, 40) == 1);
    CHECK(count_in(24, 40) == 0);
}

TEST_CASE("10 school days one after the other without leave") {
    Maker maker = open_school(6, 1);
    const auto ten = maker.pupil("A1");
    maker.marks(ten, kMonday, "O O N N G G U U O O | # # - O D O O O O O N N O O");  // a week of holidays in between
    const auto broken = maker.pupil("A2");
    maker.marks(broken, kMonday, "O O O O O O O O O / | O O O O O O O O O O");
    const auto leave = maker.pupil("A3");
    maker.marks(leave, kMonday, "O O O O O O O O O I | O O O O O O O O O O");
    const Figures figures = maker.count();
    const auto found = alerts_of(figures, ten, Kind::unauthorised_10_days);
    REQUIRE(found.size() == 1);
    CHECK(found[0].count == 11);
    CHECK(found[0].day == day(18 + 3));
    CHECK(found[0].until == day(22));
    CHECK(alerts_of(figures, broken, Kind::unauthorised_10_days).empty());
    CHECK(alerts_of(figures, leave, Kind::unauthorised_10_days).empty());
}

TEST_CASE("10 days may be at two schools") {
    Maker maker;
    maker.days(maker.pupil("A1"), kMonday, 5, "O");
    const auto after = maker.pupil("A1", 1);
    maker.days(after, day(7), 5, "O");
    const auto found = alerts_of(maker.count(), after, Kind::unauthorised_10_days);
    REQUIRE(found.size() == 1);
    CHECK(found[0].day == day(11));
    CHECK(alerts_of(maker.count(), 0, Kind::unauthorised_10_days).empty());
}

TEST_CASE("15 days of illness in an academic year, together or not, at one school or two") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    maker.days(pupil, kMonday, 10, "I");
    maker.days(pupil, day(14), 5, "/");
    const auto after = maker.pupil("A1", 1);
    maker.days(after, day(21), 4, "I");
    maker.marks(after, day(25), "I /");
    CHECK(alerts_of(maker.count(), after, Kind::illness_15_days).empty());  // 14 and a half
    maker.marks(after, day(28), "/ I");
    const auto found = alerts_of(maker.count(), after, Kind::illness_15_days);
    REQUIRE(found.size() == 1);
    CHECK(found[0].day == day(28));
    CHECK(found[0].count == 15);
    const auto years = maker.pupil("A2");
    maker.days(years, {2025, 7, 21}, 9, "I");  // to 31 July
    maker.days(years, {2025, 8, 1}, 14, "I");
    CHECK(alerts_of(maker.count(), years, Kind::illness_15_days).empty());
}

TEST_CASE("15 days of illness are told to the end of the academic year") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    maker.days(pupil, kMonday, 15, "I");
    maker.days(pupil, day(28), 200, "/");
    const auto told = [&](Date from, Date until) {
        FigureOptions options;
        options.period = Period{from, until};
        return !alerts_of(maker.count(options), pupil, Kind::illness_15_days).empty();
    };
    CHECK(told({2025, 3, 3}, {2025, 3, 7}));
    CHECK(told({2025, 7, 31}, {2025, 7, 31}));
    CHECK_FALSE(told({2025, 8, 1}, {2025, 8, 31}));
}

TEST_CASE("part-time timetables of weeks") {
    Maker maker;
    const auto pupil = maker.pupil("A1");
    weekly(maker, pupil, {0, 1, 2, 3, 4}, "C2 C2 / C2");
    CHECK(maker.count().pupils[0].part_time_weeks == 5);
    CHECK(maker.count().pupils[0].alerts.empty());
    weekly(maker, pupil, {8, 9}, "C2");
    const auto found = alerts_of(maker.count(), pupil, Kind::part_time_timetable);
    REQUIRE(found.size() == 1);
    CHECK(found[0].day == day(7 * 8 + 2));
    CHECK(found[0].until == day(7 * 9 + 2));
    CHECK(found[0].count == 7);
    FigureOptions options;
    options.part_time_weeks = 8;
    CHECK(maker.count(options).pupils[0].alerts.empty());
}

TEST_CASE("pupils on a roll without marks") {
    Maker maker = open_school(4, 1);
    const auto never = maker.pupil("A1");
    maker.at(never).listed = true;
    maker.at(never).admission = day(21);
    const auto stopped = maker.pupil("A2");
    maker.at(stopped).listed = true;
    maker.days(stopped, kMonday, 5, "/");
    const auto gone = maker.pupil("A3");  // known from marks only: nobody knows whether it left
    maker.days(gone, kMonday, 5, "/");
    const auto left = maker.pupil("A4");
    maker.at(left).listed = true;
    maker.at(left).leaving = day(4);
    maker.days(left, kMonday, 5, "/");
    const Figures figures = maker.count();
    CHECK(alerts_of(figures, never, Kind::no_marks) == std::vector{Alert{Kind::no_marks, day(21), day(25), 5}});
    CHECK(alerts_of(figures, stopped, Kind::no_marks) == std::vector{Alert{Kind::no_marks, day(14), day(25), 10}});
    CHECK(alerts_of(figures, gone, Kind::no_marks).empty());
    CHECK(alerts_of(figures, left, Kind::no_marks).empty());
    FigureOptions options;
    options.days_without_marks = 11;
    CHECK(alerts_of(maker.count(options), stopped, Kind::no_marks).empty());
    CHECK(alerts_of(maker.count(options), never, Kind::no_marks).size() == 1);
}

TEST_CASE("pupils who left, and are on no other roll") {
    Maker maker = open_school(4);
    const auto lost = maker.pupil("A1");
    maker.days(lost, kMonday, 5, "/");
    maker.at(lost).leaving = day(4);
    const auto moved = maker.pupil("A2");
    maker.days(moved, kMonday, 5, "/");
    maker.at(moved).leaving = day(4);
    const auto last = maker.pupil("A3");
    maker.days(last, kMonday, 20, "/");
    maker.at(last).leaving = day(25);
    const auto there = maker.pupil("A2", 1);
    maker.days(there, day(8), 5, "/");
    const auto admitted = maker.pupil("A4", 1);
    maker.at(admitted).listed = true;
    const auto from = maker.pupil("A4");
    maker.days(from, kMonday, 5, "/");
    maker.at(from).leaving = day(4);
    const Figures figures = maker.count();
    CHECK(alerts_of(figures, lost, Kind::off_roll) == std::vector{Alert{Kind::off_roll, day(4), day(25), 15}});
    for (const auto each : {moved, last, there, admitted, from}) CHECK(alerts_of(figures, each, Kind::off_roll).empty());
    FigureOptions options;
    options.period = Period{day(5), day(30)};
    CHECK(alerts_of(maker.count(options), lost, Kind::off_roll).empty());
}

TEST_CASE("pupils who have finished compulsory education are on no roll") {
    const Date june{2027, 6, 25};
    const auto told = [&](std::optional<Date> born, Date leaving) {
        Maker maker;
        maker.days(maker.pupil("A0"), Date{2027, 5, 10}, 60, "/");
        const auto leaver = maker.pupil("A1");
        maker.days(leaver, Date{2027, 5, 3}, 1, "/");
        maker.at(leaver).leaving = leaving;
        maker.at(leaver).birth_date = born;
        return !alerts_of(maker.count(), leaver, Kind::off_roll).empty();
    };
    const Date at_15{2010, 9, 1};
    const Date at_16{2010, 8, 31};
    CHECK(told(std::nullopt, june));
    CHECK(told(Date{2011, 9, 1}, june));
    CHECK(told(Date{2011, 8, 31}, Date{2027, 6, 24}));
    CHECK_FALSE(told(Date{2011, 8, 31}, june));  // the last Friday
    CHECK_FALSE(told(at_15, Date{2027, 6, 30}));
    CHECK_FALSE(told(at_16, Date{2027, 5, 14}));
}

TEST_CASE("alerts have names, and can be left out") {
    CHECK(alert_name(Kind::unauthorised_10_in_10_weeks) == "unauthorised-10-in-10-weeks");
    CHECK(alert_name(Kind::off_roll) == "off-roll");
    Maker maker;
    maker.days(maker.pupil("A1"), kMonday, 20, "O");
    FigureOptions options;
    options.alerts = false;
    CHECK(maker.count(options).pupils[0].alerts.empty());
    CHECK(maker.count().pupils[0].alerts.size() == 2);
}

}  // namespace cbds::attendance_alerts_test
