#include "report/figures_html_pupils.hpp"

#include "report/figures_words.hpp"
#include "report/html_table.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

using attendance::PupilFigures;
using attendance::Spell;

std::string card_id(const PupilRow& row) { return "pupil-" + std::to_string(row.figures.enrolment + 1); }

std::string badge(std::string_view kind, std::string_view word) {
    return "<span class=\"badge " + std::string(kind) + "\">" + std::string(word) + "</span> ";
}

std::string badges(const PupilFigures& pupil) {
    std::string text;
    if (pupil.sessions.severe()) text += badge("error", "Severe");
    else if (pupil.sessions.persistent()) text += badge("query", "Persistent");
    if (pupil.crossed) text += badge("info", "Crossed");
    if (!pupil.alerts.empty()) text += badge("info", count_of(pupil.alerts.size(), "alert", "alerts"));
    return text;
}

/// A pupil's name where names are shown, else the key alone.
std::string pupil_markup(const PupilRow& row) {
    const registers::Enrolment& pupil = row.enrolment();
    std::string text = "<span class=\"code\">" + markup_text(row.name()) + "</span>";
    if (row.redact == Redact::none && !(pupil.surname + pupil.forename).empty())
        text += " <span class=\"person\">" + markup_text(pupil.forename + ' ' + pupil.surname) + "</span>";
    return text;
}

std::string school_words(const PupilRow& row) {
    const registers::School& school = row.school();
    return markup_text(school.name.empty() ? "school " + school_number(school) : school.name);
}

bool has_many_schools(const registers::Register& registers) noexcept { return registers.schools.size() > 1; }

std::string spell_words(const Spell& spell, const PupilRow& row) {
    return count_of(spell.sessions, "session", "sessions") + " (" + markup_text(codes_words(spell.codes, row.registers)) + ")";
}

std::string session_words(registers::SessionNumber session) {
    return std::string(weekday_word(registers::weekday_of(session))) + ' ' + day_words(registers::date_of(session)) + ' ' +
           std::string(registers::half_name(registers::half_of(session)));
}

std::string alert_words(const attendance::Alert& alert) {
    const std::string count = alert_count(alert);
    return markup_text(alert_label(alert.kind)) + ", since " + day_words(alert.day) + (count.empty() ? "" : ": " + count);
}

/// Why a pupil is on a list: what came last, what goes on.
std::string reasons(const PupilRow& row) {
    const PupilFigures& pupil = row.figures;
    std::string text;
    const auto add = [&](const std::string& markup) { text += "<li>" + markup + "</li>"; };
    if (pupil.severe_since) add("severe since " + day_words(*pupil.severe_since));
    else if (pupil.persistent_since) add("persistent since " + day_words(*pupil.persistent_since));
    if (const Spell* spell = open_spell(pupil)) add("absent since " + session_words(spell->first) + ": " + spell_words(*spell, row));
    for (const attendance::Alert& alert : pupil.alerts) add(alert_words(alert));
    return text.empty() ? text : "<ul class=\"reasons\">" + text + "</ul>";
}

std::string fact(std::string_view word, const std::string& value) {
    return "<div><dt>" + std::string(word) + "</dt><dd>" + value + "</dd></div>";
}

std::string facts(const PupilRow& row) {
    const attendance::Sessions& s = row.figures.sessions;
    std::string text = "<dl class=\"facts\">" + fact("Possible", std::to_string(s.possible)) + fact("Attended", std::to_string(s.attended())) +
                       fact("Authorised", std::to_string(s.authorised)) + fact("Unauthorised", std::to_string(s.unauthorised)) +
                       fact("Late", std::to_string(s.late));
    if (s.missing != 0) text += fact("No mark", std::to_string(s.missing));
    if (s.not_required != 0) text += fact("Not required", std::to_string(s.not_required));
    return text + "</dl>\n";
}

/// What has to happen for the pupil to cross a threshold, either way.
std::string distance_words(const PupilFigures& pupil) {
    const auto& s = pupil.sessions;
    if (s.possible == 0) return "There is no possible session.";
    const auto absent = [](std::uint32_t n, std::string_view what) {
        return "Absent for the next " + count_of(n, "session", "sessions") + ", the pupil would be " + std::string(what) + " absent.";
    };
    const auto attended = [](std::uint32_t n, std::string_view below) {
        return "Attending the next " + count_of(n, "session", "sessions") + " would bring absence below " + std::string(below) + ".";
    };
    if (!s.persistent()) return absent(pupil.to_persistent, "persistently");
    if (!s.severe()) return absent(pupil.to_severe, "severely") + ' ' + attended(pupil.to_persistent, "10%");
    return attended(pupil.to_severe, "50%");
}

std::string weekday_cells(const PupilFigures& pupil) {
    std::string text = table_start({"", "#Mon", "#Tue", "#Wed", "#Thu", "#Fri"}, "weekdays") + row_start("Sessions absent");
    for (std::size_t i = 0; i < pupil.absent_by_weekday.size(); ++i)
        text += cell(weekday_word(static_cast<int>(i) + 1),
                     std::to_string(pupil.absent_by_weekday[i]) + " of " + std::to_string(pupil.possible_by_weekday[i]),
                     pupil.absent_by_weekday[i] == 0 ? "number zero" : "number");
    return text + std::string(kRowEnd) + std::string(kTableEnd);
}

std::string break_words(const PupilFigures& pupil) {
    if (pupil.first_days + pupil.last_days == 0) return {};
    return "<p>Around breaks: absent on " + std::to_string(pupil.absent_first_days) + " of " +
           count_of(pupil.first_days, "first day", "first days") + " back and " + std::to_string(pupil.absent_last_days) + " of " +
           count_of(pupil.last_days, "last day", "last days") + " before one.</p>\n";
}

std::string codes_sentence(const PupilRow& row) {
    std::string text;
    for (const registers::CodeId code : codes_of(row.figures.sessions))
        text +=
            (text.empty() ? "" : ", ") + markup_text(registers::code_text(code)) + "&nbsp;" + std::to_string(row.figures.sessions.by_code[code]);
    return text.empty() ? text : "<p>Codes: " + text + ".</p>\n";
}

std::string spells_list(const PupilRow& row) {
    if (row.figures.spells.empty()) return {};
    std::string text = "<details class=\"folded\"><summary>" + count_of(row.figures.spells.size(), "spell", "spells") +
                       " of absence</summary>\n" + table_start({"From", "To", "#Sessions", "Codes"});
    for (const Spell& spell : row.figures.spells)
        text += row_start(session_words(spell.first)) + cell("To", spell.open ? "goes on" : session_words(spell.last)) +
                number_cell("Sessions", spell.sessions) + cell("Codes", markup_text(codes_words(spell.codes, row.registers))) +
                std::string(kRowEnd);
    return text + std::string(kTableEnd) + "</details>\n";
}

std::string_view card_kind(const PupilFigures& pupil) noexcept {
    if (pupil.sessions.severe()) return "error";
    return pupil.sessions.persistent() ? "query" : pupil.alerts.empty() ? "" : "info";
}

}  // namespace

std::string pupil_list_start(const registers::Register& registers) {
    if (has_many_schools(registers))
        return table_start({"Pupil", "School", "Year group", "#Absence", "#Unauthorised", "#Late", "Status", "Why"}, "list");
    return table_start({"Pupil", "Year group", "#Absence", "#Unauthorised", "#Late", "Status", "Why"}, "list");
}

std::string pupil_list_row(const PupilRow& row, bool has_card) {
    const attendance::Sessions& s = row.figures.sessions;
    const std::string name = pupil_markup(row);
    return "<tr class=\"" + filter_classes(row) + "\"><th scope=\"row\">" +
           (has_card ? "<a href=\"#" + card_id(row) + "\">" + name + "</a>" : name) + "</th>" +
           (has_many_schools(row.registers) ? cell("School", school_words(row), "school") : "") +
           cell("Year group", markup_text(year_words(year_place(row), row.redact))) +
           cell("Absence", rate_words(s.absent(), s.possible), "number") + number_cell("Unauthorised", s.unauthorised) +
           number_cell("Late", s.late) + cell("Status", badges(row.figures), "status") + cell("Why", reasons(row), "why") + std::string(kRowEnd);
}

std::string pupil_card(const PupilRow& row, const SchoolWeeks& weeks) {
    const PupilFigures& pupil = row.figures;
    std::string text = "<details class=\"group pupil " + filter_classes(row) + ' ' + std::string(card_kind(pupil)) + "\" id=\"" + card_id(row) +
                       "\"" + (needs_attention(pupil) ? " open" : "") + ">\n<summary><h3>" + pupil_markup(row) + " <span class=\"year\">" +
                       markup_text(year_words(year_place(row), row.redact)) + (has_many_schools(row.registers) ? ", " + school_words(row) : "") +
                       "</span> " + badges(pupil) + "</h3> <span class=\"count\">" +
                       rate_words(pupil.sessions.absent(), pupil.sessions.possible) + " absent</span></summary>\n<div class=\"inside\">\n" +
                       facts(row) + "<p>" + distance_words(pupil) + "</p>\n";
    const std::string why = reasons(row);
    if (!why.empty()) text += why + "\n";
    text += calendar_picture(row, weeks) + codes_sentence(row);
    if (pupil.sessions.possible != 0) text += weekday_cells(pupil) + break_words(pupil);
    return text + spells_list(row) + "</div>\n</details>\n";
}

std::string_view figures_style() noexcept {
    return R"css(
.verdict.figures { background: #0b4a7d; }
.totals .crossed { background: #f2eaf8; color: #5b2a86; }
.totals span { display: block; line-height: 1.3; }
.hint { margin: 0 0 0.75rem; color: var(--soft); max-width: 48rem; }
.filters .count { color: var(--soft); font-weight: 400; }
.shown span { display: none; }
@supports not selector(body:has(a)) { .filters { display: none; } }
.list td, .list th { padding-top: 0.375rem; padding-bottom: 0.375rem; vertical-align: top; }
.list .school { overflow-wrap: break-word; }
.list thead th:last-child { width: 42%; }
.list .badge { margin-bottom: 0.125rem; }
.list th a { white-space: normal; }
.reasons { margin: 0; padding: 0; list-style: none; }
.inside .reasons { margin: 0.5rem 0; padding-left: 1.25rem; list-style: disc; }
.person { font-weight: 400; margin-left: 0.25rem; }
.group.pupil { border-left-color: #7a8590; }
.group.pupil.error { border-left-color: var(--error); } .group.pupil.query { border-left-color: #b87a00; }
.group.pupil.info { border-left-color: var(--info); }
.pupil h3 .year { font-weight: 400; color: var(--soft); margin: 0 0.375rem; }
.inside { padding: 0.25rem 1rem 1rem; border-top: 1px solid var(--line); }
.inside p { margin: 0.5rem 0; max-width: 60rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.75rem; margin: 0.5rem 0; }
.facts dt { color: var(--soft); font-size: 0.875rem; }
.facts dd { margin: 0; font-weight: 600; font-size: 1.125rem; font-variant-numeric: tabular-nums; }
.weekdays { width: auto; margin: 0.75rem 0; }
.weekdays th, .weekdays td { padding: 0.25rem 0.75rem 0.25rem 0; }
.folded { margin-top: 0.5rem; }
.many .group { content-visibility: auto; contain-intrinsic-size: auto 3.5rem; }
.many .group[open] { contain-intrinsic-size: auto 30rem; }
@media screen and (max-width: 52rem) {
  .list .why { flex: 1 0 100%; }
  .list .status:empty, .list .why:empty { display: none; }
}
@media (max-width: 40rem) { .inside { padding: 0.25rem 0.75rem 0.75rem; } .calendar { gap: 0.5rem; } }
@media print {
  .group.pupil { break-inside: avoid; }
  .many .group { content-visibility: visible; }
}
)css";
}

}  // namespace cbds::report
