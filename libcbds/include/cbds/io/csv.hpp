/// @file
/// CSV as RFC 4180 has it: rows out of a stream of bytes, and cells into a text.
///
/// A cell with nothing in it is absent; one with two quotation marks is an empty text. The two are kept apart, reading and
/// writing. A line with nothing on it is no row: for that reason a row of one absent cell cannot be written.
#pragma once

#include "cbds/error.hpp"
#include "cbds/io/encoding.hpp"
#include "cbds/io/stream.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::io {

/// A cell: absent, or a text, which may be empty.
using CsvCell = std::optional<std::string_view>;

/// As the delimiter: whichever of `,` `;` and tab stands most often in the first row.
inline constexpr char kDetectDelimiter = '\0';

/// The delimiter that a user names: `,` `;` `|`, `tab` (or one, or `\t`), `comma`, `semicolon`, `detect`; nothing for another word.
[[nodiscard]] std::optional<char> find_delimiter(std::string_view word) noexcept;

struct CsvOptions {
    char delimiter = ',';
    std::optional<Encoding> encoding = std::nullopt;   ///< nothing: UTF-8. A byte order mark of UTF-16 or UTF-32 is believed before this
    std::optional<Encoding> otherwise = std::nullopt;  ///< an encoding of 8 bits for the rows that are not UTF-8, whatever the others are
    bool same_width = true;             ///< every row has as many cells as the first
    bool lenient = false;  ///< takes a quotation mark within a cell that is not quoted for a character, and passes over blanks behind one that closes
    std::size_t longest_cell = std::size_t{1} << 20;  ///< bytes
    std::size_t longest_row = std::size_t{32} << 20;  ///< bytes
    std::size_t most_columns = 10'000;
};

/// What is wrong with a CSV file. The message is `pupils.csv: row 7, column 3 (DOB): ` and the reason.
class CsvError : public DocumentError {
public:
    CsvError(const std::string& place, std::string reason, std::uint64_t line)
        : DocumentError(place + ": " + reason), reason_(std::move(reason)), line_(line) {}

    [[nodiscard]] const std::string& reason() const noexcept { return reason_; }
    [[nodiscard]] std::uint64_t line() const noexcept { return line_; }

private:
    std::string reason_;
    std::uint64_t line_;
};

/// Reads row by row; the first row is the heading. Ends of lines are CR LF, LF or CR, and may stand within quotation marks.
class CsvReader {
public:
    /// @param stream  must outlive the reader
    /// @param name    of the file, for messages
    CsvReader(ByteStream& stream, std::string name, const CsvOptions& options = {});

    /// Reads the next row; lines with nothing on them are passed over.
    /// @returns false at the end
    /// @throws CsvError where the file is at fault, InputError where it cannot be read
    [[nodiscard]] bool next();

    /// The cells of the row, until the next call.
    [[nodiscard]] std::span<const CsvCell> cells() const noexcept { return cells_; }

    /// The cells of the first row, once that has been read.
    [[nodiscard]] const std::vector<std::string>& heading() const noexcept { return heading_; }

    /// Number of the row from 1, as a spreadsheet counts: the heading and lines with nothing on them too.
    [[nodiscard]] std::uint64_t row() const noexcept { return row_; }

    /// Line on which the row begins, from 1.
    [[nodiscard]] std::uint64_t line() const noexcept { return row_line_; }

    [[nodiscard]] char delimiter() const noexcept { return delimiter_; }

    /// Where the row, or a cell of it, stands: `pupils.csv: row 7, column 3 (DOB)`. @param column  from 0
    [[nodiscard]] std::string place(std::optional<std::size_t> column = std::nullopt) const;

    /// The row, or a cell of it, is not what it should be. @throws CsvError
    [[noreturn]] void fail(std::string reason, std::optional<std::size_t> column = std::nullopt) const;

private:
    void begin();
    void detect_delimiter();
    void fill();
    void make_room();
    void convert_raw();
    void append(std::string_view text);
    [[nodiscard]] bool read_row();
    [[nodiscard]] bool split_row();
    [[nodiscard]] const char* end_of_plain(const char* at);
    [[nodiscard]] const char* end_of_quoted(const char* at);
    void add(std::string_view text, bool quoted);
    void finish_row(const char* row_end);
    void undouble_quotes();
    void convert_cells(std::size_t row_size);
    [[nodiscard]] std::optional<std::size_t> column_at_end() const noexcept;
    [[nodiscard]] std::size_t column_of(const char* at) const noexcept;

    ByteStream& stream_;
    std::string name_;
    CsvOptions options_;
    char delimiter_;
    std::optional<Utf8Converter> converter_;  ///< of a file that is not UTF-8
    Encoding encoding_ = Encoding::utf8;
    std::string raw_;                         ///< bytes before their conversion
    std::vector<char> buffer_;                ///< the row, and what has been read behind it
    std::size_t at_ = 0;                      ///< where the row begins in it
    std::size_t end_ = 0;
    bool begun_ = false;
    bool ended_ = false;   ///< there is nothing more to be read
    bool broken_ = false;  ///< what follows is no text of the encoding
    std::uint64_t row_ = 0;
    std::uint64_t line_ = 1;  ///< on which the next row begins
    std::uint64_t row_line_ = 1;
    std::uint64_t lines_within_ = 0;  ///< ends of lines in the quoted cells of the row
    std::vector<std::string> heading_;
    std::vector<CsvCell> cells_;
    std::vector<std::size_t> doubled_;  ///< the cells with doubled quotation marks
    std::string converted_;
};

/// How cells are written.
struct CsvStyle {
    char delimiter = ',';
    bool crlf = false;              ///< rows end with CR LF, else with LF
    bool protect_formulas = false;  ///< what a spreadsheet would take for a formula gets an apostrophe in front; it is not read back
};

/// Appends a cell, in quotation marks where it needs them: a delimiter, a quotation mark, an end of line, a blank at
/// either end, an empty text.
void append_csv_cell(std::string& out, const CsvCell& cell, const CsvStyle& style = {});

/// Appends the cells, delimiters between them, and the end of the line.
void append_csv_row(std::string& out, std::span<const CsvCell> cells, const CsvStyle& style = {});

/// A spreadsheet would take the text for a formula: it begins with `=`, `+`, `-`, `@` or a control character that hides one.
[[nodiscard]] bool looks_like_formula(std::string_view text) noexcept;

}  // namespace cbds::io
