#include "formats/sql_statements.hpp"

#include "formats/sql_functions.hpp"
#include "formats/sql_schema.hpp"

namespace cbds::formats {
namespace {

std::string column_declaration(const Column& column) {
    if (!is_number_key(column)) return quoted(column.name) + " text";
    return quoted(column.name) + (column.key == Key::within ? " bigint" : " bigint NOT NULL");
}

/// Joins declarations to a list, one a line.
std::string lines_of(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text += ',';
        text.append("\n    ") += part;
    }
    return text;
}

std::string_view what_key_is(Key key) {
    switch (key) {
        case Key::document: return "Number of the document, from 1";
        case Key::record: return "Number of the record in its document, from 1";
        case Key::number: return "Number of the row among those of its table in the record, or in the document where there is no record";
        case Key::within: return "Number of the row that it belongs to, of the table that this one stands inside";
        case Key::roll: return "Roll of the school that the record is on: on, off";
        case Key::none: break;
    }
    return "";
}

std::string what_column_is(const Table& table, const Column& column, const schema::Dictionary& dictionary) {
    if (column.key != Key::none) return std::string(what_key_is(column.key));
    if (column.label_of != SIZE_MAX) return "Label of the code in " + table.columns[column.label_of].name;
    if (column.elements.empty()) return "";
    const schema::ElementRow& row = dictionary.element(column.elements.front());
    std::string text(row.documentation);
    if (!row.numbers.empty()) text += (text.empty() ? "CBDS " : " CBDS ") + std::string(row.numbers.substr(0, row.numbers.find(' '))) + ".";
    return text;
}

std::string what_table_is(const Table& table, const schema::Dictionary& dictionary) {
    if (table.extras()) return "What tables cannot say: what is written there belongs to the documents, too";
    const schema::ElementRow& row = dictionary.element(table.elements.front());
    return std::string(row.documentation.empty() ? row.path : row.documentation);
}

}  // namespace

SqlStatements::SqlStatements(const TableLayout& layout, std::string_view schema) : layout_(layout), schema_(quoted(schema) + ".") {}

std::string SqlStatements::before() const {
    std::string text =
        "-- " + std::string(schema::collection_title(layout_.collection())) + " as tables, written by cbds. To load it: psql -v ON_ERROR_STOP=1 -f FILE\n"
        "-- Nothing is replaced: a schema of that name must not be there.\n"
        "BEGIN;\nSET LOCAL client_encoding = 'UTF8';\nSET LOCAL standard_conforming_strings = on;\n\nCREATE SCHEMA " +
        schema_.substr(0, schema_.size() - 1) + ";\n";
    text += info_table();
    for (const schema::TypeId set : code_sets(layout_)) text += code_set(set);
    for (const Table& each : layout_.tables()) text += table(each);
    return text;
}

std::string SqlStatements::copy(const Table& table) const {
    std::vector<std::string> columns;
    for (const Column& column : table.columns) columns.push_back(column.name);
    return "\nCOPY " + name(table.name) + " (" + name_list(columns) + ") FROM stdin;\n";
}

std::string SqlStatements::after() const {
    std::string text = "\n";
    for (const Table& each : layout_.tables()) text += key(each);
    for (const Table& each : layout_.tables()) text += links(each);
    text += "\n" + sql_functions(schema_);
    for (const Table& each : layout_.tables()) text += view(each);
    text += "\n";
    for (const Table& each : layout_.tables()) text += comments(each);
    return text + "\nCOMMIT;\n";
}

std::string SqlStatements::name(std::string_view table) const { return schema_ + quoted(table); }

std::string SqlStatements::info_table() const {
    std::string text = "\nCREATE TABLE " + name(kInfoTable) + " (key text PRIMARY KEY, value text NOT NULL);\n";
    std::vector<std::string> rows;
    for (const auto& [key, value] : info(layout_)) rows.push_back("(" + literal(key) + ", " + literal(value) + ")");
    return text + "INSERT INTO " + name(kInfoTable) + " VALUES" + lines_of(rows) + ";\n";
}

std::string SqlStatements::code_set(schema::TypeId set) const {
    const std::string table = name(code_table(layout_.dictionary().type(set).name));
    std::string text = "\nCREATE TABLE " + table + " (code text PRIMARY KEY, label text NOT NULL, since text, until text);\n";
    std::vector<std::string> rows;
    for (const std::string& row : code_values(set, layout_)) rows.push_back("(" + row + ")");
    if (!rows.empty()) text += "INSERT INTO " + table + " VALUES" + lines_of(rows) + ";\n";
    return text;
}

std::string SqlStatements::table(const Table& table) const {
    std::vector<std::string> columns;
    for (const Column& column : table.columns) columns.push_back(column_declaration(column));
    return "\nCREATE TABLE " + name(table.name) + " (" + lines_of(columns) + "\n);\n";
}

std::string SqlStatements::key(const Table& table) const {
    const std::vector<std::string> columns = primary_key(table);
    return columns.empty() ? "" : "ALTER TABLE " + name(table.name) + " ADD PRIMARY KEY (" + name_list(columns) + ");\n";
}

std::string SqlStatements::links(const Table& table) const {
    std::string text;
    if (const auto above = reference(layout_, table)) {
        text += "ALTER TABLE " + name(table.name) + " ADD FOREIGN KEY (" + name_list(above->columns) + ") REFERENCES " + name(above->table->name) +
                " (" + name_list(above->their_columns) + ");\n";
    }
    for (const std::vector<std::string>& columns : indexes(layout_, table))
        text += "CREATE INDEX ON " + name(table.name) + " (" + name_list(columns) + ");\n";
    return text;
}

std::string SqlStatements::view(const Table& table) const {
    if (!has_view(layout_, table)) return "";
    return "\nCREATE VIEW " + name(view_name(table)) + " AS\n" + view_query(layout_, table, schema_, sql_as_kind) + ";\n";
}

std::string SqlStatements::comments(const Table& table) const {
    std::string text = "COMMENT ON TABLE " + name(table.name) + " IS " + literal(what_table_is(table, layout_.dictionary())) + ";\n";
    for (const Column& column : table.columns) {
        const std::string what = what_column_is(table, column, layout_.dictionary());
        if (!what.empty()) text += "COMMENT ON COLUMN " + name(table.name) + "." + quoted(column.name) + " IS " + literal(what) + ";\n";
    }
    return text;
}

}  // namespace cbds::formats
