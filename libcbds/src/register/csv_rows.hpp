/// @file
/// What the readers of CSV have in common: how a file is read, and whose a row is.
#pragma once

#include "cbds/io/csv.hpp"
#include "register/columns.hpp"
#include "register/readers.hpp"
#include "register/row_owner.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cbds::registers {

/// A CSV file whose heading has been read.
class CsvRows {
public:
    /// @throws DocumentError where the file is empty, InputError
    CsvRows(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder);

    /// Reads the next row. One with nothing but blanks in its cells, as a spreadsheet leaves it behind, is none.
    /// @throws DocumentError, InputError
    [[nodiscard]] bool next();

    [[nodiscard]] const ColumnPlaces& places() const noexcept { return places_; }
    [[nodiscard]] const std::vector<std::string>& heading() const noexcept { return csv_.heading(); }
    [[nodiscard]] std::span<const io::CsvCell> cells() const noexcept { return csv_.cells(); }
    [[nodiscard]] std::string_view text(Column column) const noexcept { return places_.text(csv_.cells(), column); }
    [[nodiscard]] std::uint32_t line() const noexcept;
    [[nodiscard]] std::uint16_t file() const noexcept { return file_; }

    /// The cell as a date; one that is none becomes an incident. Empty: nothing.
    [[nodiscard]] std::optional<Date> date(Column column, std::uint32_t enrolment = Incident::kNoEnrolment);

    /// The school of the row; nothing where the file names schools, and the row none.
    [[nodiscard]] std::optional<std::uint32_t> school();

    /// The enrolment of the row; where it tells no pupil or no school that becomes an incident.
    [[nodiscard]] std::optional<std::uint32_t> enrolment();

    /// Something is wrong with a cell of the row.
    void incident(Incident::Kind kind, std::string_view value, std::string_view column, std::uint32_t enrolment = Incident::kNoEnrolment,
                  SessionNumber session = 0);

    /// Tells once of the columns that mean nothing here.
    /// @param used      columns that do, beside those of schools and pupils
    /// @param sessions  places of others that do
    void tell_unused(std::initializer_list<Column> used, std::span<const std::size_t> sessions = {}) const;

    /// The file is not what it should be. @throws DocumentError
    [[noreturn]] void fail(const std::string& why) const;

private:
    std::string name_;
    const ReaderContext& context_;
    RegisterBuilder& builder_;
    io::CsvReader csv_;
    std::uint16_t file_;
    ColumnPlaces places_;
};

/// How registers, and the tables beside them, are read: rows may be shorter or longer than the heading, and have stray quotation marks.
/// @param encoding  nothing: UTF-8, and Windows-1252 for rows that are not
[[nodiscard]] io::CsvOptions csv_options(const ColumnNames& names, std::optional<io::Encoding> encoding);

/// Tells once of the columns of a file that mean nothing in it.
/// @param csv       whose heading has been read
/// @param used      columns that do, beside those of schools and pupils
/// @param sessions  places of others that do
void tell_unused_columns(const io::CsvReader& csv, const ColumnPlaces& places, const std::string& name, const ReaderContext& context,
                         std::initializer_list<Column> used, std::span<const std::size_t> sessions = {});

/// What is told of a file without a heading.
[[nodiscard]] std::string no_heading(const std::string& name);

}  // namespace cbds::registers
