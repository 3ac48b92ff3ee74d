#include "formats/csv_rows.hpp"

#include <charconv>

namespace cbds::formats {
namespace {

void append_number(std::string& out, std::uint64_t number, char delimiter) {
    char digits[24];
    char* const end = std::to_chars(digits, digits + sizeof digits - 1, number).ptr;
    *end = delimiter;
    out.append(digits, end + 1);
}

}  // namespace

OpenKeys::OpenKeys(const Table& table) noexcept {
    const auto key_at = [&](std::size_t column) { return column < table.columns.size() ? table.columns[column].key : Key::none; };
    document = key_at(0) == Key::document;
    record = key_at(document ? 1 : 0) == Key::record;
}

CsvRows::CsvRows(const TableLayout& layout, const io::CsvStyle& style) : style_(style) {
    for (const Table& table : layout.tables()) {
        const OpenKeys keys(table);
        tables_.push_back({keys, keys.count() == table.columns.size(), {}, {}});
    }
}

void CsvRows::row(std::size_t table, std::uint64_t record, std::span<const Cell> cells) {
    Rows& rows = tables_[table];
    const std::size_t before = rows.text.size();
    io::append_csv_row(rows.text, cells.subspan(rows.keys.count()), style_);
    size_ += rows.text.size() - before;
    if (rows.keys.count() == 0) return;
    rows.rows.push_back({rows.text.size(), record});
    size_ += sizeof(Row);
}

void CsvRows::write(std::size_t table, std::uint64_t document, std::uint64_t first_record, std::ostream& out) {
    const Rows& rows = tables_[table];
    const auto put = [&](const std::string& text) { out.write(text.data(), static_cast<std::streamsize>(text.size())); };
    if (rows.keys.count() == 0) return put(rows.text);
    lines_.clear();
    std::size_t begin = 0;
    for (const Row& row : rows.rows) {
        if (rows.keys.document) append_number(lines_, document, style_.delimiter);
        if (rows.keys.record) append_number(lines_, row.record == kNoRecord ? 0 : first_record + row.record + 1, style_.delimiter);
        if (rows.only_keys) lines_.pop_back();
        lines_.append(rows.text, begin, row.end - begin);
        begin = row.end;
    }
    put(lines_);
}

void CsvRows::clear() noexcept {
    for (Rows& rows : tables_) {
        rows.text.clear();
        rows.rows.clear();
    }
    size_ = 0;
}

}  // namespace cbds::formats
