#include "formats/store_source.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

/// A key that a table does not have.
constexpr std::string_view kNothing = "0";

/// The expression of a key, or what stands for it.
std::string key_expression(const std::vector<std::string>& columns, std::string_view key, std::string_view otherwise) {
    const auto found = std::find_if(columns.begin(), columns.end(), [=](const std::string& column) { return ascii::same_but_case(column, key); });
    return found == columns.end() ? std::string(otherwise) : sql_name(*found);
}

std::string query_of(const TableSource& source) {
    std::string sql = "SELECT " + source.record + ", " + source.number + ", " + source.within;
    for (const auto& [column, expression] : source.columns) sql.append(", ").append(expression);
    sql += " FROM " + source.from + " WHERE " + source.document + " = ?1";
    std::string order;
    for (const std::string& key : {source.record, source.number})
        if (key != kNothing) order.append(order.empty() ? " ORDER BY " : ", ").append(key);
    return sql + order;
}

}  // namespace

std::size_t StoreSource::own_table() const noexcept {
    const auto own = [](const Table& table) { return table.part == schema::Part::record && table.above == SIZE_MAX && !table.extras(); };
    return static_cast<std::size_t>(std::find_if(layout.tables().begin(), layout.tables().end(), own) - layout.tables().begin());
}

std::string sql_name(std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

TableSource source_of(const Table& table, const std::string& name, const std::vector<std::string>& columns) {
    const bool has_record = table.part == schema::Part::record || table.extras();
    const bool own = table.above == SIZE_MAX && !table.extras();
    TableSource source;
    source.from = sql_name(name);
    source.document = key_expression(columns, "document", "1");
    source.record = has_record ? key_expression(columns, "record", own ? "" : kNothing) : std::string(kNothing);
    // Rows without a number stand in the order in which they come.
    source.number = own ? std::string(kNothing) : key_expression(columns, "number", "");
    source.within = key_expression(columns, "within", "NULL");
    source.roll = key_expression(columns, "roll", "NULL");
    std::string counted;
    if (source.record.empty()) counted += ", row_number() OVER () AS \" record\"";
    if (source.number.empty()) counted += ", row_number() OVER () AS \" number\"";
    if (!counted.empty()) source.from = "(SELECT *" + counted + " FROM " + source.from + ")";
    if (source.record.empty()) source.record = "\" record\"";
    if (source.number.empty()) source.number = "\" number\"";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].key != Key::none) continue;
        const std::string expression = key_expression(columns, table.columns[i].name, "");
        if (!expression.empty()) source.columns.emplace_back(i, expression);
    }
    if (table.columns.size() > 0 && source.roll != "NULL") {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (table.columns[i].key == Key::roll) source.columns.emplace_back(i, source.roll);
    }
    return source;
}

void PartData::clear() {
    for (auto& rows : rows_) rows.clear();
    cells_.clear();
    text_.clear();
}

PartData::Row& PartData::add(std::size_t table) {
    Row& row = rows_[table].emplace_back();
    row.first_cell = cells_.size();
    cells_.resize(cells_.size() + layout_.tables()[table].columns.size());
    return row;
}

void PartData::set(const Row& row, std::size_t column, std::string_view text) {
    cells_[row.first_cell + column] = {text_.size(), text.size()};
    text_ += text;
}

Cell PartData::cell(const Row& row, std::size_t column) const {
    const Place& place = cells_[row.first_cell + column];
    if (place.length == SIZE_MAX) return std::nullopt;
    return std::string_view(text_).substr(place.offset, place.length);
}

RowCursor::RowCursor(const StoreSource& source, std::size_t table)
    : table_(table), statement_(source.database.prepare(query_of(source.tables[table]))) {
    for (const auto& [column, expression] : source.tables[table].columns) columns_.push_back(column);
}

void RowCursor::begin(std::int64_t document) {
    statement_.reset();
    statement_.bind(1, document);
    document_ = document;
    step();
}

void RowCursor::step() {
    done_ = !statement_.step();
    if (!done_) record_ = statement_.number(0);
}

void RowCursor::read(std::int64_t record, PartData& data) {
    while (!done_ && record_ < record) step();
    for (; !done_ && record_ == record; step()) {
        PartData::Row& row = data.add(table_);
        row.number = statement_.number(1);
        row.within = statement_.number(2);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const int column = static_cast<int>(i + 3);
            if (!statement_.is_null(column)) data.set(row, columns_[i], statement_.text(column));
        }
    }
}

}  // namespace cbds::formats
