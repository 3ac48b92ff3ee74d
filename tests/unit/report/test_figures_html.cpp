#include "report/figures_calendar.hpp"
#include "report/figures_html_pupils.hpp"
#include "report/figures_sample.hpp"
#include "report/html_page.hpp"

#include <doctest/doctest.h>

namespace cbds::report_figures_html_test {

using namespace cbds;
using namespace cbds::report;

namespace {

std::size_t times(std::string_view text, std::string_view words) {
    std::size_t count = 0;
    for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) ++count;
    return count;
}

bool has(const std::string& page, std::string_view words) { return page.find(words) != std::string::npos; }

std::string picture_of(const registers::Register& registers, std::size_t pupil, const attendance::FigureOptions& counting = {}) {
    const attendance::Figures figures = attendance::count(registers, counting);
    return calendar_picture({registers, figures.pupils[pupil], Redact::direct}, SchoolWeeks(registers, std::nullopt));
}

std::string page_of(const registers::Register& registers, bool by_pupil) {
    std::ostringstream out;
    write_figures(attendance::count(registers, counting_by_pupil(by_pupil)), registers, FiguresFormat::html, {.by_pupil = by_pupil}, out);
    return out.str();
}

/// A pupil on two rolls who is at the one school to Wednesday morning and at the other after it, and one more pupil at each.
registers::Register dual_register() {
    registers::RegisterBuilder builder;
    const auto main = builder.school("136000");
    const auto other = builder.school("136001");
    record_marks(builder, builder.enrolment(main, "", "A201390721000"), "/////DDDDD");
    record_marks(builder, builder.enrolment(main, "", "D201390721002"), "//////////");
    record_marks(builder, builder.enrolment(other, "", "A201390721000"), "DDDDDI/O/O");
    record_marks(builder, builder.enrolment(other, "", "R201390721012"), "//////////");
    return builder.finish();
}

/// Two weeks at each of two schools, which are open for all four.
registers::Register mover_register() {
    registers::RegisterBuilder builder;
    const auto before = builder.school("136000");
    const auto after = builder.school("136001");
    const std::string two_weeks(20, '/');
    record_marks(builder, builder.enrolment(before, "", "A201390721000"), two_weeks);
    record_marks(builder, builder.enrolment(after, "", "A201390721000"), two_weeks, {2026, 9, 21});
    record_marks(builder, builder.enrolment(before, "", "D201390721002"), two_weeks + two_weeks);
    record_marks(builder, builder.enrolment(after, "", "R201390721012"), two_weeks + two_weeks);
    return builder.finish();
}

}  // namespace

TEST_CASE("figures as html: heading, totals, the list, a card for each pupil") {
    attendance::FigureOptions counting;
    counting.since = registers::Date{2026, 9, 15};
    const std::string page = figures_text(FiguresFormat::html, {}, counting);
    CHECK(has(page, "<h1>2 of 5 enrolments are persistently absent</h1>"));
    CHECK(has(page, "<p class=\"rest\">Ashgrove &lt;Academy&gt;, Beech Primary; 7 Sep 2026 to 18 Sep 2026</p>"));
    CHECK(has(page, "<dt>Severely absent</dt><dd><b>1</b> <span>20.00% of those with a possible session</span>"));
    CHECK(times(page, "<tr class=\"one ") == 5);
    CHECK(times(page, "<details class=\"group pupil one ") == 5);
    CHECK(times(page, "role=\"img\"") == 5);
    CHECK(has(page, "<a href=\"#pupil-1\"><span class=\"code\">A201390721000</span></a>"));
    CHECK(has(page, "<li>10 unauthorised sessions in 10 school weeks, since 18 Sep 2026: 10 sessions</li>"));
}

TEST_CASE("figures as html: the filter is a matter of the style sheet") {
    const std::string page = figures_text(FiguresFormat::html);
    CHECK(has(page, "body:has(#list-severe:checked) .one:not(.on-severe)"));
    CHECK(has(page, "id=\"list-attention\" checked>"));
    CHECK_FALSE(has(page, "id=\"list-no-marks\""));
    CHECK(has(page, "<span id=\"n-severe-all\">1 enrolment shown: Severely absent (50% or more)</span>"));
    const std::size_t year_8 = year_place({figures_register(), {}, Redact::all});
    CHECK(year_8 > 8);
    CHECK(has(page, ">No pupil fits: Severely absent (50% or more), Year 8</span>"));
    CHECK(has(page, "<script></script>"));
}

TEST_CASE("figures as html: nothing is fetched from elsewhere, nothing becomes markup") {
    const std::string page = figures_text(FiguresFormat::html, {.redact = Redact::none});
    CHECK(has(page, "Ysolde Ogden"));
    for (const std::string_view markup : {"<Academy>", "http:", "https:", " src=", "onclick"}) CHECK_FALSE(has(page, markup));
}

TEST_CASE("figures as html: with all masked, a pupil is a number") {
    const std::string page = figures_text(FiguresFormat::html, {.redact = Redact::all});
    CHECK(has(page, "<span class=\"code\">record 1</span>"));
    CHECK_FALSE(has(page, "Year 9"));
}

TEST_CASE("figures as html: what is counted is called what it is") {
    const registers::Register registers = dual_register();
    const std::string enrolments = page_of(registers, false);
    CHECK(has(enrolments, "<h1>1 of 4 enrolments are persistently absent</h1>"));
    CHECK(has(enrolments, ">4 enrolments shown: All pupils<"));
    const std::string pupils = page_of(registers, true);
    CHECK(has(pupils, "<h1>1 of 3 pupils are persistently absent</h1>"));
    CHECK(has(pupils, ">3 pupils shown: All pupils<"));
    CHECK_FALSE(has(pupils, "nrolment"));
    CHECK(has(page_of(figures_register(), false), "<th scope=\"col\" class=\"number\">Enrolments</th>"));
}

TEST_CASE("figures as html: a school without a URN is called by its other number") {
    registers::RegisterBuilder builder;
    record_marks(builder, builder.enrolment(builder.school_at("2013933"), "7", ""), "//");
    record_marks(builder, builder.enrolment(builder.school_at("2013934"), "7", ""), "//");
    const std::string page = page_of(builder.finish(), false);
    CHECK(has(page, "<p class=\"rest\">2013933, 2013934; 7 Sep 2026 to 7 Sep 2026</p>"));
    CHECK(has(page, ">school 2013934<"));
}

TEST_CASE("figures as html: marks that count nowhere are told") {
    registers::RegisterBuilder builder;
    const auto pupil = builder.enrolment(builder.school("136000"), "7", "");
    record_marks(builder, pupil, "///");
    CHECK_FALSE(has(page_of(figures_register(), false), "not counted"));
    builder.enrolment_at(pupil).leaving = kMonday;
    CHECK(has(page_of(builder.finish(), false), "<p class=\"hint\">1 mark is of a day on which its pupil was not on the roll: not counted.</p>"));
}

TEST_CASE("calendar: of a pupil on two rolls the marks are drawn that count") {
    const std::string picture = picture_of(dual_register(), 0, counting_by_pupil());
    CHECK(times(picture, "<svg") == 1);
    CHECK(has(picture, "<g class=\"b\"><path d=\"M23 97v13\"/><text x=\"23\" y=\"107\">I</text></g>"));
    CHECK(times(picture, ">O</text>") == 2);
    CHECK_FALSE(has(picture, ">D</text>"));
    CHECK(has(picture, "7 sessions attended, 3 sessions absent."));
}

TEST_CASE("calendar: of a pupil who moved it has the weeks of both schools") {
    registers::Register registers = mover_register();
    CHECK_FALSE(has(picture_of(registers, 0, counting_by_pupil()), ">?</text>"));
    registers.enrolments[0].leaving = registers::Date{2026, 9, 18};
    registers.enrolments[2].admission = registers::Date{2026, 9, 21};
    const std::string picture = picture_of(registers, 0, counting_by_pupil());
    CHECK(times(picture, "<svg") == 1);
    CHECK(has(picture, "<g class=\"p\"><path d=\"M23 25v143M41 25v143M59 25v143M77 25v143\"/></g>"));
    CHECK_FALSE(has(picture, ">?</text>"));
}

TEST_CASE("calendar: a pupil is expected at the school where he is, and not before he came") {
    registers::RegisterBuilder builder;
    const auto before = builder.school("136000");
    const auto after = builder.school("136001");
    record_marks(builder, builder.enrolment(before, "", "D201390721002"), "////////////////////");
    record_marks(builder, builder.enrolment(after, "", "R201390721012"), "//////////", {2026, 9, 14});
    record_marks(builder, builder.enrolment(before, "", "A201390721000"), "////");
    const auto second = builder.enrolment(after, "", "A201390721000");
    record_marks(builder, second, "//////", {2026, 9, 16});
    CHECK_FALSE(has(picture_of(builder.finish(), 1, counting_by_pupil()), ">?</text>"));
}

TEST_CASE("calendar: a block of two weeks, a line down each run of one kind") {
    const registers::Register registers = figures_register();
    const std::string present = picture_of(registers, 2);
    CHECK(times(present, "<svg") == 1);
    CHECK(times(present, "<path") == 1);
    CHECK(has(present, "<g class=\"p\"><path d=\"M23 25v143M41 25v143\"/></g>"));
    const std::string severe = picture_of(registers, 0);
    CHECK(has(severe, "<g class=\"u\"><path d=\"M41 25v143\"/><text x=\"41\" y=\"35\">O</text>"));
    CHECK(times(severe, ">O</text>") == 10);
    CHECK(has(severe,
              "aria-label=\"Marks from 7 Sep 2026 to 18 Sep 2026, a column a week, a row a session: 10 sessions attended, 10 sessions absent."));
}

TEST_CASE("calendar: a run that begins in the afternoon has a line of its own for it") {
    registers::RegisterBuilder builder;
    record_marks(builder, builder.enrolment(builder.school("1"), "", "A"), "II/////III");
    const std::string picture = picture_of(builder.finish(), 0);
    CHECK(has(picture, "<g class=\"b\"><path d=\"M23 25v27M23 126v13M23 141v27\"/>"));
    CHECK(has(picture, "<g class=\"p\"><path d=\"M23 54v71\"/></g>"));
}

TEST_CASE("calendar: a week without school ends a block, one without a mark of the pupil does not") {
    registers::RegisterBuilder builder;
    const auto school = builder.school("1");
    const auto whole = builder.enrolment(school, "", "A");
    const auto part = builder.enrolment(school, "", "B");
    record_marks(builder, whole, "////////////////////");
    record_marks(builder, whole, "##########", {2026, 9, 21});
    record_marks(builder, whole, "//////////", {2026, 9, 28});
    record_marks(builder, part, "//////////");
    builder.enrolment_at(part).listed = true;
    const registers::Register registers = builder.finish();
    CHECK(times(picture_of(registers, 0), "<svg") == 2);
    const std::string missing = picture_of(registers, 1);
    CHECK(times(missing, ">?</text>") == 20);
    CHECK(times(missing, "<g class=\"m\">") == 2);
}

TEST_CASE("calendar: weeks are numbered from Monday to Sunday") {
    using registers::Half;
    using registers::session_number;
    const auto week_of = [](registers::Date day) { return attendance::week_of_day(identifiers::day_number(day)); };
    for (const registers::Date monday : {registers::Date{2026, 9, 7}, registers::Date{1, 1, 1}})
        CHECK(monday_of(week_of(monday)) == session_number(monday, Half::am));
    CHECK(week_of({2026, 9, 13}) == week_of({2026, 9, 7}));
    CHECK(week_of({2026, 9, 14}) == week_of({2026, 9, 7}) + 1);
}

}  // namespace cbds::report_figures_html_test
