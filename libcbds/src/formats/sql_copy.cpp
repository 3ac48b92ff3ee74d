#include "formats/sql_copy.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace cbds::formats {
namespace {

/// The letter behind the backslash; none for a character that stands for itself.
constexpr char escape_of(char c) {
    switch (c) {
        case '\\': return '\\';
        case '\t': return 't';
        case '\n': return 'n';
        case '\r': return 'r';
        default: return '\0';
    }
}

constexpr char character_of(char escape) {
    switch (escape) {
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case 'v': return '\v';
        default: return escape;
    }
}

void append_number(std::uint64_t number, std::string& out) {
    std::array<char, 20> digits;
    const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out += std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

/// Reads the digits of a character's number, three octal or, behind an `x`, two hexadecimal ones at most.
/// @returns how many characters of the text they are; 0: it is no number
std::size_t read_character_number(std::string_view text, char& c) {
    const bool hexadecimal = !text.empty() && text.front() == 'x';
    const std::string_view digits = text.substr(hexadecimal ? 1 : 0, hexadecimal ? 2 : 3);
    unsigned number = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, hexadecimal ? 16 : 8);
    if (error != std::errc{}) return 0;
    c = static_cast<char>(number);
    return static_cast<std::size_t>(stop - text.data());
}

/// How many of the first columns hold numbers that only the document as a whole gives.
std::size_t numbered_columns(const Table& table) {
    const auto first = std::ranges::find_if_not(table.columns, [](Key key) { return key == Key::document || key == Key::record; }, &Column::key);
    return static_cast<std::size_t>(first - table.columns.begin());
}

}  // namespace

void append_copy_value(std::string_view value, std::string& out) {
    for (std::size_t start = 0;;) {
        const std::size_t special = value.find_first_of("\\\t\n\r", start);
        out += value.substr(start, special - start);
        if (special == std::string_view::npos) return;
        out += '\\';
        out += escape_of(value[special]);
        start = special + 1;
    }
}

Cell copy_value(std::string_view written, std::string& storage) {
    if (written == "\\N") return std::nullopt;
    if (written.find('\\') == std::string_view::npos) return written;
    storage.clear();
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (written[i] != '\\' || i + 1 == written.size()) {
            storage += written[i];
            continue;
        }
        char c = character_of(written[++i]);
        const std::size_t digits = read_character_number(written.substr(i), c);
        if (digits > 0) i += digits - 1;
        storage += c;
    }
    return storage;
}

void CopyRows::row(std::size_t table, std::uint64_t record, std::span<const Cell> cells) {
    Lines& lines = tables_[table];
    const std::size_t begin = lines.bytes.size();
    const std::size_t numbered = numbered_columns(layout_.tables()[table]);
    lines.lines.push_back({begin, record});
    for (std::size_t i = numbered; i < cells.size(); ++i) {
        if (i > numbered) lines.bytes += '\t';
        if (cells[i]) append_copy_value(*cells[i], lines.bytes);
        else lines.bytes += "\\N";
    }
    size_ += lines.bytes.size() - begin + sizeof(Line);
}

void CopyRows::take(std::uint64_t document, std::uint64_t first_record, const std::function<void(std::size_t, std::string_view)>& sink) {
    for (std::size_t table = 0; table < tables_.size(); ++table) {
        if (tables_[table].lines.empty()) continue;
        complete(table, document, first_record);
        sink(table, complete_);
        tables_[table].bytes.clear();
        tables_[table].lines.clear();
    }
    size_ = 0;
}

void CopyRows::complete(std::size_t table, std::uint64_t document, std::uint64_t first_record) {
    const std::span<const Column> columns = layout_.tables()[table].columns;
    const std::span<const Column> numbered = columns.first(numbered_columns(layout_.tables()[table]));
    const Lines& lines = tables_[table];
    complete_.clear();
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
        const auto [begin, record] = lines.lines[i];
        for (const Column& column : numbered) {
            append_number(column.key == Key::document ? document : record == kNoRecord ? 0 : first_record + record + 1, complete_);
            if (&column != &columns.back()) complete_ += '\t';
        }
        const std::size_t end = i + 1 < lines.lines.size() ? lines.lines[i + 1].begin : lines.bytes.size();
        complete_.append(lines.bytes, begin, end - begin) += '\n';
    }
}

}  // namespace cbds::formats
