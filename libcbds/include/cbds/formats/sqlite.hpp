/// @file
/// Documents as one SQLite database: the tables of cbds/formats/tables.hpp with types, keys and indexes, code sets as
/// tables of their own, and views that put labels beside codes. `man 5 cbds-tables` describes it to its users.
///
/// What a document says is never changed by the type of a column: every value, read back as text, is the text that was
/// there. Columns of whole numbers are INTEGER; a number that SQLite would write in another way (`07`, `+7`, `1e5`) stands
/// there as a blob of its characters, everything else that is no number as text. All other columns are TEXT, decimals
/// among them, since 15 and 15.00 are not the same text. The views `<table>_labelled` have numbers as numbers.
#pragma once

#include "cbds/formats/document_writer.hpp"
#include "cbds/formats/tables.hpp"
#include "cbds/io/output.hpp"

#include <iosfwd>
#include <memory>
#include <string>

namespace cbds::formats {

/// Writes any number of documents of the layout's collection into one database. The layout's dictionary must outlive it.
/// @param path  as for io::OutputPath, and so is `standard_output`
/// @throws OutputError where the database cannot be made; so do all operations of the writer
[[nodiscard]] std::unique_ptr<DocumentWriter> make_sqlite_writer(TableLayout layout, std::string path, const io::OutputOptions& options,
                                                                 std::ostream* standard_output = nullptr);

}  // namespace cbds::formats
