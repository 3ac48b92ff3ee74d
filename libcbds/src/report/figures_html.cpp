#include "cbds/version.hpp"
#include "report/figures_html_pupils.hpp"
#include "report/figures_words.hpp"
#include "report/html_finding.hpp"
#include "report/html_page.hpp"
#include "report/html_table.hpp"
#include "report/markup.hpp"
#include "report/output.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

using attendance::PupilFigures;

constexpr std::size_t kMostListedPupils = 10'000;  // a page with more is of no use in a browser
constexpr std::size_t kMostCards = 3000;
constexpr std::size_t kManyCards = 100;  // more are drawn only where they are looked at
constexpr std::size_t kDaysOnPage = 20;
constexpr std::size_t kNamedSchools = 3;

std::string header_band(std::string_view title, const std::string& heading, const std::string& rest) {
    return "<header class=\"verdict figures\">\n<div class=\"page\">\n<p class=\"report\">" + markup_text(title) + "</p>\n<h1>" +
           markup_text(heading) + "</h1>\n<p class=\"rest\">" + markup_text(rest) + "</p>\n</div>\n</header>\n<main class=\"page\">\n";
}

/// A total that is a rate.
std::string rate_total(std::string_view kind, const std::string& rate, std::string_view word, std::string_view hint) {
    return "<div class=\"" + std::string(kind) + "\"><dt>" + std::string(word) + "</dt><dd><b>" + rate + "</b> <span>" + std::string(hint) +
           "</span></dd></div>\n";
}

std::string period_words(const FiguresSource& source) {
    const auto period = told_period(source.figures, source.options);
    return period ? day_words(period->from) + " to " + day_words(period->until) : "no marks";
}

/// `Pupils`, `Enrolments`: of a column of numbers.
std::string_view rows_title(const FiguresReportOptions& options) noexcept { return options.by_pupil ? "Pupils" : "Enrolments"; }

std::string off_roll_hint(std::uint64_t marks) {
    return marks == 0 ? std::string() : "<p class=\"hint\">" + off_roll_words(marks) + ".</p>\n";
}

class FiguresPage {
public:
    FiguresPage(const FiguresSource& source, std::ostream& out)
        : source_(source),
          weeks_(source.registers, told_period(source.figures, source.options)),
          pupils_(listed_pupils(source.figures, source.registers, source.options, PupilOrder::absence)),
          out_(out) {
        std::stable_partition(pupils_.begin(), pupils_.end(), [](const PupilFigures* pupil) { return needs_attention(*pupil); });
        for (const PupilFigures* pupil : pupils_) counts_.add(*pupil, year_place(row_of(*pupil)));
    }

    void write();

private:
    [[nodiscard]] PupilRow row_of(const PupilFigures& pupil) const { return {source_.registers, pupil, source_.options.redact}; }
    [[nodiscard]] std::string heading() const;
    [[nodiscard]] std::string schools() const;
    [[nodiscard]] std::uint64_t count(PupilList list) const noexcept;
    void write_totals();
    void write_year_groups();
    void write_days();
    void write_list();
    void write_cards();

    const FiguresSource& source_;
    SchoolWeeks weeks_;
    std::vector<const PupilFigures*> pupils_;
    PupilCounts counts_;
    std::ostream& out_;
};

std::string FiguresPage::heading() const {
    const auto& figures = source_.figures;
    return std::to_string(figures.persistent) + " of " + count_of_rows(figures.with_possible, source_.options) +
           (figures.with_possible == 1 ? " is" : " are") + " persistently absent";
}

std::string FiguresPage::schools() const {
    const auto& schools = source_.registers.schools;
    std::string text;
    for (std::size_t i = 0; i < std::min(schools.size(), kNamedSchools); ++i) {
        const std::string name = schools[i].name.empty() ? school_number(schools[i]) : schools[i].name;
        if (!name.empty()) text += (text.empty() ? "" : ", ") + name;
    }
    if (schools.size() > kNamedSchools) text += " and " + count_of(schools.size() - kNamedSchools, "other school", "other schools");
    return text.empty() ? text : text + "; ";
}

std::uint64_t FiguresPage::count(PupilList list) const noexcept {
    const auto& pupils = source_.figures.pupils;
    return static_cast<std::uint64_t>(
        std::count_if(pupils.begin(), pupils.end(), [=](const PupilFigures& pupil) { return is_on_list(pupil, list); }));
}

void FiguresPage::write_totals() {
    const auto& f = source_.figures;
    const attendance::Sessions& s = f.total;
    const auto share = [&](std::uint64_t number) { return rate_words(number, f.with_possible) + " of those with a possible session"; };
    const auto session_share = [&](std::uint64_t number) { return rate_words(number, s.possible) + " of possible sessions"; };
    std::string text = section_start("totals-heading", "Totals") + "<dl class=\"totals\">\n" +
                       rate_total("plain", rate_words(s.absent(), s.possible), "Absence", thousands(s.possible) + " possible sessions") +
                       total("query", f.persistent, "Persistently absent", share(f.persistent)) +
                       total("error", f.severe, "Severely absent", share(f.severe));
    if (source_.options.since)
        text += total("crossed", count(PupilList::crossed), "Crossed a threshold", "since " + day_words(*source_.options.since));
    text += total("info", count(PupilList::alerts), "With alerts", "something has to be done, or looked at") +
            total("info", count(PupilList::open_spell), "Absent at the end", "in the last session that they could attend") +
            total("plain", s.unauthorised, "Unauthorised", session_share(s.unauthorised)) + total("plain", s.late, "Late", session_share(s.late));
    if (s.missing != 0) text += total("query", s.missing, "Marks missing", "where others have one");
    put(out_, text + "</dl>\n" + off_roll_hint(s.off_roll) + std::string(kSectionEnd));
}

/// Sums of a year group.
struct YearSums {
    FigureSums sums;
    std::uint64_t attention = 0;
};

void FiguresPage::write_year_groups() {
    std::map<std::size_t, YearSums> years;
    for (const PupilFigures& pupil : source_.figures.pupils) {
        YearSums& year = years[year_place(row_of(pupil))];
        year.sums.add(pupil);
        year.attention += needs_attention(pupil);
    }
    if (years.size() < 2) return;
    const std::string_view rows = rows_title(source_.options);
    put(out_, section_start("years-heading", "Year groups") +
                  table_start({"Year group", "#" + std::string(rows), "#Absence", "#Unauthorised", "#Persistent", "#Severe", "#Need attention"}));
    for (const auto& [place, year] : years) {
        const FigureSums& f = year.sums;
        put(out_, row_start(markup_text(year_words(place, source_.options.redact))) + number_cell(rows, f.enrolments) +
                      cell("Absence", rate_words(f.sessions.absent(), f.sessions.possible), "number") +
                      cell("Unauthorised", rate_words(f.sessions.unauthorised, f.sessions.possible), "number") +
                      number_cell("Persistent", f.persistent) + number_cell("Severe", f.severe) + number_cell("Need attention", year.attention) +
                      std::string(kRowEnd));
    }
    put(out_, std::string(kTableEnd) + std::string(kSectionEnd));
}

void FiguresPage::write_days() {
    const auto& days = source_.figures.days;
    if (days.empty()) return;
    const std::size_t told = std::min(days.size(), kDaysOnPage);
    put(out_, section_start("days-heading", "The same pupils from day to day") +
                  "<p class=\"hint\">Of the pupils absent on a day, in a session at "
                  "least, how many were absent on the school day before, and on the one before that.</p>\n<details class=\"folded\"><summary>The "
                  "last " +
                  count_of(told, "school day", "school days") + "</summary>\n" +
                  table_start({"Day", "#Pupils", "#Absent", "#The day before too", "#And the day before that"}));
    for (std::size_t i = days.size(); i-- > days.size() - told;) {
        const std::string day = std::string(weekday_word(identifiers::weekday(days[i].day))) + ' ' + day_words(days[i].day);
        put(out_, row_start(day) + number_cell("Pupils", days[i].pupils) + number_cell("Absent", days[i].absent) +
                      number_cell("The day before too", days[i].day_before) + number_cell("And the day before that", days[i].two_days_before) +
                      std::string(kRowEnd));
    }
    put(out_, std::string(kTableEnd) + "</details>\n" + std::string(kSectionEnd));
}

void FiguresPage::write_list() {
    put(out_, section_start("pupils", "Pupils"));
    if (pupils_.empty()) return put(out_, "<p>There are none.</p>\n" + std::string(kSectionEnd));
    put(out_, pupil_filter(counts_, source_.options) + pupil_list_start(source_.registers));
    const std::size_t listed = std::min(pupils_.size(), kMostListedPupils);
    for (std::size_t i = 0; i < listed; ++i) put(out_, pupil_list_row(row_of(*pupils_[i]), i < kMostCards));
    put(out_, kTableEnd);
    if (listed < pupils_.size())
        put(out_, "<p class=\"notice\">The first " + thousands(listed) + " of " + thousands(pupils_.size()) +
                      " are listed; the formats csv and json list all.</p>\n");
    put(out_, kSectionEnd);
}

void FiguresPage::write_cards() {
    if (pupils_.empty()) return;
    const std::size_t shown = std::min(pupils_.size(), kMostCards);
    put(out_,
        std::string("<section aria-labelledby=\"calendars\"") + (shown > kManyCards ? " class=\"many\"" : "") +
            ">\n<h2 id=\"calendars\">Calendars</h2>\n<p class=\"hint\">A column is a week, a row a session: the morning above the afternoon. The "
            "list chosen above is shown here too.</p>\n" +
            calendar_key());
    for (std::size_t i = 0; i < shown; ++i) put(out_, pupil_card(row_of(*pupils_[i]), weeks_));
    if (shown < pupils_.size()) put(out_, "<p class=\"notice\">The first " + thousands(shown) + " are drawn.</p>\n");
    put(out_, kSectionEnd);
}

void FiguresPage::write() {
    const std::string title = source_.options.title.empty() ? "Attendance of pupils" : source_.options.title;
    const std::string style = std::string(figures_style()) + std::string(calendar_style()) + filter_rules(counts_);
    const PageFrame frame{title + ": " + heading(), style, {}, "pupils", "Skip to the pupils"};
    put(out_, page_head(frame) + header_band(title, heading(), schools() + period_words(source_)));
    write_totals();
    write_year_groups();
    write_list();
    write_cards();
    write_days();
    put(out_, page_foot(frame, source_.options.redact));
}

/// That of other pages speaks of pupils.
std::string sums_foot() {
    return "</main>\n<footer class=\"page\">\n<p>This page names no pupil and no school.</p>\n<p>Made by cbds " + markup_text(version()) +
           ".</p>\n</footer>\n</body>\n</html>\n";
}

void write_sums_page(const FiguresSource& source, std::ostream& out) {
    const std::string title = source.options.title.empty() ? "Attendance" : source.options.title;
    const FigureSums all = all_sums(source);
    const std::string_view rows = rows_title(source.options);
    const std::string heading = rate_words(all.sessions.absent(), all.sessions.possible) + " of possible sessions were absence";
    const PageFrame frame{title + ": " + heading, figures_style(), {}, "sums", "Skip to the figures"};
    std::string text =
        page_head(frame) + header_band(title, heading, period_words(source)) + section_start("sums", "Sums by phase") + "<p class=\"hint\">" +
        markup_text(kSumsNote) + "</p>\n" +
        table_start({"Phase", "#" + std::string(rows), "#Possible", "#Absence", "#Authorised", "#Unauthorised", "#Late", "#Persistent", "#Severe"});
    const auto add = [&](const std::string& phase, const FigureSums& f) {
        const attendance::Sessions& s = f.sessions;
        text += row_start(markup_text(phase)) + number_cell(rows, f.enrolments) + number_cell("Possible", s.possible) +
                cell("Absence", rate_words(s.absent(), s.possible), "number") + number_cell("Authorised", s.authorised) +
                number_cell("Unauthorised", s.unauthorised) + number_cell("Late", s.late) +
                cell("Persistent", rate_words(f.persistent, f.with_possible), "number") +
                cell("Severe", rate_words(f.severe, f.with_possible), "number") + std::string(kRowEnd);
    };
    for (const auto& [phase, sums] : sums_by_phase(source)) add(phase, sums);
    add("All", all);
    put(out, text + std::string(kTableEnd) + off_roll_hint(all.sessions.off_roll) + std::string(kSectionEnd) + sums_foot());
}

}  // namespace

void write_figures_html(const FiguresSource& source, std::ostream& out) {
    if (source.options.sums_only) write_sums_page(source, out);
    else FiguresPage(source, out).write();
}

}  // namespace cbds::report
