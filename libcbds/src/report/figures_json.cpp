#include "report/figures_words.hpp"
#include "report/figures_writers.hpp"
#include "report/json_report.hpp"
#include "report/output.hpp"

#include <array>
#include <charconv>

namespace cbds::report {
namespace {

using attendance::PupilFigures;

constexpr std::array<std::string_view, 3> kRedactNames{"none", "direct", "all"};

Json date_or_null(const std::optional<registers::Date>& date) { return date ? Json(identifiers::write_date(*date)) : Json(); }

Json period_json(const std::optional<registers::Period>& period) {
    if (!period) return {};
    return {{"from", identifiers::write_date(period->from)}, {"until", identifiers::write_date(period->until)}};
}

Json rate_json(std::uint64_t count, std::uint64_t possible) { return figure_json(rate_text(count, possible), FigureType::rate); }

Json by_code_json(const attendance::Sessions& sessions) {
    Json codes = Json::object();
    for (const registers::CodeId code : codes_of(sessions)) codes[std::string(registers::code_text(code))] = sessions.by_code[code];
    return codes;
}

Json totals_json(const FigureSums& sums) {
    const attendance::Sessions& s = sums.sessions;
    return {{"enrolments", sums.enrolments},
            {"with_possible", sums.with_possible},
            {"possible", s.possible},
            {"attended", s.attended()},
            {"authorised", s.authorised},
            {"unauthorised", s.unauthorised},
            {"late", s.late},
            {"absence_rate", rate_json(s.absent(), s.possible)},
            {"persistent", sums.persistent},
            {"persistent_rate", rate_json(sums.persistent, sums.with_possible)},
            {"severe", sums.severe},
            {"severe_rate", rate_json(sums.severe, sums.with_possible)},
            {"missing", s.missing},
            {"off_roll", s.off_roll},
            {"not_required", s.not_required},
            {"administrative", s.administrative},
            {"other", s.other},
            {"codes", by_code_json(s)}};
}

/// What is true of the whole report.
Json meta_json(const FiguresSource& source) {
    return {{"period", period_json(told_period(source.figures, source.options))},
            {"since", date_or_null(source.options.since)},
            {"by", source.options.by_pupil ? "pupil" : "enrolment"},
            {"redact", kRedactNames[static_cast<std::size_t>(source.options.redact)]},
            {"sums_only", source.options.sums_only}};
}

Json spell_json(const attendance::Spell& spell, const registers::Register& registers) {
    Json codes = Json::object();
    for (const auto& [code, count] : spell.codes) codes[std::string(registers.code(code))] = count;
    return {{"first", session_text(spell.first)},
            {"last", session_text(spell.last)},
            {"sessions", spell.sessions},
            {"codes", codes},
            {"open", spell.open}};
}

Json alert_json(const attendance::Alert& alert) {
    return {{"alert", attendance::alert_name(alert.kind)},
            {"since", identifiers::write_date(alert.day)},
            {"until", identifiers::write_date(alert.until)},
            {"count", alert.count}};
}

/// The columns of the table as members; codes in an object of their own, spells and alerts as lists.
Json pupil_json(const PupilRow& row, const std::vector<FigureColumn>& columns) {
    Json json = Json::object();
    for (const FigureColumn& column : columns)
        if (column.code == registers::kNoCode && column.name != "alerts" && column.name != "spells")
            json[column.name] = figure_json(column.value(row), column.type);
    json["codes"] = by_code_json(row.figures.sessions);
    json["spells"] = Json::array();
    for (const attendance::Spell& spell : row.figures.spells) json["spells"].push_back(spell_json(spell, row.registers));
    json["alerts"] = Json::array();
    for (const attendance::Alert& alert : row.figures.alerts) json["alerts"].push_back(alert_json(alert));
    return json;
}

Json day_json(const attendance::DayToDay& day) {
    return {{"day", identifiers::write_date(day.day)},
            {"pupils", day.pupils},
            {"absent", day.absent},
            {"day_before", day.day_before},
            {"two_days_before", day.two_days_before}};
}

Json phase_json(const std::string& phase, const FigureSums& sums) {
    Json json = {{"phase", phase}};
    json.update(totals_json(sums));
    return json;
}

/// Lists of a report, a member a line.
class FigureLists {
public:
    explicit FigureLists(std::ostream& out) : out_(out) {}

    void begin(std::string_view name) {
        put(out_, ",\n\"" + std::string(name) + "\":[");
        first_ = true;
    }
    void add(const Json& member) {
        put(out_, (first_ ? "\n" : ",\n") + json_text(member));
        first_ = false;
    }
    void end() { put(out_, "\n]"); }

private:
    std::ostream& out_;
    bool first_ = true;
};

template <class Take>
void each_pupil_json(const FiguresSource& source, const Take& take) {
    const std::vector<FigureColumn> columns = figure_columns(source.figures);
    for (const PupilFigures* pupil : listed_pupils(source.figures, source.registers, source.options, PupilOrder::registers))
        take(pupil_json({source.registers, *pupil, source.options.redact}, columns));
}

void write_lists(const FiguresSource& source, FigureLists& lists) {
    if (source.options.sums_only) {
        lists.begin("phases");
        for (const auto& [phase, sums] : sums_by_phase(source)) lists.add(phase_json(phase, sums));
        return lists.end();
    }
    lists.begin("days");
    for (const attendance::DayToDay& day : source.figures.days) lists.add(day_json(day));
    lists.end();
    lists.begin("pupils");
    each_pupil_json(source, [&](const Json& pupil) { lists.add(pupil); });
    lists.end();
}

}  // namespace

Json figure_json(const std::string& text, FigureType type) {
    if (text.empty()) return {};
    switch (type) {
        case FigureType::flag: return text == "true";
        case FigureType::number: {
            std::uint64_t number = 0;
            std::from_chars(text.data(), text.data() + text.size(), number);
            return number;
        }
        case FigureType::rate: {
            double rate = 0;
            std::from_chars(text.data(), text.data() + text.size(), rate);
            return rate;
        }
        case FigureType::text:
        case FigureType::date: break;
    }
    return text;
}

void write_figures_json(const FiguresSource& source, std::ostream& out) {
    put(out, "{\"schema\":" + json_text(kAttendanceSchema) + ",\n\"tool\":" + json_text(tool_json()) +
                 ",\n\"meta\":" + json_text(meta_json(source)) + ",\n\"totals\":" + json_text(totals_json(all_sums(source))));
    FigureLists lists(out);
    write_lists(source, lists);
    put(out, "}\n");
}

/// Pupils, or phases, a line each; the last line has the totals.
void write_figures_ndjson(const FiguresSource& source, std::ostream& out) {
    const auto line = [&](std::string_view type, const Json& members) {
        Json json = {{"type", type}};
        json.update(members);
        put(out, json_text(json) + '\n');
    };
    if (source.options.sums_only) {
        for (const auto& [phase, sums] : sums_by_phase(source)) line("phase", phase_json(phase, sums));
    } else {
        for (const attendance::DayToDay& day : source.figures.days) line("day", day_json(day));
        each_pupil_json(source, [&](const Json& pupil) { line("pupil", pupil); });
    }
    Json last = {{"schema", kAttendanceSchema}, {"tool", tool_json()}, {"meta", meta_json(source)}};
    last.update(totals_json(all_sums(source)));
    line("totals", last);
}

}  // namespace cbds::report
