/// @file
/// One table as a sheet: heading, typed cells, widths.
#pragma once

#include "cbds/formats/tables.hpp"
#include "formats/xlsx_workbook.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace cbds::formats {

class SheetWriter {
public:
    /// Adds the sheet and writes the heading.
    SheetWriter(Workbook& workbook, const std::string& name, const Table& table, const schema::Dictionary& dictionary);

    /// @throws OutputError for more than a sheet can hold
    void add_row(std::span<const Cell> cells);

    /// Freezes the heading, sets filter and widths; hides a sheet without rows.
    void finish();

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] std::uint64_t rows() const noexcept { return next_row_ - 1; }
    [[nodiscard]] std::uint64_t cells() const noexcept { return cells_; }

private:
    enum class Kind : std::uint8_t { text, number, date };

    struct SheetColumn {
        std::string name;
        Kind kind = Kind::text;
        std::size_t width = 0;  ///< in characters, of what was seen of it
    };

    [[nodiscard]] static Kind kind_of(const Column& column, const schema::Dictionary& dictionary) noexcept;
    void write_heading();
    void write_cell(std::uint16_t column, std::string_view text);
    [[nodiscard]] bool write_typed(std::uint16_t column, std::string_view text);
    void write_text(std::uint16_t column, std::string_view text, lxw_format& format);
    [[nodiscard]] std::string place(std::uint16_t column) const;
    void set_width(std::uint16_t column);

    Workbook& workbook_;
    std::string name_;
    lxw_worksheet& sheet_;
    std::vector<SheetColumn> columns_;
    std::uint32_t next_row_ = 0;  ///< from 0, the heading's
    std::uint64_t cells_ = 0;
};

}  // namespace cbds::formats
