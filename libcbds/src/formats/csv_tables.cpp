#include "cbds/error.hpp"
#include "cbds/formats/csv.hpp"
#include "formats/csv_files.hpp"
#include "formats/row_store.hpp"
#include "io/ascii.hpp"
#include "io/file_input.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace cbds::formats {
namespace {

using Heading = std::vector<std::string>;

constexpr std::array kCollections{schema::Collection::ctf, schema::Collection::school_census};

/// The tables of all collections, those of the wanted edition first.
std::vector<Table> tables_of(const schema::Dictionary& dictionary, const std::optional<schema::Edition>& edition) {
    std::vector<schema::Collection> order(kCollections.begin(), kCollections.end());
    if (edition) order = {edition->collection};
    std::vector<Table> tables;
    for (const schema::Collection collection : order) {
        const TableLayout layout = TableLayout(dictionary, collection).with_labels();
        tables.insert(tables.end(), layout.tables().begin(), layout.tables().end());
    }
    return tables;
}

std::size_t times_named(const std::vector<Table>& tables, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::count_if(tables, [=](const Table& table) { return ascii::same_but_case(table.name, name); }));
}

/// How many columns of a heading the table has.
std::size_t known_columns(const Table& table, const Heading& heading) {
    return static_cast<std::size_t>(std::ranges::count_if(heading, [&](const std::string& name) {
        return std::ranges::any_of(table.columns, [&](const Column& column) { return ascii::same_but_case(column.name, name); });
    }));
}

/// A file that stands alone may have any name: then its columns tell the table.
std::string table_of(const std::string& file, const Heading& heading, const schema::Dictionary& dictionary, const CsvReadOptions& options) {
    const std::string name(table_name_of(file));
    const std::vector<Table> tables = tables_of(dictionary, options.store.edition);
    if (times_named(tables, name) != 0) return name;
    const auto fitting = std::ranges::find_if(tables, [&](const Table& table) { return known_columns(table, heading) == heading.size(); });
    if (fitting != tables.end()) return fitting->name;
    throw DocumentError(file + ": neither its name nor its columns are those of a table; name the file as its table, or use a map (--map)");
}

/// The rows of one file on their way to the store.
class TableFile {
public:
    TableFile(io::ByteStream& stream, const std::string& name, const CsvReadOptions& options)
        : name_(name), reader_(stream, name, {.delimiter = options.delimiter, .encoding = options.encoding}) {}

    /// @returns false for a file without a heading
    [[nodiscard]] bool read_heading() { return reader_.next(); }
    [[nodiscard]] const Heading& heading() const noexcept { return reader_.heading(); }

    void read_into(RowStore& store, std::string_view table) {
        try {
            store.begin_table(table, reader_.heading());
        } catch (const DocumentError& error) {
            throw DocumentError(name_ + ": " + error.what());
        }
        while (reader_.next()) put_row(store);
    }

private:
    void put_row(RowStore& store) {
        try {
            store.row(reader_.cells());
        } catch (const DocumentError& error) {
            throw DocumentError(reader_.place() + ": " + error.what());
        }
    }

    std::string name_;
    io::CsvReader reader_;
};

/// What is wrong across the files is a fault of them all.
void write_documents(RowStore& store, const std::string& name, DocumentSink& sink) {
    try {
        store.write_documents(sink);
    } catch (const DocumentError& error) {
        throw DocumentError(name + ": " + error.what());
    }
}

/// The files that tell the collection come first: a table that one of them has alone, then one of that name in several,
/// told by its columns; `extras` is the same in all.
std::size_t turn_of(const std::vector<Table>& tables, std::string_view name) {
    if (ascii::same_but_case(name, "extras")) return 2;
    return times_named(tables, name) > 1 ? 1 : 0;
}

void read_set(const std::string& path, const schema::Dictionary& dictionary, const CsvReadOptions& options, DocumentSink& sink) {
    RowStore store(dictionary, options.store);
    const std::vector<Table> tables = tables_of(dictionary, std::nullopt);
    bool any = false;
    for (std::size_t turn = 0; turn < 3; ++turn) {
        for_each_csv_file(path, [&](io::Input& input) {
            const std::string_view table = table_name_of(input.name());
            if (turn_of(tables, table) != turn) return true;
            const auto stream = input.open();
            TableFile file(*stream, input.name(), options);
            if (file.read_heading()) file.read_into(store, table);
            return any = true;
        });
    }
    if (!any) throw DocumentError(path + ": there is no table in it: no file of CSV");
    write_documents(store, path, sink);
}

/// A file with the name of a table and at least half of its columns: lists and exports of others have such names too.
bool resembles_table(const std::vector<Table>& tables, io::Input& input) {
    const std::string_view name = table_name_of(input.name());
    if (times_named(tables, name) == 0) return false;
    try {
        const auto stream = input.open();
        TableFile file(*stream, input.name(), {});
        if (!file.read_heading()) return false;
        return std::ranges::any_of(tables, [&](const Table& table) {
            return ascii::same_but_case(table.name, name) && 2 * known_columns(table, file.heading()) >= file.heading().size();
        });
    } catch (const DocumentError&) {
        return true;  // its reader says what is wrong
    }
}

/// A file whose columns are all those of one table, whatever its name.
bool has_columns_of_table(const std::vector<Table>& tables, io::Input& input) {
    const auto stream = input.open();
    TableFile file(*stream, input.name(), {});
    return file.read_heading() &&
           std::ranges::any_of(tables, [&](const Table& table) { return known_columns(table, file.heading()) == file.heading().size(); });
}

const std::vector<Table>& built_in_tables() {
    static const std::vector<Table> tables = tables_of(schema::Dictionary::built_in(), std::nullopt);
    return tables;
}

}  // namespace

bool looks_like_csv_table(const std::string& path) {
    io::FileInput input(path, std::nullopt, {});
    try {
        return resembles_table(built_in_tables(), input) || has_columns_of_table(built_in_tables(), input);
    } catch (const Error&) {
        return true;
    }
}

bool looks_like_csv_tables(const std::string& path) {
    const std::vector<Table>& tables = built_in_tables();
    bool found = false;
    try {
        if (!holds_files(path)) return false;
        for_each_csv_file(path, [&](io::Input& input) {
            found = resembles_table(tables, input);
            return !found;
        });
    } catch (const InputError&) {
        // Whoever reads it says what is wrong.
    }
    return found;
}

void read_csv_tables(const std::string& path, const schema::Dictionary& dictionary, const CsvReadOptions& options, DocumentSink& sink) {
    if (holds_files(path)) return read_set(path, dictionary, options, sink);
    io::FileInput input(path, std::nullopt, {});
    read_csv_table(*input.open(), path, dictionary, options, sink);
}

void read_csv_table(io::ByteStream& stream, const std::string& name, const schema::Dictionary& dictionary, const CsvReadOptions& options,
                    DocumentSink& sink) {
    RowStore store(dictionary, options.store);
    TableFile file(stream, name, options);
    if (!file.read_heading()) throw DocumentError(name + ": is empty; its first row has to name the columns");
    file.read_into(store, table_of(name, file.heading(), dictionary, options));
    write_documents(store, name, sink);
}

}  // namespace cbds::formats
