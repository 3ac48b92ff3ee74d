#include "formats/xlsx_sheet.hpp"

#include "cbds/error.hpp"
#include "formats/xlsx_cells.hpp"

#include <xlsxwriter.h>

#include <algorithm>

namespace cbds::formats {
namespace {

constexpr std::uint32_t kMostRows = 1'048'576;
constexpr std::uint64_t kMostCharacters = 32'767;
constexpr std::uint8_t kA4 = 9;
constexpr std::uint32_t kRowsForWidth = 100;
constexpr std::size_t kLeastWidth = 8;
constexpr std::size_t kMostWidth = 40;
constexpr std::size_t kFilterButton = 3;  // its width beside the name of a column

}  // namespace

SheetWriter::Kind SheetWriter::kind_of(const Column& column, const schema::Dictionary& dictionary) noexcept {
    if (column.key != Key::none) return column.key == Key::roll ? Kind::text : Kind::number;
    if (column.type == schema::kNoType || column.label_of != SIZE_MAX) return Kind::text;
    const schema::TypeRow& type = dictionary.type(column.type);
    if (type.code_count != 0 || type.identifier != schema::Identifier::none) return Kind::text;
    switch (type.base) {
        case schema::Base::integer:
        case schema::Base::decimal:
        case schema::Base::year: return Kind::number;
        case schema::Base::date: return Kind::date;
        default: return Kind::text;
    }
}

SheetWriter::SheetWriter(Workbook& workbook, const std::string& name, const Table& table, const schema::Dictionary& dictionary)
    : workbook_(workbook), name_(name), sheet_(workbook.add_sheet(name)) {
    for (const Column& column : table.columns) columns_.push_back({column.name, kind_of(column, dictionary), column.name.size() + kFilterButton});
    write_heading();
}

void SheetWriter::write_heading() {
    for (std::uint16_t i = 0; i < columns_.size(); ++i) write_text(i, columns_[i].name, workbook_.header());
    ++next_row_;
}

void SheetWriter::add_row(std::span<const Cell> cells) {
    if (next_row_ == kMostRows)
        throw OutputError(workbook_.name() + ": the table " + name_ + " has more than 1,048,575 rows, which no sheet can hold; use csv or sqlite");
    for (std::uint16_t i = 0; i < cells.size(); ++i)
        if (cells[i]) write_cell(i, *cells[i]);
    ++next_row_;
}

void SheetWriter::write_cell(std::uint16_t column, std::string_view text) {
    if (next_row_ <= kRowsForWidth) columns_[column].width = std::max(columns_[column].width, utf16_length(text));
    if (text.empty()) {
        workbook_.check(worksheet_write_blank(&sheet_, next_row_, column, &workbook_.empty_text()));
        ++cells_;
    } else if (!write_typed(column, text)) {
        write_text(column, text, workbook_.text());
    }
}

/// @returns false where only a text says what is written
bool SheetWriter::write_typed(std::uint16_t column, std::string_view text) {
    const Kind kind = columns_[column].kind;
    const auto number = kind == Kind::number ? exact_number(text) : std::nullopt;
    const auto day = kind == Kind::date ? exact_day(text) : std::nullopt;
    if (number) workbook_.check(worksheet_write_number(&sheet_, next_row_, column, number->value, &workbook_.number(number->decimals)));
    else if (day) workbook_.check(worksheet_write_number(&sheet_, next_row_, column, *day, &workbook_.date()));
    else return false;
    ++cells_;
    return true;
}

void SheetWriter::write_text(std::uint16_t column, std::string_view text, lxw_format& format) {
    if (text.size() > kMostCharacters && utf16_length(text) > kMostCharacters)
        throw OutputError(workbook_.name() + ": " + place(column) + " has more than 32,767 characters, which no cell can hold; use csv or sqlite");
    workbook_.check(worksheet_write_string(&sheet_, next_row_, column, escape_cell_text(text).c_str(), &format));
    ++cells_;
}

std::string SheetWriter::place(std::uint16_t column) const {
    return "table " + name_ + ", row " + std::to_string(next_row_ + 1) + ", column " + columns_[column].name;
}

void SheetWriter::set_width(std::uint16_t column) {
    const Kind kind = columns_[column].kind;
    lxw_format* format = kind == Kind::text ? &workbook_.text() : kind == Kind::date ? &workbook_.date() : nullptr;
    const auto width = static_cast<double>(std::clamp(columns_[column].width + 1, kLeastWidth, kMostWidth));
    workbook_.check(worksheet_set_column(&sheet_, column, column, width, format));
}

void SheetWriter::finish() {
    const auto last_column = static_cast<std::uint16_t>(columns_.size() - 1);
    worksheet_freeze_panes(&sheet_, 1, 0);
    worksheet_set_paper(&sheet_, kA4);
    worksheet_set_landscape(&sheet_);
    workbook_.check(worksheet_repeat_rows(&sheet_, 0, 0));
    workbook_.check(worksheet_autofilter(&sheet_, 0, 0, next_row_ - 1, last_column));
    for (std::uint16_t i = 0; i < columns_.size(); ++i) set_width(i);
    // Without this every identifier would have a green corner.
    char range[LXW_MAX_CELL_RANGE_LENGTH] = {};
    lxw_rowcol_to_range(range, 0, 0, kMostRows - 1, last_column);
    workbook_.check(worksheet_ignore_errors(&sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
    if (rows() == 0) worksheet_hide(&sheet_);
}

}  // namespace cbds::formats
