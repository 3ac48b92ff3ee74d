#include "formats/xlsx_about.hpp"

#include <xlsxwriter.h>

#include <array>

namespace cbds::formats {
namespace {

constexpr std::array<const char*, 5> kNotes{
    "Each sheet is a table. The columns document, record, number and within say which rows belong together.",
    "Identifiers and codes are texts: they keep their leading zeros. Dates and counts are dates and numbers.",
    "A grey cell is an item that is there but empty; a white empty cell is an item that is not there.",
    "Columns that end with _label explain the codes beside them. They are not read back, nor is this sheet.",
    "Sheets without rows are hidden.",
};

/// Writes one row after the other; counts the cells.
class Lines {
public:
    Lines(Workbook& workbook, lxw_worksheet& sheet) : workbook_(workbook), sheet_(sheet) {}

    void text(std::uint16_t column, const std::string& text, lxw_format* format = nullptr) {
        if (text.empty()) return;
        workbook_.check(worksheet_write_string(&sheet_, row_, column, text.c_str(), format));
        ++cells_;
    }

    void number(std::uint16_t column, std::uint64_t number) {
        workbook_.check(worksheet_write_number(&sheet_, row_, column, static_cast<double>(number), &workbook_.number(0)));
        ++cells_;
    }

    void end_line() noexcept { ++row_; }
    [[nodiscard]] std::uint64_t cells() const noexcept { return cells_; }

private:
    Workbook& workbook_;
    lxw_worksheet& sheet_;
    std::uint32_t row_ = 0;
    std::uint64_t cells_ = 0;
};

std::string edition_list(const std::vector<schema::Edition>& editions) {
    std::string list;
    for (const schema::Edition edition : editions) list += (list.empty() ? "" : ", ") + schema::edition_date(edition);
    return list;
}

std::string meaning_of(const Table& table, const schema::Dictionary& dictionary) {
    if (table.extras()) return "What the other sheets cannot say; needed to write the documents again";
    return std::string(dictionary.element(table.elements.front()).documentation);
}

void write_tables(Lines& lines, Workbook& workbook, const TableLayout& layout, const std::deque<SheetWriter>& sheets) {
    lines.text(0, "Sheet", &workbook.header());
    lines.text(1, "What a row is", &workbook.header());
    lines.text(2, "Rows", &workbook.header());
    lines.end_line();
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        lines.text(0, sheets[i].name());
        lines.text(1, meaning_of(layout.tables()[i], layout.dictionary()));
        lines.number(2, sheets[i].rows());
        lines.end_line();
    }
}

}  // namespace

std::uint64_t write_about(Workbook& workbook, lxw_worksheet& sheet, const AboutWorkbook& about, const TableLayout& layout,
                          const std::deque<SheetWriter>& sheets) {
    Lines lines(workbook, sheet);
    lines.text(0, std::string(schema::collection_title(layout.collection())), &workbook.header());
    lines.text(1, edition_list(about.editions));
    lines.end_line();
    lines.text(0, "Documents", &workbook.header());
    lines.text(1, std::to_string(about.documents));
    lines.end_line();
    lines.end_line();
    write_tables(lines, workbook, layout, sheets);
    lines.end_line();
    for (const char* note : kNotes) {
        lines.text(0, note);
        lines.end_line();
    }
    worksheet_set_paper(&sheet, 9);  // A4
    worksheet_set_landscape(&sheet);
    worksheet_fit_to_pages(&sheet, 1, 0);
    workbook.check(worksheet_set_column(&sheet, 0, 0, 26, nullptr));
    workbook.check(worksheet_set_column(&sheet, 1, 1, 90, nullptr));
    return lines.cells();
}

}  // namespace cbds::formats
