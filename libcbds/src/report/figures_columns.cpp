#include "report/figures_columns.hpp"

#include "report/figures_words.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace cbds::report {
namespace {

using attendance::Figures;
using attendance::PupilFigures;
using attendance::Sessions;
using attendance::Spell;
using Columns = std::vector<FigureColumn>;

constexpr registers::Date kEndOfTime{9999, 12, 31};
constexpr std::array<std::string_view, 5> kWeekdayNames{"mon", "tue", "wed", "thu", "fri"};

std::string flag_text(bool flag) { return flag ? "true" : "false"; }
std::string day_text(const std::optional<registers::Date>& day) { return day ? identifiers::write_date(*day) : std::string(); }

/// A name as a report may show it.
std::string name_text(const std::string& name, Redact redact) { return name.empty() || redact == Redact::none ? name : "***"; }

/// @param value  gives the text of a row
template <typename Value>
void add_column(Columns& columns, std::string name, FigureType type, Value value) {
    columns.push_back({std::move(name), type, [value](const PupilRow& row, std::string& text) { text += value(row); }});
}

void append_number(std::uint64_t number, std::string& text) {
    std::array<char, 20> digits;
    text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

template <typename Count>
void add_count(Columns& columns, std::string name, Count count) {
    columns.push_back({std::move(name), FigureType::number,
                       [count](const PupilRow& row, std::string& text) { append_number(count(row.figures), text); }});
}

/// Sessions to a threshold: none where there is no possible session.
void add_distance(Columns& columns, std::string name, std::uint32_t PupilFigures::*distance) {
    add_column(columns, std::move(name), FigureType::number, [distance](const PupilRow& row) {
        return row.figures.sessions.possible == 0 ? std::string() : std::to_string(row.figures.*distance);
    });
}

void add_day(Columns& columns, std::string name, std::optional<registers::Date> PupilFigures::*day) {
    add_column(columns, std::move(name), FigureType::date, [day](const PupilRow& row) { return day_text(row.figures.*day); });
}

void add_identity(Columns& columns) {
    add_column(columns, "record", FigureType::number, [](const PupilRow& row) { return std::to_string(row.figures.enrolment + 1); });
    add_column(columns, "urn", FigureType::text, [](const PupilRow& row) { return school_number(row.school()); });
    add_column(columns, "school_name", FigureType::text, [](const PupilRow& row) { return row.school().name; });
    add_column(columns, "upn", FigureType::text, [](const PupilRow& row) { return row.upn(); });
    add_column(columns, "pupil_id", FigureType::text, [](const PupilRow& row) { return row.pupil_id(); });
    add_column(columns, "surname", FigureType::text, [](const PupilRow& row) { return name_text(row.enrolment().surname, row.redact); });
    add_column(columns, "forename", FigureType::text, [](const PupilRow& row) { return name_text(row.enrolment().forename, row.redact); });
    add_column(columns, "year_group", FigureType::text, [](const PupilRow& row) { return row.year_group(); });
}

void add_sessions(Columns& columns) {
    add_count(columns, "possible", [](const PupilFigures& p) { return p.sessions.possible; });
    add_count(columns, "attended", [](const PupilFigures& p) { return p.sessions.attended(); });
    add_count(columns, "authorised", [](const PupilFigures& p) { return p.sessions.authorised; });
    add_count(columns, "unauthorised", [](const PupilFigures& p) { return p.sessions.unauthorised; });
    add_count(columns, "late", [](const PupilFigures& p) { return p.sessions.late; });
    add_column(columns, "absence_rate", FigureType::rate,
               [](const PupilRow& row) { return rate_text(row.figures.sessions.absent(), row.figures.sessions.possible); });
}

void add_thresholds(Columns& columns) {
    add_column(columns, "persistent", FigureType::flag, [](const PupilRow& row) { return flag_text(row.figures.sessions.persistent()); });
    add_column(columns, "severe", FigureType::flag, [](const PupilRow& row) { return flag_text(row.figures.sessions.severe()); });
    add_distance(columns, "to_persistent", &PupilFigures::to_persistent);
    add_distance(columns, "to_severe", &PupilFigures::to_severe);
    add_day(columns, "persistent_since", &PupilFigures::persistent_since);
    add_day(columns, "severe_since", &PupilFigures::severe_since);
    add_column(columns, "crossed", FigureType::flag, [](const PupilRow& row) { return flag_text(row.figures.crossed); });
    add_count(columns, "missing", [](const PupilFigures& p) { return p.sessions.missing; });
    add_count(columns, "off_roll", [](const PupilFigures& p) { return p.sessions.off_roll; });
    add_count(columns, "not_required", [](const PupilFigures& p) { return p.sessions.not_required; });
    add_day(columns, "first_day", &PupilFigures::first_day);
    add_day(columns, "last_day", &PupilFigures::last_day);
}

using SpellOf = const Spell* (*)(const PupilFigures&) noexcept;

/// Three columns of a spell; empty where the pupil has none.
void add_spell(Columns& columns, const std::string& name, SpellOf spell_of) {
    add_column(columns, name + "_start", FigureType::date, [spell_of](const PupilRow& row) {
        const Spell* spell = spell_of(row.figures);
        return spell == nullptr ? std::string() : identifiers::write_date(registers::date_of(spell->first));
    });
    add_column(columns, name + "_sessions", FigureType::number, [spell_of](const PupilRow& row) {
        const Spell* spell = spell_of(row.figures);
        return spell == nullptr ? std::string() : std::to_string(spell->sessions);
    });
    add_column(columns, name + "_codes", FigureType::text, [spell_of](const PupilRow& row) {
        const Spell* spell = spell_of(row.figures);
        return spell == nullptr ? std::string() : codes_words(spell->codes, row.registers);
    });
}

void add_patterns(Columns& columns) {
    add_spell(columns, "open_spell", open_spell);
    add_spell(columns, "longest_spell", longest_spell);
    add_count(columns, "spells", [](const PupilFigures& p) { return p.spell_count; });
    for (std::size_t i = 0; i < kWeekdayNames.size(); ++i) {
        add_count(columns, "absent_" + std::string(kWeekdayNames[i]), [i](const PupilFigures& p) { return p.absent_by_weekday[i]; });
        add_count(columns, "possible_" + std::string(kWeekdayNames[i]), [i](const PupilFigures& p) { return p.possible_by_weekday[i]; });
    }
    add_count(columns, "first_days", [](const PupilFigures& p) { return p.first_days; });
    add_count(columns, "absent_first_days", [](const PupilFigures& p) { return p.absent_first_days; });
    add_count(columns, "last_days", [](const PupilFigures& p) { return p.last_days; });
    add_count(columns, "absent_last_days", [](const PupilFigures& p) { return p.absent_last_days; });
    add_count(columns, "part_time_weeks", [](const PupilFigures& p) { return p.part_time_weeks; });
    add_column(columns, "alerts", FigureType::text, [](const PupilRow& row) { return alerts_cell(row.figures.alerts); });
}

void add_codes(Columns& columns, const Figures& figures) {
    for (const registers::CodeId code : codes_of(figures.total)) {
        add_count(columns, code_column(code), [code](const PupilFigures& p) { return p.sessions.by_code[code]; });
        columns.back().code = code;
    }
    if (figures.total.other != 0) add_count(columns, "other", [](const PupilFigures& p) { return p.sessions.other; });
}

}  // namespace

const std::string& school_number(const registers::School& school) noexcept { return school.urn.empty() ? school.laestab : school.urn; }

std::string_view rows_word(const FiguresReportOptions& options) noexcept { return options.by_pupil ? "pupils" : "enrolments"; }

std::string count_of_rows(std::uint64_t number, const FiguresReportOptions& options) {
    return count_of(number, options.by_pupil ? "pupil" : "enrolment", rows_word(options));
}

std::string PupilRow::year_group() const { return redact == Redact::all ? std::string() : year_group_of(registers, figures); }

std::string PupilRow::name() const { return redact == Redact::all ? "record " + std::to_string(figures.enrolment + 1) : enrolment().key(); }

std::vector<FigureColumn> figure_columns(const Figures& figures) {
    Columns columns;
    add_identity(columns);
    add_sessions(columns);
    add_thresholds(columns);
    add_patterns(columns);
    add_codes(columns, figures);
    return columns;
}

std::vector<registers::CodeId> codes_of(const Sessions& sessions) {
    std::vector<registers::CodeId> codes;
    for (std::size_t i = 1; i < sessions.by_code.size(); ++i)
        if (sessions.by_code[i] != 0) codes.push_back(static_cast<registers::CodeId>(i));
    return codes;
}

std::string code_column(registers::CodeId code) { return "code_" + std::string(registers::code_text(code)); }

std::string year_group_of(const registers::Register& registers, const PupilFigures& pupil) {
    const auto* known = registers.enrolments[pupil.enrolment].on(pupil.last_day.value_or(kEndOfTime));
    return known == nullptr ? std::string() : known->year_group;
}

std::optional<registers::Period> told_period(const Figures& figures, const FiguresReportOptions& options) {
    if (options.period) return options.period;
    std::optional<registers::Period> period;
    for (const PupilFigures& pupil : figures.pupils) {
        if (!pupil.first_day || !pupil.last_day) continue;
        if (!period) period = {*pupil.first_day, *pupil.last_day};
        period->from = std::min(period->from, *pupil.first_day);
        period->until = std::max(period->until, *pupil.last_day);
    }
    return period;
}

}  // namespace cbds::report
