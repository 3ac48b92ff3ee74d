#include "listing.hpp"

#include "cbds/io/csv.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace cbds::cli {
namespace {

/// Columns of a terminal that a text takes, as far as labels go: one a code point.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & '\xC0') != '\x80'; }));
}

/// The widths of the columns; 0 for one in which nothing stands.
std::vector<std::size_t> widths_of(const Listing& listing) {
    std::vector<std::size_t> widths(listing.columns.size(), 0);
    for (const Row& row : listing.rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    for (std::size_t i = 0; i < widths.size(); ++i)
        if (widths[i] != 0) widths[i] = std::max(widths[i], listing.columns[i].heading.size());
    return widths;
}

/// Columns side by side, empty ones left out. Nothing found is nothing printed.
void write_text(const Listing& listing, std::ostream& out) {
    const std::vector<std::size_t> widths = widths_of(listing);
    const auto write_row = [&](const Row& row) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            if (widths[i] != 0) line.append(row[i]).append(widths[i] + 2 - width_of(row[i]), ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << '\n';
    };
    if (listing.rows.empty()) return;
    write_row(listing.heading());
    for (const Row& row : listing.rows) write_row(row);
}

void write_csv(const Listing& listing, std::ostream& out) {
    const auto write_row = [&](const Row& row) {
        std::vector<io::CsvCell> cells;
        for (const std::string& text : row) cells.push_back(text.empty() ? std::nullopt : io::CsvCell(text));
        std::string line;
        io::append_csv_row(line, cells, {.crlf = true});
        out << line;
    };
    write_row(listing.heading());
    for (const Row& row : listing.rows) write_row(row);
}

nlohmann::ordered_json json_of(const std::string& text, Kind kind) {
    if (kind == Kind::words) return words_of(text);
    if (kind == Kind::number && text.empty()) return nullptr;
    return kind == Kind::number ? nlohmann::ordered_json(std::stoul(text)) : nlohmann::ordered_json(text);
}

nlohmann::ordered_json json_of(const Listing& listing, const Row& row) {
    auto object = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[listing.columns[i].heading] = json_of(row[i], listing.columns[i].kind);
    return object;
}

void write_json(const Listing& listing, std::ostream& out) {
    auto array = nlohmann::ordered_json::array();
    for (const Row& row : listing.rows) array.push_back(json_of(listing, row));
    out << array.dump(2) << '\n';
}

void write_ndjson(const Listing& listing, std::ostream& out) {
    for (const Row& row : listing.rows) out << json_of(listing, row).dump() << '\n';
}

}  // namespace

Row Listing::heading() const {
    Row row;
    for (const Column& column : columns) row.push_back(column.heading);
    return row;
}

void write_listing(const Listing& listing, std::string_view format, std::ostream& out) {
    if (format == "json") write_json(listing, out);
    else if (format == "ndjson") write_ndjson(listing, out);
    else if (format == "csv") write_csv(listing, out);
    else write_text(listing, out);
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end != 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

}  // namespace cbds::cli
