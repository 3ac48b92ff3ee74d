#include "cbds/io/encoding.hpp"
#include "io/turns.hpp"
#include "report/csv_report.hpp"
#include "report/figures_writers.hpp"
#include "report/output.hpp"

#include <algorithm>
#include <span>
#include <vector>

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
    std::string line(io::kByteOrderMark);
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

/// Writes the rows of pupils. Several threads make some rows at a time, because a table of an authority would be large; each writes
/// its own when it is their turn.
class PupilRowsWriter {
public:
    PupilRowsWriter(const FiguresSource& source, std::ostream& out) : source_(source), out_(out), columns_(figure_columns(source.figures)) {}

    void run() {
        write_heading();
        const auto listed = listed_pupils(source_.figures, source_.registers, source_.options, PupilOrder::registers);
        left_ = listed;
        const unsigned jobs = listed.size() > kTogether ? source_.options.jobs : 1;
        turns_.run(jobs, [this](unsigned) { work(); });
    }

private:
    void write_heading() const {
        FigureTable heading;
        for (const FigureColumn& column : columns_) heading.headings.push_back({column.name, column.type});
        write_rows(heading, out_);
    }

    void work() {
        std::string rows;
        Pupils pupils;
        std::uint64_t number = 0;
        const auto next = [&] {
            pupils = left_.first(std::min(kTogether, left_.size()));
            left_ = left_.subspan(pupils.size());
            number = taken_++;
            return !pupils.empty();
        };
        while (turns_.take(next)) {
            rows.clear();
            for (const attendance::PupilFigures* pupil : pupils) append_row(rows, *pupil);
            if (!turns_.wait(number, [] {})) return;
            put(out_, rows);
            turns_.pass();
        }
    }

    void append_row(std::string& rows, const attendance::PupilFigures& pupil) const {
        const PupilRow row{source_.registers, pupil, source_.options.redact};
        for (const FigureColumn& column : columns_) {
            if (column.type == FigureType::text) {
                append_figure(rows, column.value(row), column.type);
                continue;
            }
            column.append(row, rows);
            rows += ',';
        }
        end_row(rows);
    }

    const FiguresSource& source_;
    std::ostream& out_;
    std::vector<FigureColumn> columns_;
    io::Turns turns_;
    Pupils left_;
    std::uint64_t taken_ = 0;  ///< stretches of rows
};

}  // namespace

void write_figures_csv(const FiguresSource& source, std::ostream& out) {
    if (source.options.sums_only) write_rows(sums_table(source), out);
    else PupilRowsWriter(source, out).run();
}

}  // namespace cbds::report
