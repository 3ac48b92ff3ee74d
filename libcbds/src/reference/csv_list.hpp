/// @file
/// A list in a CSV file that the user gives: its rows by the names of the columns, one after the other.
///
/// RFC 4180 with what spreadsheets make of it: a byte order mark, UTF-16, semicolons or tabs in place of commas, any end
/// of line, empty lines, rows that are shorter than the heading. Text is UTF-8; a row that is not is read as Windows-1252.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/io/stream.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::reference {

class CsvList {
public:
    /// Reads the heading. @throws InputError where there is none
    CsvList(io::ByteStream& stream, std::string name);

    /// The column that has one of these headings, in any letter case; nothing where there is none.
    [[nodiscard]] std::optional<std::size_t> column(std::span<const std::string_view> headings) const noexcept;

    /// The same for a column that has to be there. @throws InputError that names the headings
    [[nodiscard]] std::size_t needed_column(std::span<const std::string_view> headings) const;

    /// Reads the next row that is not empty. @throws InputError with its line
    [[nodiscard]] bool next();

    /// A value of the row, without blanks around it; empty where the row ends before it.
    [[nodiscard]] std::string_view value(std::size_t column) const noexcept;
    [[nodiscard]] std::string_view value(std::optional<std::size_t> column) const noexcept {
        return column ? value(*column) : std::string_view{};
    }

    /// A value as a date, as 2026-01-31, 31-01-2026 or 31/01/2026; nothing where it is empty. @throws InputError
    [[nodiscard]] std::optional<identifiers::Date> date(std::optional<std::size_t> column) const;

    /// The row cannot be used. @throws InputError
    [[noreturn]] void fail(const std::string& what) const;

private:
    [[noreturn]] void fail_at(std::uint64_t line, const std::string& what) const;

    std::string name_;
    io::CsvReader reader_;
    std::vector<std::string> heading_;
};

/// Reads the file at a path, which may be packed, with `use`. @throws InputError
void read_list(const std::string& path, const std::function<void(io::ByteStream& stream, const std::string& name)>& use);

}  // namespace cbds::reference
