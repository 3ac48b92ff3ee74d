/// Any bytes are read as CSV: the rows that are read are written, and must be the same when they are read again.
///
/// The first byte says how: which delimiter, strict or lenient, which encoding.

#include "cbds/io/csv.hpp"
#include "cbds/io/memory_input.hpp"

#include <array>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace cbds;

using Row = std::vector<std::optional<std::string>>;

io::CsvOptions options_of(std::uint8_t choice) {
    static constexpr std::array kDelimiters{',', ';', '\t', io::kDetectDelimiter};
    io::CsvOptions options;
    options.delimiter = kDelimiters[choice % 4];
    options.lenient = (choice & 4) != 0;
    options.same_width = (choice & 8) == 0;
    if ((choice & 16) != 0) options.encoding = io::Encoding::windows_1252;
    if ((choice & 32) != 0) options.otherwise = io::Encoding::windows_1252;
    return options;
}

/// The rows up to the first fault.
std::vector<Row> rows_of(io::CsvReader& reader, bool& fault) {
    std::vector<Row> rows;
    try {
        while (reader.next()) rows.emplace_back(reader.cells().begin(), reader.cells().end());
    } catch (const io::CsvError&) {
        fault = true;
    }
    return rows;
}

std::string written(const std::vector<Row>& rows, const io::CsvStyle& style) {
    std::string text;
    for (const Row& row : rows) io::append_csv_row(text, std::vector<io::CsvCell>(row.begin(), row.end()), style);
    return text;
}

void must_be_read_again(const std::vector<Row>& rows, const io::CsvStyle& style) {
    const std::string text = written(rows, style);
    io::MemoryStream stream(text);
    io::CsvReader reader(stream, "again.csv", {.delimiter = style.delimiter, .same_width = false});
    bool fault = false;
    const std::vector<Row> again = rows_of(reader, fault);
    if (!fault && again == rows) return;
    std::cerr << "not the same when it is read again:\n" << text << '\n';
    __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    io::MemoryStream stream(text);
    io::CsvReader reader(stream, "fuzz.csv", options_of(data[0]));
    bool fault = false;
    const std::vector<Row> rows = rows_of(reader, fault);
    // The first row may begin with what would be a byte order mark at the beginning of a file.
    if (!rows.empty() && rows[0][0] && rows[0][0]->starts_with("\xEF\xBB\xBF")) return 0;
    must_be_read_again(rows, {.delimiter = ',', .crlf = size % 2 == 0});
    must_be_read_again(rows, {.delimiter = ';'});
    return 0;
}
