/// @file
/// The columns of figures: the one definition of the table, whatever it is written as.
#pragma once

#include "cbds/report/pupil_figures.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {

/// The number by which a school is called: the URN, else that of authority and establishment.
[[nodiscard]] const std::string& school_number(const registers::School& school) noexcept;

/// What a row is, in words: `pupils` or `enrolments`; `1 enrolment`, `3 enrolments`.
[[nodiscard]] std::string_view rows_word(const FiguresReportOptions& options) noexcept;
[[nodiscard]] std::string count_of_rows(std::uint64_t number, const FiguresReportOptions& options);

/// A pupil with all that a column may tell of.
struct PupilRow {
    const registers::Register& registers;
    const attendance::PupilFigures& figures;
    Redact redact;

    [[nodiscard]] const registers::Enrolment& enrolment() const { return registers.enrolments[figures.enrolment]; }
    [[nodiscard]] const registers::School& school() const { return registers.schools[enrolment().school]; }

    /// Numbers of the pupil; empty where they are not known or not shown.
    [[nodiscard]] std::string upn() const { return redact == Redact::all ? std::string() : enrolment().upn; }
    [[nodiscard]] std::string pupil_id() const { return redact == Redact::all ? std::string() : enrolment().pupil_id; }

    /// `R`, `7`; empty where it is not known or not shown.
    [[nodiscard]] std::string year_group() const;

    /// How the pupil is called: `H801200001001`; `record 3` where the number is masked.
    [[nodiscard]] std::string name() const;
};

/// What the values of a column are, for formats that have types.
enum class FigureType : std::uint8_t { text, number, rate, date, flag };

struct FigureColumn {
    std::string name;
    FigureType type = FigureType::text;
    std::function<void(const PupilRow&, std::string& text)> append;  ///< puts the value behind a text; nothing where there is none
    registers::CodeId code = registers::kNoCode;  ///< of the column of a code

    [[nodiscard]] std::string value(const PupilRow& row) const {
        std::string text;
        append(row, text);
        return text;
    }
};

/// All columns; those of codes, which come last, only for codes that occur.
[[nodiscard]] std::vector<FigureColumn> figure_columns(const attendance::Figures& figures);

/// The codes that occur, and the name of a code's column.
[[nodiscard]] std::vector<registers::CodeId> codes_of(const attendance::Sessions& sessions);
[[nodiscard]] std::string code_column(registers::CodeId code);

/// The pupils that are told of, in the order in which they are.
/// @param otherwise  the order where none was asked for
[[nodiscard]] std::vector<const attendance::PupilFigures*> listed_pupils(const attendance::Figures& figures, const registers::Register& registers,
                                                                         const FiguresReportOptions& options, PupilOrder otherwise);

/// The year group on the last day with a mark; empty where it is not known.
[[nodiscard]] std::string year_group_of(const registers::Register& registers, const attendance::PupilFigures& pupil);

/// The days that the figures are of: those that were asked for, else from the first mark to the last.
[[nodiscard]] std::optional<registers::Period> told_period(const attendance::Figures& figures, const FiguresReportOptions& options);

}  // namespace cbds::report
