/// @file
/// Parts of documents turned into rows.
#pragma once

#include "formats/irregular_part.hpp"

#include <array>
#include <string_view>
#include <unordered_map>

namespace cbds::formats {

/// Turns parts into the rows of a layout. One for each thread; the layout and the plan must outlive it.
class PartRows {
public:
    PartRows(const TableLayout& layout, const schema::Plan& plan);
    PartRows(const PartRows&) = delete;
    PartRows& operator=(const PartRows&) = delete;

    /// @param record  number of the record in its stretch; kNoRecord for header and school
    void put(const xml::Part& part, std::uint64_t record, RowSink& sink);

private:
    using Digits = std::array<char, 20>;
    using Labels = std::unordered_map<std::string_view, std::string_view>;  ///< by code

    /// The row of a table that is open, and how many there were in the part.
    struct OpenTable {
        std::vector<Cell> cells;
        std::uint64_t number = 0;
        Digits number_text{};
        Digits within_text{};
        std::size_t number_column = SIZE_MAX;
        std::size_t within_column = SIZE_MAX;
        std::size_t roll_column = SIZE_MAX;
        std::vector<std::pair<std::size_t, const Labels*>> labels;  ///< columns of labels
    };

    struct OpenRow {
        std::uint32_t node = 0;
        std::uint16_t table = 0;
    };

    void find_labels(const schema::Plan& plan);
    void put_rows(const xml::Part& part, std::span<const char> kept, std::uint64_t record, RowSink& sink);
    void open_row(const xml::Part& part, std::uint32_t node, std::uint16_t table);
    void close_row(std::uint64_t record, RowSink& sink);

    const TableLayout& layout_;
    ElementPlaces places_;
    IrregularPart irregular_;
    std::vector<OpenTable> tables_;
    std::vector<OpenRow> open_;
    std::unordered_map<schema::TypeId, Labels> labels_;
};

}  // namespace cbds::formats
