#include "formats/sqlite_writer.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/sqlite.hpp"
#include "formats/sql_schema.hpp"
#include "formats/sqlite_schema.hpp"
#include "formats/sqlite_value.hpp"

#include <vector>

namespace cbds::formats {
namespace {

/// How the cells of a column are stored.
enum class Storage : std::uint8_t { document, record, whole, text };

Storage storage_of(const Column& column, const schema::Dictionary& dictionary) {
    if (column.key == Key::document) return Storage::document;
    if (column.key == Key::record) return Storage::record;
    return kind_of(column, dictionary) == ValueKind::whole ? Storage::whole : Storage::text;
}

/// The statement that inserts rows of one table.
class TableInserter {
public:
    TableInserter(SqliteDatabase& database, const Table& table, const schema::Dictionary& dictionary) : statement_(database.prepare(sqlite_insert(table))) {
        for (const Column& column : table.columns) storage_.push_back(storage_of(column, dictionary));
    }

    void insert(std::uint64_t document, std::uint64_t record, std::span<const Cell> cells) {
        for (std::size_t i = 0; i < storage_.size(); ++i) {
            const int parameter = static_cast<int>(i) + 1;
            if (storage_[i] == Storage::document) statement_.bind(parameter, static_cast<std::int64_t>(document));
            else if (storage_[i] == Storage::record) statement_.bind(parameter, static_cast<std::int64_t>(record));
            else if (!cells[i]) statement_.bind_null(parameter);
            else if (storage_[i] == Storage::whole) bind_whole(parameter, *cells[i]);
            else statement_.bind(parameter, *cells[i]);
        }
        statement_.run();
    }

private:
    void bind_whole(int parameter, std::string_view text) {
        if (const auto number = plain_whole_number(text)) statement_.bind(parameter, *number);
        else if (looks_like_number(text)) statement_.bind_blob(parameter, text);
        else statement_.bind(parameter, text);
    }

    SqliteStatement statement_;
    std::vector<Storage> storage_;
};

}  // namespace

class SqliteWriter::Inserter final : public RowSink {
public:
    Inserter(SqliteDatabase& database, const TableLayout& layout) {
        for (const Table& table : layout.tables()) tables_.emplace_back(database, table, layout.dictionary());
    }

    void begin_stretch(std::uint64_t document, std::uint64_t first_record) {
        document_ = document;
        first_record_ = first_record;
    }

    void row(std::size_t table, std::uint64_t record, std::span<const Cell> cells) override {
        tables_[table].insert(document_, record == kNoRecord ? 0 : first_record_ + record + 1, cells);
    }

private:
    std::vector<TableInserter> tables_;
    std::uint64_t document_ = 0;
    std::uint64_t first_record_ = 0;
};

SqliteWriter::SqliteWriter(TableLayout tables, io::OutputPath file, std::string name)
    : TableWriter(std::move(tables)), name_(std::move(name)), file_(std::move(file)) {
    guard([this] {
        database_ = std::make_unique<SqliteDatabase>(SqliteDatabase::build(file_.path()));
        database_->execute("BEGIN;\n" + sqlite_schema(layout()));
        inserter_ = std::make_unique<Inserter>(*database_, layout());
    });
}

SqliteWriter::~SqliteWriter() = default;

std::unique_ptr<RowEncoder> SqliteWriter::make_row_encoder() { return std::make_unique<PackedRows>(); }

void SqliteWriter::take_rows(RowEncoder& rows, std::uint64_t first_record) {
    guard([&] {
        inserter_->begin_stretch(document(), first_record);
        static_cast<PackedRows&>(rows).replay(*inserter_);
    });
}

void SqliteWriter::commit() {
    guard([this] {
        inserter_.reset();
        database_->execute(sqlite_indexes(layout()) + "COMMIT;");
        database_.reset();
    });
    file_.commit();
}

void SqliteWriter::guard(const std::function<void()>& work) const {
    try {
        work();
    } catch (const SqliteError& error) {
        throw OutputError(name_ + ": cannot be written: " + error.what());
    }
}

std::unique_ptr<DocumentWriter> make_sqlite_writer(TableLayout layout, std::string path, const io::OutputOptions& options, std::ostream* standard_output) {
    io::OutputPath file(path, options, {}, standard_output);
    return std::make_unique<SqliteWriter>(std::move(layout), std::move(file), std::move(path));
}

}  // namespace cbds::formats
