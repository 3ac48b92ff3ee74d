#include "formats/sqlite_schema.hpp"

#include "formats/sql_schema.hpp"

namespace cbds::formats {
namespace {

/// The type decides what SQLite makes of a text: TEXT leaves it alone, and the writer sees to it that INTEGER does.
std::string column_declaration(const Column& column, const schema::Dictionary& dictionary) {
    std::string text = quoted(column.name) + (kind_of(column, dictionary) == ValueKind::whole ? " INTEGER" : " TEXT");
    if (is_number_key(column) && column.key != Key::within) text += " NOT NULL";
    return text;
}

std::string table_statement(const TableLayout& layout, const Table& table) {
    std::string text = "CREATE TABLE " + quoted(table.name) + " (";
    std::string_view separator = "\n    ";
    for (const Column& column : table.columns) {
        text.append(separator) += column_declaration(column, layout.dictionary());
        separator = ",\n    ";
    }
    const std::vector<std::string> key = primary_key(table);
    if (!key.empty()) text.append(separator) += "PRIMARY KEY (" + name_list(key) + ")";
    if (const auto above = reference(layout, table)) {
        text.append(separator) += "FOREIGN KEY (" + name_list(above->columns) + ") REFERENCES " + quoted(above->table->name) + " (" +
                                  name_list(above->their_columns) + ")";
    }
    // Rows come in the order of their key: so it needs no second copy.
    return text + (key.empty() ? "\n);\n" : "\n) WITHOUT ROWID;\n");
}

std::string code_statements(const TableLayout& layout, schema::TypeId set) {
    const std::string table = quoted(code_table(layout.dictionary().type(set).name));
    std::string text = "CREATE TABLE " + table + " (code TEXT NOT NULL PRIMARY KEY, label TEXT NOT NULL, since TEXT, until TEXT) WITHOUT ROWID;\n";
    for (const std::string& row : code_values(set, layout)) text += "INSERT INTO " + table + " VALUES (" + row + ");\n";
    return text;
}

std::string info_statements(const TableLayout& layout) {
    const std::string table = quoted(kInfoTable);
    std::string text = "CREATE TABLE " + table + " (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;\n";
    for (const auto& [key, value] : info(layout)) text += "INSERT INTO " + table + " VALUES (" + literal(key) + ", " + literal(value) + ");\n";
    return text;
}

/// A text that is no number would become 0, and a blob's characters be no number to a comparison.
std::string as_kind(const std::string& column, ValueKind kind, std::string_view) {
    const std::string text = "trim(" + column + ")";
    const std::string digits_at_end = text + " GLOB '[-+.0-9]*' AND " + text + " GLOB '*[0-9]*'";
    switch (kind) {
        case ValueKind::whole:
            return "CASE WHEN " + text + " GLOB '[-+0-9]*' AND substr(" + text + ", 2) NOT GLOB '*[^0-9]*' AND " + text +
                   " GLOB '*[0-9]' THEN CAST(" + text + " AS INTEGER) END";
        case ValueKind::decimal:
            return "CASE WHEN " + digits_at_end + " AND substr(" + text + ", 2) NOT GLOB '*[^.0-9]*' AND " + text +
                   " NOT GLOB '*.*.*' THEN CAST(" + text + " AS REAL) END";
        case ValueKind::boolean:
            return "CASE " + text + " WHEN 'true' THEN 1 WHEN '1' THEN 1 WHEN 'false' THEN 0 WHEN '0' THEN 0 END";
        default: return column;
    }
}

}  // namespace

std::string sqlite_schema(const TableLayout& layout) {
    std::string text = info_statements(layout);
    for (const schema::TypeId set : code_sets(layout)) text += code_statements(layout, set);
    for (const Table& table : layout.tables()) text += table_statement(layout, table);
    for (const Table& table : layout.tables())
        if (has_view(layout, table)) text += "CREATE VIEW " + quoted(view_name(table)) + " AS\n" + view_query(layout, table, "", as_kind) + ";\n";
    return text;
}

std::string sqlite_indexes(const TableLayout& layout) {
    std::string text;
    for (const Table& table : layout.tables()) {
        for (const std::vector<std::string>& columns : indexes(layout, table)) {
            text += "CREATE INDEX " + quoted(table.name + "_" + columns.back()) + " ON " + quoted(table.name) + " (" + name_list(columns) + ");\n";
        }
    }
    return text;
}

std::string sqlite_insert(const Table& table) {
    std::string text = "INSERT INTO " + quoted(table.name) + " VALUES (?";
    for (std::size_t i = 1; i < table.columns.size(); ++i) text += ", ?";
    return text + ")";
}

}  // namespace cbds::formats
