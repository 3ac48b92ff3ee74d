/// @file
/// Documents as SQL text for PostgreSQL: one transaction that makes a schema with the tables of cbds/formats/tables.hpp,
/// their rows, keys, indexes and comments, code sets as tables of their own, and views. `man 5 cbds-tables` describes it.
///
/// It loads whatever the values are, and changes none of them: items are columns of text. The views `<table>_labelled`
/// have dates, numbers and booleans as such - null where a value is none - and labels beside the codes. The columns and
/// types of tables and views depend on the collection alone, never on the values.
///
/// A schema of that name must not be there yet: nothing is ever replaced.
#pragma once

#include "cbds/formats/document_writer.hpp"
#include "cbds/formats/tables.hpp"
#include "cbds/io/output.hpp"

#include <memory>
#include <string>

namespace cbds::formats {

struct SqlOptions {
    std::string schema = "cbds";
};

/// Writes any number of documents of the layout's collection into one file. The layout's dictionary must outlive it.
/// Rows wait in temporary files without names until commit().
/// @throws UsageError for a schema that PostgreSQL cannot have
[[nodiscard]] std::unique_ptr<DocumentWriter> make_sql_writer(TableLayout layout, io::OutputFile file, const SqlOptions& options = {});

}  // namespace cbds::formats
