#include "cbds/error.hpp"
#include "cbds/report/escape.hpp"
#include "formats/xlsx_cells.hpp"
#include "report/figures_words.hpp"
#include "report/figures_writers.hpp"

#include <xlsxwriter.h>

#include <algorithm>

namespace cbds::report {
namespace {

using formats::Workbook;

constexpr std::uint32_t kMostSheetRows = 1'048'576;
constexpr std::size_t kLeastColumnWidth = 8;
constexpr std::size_t kMostColumnWidth = 40;
constexpr std::size_t kButtonWidth = 3;  // of the filter, beside the name of a column
constexpr std::uint8_t kPaperA4 = 9;

/// One table as a sheet.
class FigureSheet {
public:
    FigureSheet(Workbook& workbook, const FigureTable& table) : workbook_(workbook), table_(table), sheet_(workbook.add_sheet(table.name)) {
        if (table.rows.size() >= kMostSheetRows) throw OutputError(workbook.name() + ": more rows than a sheet can hold; use csv");
    }

    /// @returns how many cells it has
    std::uint64_t write() {
        for (std::uint16_t i = 0; i < table_.headings.size(); ++i) write_text(0, i, table_.headings[i].name, workbook_.header());
        for (std::uint32_t row = 0; row < table_.rows.size(); ++row)
            for (std::uint16_t i = 0; i < table_.headings.size(); ++i) write_cell(row + 1, i);
        finish();
        return cells_;
    }

private:
    void write_cell(std::uint32_t row, std::uint16_t column) {
        const std::string& text = table_.rows[row - 1][column];
        if (text.empty()) return;
        switch (table_.headings[column].type) {
            case FigureType::number: return write_number(row, column, text, 0);
            case FigureType::rate: return write_number(row, column, text, 2);
            case FigureType::date: return write_date(row, column, text);
            case FigureType::text:
            case FigureType::flag: break;
        }
        write_text(row, column, printable(text), workbook_.text());
    }

    void write_number(std::uint32_t row, std::uint16_t column, const std::string& text, unsigned decimals) {
        const auto number = formats::exact_number(text);
        if (!number) return write_text(row, column, text, workbook_.text());
        workbook_.check(worksheet_write_number(&sheet_, row, column, number->value, &workbook_.number(decimals)));
        ++cells_;
    }

    void write_date(std::uint32_t row, std::uint16_t column, const std::string& text) {
        const auto day = formats::exact_day(text);
        if (!day) return write_text(row, column, text, workbook_.text());
        workbook_.check(worksheet_write_number(&sheet_, row, column, *day, &workbook_.date()));
        ++cells_;
    }

    void write_text(std::uint32_t row, std::uint16_t column, const std::string& text, lxw_format& format) {
        workbook_.check(worksheet_write_string(&sheet_, row, column, formats::escape_cell_text(text).c_str(), &format));
        ++cells_;
    }

    [[nodiscard]] double width_of(std::uint16_t column) const {
        std::size_t width = table_.headings[column].name.size() + kButtonWidth;
        for (const auto& row : table_.rows) width = std::max(width, formats::utf16_length(row[column]) + 1);
        return static_cast<double>(std::clamp(width, kLeastColumnWidth, kMostColumnWidth));
    }

    void finish() {
        const auto last = static_cast<std::uint16_t>(table_.headings.size() - 1);
        worksheet_freeze_panes(&sheet_, 1, 0);
        worksheet_set_paper(&sheet_, kPaperA4);
        worksheet_set_landscape(&sheet_);
        workbook_.check(worksheet_repeat_rows(&sheet_, 0, 0));
        workbook_.check(worksheet_autofilter(&sheet_, 0, 0, static_cast<std::uint32_t>(table_.rows.size()), last));
        for (std::uint16_t i = 0; i <= last; ++i) workbook_.check(worksheet_set_column(&sheet_, i, i, width_of(i), nullptr));
        char range[LXW_MAX_CELL_RANGE_LENGTH] = {};  // without this every identifier would have a green corner
        lxw_rowcol_to_range(range, 0, 0, kMostSheetRows - 1, last);
        workbook_.check(worksheet_ignore_errors(&sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
    }

    Workbook& workbook_;
    const FigureTable& table_;
    lxw_worksheet& sheet_;
    std::uint64_t cells_ = 0;
};

/// What the figures are of, and what the words mean.
FigureTable about_table(const FiguresSource& source) {
    FigureTable table{"about", {{"what"}, {"is"}}, {}};
    const auto period = told_period(source.figures, source.options);
    if (period) table.rows.push_back({"days", identifiers::write_date(period->from) + " to " + identifiers::write_date(period->until)});
    if (source.options.since) table.rows.push_back({"crossed since", identifiers::write_date(*source.options.since)});
    const auto& figures = source.figures;
    table.rows.push_back({std::string(rows_word(source.options)), std::to_string(figures.pupils.size())});
    table.rows.push_back(
        {"persistently absent", std::to_string(figures.persistent) + " (" + rate_words(figures.persistent, figures.with_possible) + ")"});
    table.rows.push_back({"severely absent", std::to_string(figures.severe) + " (" + rate_words(figures.severe, figures.with_possible) + ")"});
    table.rows.push_back({"absence", rate_words(figures.total.absent(), figures.total.possible)});
    if (figures.total.off_roll != 0) table.rows.push_back({"off the roll", off_roll_words(figures.total.off_roll)});
    if (source.options.sums_only) table.rows.push_back({"note", std::string(kSumsNote)});
    table.rows.push_back({"columns", "cbds-attendance(1) says what each is"});
    return table;
}

}  // namespace

FiguresWorkbook::FiguresWorkbook(const std::string& path, const io::OutputOptions& output, std::ostream* standard_output)
    : workbook_(io::OutputPath(path, output, {}, standard_output)) {}

void FiguresWorkbook::write(const FiguresSource& source) {
    std::vector<FigureTable> tables;
    if (source.options.sums_only) tables = {sums_table(source)};
    else tables = {pupil_table(source), spells_table(source), alerts_table(source), days_table(source)};
    tables.push_back(about_table(source));
    for (const FigureTable& table : tables) cells_ += FigureSheet(workbook_, table).write();
}

}  // namespace cbds::report
