/// @file
/// Documents as a workbook (.xlsx): a sheet a table (cbds/formats/tables.hpp), for Excel, LibreOffice and the like.
///
/// A cell has a type only where its text comes back unchanged from it: dates from 1 March 1900 on are Excel's dates, shown
/// as YYYY-MM-DD; counts, hours and other whole and decimal numbers of up to 15 digits are numbers that show as many
/// decimals as they were written with. Everything else is text: identifiers and codes, which have leading zeros and more
/// digits than a spreadsheet keeps; true and false, since 1 and 0 mean the same and a cell could not tell which was
/// written; times. There are no formulas: what begins with `=` is text. An element that is there but empty is a grey cell
/// with the number format `@" "`, by which it is known again; an absent one is a cell without anything.
///
/// Sheets have the names of the tables; those without rows are hidden. The first sheet, `about`, says what the others hold.
#pragma once

#include "cbds/formats/document_sink.hpp"
#include "cbds/formats/document_writer.hpp"
#include "cbds/formats/store_options.hpp"
#include "cbds/formats/tables.hpp"
#include "cbds/io/limits.hpp"
#include "cbds/io/output_path.hpp"
#include "cbds/io/stream.hpp"

#include <memory>
#include <string>

namespace cbds::formats {

/// A writer of one workbook, for one document or several of a collection. Memory stays flat: rows wait in temporary files.
/// Its take() throws an OutputError for what no sheet can hold: a text longer than 32,767 characters, more than 1,048,575
/// rows. The same documents always give the same bytes.
/// @param layout  with_labels() for labels beside the codes
[[nodiscard]] std::unique_ptr<DocumentWriter> make_xlsx_writer(TableLayout layout, io::OutputPath file);

/// Reads the sheets that have the names of tables, whichever program saved them; hidden ones too. Other sheets are passed
/// over, unless they have the columns of a table: then their name is wrong.
/// Of a formula the value counts that was last calculated; a cell that shows an error is refused.
/// @param name  of the file, for messages
/// @throws InputError where the bytes cannot be read, DocumentError where they are no workbook of a collection's tables
void read_xlsx(io::ByteStream& stream, const std::string& name, const schema::Dictionary& dictionary, const StoreOptions& options,
               DocumentSink& sink, const io::Limits& limits = {});

/// The same, without a copy of the file where it is one that can be read from any place.
void read_xlsx(const std::string& path, const schema::Dictionary& dictionary, const StoreOptions& options, DocumentSink& sink,
               const io::Limits& limits = {});

}  // namespace cbds::formats
