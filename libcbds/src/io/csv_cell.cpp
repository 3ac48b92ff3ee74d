#include "cbds/io/csv.hpp"
#include "io/ascii.hpp"
#include "io/csv_scan.hpp"

#include <algorithm>

namespace cbds::io {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Blanks at the ends are lost on some readers.
bool needs_quotes(std::string_view text, const CsvMarks& marks) {
    return text.empty() || is_blank(text.front()) || is_blank(text.back()) || marks.any_in(text);
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    for (std::size_t quote = text.find('"'); quote != std::string_view::npos; quote = text.find('"')) {
        out.append(text.substr(0, quote + 1)).append(1, '"');
        text.remove_prefix(quote + 1);
    }
    out.append(text).append(1, '"');
}

void append_cell(std::string& out, std::string_view text, const CsvMarks& marks) {
    if (needs_quotes(text, marks)) append_quoted(out, text);
    else out.append(text);
}

void append_protected(std::string& out, std::string_view text, const CsvMarks& marks) {
    std::string words = "'";
    append_cell(out, words.append(text), marks);
}

void append_styled(std::string& out, const CsvCell& cell, const CsvStyle& style, const CsvMarks& marks) {
    if (!cell) return;
    if (style.protect_formulas && looks_like_formula(*cell)) append_protected(out, *cell, marks);
    else append_cell(out, *cell, marks);
}

}  // namespace

bool looks_like_formula(std::string_view text) noexcept {
    constexpr std::string_view kStarts = "=+-@\t\r\n";
    return !text.empty() && kStarts.find(text.front()) != std::string_view::npos;
}

void append_csv_cell(std::string& out, const CsvCell& cell, const CsvStyle& style) {
    append_styled(out, cell, style, CsvMarks(style.delimiter));
}

void append_csv_row(std::string& out, std::span<const CsvCell> cells, const CsvStyle& style) {
    const CsvMarks marks(style.delimiter);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i != 0) out += style.delimiter;
        append_styled(out, cells[i], style, marks);
    }
    out += style.crlf ? "\r\n" : "\n";
}

std::optional<char> find_delimiter(std::string_view word) noexcept {
    struct Name {
        std::string_view word;
        char delimiter;
    };
    constexpr Name kNames[] = {{",", ','},     {"comma", ','}, {";", ';'},    {"semicolon", ';'}, {"|", '|'},
                               {"tab", '\t'}, {"\t", '\t'},   {"\\t", '\t'}, {"detect", kDetectDelimiter}};
    const auto* const found = std::ranges::find_if(kNames, [&](const Name& name) { return ascii::same_but_case(name.word, word); });
    return found == std::end(kNames) ? std::nullopt : std::optional(found->delimiter);
}

}  // namespace cbds::io
