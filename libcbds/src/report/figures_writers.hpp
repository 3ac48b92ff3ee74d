/// @file
/// Figures in each of the formats.
#pragma once

#include "formats/xlsx_workbook.hpp"
#include "report/figures_columns.hpp"
#include "report/json_text.hpp"

#include <iosfwd>
#include <map>
#include <string>

namespace cbds::report {

/// What is written, and how.
struct FiguresSource {
    const attendance::Figures& figures;
    const registers::Register& registers;
    const FiguresReportOptions& options;
};

inline constexpr std::string_view kAttendanceSchema = "cbds.attendance/1";

void write_figures_text(const FiguresSource& source, std::ostream& out);
void write_figures_csv(const FiguresSource& source, std::ostream& out);
void write_figures_json(const FiguresSource& source, std::ostream& out);
void write_figures_ndjson(const FiguresSource& source, std::ostream& out);
void write_figures_html(const FiguresSource& source, std::ostream& out);

/// A workbook of figures. Its file is made by commit(), which can fail for want of space.
class FiguresWorkbook {
public:
    FiguresWorkbook(const std::string& path, const io::OutputOptions& output, std::ostream* standard_output);
    void write(const FiguresSource& source);
    void commit() { workbook_.commit(cells_); }

private:
    formats::Workbook workbook_;
    std::uint64_t cells_ = 0;
};

/// Sums of some rows.
struct FigureSums {
    attendance::Sessions sessions;
    std::uint64_t enrolments = 0;
    std::uint64_t with_possible = 0;
    std::uint64_t persistent = 0;
    std::uint64_t severe = 0;

    void add(const attendance::PupilFigures& pupil);
};

/// Of all that was counted: those that the figures have.
[[nodiscard]] FigureSums all_sums(const FiguresSource& source);

/// Of the schools of each phase, as schools.csv has it; `not known`.
[[nodiscard]] std::map<std::string, FigureSums> sums_by_phase(const FiguresSource& source);

/// A table of texts: what is written for readers who may see sums only, and sheets beside that of pupils.
struct FigureTable {
    struct Heading {
        std::string name;
        FigureType type = FigureType::text;
    };
    std::string name;  ///< of the sheet
    std::vector<Heading> headings;
    std::vector<std::vector<std::string>> rows;
};

/// The table of the pupils that are told of.
[[nodiscard]] FigureTable pupil_table(const FiguresSource& source);
[[nodiscard]] FigureTable sums_table(const FiguresSource& source);
[[nodiscard]] FigureTable spells_table(const FiguresSource& source);
[[nodiscard]] FigureTable alerts_table(const FiguresSource& source);
[[nodiscard]] FigureTable days_table(const FiguresSource& source);

/// Of readers who may see sums only.
inline constexpr std::string_view kSumsNote =
    "Sums of all schools of a phase. Small numbers are not suppressed: a phase with one school shows the figures of that school.";

/// The value of a cell in the type of its column; null where it is empty.
[[nodiscard]] Json figure_json(const std::string& text, FigureType type);

}  // namespace cbds::report
