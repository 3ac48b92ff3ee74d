#include "formats/sql_schema.hpp"

#include <algorithm>
#include <array>

namespace cbds::formats {
namespace {

std::string quoted_with(std::string_view text, char mark) {
    std::string result(1, mark);
    for (const char c : text) {
        if (c == mark) result += mark;
        result += c;
    }
    return result + mark;
}

/// The name of the column that holds a key; nothing where the table has none.
std::optional<std::string> key_column(const Table& table, Key key) {
    const auto found = std::ranges::find(table.columns, key, &Column::key);
    if (found == table.columns.end()) return std::nullopt;
    return found->name;
}

bool names_person(const Column& column, const schema::Dictionary& dictionary) {
    using schema::Identifier;
    static constexpr std::array kOfPersons{Identifier::upn, Identifier::uln, Identifier::uci, Identifier::trn, Identifier::nino};
    if (column.type == schema::kNoType) return false;
    return std::ranges::find(kOfPersons, dictionary.type(column.type).identifier) != kOfPersons.end();
}

std::string edition_or_null(schema::Collection collection, schema::Ordinal ordinal, schema::Ordinal open) {
    if (ordinal == open) return "null";
    return literal(schema::edition_date({collection, ordinal}));
}

bool has_label_column(const Table& table, std::size_t column) {
    return std::ranges::find(table.columns, column, &Column::label_of) != table.columns.end();
}

std::string label_query(const Column& column, schema::TypeId set, const schema::Dictionary& dictionary, std::string_view schema) {
    return "(SELECT label FROM " + std::string(schema) + quoted(code_table(dictionary.type(set).name)) +
           " WHERE code = t." + quoted(column.name) + ") AS " + quoted(column.name + "_label");
}

}  // namespace

ValueKind kind_of(const Column& column, const schema::Dictionary& dictionary) noexcept {
    using schema::Base;
    if (is_number_key(column)) return ValueKind::whole;
    if (column.type == schema::kNoType || code_set_of(column, dictionary) != schema::kNoType) return ValueKind::text;
    switch (dictionary.type(column.type).base) {
        case Base::integer:
        case Base::year: return ValueKind::whole;
        case Base::decimal: return ValueKind::decimal;
        case Base::boolean: return ValueKind::boolean;
        case Base::date: return ValueKind::date;
        case Base::date_time: return ValueKind::moment;
        case Base::time: return ValueKind::clock;
        case Base::text:
        case Base::token: return ValueKind::text;
    }
    return ValueKind::text;
}

bool is_number_key(const Column& column) noexcept {
    return column.key == Key::document || column.key == Key::record || column.key == Key::number || column.key == Key::within;
}

schema::TypeId code_set_of(const Column& column, const schema::Dictionary& dictionary) noexcept {
    if (column.type == schema::kNoType || column.label_of != SIZE_MAX) return schema::kNoType;
    return dictionary.type(column.type).code_count == 0 ? schema::kNoType : column.type;
}

std::string quoted(std::string_view identifier) { return quoted_with(identifier, '"'); }
std::string literal(std::string_view text) { return quoted_with(text, '\''); }

std::string name_list(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) {
        if (!list.empty()) list += ", ";
        list += quoted(name);
    }
    return list;
}

std::vector<std::string> primary_key(const Table& table) {
    std::vector<std::string> columns;
    if (table.extras()) return columns;
    for (const Key key : {Key::document, Key::record, Key::number})
        if (auto column = key_column(table, key)) columns.push_back(std::move(*column));
    return columns;
}

std::optional<Reference> reference(const TableLayout& layout, const Table& table) {
    if (table.above == SIZE_MAX) return std::nullopt;
    const Table& above = layout.tables()[table.above];
    Reference result{{}, &above, primary_key(above)};
    const bool repeated = key_column(above, Key::number).has_value();
    for (const Column& column : table.columns) {
        if (column.key == Key::document || column.key == Key::record || (repeated && column.key == Key::within))
            result.columns.push_back(column.name);
    }
    if (result.columns.empty() || result.columns.size() != result.their_columns.size()) return std::nullopt;
    return result;
}

std::vector<std::vector<std::string>> indexes(const TableLayout& layout, const Table& table) {
    std::vector<std::vector<std::string>> result;
    for (const Column& column : table.columns)
        if (names_person(column, layout.dictionary())) result.push_back({column.name});
    if (auto above = reference(layout, table); above && key_column(table, Key::within)) result.push_back(above->columns);
    return result;
}

std::vector<schema::TypeId> code_sets(const TableLayout& layout) {
    std::vector<schema::TypeId> sets;
    for (const Table& table : layout.tables()) {
        for (const Column& column : table.columns) {
            const schema::TypeId set = code_set_of(column, layout.dictionary());
            if (set != schema::kNoType && std::ranges::find(sets, set) == sets.end()) sets.push_back(set);
        }
    }
    return sets;
}

std::string code_table(std::string_view set) { return std::string(kCodeTablePrefix) + std::string(set); }

std::vector<std::string> code_values(schema::TypeId set, const TableLayout& layout) {
    std::vector<std::string> rows;
    for (const schema::CodeRow& row : layout.dictionary().codes(layout.dictionary().type(set))) {
        const schema::EditionRange range = row.editions[static_cast<std::size_t>(layout.collection())];
        if (range.since > range.until) continue;
        rows.push_back(literal(row.code) + ", " + literal(row.label) + ", " +
                       edition_or_null(layout.collection(), range.since, schema::kEarliest) + ", " +
                       edition_or_null(layout.collection(), range.until, schema::kLatest));
    }
    return rows;
}

std::vector<std::pair<std::string, std::string>> info(const TableLayout& layout) {
    return {{"format", std::string(kTablesFormat)},
            {"collection", std::string(schema::collection_name(layout.collection()))},
            {"dictionary", std::string(layout.dictionary().collection(layout.collection()).dated)}};
}

bool has_view(const TableLayout& layout, const Table& table) {
    return std::ranges::any_of(table.columns, [&](const Column& column) {
        if (column.key != Key::none) return false;
        return kind_of(column, layout.dictionary()) != ValueKind::text || code_set_of(column, layout.dictionary()) != schema::kNoType;
    });
}

std::string view_name(const Table& table) { return table.name + "_labelled"; }

std::string view_query(const TableLayout& layout, const Table& table, std::string_view schema, ViewExpression expression) {
    std::string query = "SELECT ";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const std::string name = "t." + quoted(column.name);
        const ValueKind kind = column.key == Key::none ? kind_of(column, layout.dictionary()) : ValueKind::text;
        if (i > 0) query += ",\n    ";
        query += kind == ValueKind::text ? name : expression(name, kind, schema) + " AS " + quoted(column.name);
        const schema::TypeId set = code_set_of(column, layout.dictionary());
        if (set != schema::kNoType && !has_label_column(table, i))
            query += ",\n    " + label_query(column, set, layout.dictionary(), schema);
    }
    return query + "\nFROM " + std::string(schema) + quoted(table.name) + " AS t";
}

}  // namespace cbds::formats
