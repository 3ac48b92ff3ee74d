#include "formats/row_store.hpp"

#include "cbds/error.hpp"
#include "cbds/schema/nearest.hpp"
#include "formats/store_writer.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

namespace cbds::formats {
namespace {

/// Numbers of rows that came without one begin here, behind those that have one.
constexpr std::int64_t kUnnumbered = std::int64_t{1} << 40;

constexpr std::string_view kLabelEnd = "_label";

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

/// Columns of labels are for people.
bool is_label(const Table& table, const schema::Dictionary& dictionary, std::string_view name) {
    if (!ascii::ends_with(name, kLabelEnd)) return false;
    const auto column = table.find(name.substr(0, name.size() - kLabelEnd.size()));
    return column && table.columns[*column].type != schema::kNoType && dictionary.type(table.columns[*column].type).code_count != 0;
}

std::vector<std::string_view> names_of(const Table& table) {
    std::vector<std::string_view> names;
    for (const Column& column : table.columns) names.push_back(column.name);
    return names;
}

}  // namespace

/// A table of the database for each name that came, with the columns that came; keys are always there.
class RowStore::Implementation {
public:
    Implementation(const schema::Dictionary& dictionary, StoreOptions options)
        : options_(std::move(options)), database_(SqliteDatabase::temporary()) {
        for (std::size_t i = 0; i < schema::kCollections; ++i) {
            const auto collection = static_cast<schema::Collection>(i);
            if (!options_.edition || options_.edition->collection == collection) layouts_.emplace_back(dictionary, collection);
        }
        database_.execute("BEGIN");
    }

    void begin_table(std::string_view name, std::span<const std::string> columns) {
        settle(name, columns);
        const TableLayout& layout = layouts_.front();
        const Table& table = layout.tables()[*layout.find(name)];
        at_ = &made_[ascii::lowered(name)];
        at_->name = table.name;
        at_->has_record = table.part == schema::Part::record || table.extras();
        at_->own = table.above == SIZE_MAX && !table.extras();
        at_->extras = table.extras();
        roles_.clear();
        texts_ = 0;
        for (const std::string& column : columns) roles_.push_back(role_of(table, layout.dictionary(), column));
        const bool linked = std::find(roles_.begin(), roles_.end(), Role{Key::record, SIZE_MAX}) != roles_.end();
        if (at_->has_record && !at_->own && !linked) throw DocumentError(table.name + " needs a column record: the number of the record that a row belongs to");
        create(columns);
    }

    void row(std::span<const Cell> cells) {
        if (cells.size() > roles_.size())
            throw DocumentError(at_->name + ": the row has " + std::to_string(cells.size()) + " cells, its heading " + std::to_string(roles_.size()));
        Keys keys{1, 0, 0, {}};
        if (at_->has_record && at_->own) keys.record = at_->next_record + 1;
        if (!at_->own) keys.number = kUnnumbered + at_->rows;
        for (std::size_t i = 0; i < roles_.size(); ++i) {
            const Cell cell = i < cells.size() ? cells[i] : std::nullopt;
            if (roles_[i].key != Key::none) read_key(roles_[i].key, cell, keys);
            else if (roles_[i].text != SIZE_MAX) bind(roles_[i].text, cell);
        }
        at_->next_record = std::max(at_->next_record, keys.record);
        insert(keys);
    }

    void write_documents(DocumentSink& sink) {
        if (made_.empty()) throw DocumentError("there are no tables");
        const TableLayout& layout = settled();
        StoreSource source{database_, layout, std::vector<TableSource>(layout.tables().size())};
        for (auto& [name, table] : made_) {
            table.insert.reset();
            const std::size_t number = *layout.find(name);
            std::vector<std::string> columns(table.columns.begin(), table.columns.end());
            columns.insert(columns.end(), {"document", "record", "number", "within"});
            source.tables[number] = source_of(layout.tables()[number], name, columns);
        }
        database_.execute("COMMIT");
        StoreWriter(source, options_, sink).write();
        database_.execute("BEGIN");
    }

private:
    struct Keys {
        std::int64_t document;
        std::int64_t record;
        std::int64_t number;
        std::optional<std::int64_t> within;
    };

    /// What a column of the file is: a key, a text, or neither.
    struct Role {
        Key key = Key::none;
        std::size_t text = SIZE_MAX;  ///< place among the texts
        friend bool operator==(const Role&, const Role&) = default;
    };

    struct Made {
        std::string name;
        bool has_record = false;
        bool own = false;   ///< the table of a part itself
        bool extras = false;
        bool created = false;
        std::set<std::string> columns;  ///< beside the keys
        std::optional<SqliteStatement> insert;
        std::int64_t next_record = 0;
        std::int64_t rows = 0;
    };

    /// Why a collection does not have such a table; empty where it has.
    static std::string objection(const TableLayout& layout, std::string_view name, std::span<const std::string> columns) {
        const auto found = layout.find(name);
        if (!found) {
            std::vector<std::string_view> names;
            for (const Table& table : layout.tables()) names.push_back(table.name);
            return "a " + std::string(schema::collection_title(layout.collection())) + " has no table " + std::string(name) + schema::did_you_mean(name, names);
        }
        const Table& table = layout.tables()[*found];
        for (const std::string& column : columns)
            if (!table.find(column) && !is_label(table, layout.dictionary(), column))
                return "the table " + table.name + " of a " + std::string(schema::collection_title(layout.collection())) + " has no column " + column +
                       schema::did_you_mean(column, names_of(table));
        return {};
    }

    /// Keeps the collections that have such a table.
    void settle(std::string_view name, std::span<const std::string> columns) {
        std::string best;
        std::vector<bool> fits;
        for (const TableLayout& layout : layouts_) {
            const std::string against = objection(layout, name, columns);
            fits.push_back(against.empty());
            if (best.empty() || layout.find(name)) best = against.empty() ? best : against;
        }
        if (std::find(fits.begin(), fits.end(), true) == fits.end()) throw DocumentError(best);
        std::size_t next = 0;
        layouts_.erase(std::remove_if(layouts_.begin(), layouts_.end(), [&](const TableLayout&) { return !fits[next++]; }), layouts_.end());
    }

    const TableLayout& settled() const {
        if (layouts_.size() == 1) return layouts_.front();
        throw DocumentError("the tables could be those of a " + std::string(schema::collection_title(layouts_[0].collection())) + " or of a " +
                            std::string(schema::collection_title(layouts_[1].collection())) + ": name the edition");
    }

    Role role_of(const Table& table, const schema::Dictionary& dictionary, std::string_view name) {
        const auto column = table.find(name);
        if (!column) return is_label(table, dictionary, name) ? Role{} : throw DocumentError("the table " + table.name + " has no column " + std::string(name));
        const Key key = table.columns[*column].key;
        if (key == Key::none || key == Key::roll) return {Key::none, texts_++};
        return {key, SIZE_MAX};
    }

    /// Makes the table, or the columns that it lacks, and the statement that its rows are put in with.
    void create(std::span<const std::string> columns) {
        const std::string name = sql_name(ascii::lowered(at_->name));
        const bool is_new = !std::exchange(at_->created, true);
        std::string declared = "document INTEGER NOT NULL, record INTEGER NOT NULL, number INTEGER NOT NULL, within INTEGER";
        std::string names = "document, record, number, within";
        std::string values = "?1, ?2, ?3, ?4";
        std::set<std::string> given;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string column = ascii::lowered(columns[i]);
            if (!given.insert(column).second) throw DocumentError("the column " + columns[i] + " of " + at_->name + " is there twice");
            if (roles_[i].text == SIZE_MAX) continue;
            const std::string declaration = sql_name(column) + " TEXT";
            if (is_new) declared.append(", ").append(declaration);
            else if (!at_->columns.contains(column)) database_.execute("ALTER TABLE " + name + " ADD COLUMN " + declaration);
            names.append(", ").append(sql_name(column));
            values.append(", ?").append(std::to_string(roles_[i].text + 5));
        }
        if (is_new) database_.execute("CREATE TABLE " + name + " (" + declared + ", PRIMARY KEY (document, record, number)) WITHOUT ROWID");
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (roles_[i].text != SIZE_MAX) at_->columns.insert(ascii::lowered(columns[i]));
        at_->insert.emplace(database_.prepare("INSERT OR IGNORE INTO " + name + " (" + names + ") VALUES (" + values + ")"));
    }

    void bind(std::size_t text, const Cell& cell) {
        const int parameter = static_cast<int>(text + 5);
        if (cell) at_->insert->bind(parameter, *cell);
        else at_->insert->bind_null(parameter);
    }

    void read_key(Key key, const Cell& cell, Keys& keys) const {
        constexpr std::array<std::string_view, 5> kNames{"", "document", "record", "number", "within"};
        if (key == Key::within && (!cell || cell->empty())) return;
        const std::optional<std::int64_t> number = cell ? whole_number(*cell) : std::nullopt;
        const std::int64_t least = at_->extras && key == Key::record ? 0 : 1;
        if (!number || *number < least)
            throw DocumentError(at_->name + ": the key " + std::string(kNames[static_cast<std::size_t>(key)]) + " is no number from " + std::to_string(least));
        if (key == Key::document) keys.document = *number;
        else if (key == Key::record) keys.record = *number;
        else if (key == Key::number) keys.number = *number;
        else keys.within = *number;
    }

    void insert(const Keys& keys) {
        SqliteStatement& statement = *at_->insert;
        statement.bind(1, keys.document);
        statement.bind(2, keys.record);
        statement.bind(3, keys.number);
        if (keys.within) statement.bind(4, *keys.within);
        else statement.bind_null(4);
        statement.run();
        ++at_->rows;
        if (database_.changes() == 0) refuse_second(keys);
    }

    [[noreturn]] void refuse_second(const Keys& keys) const {
        std::string key = "document " + std::to_string(keys.document);
        if (at_->has_record) key += ", record " + std::to_string(keys.record);
        if (!at_->own) key += ", number " + std::to_string(keys.number);
        throw DocumentError(at_->name + ": there was a row with this key before (" + key + ")");
    }

    StoreOptions options_;
    SqliteDatabase database_;
    std::vector<TableLayout> layouts_;  ///< of the collections that have all tables so far
    std::map<std::string, Made> made_;  ///< by name in small letters
    Made* at_ = nullptr;                ///< the table whose rows come
    std::vector<Role> roles_;           ///< by column of the file
    std::size_t texts_ = 0;
};

namespace {

/// SQLite's own trouble is that of the disk.
template <typename Work>
auto with_temporary_database(Work work) {
    try {
        return work();
    } catch (const SqliteError& error) {
        throw OutputError(std::string("the temporary database cannot be used: ") + error.what() + "; is the folder for temporary files (TMPDIR) full?");
    }
}

}  // namespace

RowStore::RowStore(const schema::Dictionary& dictionary, StoreOptions options)
    : implementation_(with_temporary_database([&] { return std::make_unique<Implementation>(dictionary, std::move(options)); })) {}

RowStore::RowStore(RowStore&&) noexcept = default;
RowStore::~RowStore() = default;

void RowStore::begin_table(std::string_view table, std::span<const std::string> columns) {
    with_temporary_database([&] { implementation_->begin_table(table, columns); });
}

void RowStore::row(std::span<const Cell> cells) {
    with_temporary_database([&] { implementation_->row(cells); });
}

void RowStore::write_documents(DocumentSink& sink) {
    with_temporary_database([&] { implementation_->write_documents(sink); });
}

}  // namespace cbds::formats
