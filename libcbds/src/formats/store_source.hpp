/// @file
/// Where rows are kept: the tables of a database that hold those of a layout, with the queries that give them in order.
#pragma once

#include "cbds/formats/tables.hpp"
#include "formats/sqlite_database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// A table of the database. Keys are SQL expressions; a key that is not there has one that stands for it.
struct TableSource {
    std::string from;      ///< what follows FROM; empty: the table is not there
    std::string document;
    std::string record;
    std::string number;
    std::string within;
    std::string roll;
    std::vector<std::pair<std::size_t, std::string>> columns;  ///< columns of the layout, and their SQL expressions

    [[nodiscard]] bool is_there() const noexcept { return !from.empty(); }
};

/// All of them.
struct StoreSource {
    SqliteDatabase& database;
    const TableLayout& layout;
    std::vector<TableSource> tables;  ///< by table of the layout

    /// The table of the records themselves, on whatever roll.
    [[nodiscard]] std::size_t own_table() const noexcept;
};

/// A name between double quotation marks.
[[nodiscard]] std::string sql_name(std::string_view name);

/// A table whose columns have names of the layout, in any letter case; others are passed over.
[[nodiscard]] TableSource source_of(const Table& table, const std::string& name, const std::vector<std::string>& columns);

/// The rows of one part, table by table. Texts are valid until `clear`.
class PartData {
public:
    struct Row {
        std::int64_t number = 0;
        std::int64_t within = 0;     ///< 0: it belongs to the part itself
        std::size_t first_cell = 0;
        bool used = false;
    };

    explicit PartData(const TableLayout& layout) : layout_(layout), rows_(layout.tables().size()) {}

    void clear();
    Row& add(std::size_t table);
    void set(const Row& row, std::size_t column, std::string_view text);
    [[nodiscard]] Cell cell(const Row& row, std::size_t column) const;

    [[nodiscard]] std::vector<Row>& rows(std::size_t table) { return rows_[table]; }

private:
    struct Place {
        std::size_t offset = 0;
        std::size_t length = SIZE_MAX;  ///< SIZE_MAX: absent
    };

    const TableLayout& layout_;
    std::vector<std::vector<Row>> rows_;
    std::vector<Place> cells_;
    std::string text_;
};

/// Goes through the rows of one table and document in the order of their keys.
class RowCursor {
public:
    RowCursor(const StoreSource& source, std::size_t table);

    /// Begins again, with the rows of this document.
    void begin(std::int64_t document);

    /// Adds the rows of one record; records are asked for in rising order. 0 for what stands outside records.
    void read(std::int64_t record, PartData& data);

    [[nodiscard]] std::int64_t document() const noexcept { return document_; }

private:
    void step();

    std::size_t table_;
    std::vector<std::size_t> columns_;  ///< of the layout, as selected
    SqliteStatement statement_;
    std::int64_t document_ = 0;
    std::int64_t record_ = 0;  ///< of the row at hand
    bool done_ = true;
};

}  // namespace cbds::formats
