#include "report/figures_words.hpp"
#include "report/figures_writers.hpp"

#include <map>

namespace cbds::report {
namespace {

using attendance::PupilFigures;
using attendance::Spell;

using Heading = FigureTable::Heading;

/// Columns by which a row of another sheet finds its pupil.
const std::vector<Heading> kPupilHeadings{{"record", FigureType::number}, {"urn"}, {"upn"}, {"pupil_id"}};

std::vector<std::string> pupil_cells(const PupilRow& row) {
    return {std::to_string(row.figures.enrolment + 1), school_number(row.school()), row.upn(), row.pupil_id()};
}

FigureTable table_of_pupils(std::string name, std::initializer_list<Heading> more) {
    FigureTable table{std::move(name), kPupilHeadings, {}};
    table.headings.insert(table.headings.end(), more);
    return table;
}

std::vector<std::string> with_cells(std::vector<std::string> cells, std::initializer_list<std::string> more) {
    cells.insert(cells.end(), more);
    return cells;
}

std::vector<const PupilFigures*> pupils_of(const FiguresSource& source) {
    return listed_pupils(source.figures, source.registers, source.options, PupilOrder::registers);
}

std::string phase_of(const registers::School& school) { return school.phase.empty() ? "not known" : school.phase; }

/// Cells of one row of sums, without those of codes.
std::vector<std::string> sums_cells(const std::string& phase, const FigureSums& s) {
    const auto text = [](std::uint64_t number) { return std::to_string(number); };
    return {phase,
            text(s.enrolments),
            text(s.with_possible),
            text(s.sessions.possible),
            text(s.sessions.attended()),
            text(s.sessions.authorised),
            text(s.sessions.unauthorised),
            text(s.sessions.late),
            rate_text(s.sessions.absent(), s.sessions.possible),
            text(s.persistent),
            rate_text(s.persistent, s.with_possible),
            text(s.severe),
            rate_text(s.severe, s.with_possible),
            text(s.sessions.missing),
            text(s.sessions.off_roll)};
}

}  // namespace

void FigureSums::add(const PupilFigures& pupil) {
    sessions += pupil.sessions;
    ++enrolments;
    with_possible += pupil.sessions.possible != 0;
    persistent += pupil.sessions.persistent();
    severe += pupil.sessions.severe();
}

FigureSums all_sums(const FiguresSource& source) {
    const attendance::Figures& f = source.figures;
    return {f.total, f.pupils.size(), f.with_possible, f.persistent, f.severe};
}

std::map<std::string, FigureSums> sums_by_phase(const FiguresSource& source) {
    std::map<std::string, FigureSums> phases;
    for (const PupilFigures& pupil : source.figures.pupils)
        phases[phase_of(source.registers.schools[source.registers.enrolments[pupil.enrolment].school])].add(pupil);
    return phases;
}

FigureTable pupil_table(const FiguresSource& source) {
    FigureTable table{"pupils", {}, {}};
    const std::vector<FigureColumn> columns = figure_columns(source.figures);
    for (const FigureColumn& column : columns) table.headings.push_back({column.name, column.type});
    for (const PupilFigures* pupil : pupils_of(source)) {
        const PupilRow row{source.registers, *pupil, source.options.redact};
        auto& cells = table.rows.emplace_back();
        for (const FigureColumn& column : columns) cells.push_back(column.value(row));
    }
    return table;
}

FigureTable sums_table(const FiguresSource& source) {
    constexpr FigureType kNumber = FigureType::number;
    constexpr FigureType kRate = FigureType::rate;
    FigureTable table{"sums",
                      {{"phase"},
                       {"enrolments", kNumber},
                       {"with_possible", kNumber},
                       {"possible", kNumber},
                       {"attended", kNumber},
                       {"authorised", kNumber},
                       {"unauthorised", kNumber},
                       {"late", kNumber},
                       {"absence_rate", kRate},
                       {"persistent", kNumber},
                       {"persistent_rate", kRate},
                       {"severe", kNumber},
                       {"severe_rate", kRate},
                       {"missing", kNumber},
                       {"off_roll", kNumber}},
                      {}};
    const FigureSums all = all_sums(source);
    for (const registers::CodeId code : codes_of(all.sessions)) table.headings.push_back({code_column(code), kNumber});
    const auto add = [&](const std::string& phase, const FigureSums& sums) {
        auto& cells = table.rows.emplace_back(sums_cells(phase, sums));
        for (const registers::CodeId code : codes_of(all.sessions)) cells.push_back(std::to_string(sums.sessions.by_code[code]));
    };
    for (const auto& [phase, sums] : sums_by_phase(source)) add(phase, sums);
    add("all", all);
    return table;
}

FigureTable spells_table(const FiguresSource& source) {
    FigureTable table = table_of_pupils("spells", {{"first"}, {"last"}, {"sessions", FigureType::number}, {"codes"}, {"open", FigureType::flag}});
    for (const PupilFigures* pupil : pupils_of(source))
        for (const Spell& spell : pupil->spells)
            table.rows.push_back(with_cells(pupil_cells({source.registers, *pupil, source.options.redact}),
                                            {session_text(spell.first), session_text(spell.last), std::to_string(spell.sessions),
                                             codes_words(spell.codes, source.registers), spell.open ? "true" : "false"}));
    return table;
}

FigureTable alerts_table(const FiguresSource& source) {
    FigureTable table =
        table_of_pupils("alerts", {{"alert"}, {"since", FigureType::date}, {"until", FigureType::date}, {"count", FigureType::number}, {"what"}});
    for (const PupilFigures* pupil : pupils_of(source))
        for (const attendance::Alert& alert : pupil->alerts)
            table.rows.push_back(
                with_cells(pupil_cells({source.registers, *pupil, source.options.redact}),
                           {std::string(attendance::alert_name(alert.kind)), identifiers::write_date(alert.day),
                            identifiers::write_date(alert.until), std::to_string(alert.count), std::string(alert_label(alert.kind))}));
    return table;
}

FigureTable days_table(const FiguresSource& source) {
    constexpr FigureType kNumber = FigureType::number;
    FigureTable table{
        "days", {{"day", FigureType::date}, {"pupils", kNumber}, {"absent", kNumber}, {"day_before", kNumber}, {"two_days_before", kNumber}}, {}};
    for (const attendance::DayToDay& day : source.figures.days)
        table.rows.push_back({identifiers::write_date(day.day), std::to_string(day.pupils), std::to_string(day.absent),
                              std::to_string(day.day_before), std::to_string(day.two_days_before)});
    return table;
}

}  // namespace cbds::report
