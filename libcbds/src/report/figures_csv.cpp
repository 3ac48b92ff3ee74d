#include "report/csv_report.hpp"
#include "report/figures_writers.hpp"
#include "report/output.hpp"

#include <algorithm>
#include <deque>
#include <future>

namespace cbds::report {
namespace {

/// Rows that one thread makes at a time.
constexpr std::size_t kTogether = 2000;

/// A text that stands in a cell as it is, as most do.
bool is_plain(std::string_view text) noexcept {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '*'; };
    if (text.empty() || !is_letter(text.front()) || !is_letter(text.back())) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) { return is_letter(c) || c == ' '; });
}

/// Only texts can have in them what a spreadsheet must not act on.
void append_figure(std::string& line, const std::string& cell, FigureType type) {
    if (type != FigureType::text || is_plain(cell)) line += cell;
    else if (!cell.empty()) line += csv_field(cell);
    line += ',';
}

void end_row(std::string& line) {
    line.pop_back();
    line += "\r\n";
}

void write_rows(const FigureTable& table, std::ostream& out) {
    std::string line(kByteOrderMark);
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

using Pupils = std::span<const attendance::PupilFigures* const>;

std::string pupil_rows(const FiguresSource& source, std::span<const FigureColumn> columns, Pupils pupils) {
    std::string rows;
    for (const attendance::PupilFigures* pupil : pupils) {
        const PupilRow row{source.registers, *pupil, source.options.redact};
        for (const FigureColumn& column : columns) append_figure(rows, column.value(row), column.type);
        end_row(rows);
    }
    return rows;
}

/// Some rows at a time, because a table of an authority would be large; several threads make them, in their order they are written.
void write_pupil_rows(const FiguresSource& source, std::ostream& out) {
    const std::vector<FigureColumn> columns = figure_columns(source.figures);
    FigureTable heading;
    for (const FigureColumn& column : columns) heading.headings.push_back({column.name, column.type});
    write_rows(heading, out);
    const auto listed = listed_pupils(source.figures, source.registers, source.options, PupilOrder::registers);
    const auto policy = source.options.jobs > 1 && listed.size() > kTogether ? std::launch::async : std::launch::deferred;
    std::deque<std::future<std::string>> made;
    for (Pupils left = listed; !left.empty() || !made.empty();) {
        if (left.empty() || made.size() > source.options.jobs) {
            put(out, made.front().get());
            made.pop_front();
            continue;
        }
        const Pupils next = left.first(std::min(kTogether, left.size()));
        left = left.subspan(next.size());
        made.push_back(std::async(policy, [&source, &columns, next] { return pupil_rows(source, columns, next); }));
    }
}

}  // namespace

void write_figures_csv(const FiguresSource& source, std::ostream& out) {
    if (source.options.sums_only) write_rows(sums_table(source), out);
    else write_pupil_rows(source, out);
}

}  // namespace cbds::report
