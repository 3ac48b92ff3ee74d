/// @file
/// Rows of tables on their way back to documents. They may come in any order, of any number of documents, and be many:
/// they are kept in a temporary SQLite database, which is gone with the store.
#pragma once

#include "cbds/formats/document_sink.hpp"
#include "cbds/formats/store_options.hpp"
#include "cbds/formats/tables.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

class RowStore {
public:
    RowStore(const schema::Dictionary& dictionary, StoreOptions options);
    RowStore(RowStore&&) noexcept;
    ~RowStore();

    /// Rows of this table follow. The first table, or the edition of the options, settles the collection; a table of that
    /// name in two collections is told by its columns. Letter case of names does not count; columns of labels are passed over.
    /// Without the key `document` all rows are of document 1; without `record` in a table of records each row is a record.
    /// @throws DocumentError for a table or a column that the collection does not have, naming the nearest; it does not
    ///         name the file: the caller does
    void begin_table(std::string_view table, std::span<const std::string> columns);

    /// @throws DocumentError where a key is no number, or a row with this key has been there; without the file's name
    void row(std::span<const Cell> cells);

    /// Writes the documents one after the other.
    /// @throws DocumentError for rows that belong to no record, naming table and key
    void write_documents(DocumentSink& sink);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// The documents of a SQLite database that a user has, made by SqliteWriter and perhaps changed since. Opens it read-only.
/// @throws InputError where it cannot be read, DocumentError where it has no tables of a collection
void write_documents_of_database(const std::string& path, const schema::Dictionary& dictionary, const StoreOptions& options, DocumentSink& sink);

}  // namespace cbds::formats
