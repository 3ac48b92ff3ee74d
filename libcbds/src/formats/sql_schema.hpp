/// @file
/// What the databases make of a layout of tables: keys, references, indexes, kinds of values, code sets.
#pragma once

#include "cbds/formats/tables.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::formats {

/// The format of the databases, as their table `cbds_info` names it.
inline constexpr std::string_view kTablesFormat = "cbds.tables/1";
inline constexpr std::string_view kInfoTable = "cbds_info";
inline constexpr std::string_view kCodeTablePrefix = "code_";

/// What a column is to a query.
enum class ValueKind : std::uint8_t { text, whole, decimal, boolean, date, moment, clock };

[[nodiscard]] ValueKind kind_of(const Column& column, const schema::Dictionary& dictionary) noexcept;

/// Whether a column holds numbers that only link rows.
[[nodiscard]] bool is_number_key(const Column& column) noexcept;

/// The type of a column that has a code set; `kNoType` for another.
[[nodiscard]] schema::TypeId code_set_of(const Column& column, const schema::Dictionary& dictionary) noexcept;

/// An identifier and a text, as SQL writes them.
[[nodiscard]] std::string quoted(std::string_view identifier);
[[nodiscard]] std::string literal(std::string_view text);

/// `"document", "record"`
[[nodiscard]] std::string name_list(const std::vector<std::string>& names);

/// The columns of a table's key; none where the layout was cut down to one table, and for `extras`.
[[nodiscard]] std::vector<std::string> primary_key(const Table& table);

/// The columns that say which row of the table above a row belongs to, and that table.
struct Reference {
    std::vector<std::string> columns;
    const Table* table = nullptr;
    std::vector<std::string> their_columns;
};
[[nodiscard]] std::optional<Reference> reference(const TableLayout& layout, const Table& table);

/// The lists of columns that queries look rows up by, beside the key: numbers of persons, rows within a row.
[[nodiscard]] std::vector<std::vector<std::string>> indexes(const TableLayout& layout, const Table& table);

/// The code sets that some column uses, in the order of the tables.
[[nodiscard]] std::vector<schema::TypeId> code_sets(const TableLayout& layout);

/// `code_Ethnicity`
[[nodiscard]] std::string code_table(std::string_view set);

/// The columns of a code set's table, and its rows as lists of SQL values: `'BAFR', 'Black African', null, null`.
inline constexpr std::string_view kCodeColumns = "code, label, since, until";
[[nodiscard]] std::vector<std::string> code_values(schema::TypeId set, const TableLayout& layout);

/// The rows of `cbds_info`.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> info(const TableLayout& layout);

/// A column of a table's view: the item as `expression` has it, and the label behind its code.
using ViewExpression = std::string (*)(const std::string& column, ValueKind kind, std::string_view schema);

/// Whether a view of the table would show more than the table.
[[nodiscard]] bool has_view(const TableLayout& layout, const Table& table);

[[nodiscard]] std::string view_name(const Table& table);

/// The query of a table's view.
/// @param schema      what stands before names of tables: `"cbds".` or nothing
/// @param expression  how a kind of value is made of a text
[[nodiscard]] std::string view_query(const TableLayout& layout, const Table& table, std::string_view schema, ViewExpression expression);

}  // namespace cbds::formats
