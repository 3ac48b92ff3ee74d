#include "report/csv_report.hpp"
#include "report/figures_writers.hpp"
#include "report/output.hpp"

namespace cbds::report {
namespace {

/// Without the mark spreadsheets take the bytes for the code page of the country.
constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// Only texts can have in them what a spreadsheet must not act on.
void append_figure(std::string& line, const std::string& cell, FigureType type) {
    line += type == FigureType::text ? csv_field(cell) : cell;
    line += ',';
}

void end_row(std::string& line) {
    line.pop_back();
    line += "\r\n";
}

void write_rows(const FigureTable& table, std::ostream& out) {
    std::string line(kMark);
    for (const FigureTable::Heading& heading : table.headings) append_figure(line, heading.name, FigureType::text);
    end_row(line);
    put(out, line);
    for (const auto& row : table.rows) {
        line.clear();
        for (std::size_t i = 0; i < row.size(); ++i) append_figure(line, row[i], table.headings[i].type);
        end_row(line);
        put(out, line);
    }
}

/// A row at a time: a table of an authority would be large.
void write_pupil_rows(const FiguresSource& source, std::ostream& out) {
    const std::vector<FigureColumn> columns = figure_columns(source.figures);
    FigureTable heading;
    for (const FigureColumn& column : columns) heading.headings.push_back({column.name, column.type});
    write_rows(heading, out);
    std::string line;
    for (const attendance::PupilFigures* pupil : listed_pupils(source.figures, source.registers, source.options, PupilOrder::registers)) {
        const PupilRow row{source.registers, *pupil, source.options.redact};
        line.clear();
        for (const FigureColumn& column : columns) append_figure(line, column.value(row), column.type);
        end_row(line);
        put(out, line);
    }
}

}  // namespace

void write_figures_csv(const FiguresSource& source, std::ostream& out) {
    if (source.options.sums_only) write_rows(sums_table(source), out);
    else write_pupil_rows(source, out);
}

}  // namespace cbds::report
