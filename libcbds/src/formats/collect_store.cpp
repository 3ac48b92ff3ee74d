#include "formats/collect_store.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace cbds::formats {
namespace {

constexpr std::string_view kColumns =
    "SELECT r.tbl, r.source, r.number, r.own, r.ptbl, r.parent, r.ord, r.cells, r.id FROM rows r ";

void append_number(std::string& bytes, std::size_t number) {
    const auto small = static_cast<std::uint32_t>(number);
    char raw[sizeof small];
    std::memcpy(raw, &small, sizeof small);
    bytes.append(raw, sizeof small);
}

std::size_t take_number(std::string_view& bytes) {
    std::uint32_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    bytes.remove_prefix(sizeof number);
    return number;
}

std::int64_t number_in(const SqliteStatement& statement, int column) {
    const std::string_view text = statement.text(column);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::int64_t stored(std::size_t table) { return table == kNoTable ? -1 : static_cast<std::int64_t>(table); }

}  // namespace

void CollectCells::add(std::size_t column, std::string_view text) {
    append_number(bytes_, column);
    append_number(bytes_, text.size());
    bytes_.append(text);
}

std::vector<std::pair<std::size_t, std::string_view>> CollectCells::all() const {
    std::vector<std::pair<std::size_t, std::string_view>> cells;
    for (std::string_view rest = bytes_; !rest.empty();) {
        const std::size_t column = take_number(rest);
        const std::size_t length = take_number(rest);
        cells.emplace_back(column, rest.substr(0, length));
        rest.remove_prefix(length);
    }
    return cells;
}

CollectStore::CollectStore() : database_(SqliteDatabase::temporary()) {
    database_.execute(
        "CREATE TABLE rows (id INTEGER PRIMARY KEY, tbl INTEGER, source INTEGER, number INTEGER, own TEXT, ptbl INTEGER,"
        " parent TEXT, ord INTEGER, cells BLOB); BEGIN");
    insert_ = database_.prepare(
        "INSERT INTO rows (tbl, source, number, own, ptbl, parent, ord, cells) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
}

void CollectStore::add(const CollectRow& row) {
    insert_->bind(1, stored(row.table));
    insert_->bind(2, static_cast<std::int64_t>(row.source));
    insert_->bind(3, static_cast<std::int64_t>(row.number));
    insert_->bind(4, std::string_view(row.key));
    insert_->bind(5, stored(row.parent_table));
    insert_->bind(6, std::string_view(row.parent));
    insert_->bind(7, row.order);
    insert_->bind_blob(8, row.cells.bytes());
    insert_->run();
}

void CollectStore::complete() {
    insert_.reset();
    database_.execute(
        "COMMIT; CREATE INDEX by_parent ON rows (ptbl, parent, tbl, ord, id); CREATE INDEX by_key ON rows (tbl, own, id)");
    children_ = database_.prepare(std::string(kColumns) + "WHERE r.ptbl = ? AND r.parent = ? ORDER BY r.tbl, r.ord, r.id");
    find_repeats();
}

/// One pass over the keys in their order: rows with the same key stand beside each other.
void CollectStore::find_repeats() {
    SqliteStatement keys = database_.prepare("SELECT tbl, own, id FROM rows WHERE own <> '' ORDER BY tbl, own, id");
    std::string last_table;
    std::string last_key;
    while (keys.step()) {
        if (keys.text(1) == last_key && keys.text(0) == last_table) repeats_.push_back(number_in(keys, 2));
        last_table = keys.text(0);
        last_key = keys.text(1);
    }
    std::sort(repeats_.begin(), repeats_.end());
}

CollectRow CollectStore::row_of(const SqliteStatement& statement) const {
    CollectRow row;
    row.table = static_cast<std::size_t>(number_in(statement, 0));
    row.source = static_cast<std::size_t>(number_in(statement, 1));
    row.number = static_cast<std::uint64_t>(number_in(statement, 2));
    row.key = statement.text(3);
    const std::int64_t parent = number_in(statement, 4);
    row.parent_table = parent < 0 ? kNoTable : static_cast<std::size_t>(parent);
    row.parent = statement.text(5);
    row.order = number_in(statement, 6);
    row.cells = CollectCells(std::string(statement.text(7)));
    row.repeats_key = std::binary_search(repeats_.begin(), repeats_.end(), number_in(statement, 8));
    return row;
}

SqliteStatement CollectStore::top_rows(const CollectReturn& of) {
    std::string_view condition;
    if (!of.all)
        condition =
            of.header ? "AND r.parent = ?2 " : "AND NOT EXISTS (SELECT 1 FROM rows h WHERE h.tbl = r.ptbl AND h.own = r.parent) ";
    return database_.prepare(std::string(kColumns) + "WHERE r.tbl = ?1 " + std::string(condition) + "ORDER BY r.id");
}

void CollectStore::for_each(std::size_t table, const CollectReturn& of, const Visit& visit) {
    SqliteStatement rows = top_rows(of);
    rows.bind(1, stored(table));
    if (!of.all && of.header) rows.bind(2, std::string_view(*of.header));
    while (rows.step()) {
        CollectRow row = row_of(rows);
        visit(row);
    }
}

std::vector<CollectRow> CollectStore::children(std::size_t parent_table, const std::string& parent) {
    std::vector<CollectRow> rows;
    children_->bind(1, stored(parent_table));
    children_->bind(2, std::string_view(parent));
    while (children_->step()) rows.push_back(row_of(*children_));
    children_->reset();
    return rows;
}

void CollectStore::for_each_missing(const std::function<void(std::size_t, const std::string&)>& visit) {
    SqliteStatement missing = database_.prepare(
        "SELECT r.ptbl, r.parent, min(r.id) FROM rows r WHERE r.ptbl >= 0 AND (r.parent = '' OR NOT EXISTS"
        " (SELECT 1 FROM rows p WHERE p.tbl = r.ptbl AND p.own = r.parent)) GROUP BY r.ptbl, r.parent ORDER BY min(r.id)");
    while (missing.step()) {
        const std::string key(missing.text(1));
        visit(static_cast<std::size_t>(number_in(missing, 0)), key);
    }
}

}  // namespace cbds::formats
