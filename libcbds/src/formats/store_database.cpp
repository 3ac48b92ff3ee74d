/// The documents of a database that a user has.

#include "cbds/error.hpp"
#include "formats/row_store.hpp"
#include "formats/store_writer.hpp"
#include "io/ascii.hpp"

namespace cbds::formats {
namespace {

std::vector<std::string> table_names(SqliteDatabase& database) {
    std::vector<std::string> names;
    for (SqliteStatement statement = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"); statement.step();)
        names.emplace_back(statement.text(0));
    return names;
}

struct StoredColumns {
    std::vector<std::string> names;
    std::vector<std::string> not_whole;  ///< those that do not hold whole numbers by their type
};

StoredColumns columns_of(SqliteDatabase& database, const std::string& table) {
    SqliteStatement statement = database.prepare("SELECT name, type LIKE '%INT%' FROM pragma_table_info(?1)");
    statement.bind(1, table);
    StoredColumns columns;
    while (statement.step()) {
        columns.names.emplace_back(statement.text(0));
        if (statement.number(1) == 0) columns.not_whole.push_back(columns.names.back());
    }
    return columns;
}

/// As texts, keys would stand in another order: 10 before 9.
TableSource with_whole_keys(TableSource source, const StoredColumns& columns) {
    for (std::string* const key : {&source.document, &source.record, &source.number, &source.within})
        for (const std::string& column : columns.not_whole)
            if (*key == sql_name(column)) *key = "CAST(" + *key + " AS INTEGER)";
    return source;
}

/// What of the database belongs to a collection.
struct Match {
    TableLayout layout;
    std::vector<TableSource> tables;
    std::size_t columns = 0;  ///< that both have
};

Match match(SqliteDatabase& database, const schema::Dictionary& dictionary, schema::Collection collection) {
    Match made{TableLayout(dictionary, collection), {}, 0};
    made.tables.resize(made.layout.tables().size());
    for (const std::string& name : table_names(database)) {
        const auto table = made.layout.find(name);
        if (!table) continue;
        const StoredColumns columns = columns_of(database, name);
        made.tables[*table] = with_whole_keys(source_of(made.layout.tables()[*table], name, columns.names), columns);
        if (!made.layout.tables()[*table].extras()) made.columns += made.tables[*table].columns.size();
    }
    return made;
}

Match best_match(SqliteDatabase& database, const schema::Dictionary& dictionary, const StoreOptions& options) {
    std::vector<Match> matches;
    for (std::size_t i = 0; i < schema::kCollections; ++i) {
        const auto collection = static_cast<schema::Collection>(i);
        if (!options.edition || options.edition->collection == collection) matches.push_back(match(database, dictionary, collection));
    }
    const auto best = std::max_element(matches.begin(), matches.end(), [](const Match& a, const Match& b) { return a.columns < b.columns; });
    if (best->columns == 0) throw DocumentError("the database has no tables of a collection");
    return std::move(*best);
}

}  // namespace

void write_documents_of_database(const std::string& path, const schema::Dictionary& dictionary, const StoreOptions& options, DocumentSink& sink) {
    try {
        SqliteDatabase database = SqliteDatabase::read(path);
        Match best = best_match(database, dictionary, options);
        StoreSource source{database, best.layout, std::move(best.tables)};
        StoreWriter(source, options, sink).write();
    } catch (const SqliteError& error) {
        throw InputError(path + ": the SQLite database cannot be read: " + error.what());
    } catch (const DocumentError& error) {
        throw DocumentError(path + ": " + error.what());
    }
}

}  // namespace cbds::formats
