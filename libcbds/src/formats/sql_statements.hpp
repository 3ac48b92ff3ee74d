/// @file
/// The statements of an SQL text for PostgreSQL.
#pragma once

#include "cbds/formats/tables.hpp"

#include <string>
#include <string_view>

namespace cbds::formats {

class SqlStatements {
public:
    /// The layout must outlive it.
    SqlStatements(const TableLayout& layout, std::string_view schema);

    /// What comes before the rows: the transaction begins, the schema, code sets, tables.
    [[nodiscard]] std::string before() const;

    /// The line behind which the rows of a table stand.
    [[nodiscard]] std::string copy(const Table& table) const;

    /// What comes behind the rows: keys, references, indexes, views, comments, the end of the transaction.
    [[nodiscard]] std::string after() const;

private:
    [[nodiscard]] std::string name(std::string_view table) const;
    [[nodiscard]] std::string functions() const;
    [[nodiscard]] std::string info_table() const;
    [[nodiscard]] std::string code_set(schema::TypeId set) const;
    [[nodiscard]] std::string table(const Table& table) const;
    [[nodiscard]] std::string key(const Table& table) const;
    [[nodiscard]] std::string links(const Table& table) const;
    [[nodiscard]] std::string view(const Table& table) const;
    [[nodiscard]] std::string comments(const Table& table) const;

    const TableLayout& layout_;
    std::string schema_;  ///< as it stands before a name: `"cbds".`
};

}  // namespace cbds::formats
