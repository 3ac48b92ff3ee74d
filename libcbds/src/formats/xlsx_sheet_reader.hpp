/// @file
/// Reading a sheet row by row, as texts: numbers and dates in the form in which documents have them.
#pragma once

#include "formats/xlsx_cells.hpp"
#include "formats/xlsx_part.hpp"
#include "formats/xlsx_strings.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// A cell that is not blank.
struct SheetCell {
    std::uint32_t column = 0;    ///< from 1
    std::size_t offset = 0;      ///< of its text among those of the row
    std::size_t length = 0;
    std::string_view fault;      ///< why it has no value: "holds ...; what to do"; empty where it has one
};

struct SheetRow {
    std::uint32_t number = 0;  ///< from 1
    std::vector<SheetCell> cells;
    std::string texts;

    [[nodiscard]] std::string_view text(const SheetCell& cell) const { return std::string_view(texts).substr(cell.offset, cell.length); }
};

/// `A`, `AB`: a column as spreadsheets call it.
[[nodiscard]] std::string column_letters(std::uint32_t column);

/// What all sheets of a workbook share.
struct SheetContext {
    std::span<const NumberFormat> styles;
    const SpooledTexts& strings;
    bool from_1904 = false;
};

class SheetReader final : public PartReader {
public:
    /// @param row  takes each row that has cells; false: no more are wanted
    SheetReader(SheetContext context, std::function<bool(const SheetRow&)> row);

private:
    enum State : PartState { sheet = 1, data, one_row, cell, formula, value, in_cell, run, plain };
    static const PartStep kSteps[];

    void enter(PartState state, PartAttributes attributes) override;
    void leave(PartState state) override;
    void characters(PartState state, std::string_view characters) override;

    void begin_row(PartAttributes attributes);
    void begin_cell(PartAttributes attributes);
    void end_cell();
    [[nodiscard]] std::string_view resolve();
    [[nodiscard]] std::string_view resolve_number();
    [[nodiscard]] std::string_view resolve_shared();
    [[nodiscard]] NumberFormat format() const noexcept;

    SheetContext context_;
    std::function<bool(const SheetRow&)> give_row_;
    SheetRow row_;
    std::uint32_t column_ = 0;
    std::string type_;
    std::uint64_t style_ = 0;
    std::string value_;
    bool has_value_ = false;
    bool has_formula_ = false;
};

}  // namespace cbds::formats
