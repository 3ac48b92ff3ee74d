/// @file
/// A small register for the tests of reports of figures.
#pragma once

#include "cbds/register/builder.hpp"
#include "cbds/report/pupil_figures.hpp"

#include <sstream>
#include <string>
#include <string_view>

namespace cbds::report {

inline constexpr registers::Date kMonday{2026, 9, 7};

/// Records sessions one after the other from a Monday on, on school days only: `/` stands for a day's two halves.
inline void record_marks(registers::RegisterBuilder& builder, std::uint32_t enrolment, std::string_view codes, registers::Date from = kMonday) {
    registers::SessionNumber session = registers::session_number(from, registers::Half::am);
    for (const char code : codes) {
        while (registers::weekday_of(session) > 5) ++session;
        const bool present = code == '/';
        const std::string text = present && registers::half_of(session) == registers::Half::pm ? "\\" : std::string(1, code);
        builder.mark(enrolment, {session++, builder.code(text), {}});
    }
}

/// Four pupils of one school over two weeks: one severely absent and absent still, one persistently, one always there, one
/// without a UPN. A second school, of another phase, has one more pupil.
inline registers::Register figures_register() {
    registers::RegisterBuilder builder;
    const auto school = builder.school("136000");
    builder.school_at_index(school).name = "Ashgrove <Academy>";
    builder.school_at_index(school).phase = "Secondary";
    const auto severe = builder.enrolment(school, "7", "A201390721000");
    const auto persistent = builder.enrolment(school, "", "P201390721001");
    const auto present = builder.enrolment(school, "", "D201390721002");
    const auto nameless = builder.enrolment(school, "=cmd|'x'", "");
    record_marks(builder, severe, "//////////OOOOOOOOOO");
    record_marks(builder, persistent, "//II///////////L////");
    record_marks(builder, present, "////////////////////");
    record_marks(builder, nameless, "//////////////////I/");
    builder.enrolment_at(severe).surname = "Ogden";
    builder.enrolment_at(severe).forename = "Ysolde";
    for (const auto& [pupil, year] : {std::pair(severe, "9"), std::pair(persistent, "8"), std::pair(present, "9")}) {
        registers::Characteristics known;
        known.year_group = year;
        builder.characteristics(pupil, known);
    }
    const auto other = builder.school("136001");
    builder.school_at_index(other).name = "Beech Primary";
    builder.school_at_index(other).phase = "Primary";
    record_marks(builder, builder.enrolment(other, "", "R201390721012"), "//////////////////VM");
    return builder.finish();
}

inline attendance::FigureOptions counting_by_pupil(bool by_pupil = true) {
    attendance::FigureOptions counting;
    counting.by_pupil = by_pupil;
    return counting;
}

inline std::string figures_text(FiguresFormat format, const FiguresReportOptions& options = {}, const attendance::FigureOptions& counting = {}) {
    const registers::Register registers = figures_register();
    std::ostringstream out;
    write_figures(attendance::count(registers, counting), registers, format, options, out);
    return out.str();
}

}  // namespace cbds::report
