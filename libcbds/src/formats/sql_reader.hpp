/// @file
/// Reads the rows of an SQL text for PostgreSQL: one of ours, or what `pg_dump` makes of a schema that was loaded from one.
#pragma once

#include "cbds/io/stream.hpp"
#include "formats/row_store.hpp"

#include <string>

namespace cbds::formats {

/// Puts the rows of all COPY blocks into the store, but for code sets and `cbds_info`. Anything else is passed over:
/// statements are not run, and rows of INSERT statements are not read.
/// @param name  of the file, for messages
/// @throws DocumentError naming file and line; InputError
void read_sql(io::ByteStream& stream, const std::string& name, RowStore& store);

}  // namespace cbds::formats
