/// @file
/// Rows as text of CSV, made by several threads.
#pragma once

#include "cbds/io/csv.hpp"
#include "formats/table_writer.hpp"

#include <ostream>
#include <vector>

namespace cbds::formats {

/// The columns that a table's rows begin with and that nobody knows before a row has its place: document and record.
struct OpenKeys {
    bool document = false;
    bool record = false;

    explicit OpenKeys(const Table& table) noexcept;

    [[nodiscard]] std::size_t count() const noexcept { return std::size_t{document} + std::size_t{record}; }
};

class CsvRows final : public RowEncoder {
public:
    /// The layout must outlive it.
    CsvRows(const TableLayout& layout, const io::CsvStyle& style);

    void row(std::size_t table, std::uint64_t record, std::span<const Cell> cells) override;
    [[nodiscard]] std::size_t size() const noexcept override { return size_; }

    [[nodiscard]] bool has(std::size_t table) const noexcept { return !tables_[table].text.empty(); }

    /// Writes the rows of a table.
    void write(std::size_t table, std::uint64_t document, std::uint64_t first_record, std::ostream& out);

    /// Forgets all rows.
    void clear() noexcept;

private:
    /// Where a row ends in the text of its table, and its record.
    struct Row {
        std::size_t end;
        std::uint64_t record;
    };

    /// The rows of a table without the keys that are open.
    struct Rows {
        OpenKeys keys;
        bool only_keys;  ///< there is no other column
        std::string text;
        std::vector<Row> rows;  ///< empty where no key is open
    };

    io::CsvStyle style_;
    std::vector<Rows> tables_;
    std::size_t size_ = 0;
    std::string lines_;  ///< rows with all their keys
};

}  // namespace cbds::formats
