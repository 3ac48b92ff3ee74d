/// A register as a workbook: a pupil a row, a column for each session, as a spreadsheet user makes them.

#include "cbds/error.hpp"
#include "formats/xlsx_cells.hpp"
#include "formats/xlsx_workbook.hpp"
#include "register/written.hpp"

#include <xlsxwriter.h>

namespace cbds::registers {
namespace {

constexpr std::size_t kMostSheetRows = 1'048'576;
constexpr std::size_t kMostSheetColumns = 16'384;
constexpr double kKeyWidth = 16;      // characters
constexpr double kSessionWidth = 14;

/// One row after the other; every cell is a text, so that no program takes / or - for something else.
class RegisterSheet {
public:
    RegisterSheet(formats::Workbook& workbook, std::size_t columns) : workbook_(workbook), sheet_(workbook.add_sheet("register")), columns_(columns) {}

    void cell(std::size_t column, std::string_view text, lxw_format& format) {
        if (text.empty()) return;
        workbook_.check(worksheet_write_string(&sheet_, row_, static_cast<std::uint16_t>(column), formats::escape_cell_text(text).c_str(), &format));
        ++cells_;
    }
    void end_row() noexcept { ++row_; }

    /// @returns how many cells there are
    std::uint64_t finish(std::size_t keys) {
        const auto last = static_cast<std::uint16_t>(columns_ - 1);
        const auto first_session = static_cast<std::uint16_t>(keys);
        worksheet_freeze_panes(&sheet_, 1, first_session);
        workbook_.check(worksheet_set_column(&sheet_, 0, static_cast<std::uint16_t>(keys - 1), kKeyWidth, &workbook_.text()));
        if (columns_ > keys) workbook_.check(worksheet_set_column(&sheet_, first_session, last, kSessionWidth, &workbook_.text()));
        char range[LXW_MAX_CELL_RANGE_LENGTH] = {};
        lxw_rowcol_to_range(range, 0, 0, row_, last);
        workbook_.check(worksheet_ignore_errors(&sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
        return cells_;
    }

private:
    formats::Workbook& workbook_;
    lxw_worksheet& sheet_;
    std::size_t columns_;
    std::uint32_t row_ = 0;
    std::uint64_t cells_ = 0;
};

void check_size(const Register& source, std::size_t columns, const std::string& name) {
    if (source.enrolments.size() >= kMostSheetRows || columns > kMostSheetColumns)
        throw OutputError(name + ": no sheet holds as many pupils or sessions; write marks-csv, or fewer days");
}

}  // namespace

void write_register_xlsx(const Register& source, const RegisterWriteOptions& options, io::OutputPath file) {
    const KeyColumns keys(source);
    const std::set<SessionNumber> sessions = sessions_with_marks(source, options.period);
    check_size(source, keys.count() + sessions.size(), file.name());
    formats::Workbook workbook(std::move(file));
    RegisterSheet sheet(workbook, keys.count() + sessions.size());
    std::vector<std::string> heading;
    keys.append_heading(heading);
    for (const SessionNumber session : sessions) heading.push_back(session_heading(session));
    for (std::size_t i = 0; i < heading.size(); ++i) sheet.cell(i, heading[i], workbook.header());
    sheet.end_row();
    std::vector<io::CsvCell> cells;
    for (const Enrolment& enrolment : source.enrolments) {
        cells.clear();
        keys.append(enrolment, cells);
        for (const SessionNumber session : sessions)
            cells.push_back(is_recorded(enrolment, session) ? io::CsvCell(source.code(enrolment.marks.at(session))) : io::CsvCell());
        for (std::size_t i = 0; i < cells.size(); ++i) sheet.cell(i, cells[i].value_or(""), workbook.text());
        sheet.end_row();
    }
    workbook.commit(sheet.finish(keys.count()));
}

}  // namespace cbds::registers
