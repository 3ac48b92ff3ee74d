/// @file
/// Documents as tables of CSV (cbds/formats/tables.hpp): a file a table, named after it, in a folder or a zip.
///
/// The first row of a file names the columns. A table without rows has no file, except that of the records. A cell with
/// nothing in it is an absent element; one with two quotation marks an empty element.
#pragma once

#include "cbds/formats/document_sink.hpp"
#include "cbds/formats/document_writer.hpp"
#include "cbds/formats/store_options.hpp"
#include "cbds/formats/tables.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/io/output.hpp"
#include "cbds/io/stream.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

namespace cbds::formats {

/// How tables are written. Lines end with LF, which spreadsheets read as well as RFC 4180's CR LF, and which leaves no CR in
/// the last column for `cut`, `awk`, `join` and the like. A file with a byte order mark is meant for Excel alone: its lines
/// end with CR LF, as Excel's own do.
struct CsvWriteOptions {
    io::CsvStyle style;
    bool byte_order_mark = false;  ///< for Excel, which takes the bytes for another encoding without it
};

/// Writes any number of documents of the layout's collection.
/// @param path  a folder to be made, or a file `*.zip`; where the layout has one table also a file `*.csv`, a device, a
///              pipe, or `-` for `standard_output`
/// @throws UsageError where several tables are to go into one file, OutputError where the output cannot be made
[[nodiscard]] std::unique_ptr<DocumentWriter> make_csv_writer(TableLayout layout, const std::string& path, const io::OutputOptions& options,
                                                              const CsvWriteOptions& csv = {}, std::ostream* standard_output = nullptr);

/// How tables are read.
struct CsvReadOptions {
    StoreOptions store;
    char delimiter = io::kDetectDelimiter;
    std::optional<io::Encoding> encoding = std::nullopt;  ///< nothing: UTF-8, or what the byte order mark says
};

/// Whether a folder or a zip holds a table of a collection: a file of CSV that is named after one and has columns of it.
[[nodiscard]] bool looks_like_csv_tables(const std::string& path);

/// Whether a file of CSV is a table by itself: by its name and half of its columns, or by all of its columns. So is one that
/// cannot be read, for its reader to say why.
[[nodiscard]] bool looks_like_csv_table(const std::string& path);

/// Reads a folder or a zip in which each file of CSV is the table of its name, or one file of CSV as read_csv_table() does.
/// @throws InputError where something cannot be read, DocumentError where it is no table: `tables/pupils.csv: row 7 ...`
void read_csv_tables(const std::string& path, const schema::Dictionary& dictionary, const CsvReadOptions& options, DocumentSink& sink);

/// Reads one table: that of the file's name, else the first one that has all of its columns.
/// @param name  of the file
void read_csv_table(io::ByteStream& stream, const std::string& name, const schema::Dictionary& dictionary, const CsvReadOptions& options,
                    DocumentSink& sink);

}  // namespace cbds::formats
