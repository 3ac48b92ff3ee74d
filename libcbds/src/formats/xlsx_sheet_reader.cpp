#include "formats/xlsx_sheet_reader.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cbds::formats {
namespace {

constexpr std::uint32_t kMostColumns = 16'384;
constexpr std::uint32_t kMostRows = 1'048'576;

/// Far more than the cells of a row can have.
constexpr std::size_t kLongestRow = 64 << 20;

/// The column of `AB12`; 0 where there is none that a sheet has.
std::uint32_t column_of(std::string_view reference) {
    std::uint32_t column = 0;
    for (const char c : reference) {
        if (!ascii::is_capital(c)) break;
        column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
        if (column > kMostColumns) return 0;
    }
    return column;
}

std::optional<double> number_of(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

/// `2026-01-15T00:00:00`, as some programs write a date.
std::string_view without_midnight(std::string_view text) { return text.substr(0, text.find("T00:00:00")); }

}  // namespace

const PartStep SheetReader::kSteps[] = {
    {kOutside, "worksheet", sheet}, {sheet, "sheetData", data}, {data, "row", one_row}, {one_row, "c", cell}, {cell, "v", value},
    {cell, "f", formula},            {cell, "is", in_cell},      {in_cell, "t", plain},  {in_cell, "r", run}, {run, "t", plain}};

std::string column_letters(std::uint32_t column) {
    std::string letters;
    for (; column != 0; column = (column - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

SheetReader::SheetReader(SheetContext context, std::function<bool(const SheetRow&)> row)
    : PartReader(kSteps), context_(std::move(context)), give_row_(std::move(row)) {}

void SheetReader::enter(PartState state, PartAttributes attributes) {
    if (state == one_row) begin_row(attributes);
    if (state == cell) begin_cell(attributes);
    if (state == formula) has_formula_ = true;
    if (state == value || state == in_cell) has_value_ = true;
}

void SheetReader::characters(PartState state, std::string_view characters) {
    if (state != value && state != plain) return;
    if (row_.texts.size() + value_.size() + characters.size() > kLongestRow)
        throw DocumentError("the workbook is damaged: a row has more characters than its cells can have");
    value_ += characters;
}

void SheetReader::leave(PartState state) {
    if (state == cell) end_cell();
    if (state == one_row && !row_.cells.empty() && !give_row_(row_)) stop();
}

/// Numbers of rows and columns may be left out: then they count on.
void SheetReader::begin_row(PartAttributes attributes) {
    const std::uint64_t number = number_attribute(attributes, "r", row_.number + 1);
    if (number == 0 || number > kMostRows) throw DocumentError("the workbook is damaged: a sheet has a row that cannot be");
    row_.number = static_cast<std::uint32_t>(number);
    row_.cells.clear();
    row_.texts.clear();
    column_ = 0;
}

void SheetReader::begin_cell(PartAttributes attributes) {
    const std::string_view reference = attribute(attributes, "r");
    column_ = reference.empty() ? column_ + 1 : column_of(reference);
    if (column_ == 0 || column_ > kMostColumns) throw DocumentError("the workbook is damaged: a sheet has a column that cannot be");
    type_ = attribute(attributes, "t");
    style_ = number_attribute(attributes, "s", 0);
    value_.clear();
    has_value_ = false;
    has_formula_ = false;
}

void SheetReader::end_cell() {
    if (!has_value_ && !has_formula_ && format().shown != Shown::empty_text) return;
    const std::string_view fault = resolve();
    row_.cells.push_back({column_, row_.texts.size(), value_.size(), fault});
    row_.texts += value_;
}

NumberFormat SheetReader::format() const noexcept { return style_ < context_.styles.size() ? context_.styles[style_] : NumberFormat{}; }

/// Makes the value a text.
/// @returns what is wrong with it; empty for nothing
std::string_view SheetReader::resolve() {
    if (type_ == "e") return "holds an error, as #N/A and #REF! are; correct it";
    if (has_formula_ && !has_value_) return "holds a formula that was not calculated; open the workbook in a spreadsheet program and save it";
    if (type_ == "s") return resolve_shared();
    if (type_ == "inlineStr" || type_ == "str") value_ = unescape_cell_text(value_);
    else if (type_ == "b") value_ = is_true(value_) ? "true" : "false";
    else if (type_ == "d") value_ = std::string(without_midnight(value_));
    else if (!value_.empty()) return resolve_number();
    return {};
}

std::string_view SheetReader::resolve_shared() {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), number);
    if (error != std::errc() || end != value_.data() + value_.size() || !context_.strings.get(number, value_))
        return "holds a text that the workbook does not have: it is damaged";
    return {};
}

std::string_view SheetReader::resolve_number() {
    const auto number = number_of(value_);
    if (!number) return "holds no number where one should be: the workbook is damaged";
    const NumberFormat shown = format();
    if (shown.shown == Shown::number || shown.shown == Shown::empty_text) {
        if (std::abs(*number) > kLargestExact) return "holds a number of more than 15 digits, of which the last are lost; enter it as text";
        value_ = number_text(*number, shown.decimals);
        return {};
    }
    auto date = date_text(*number, shown.shown, context_.from_1904);
    if (!date) return "holds a date of before 1 March 1900, on which programs do not agree, or none at all; enter it as text, YYYY-MM-DD";
    value_ = *std::move(date);
    return {};
}

}  // namespace cbds::formats
