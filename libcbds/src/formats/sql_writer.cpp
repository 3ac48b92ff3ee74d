#include "formats/sql_writer.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/sql.hpp"
#include "formats/sql_copy.hpp"
#include "formats/sql_statements.hpp"

#include <ostream>

namespace cbds::formats {
namespace {

constexpr std::size_t kLongestName = 63;  // PostgreSQL cuts names off behind it

}  // namespace

SqlWriter::SqlWriter(TableLayout tables, io::OutputFile file, std::string schema)
    : TableWriter(std::move(tables)), file_(std::move(file)), schema_(std::move(schema)), rows_(layout().tables().size()) {}

std::unique_ptr<RowEncoder> SqlWriter::make_row_encoder() { return std::make_unique<CopyRows>(layout()); }

void SqlWriter::take_rows(RowEncoder& rows, std::uint64_t first_record) {
    static_cast<CopyRows&>(rows).take(document(), first_record, [this](std::size_t table, std::string_view lines) { rows_[table].append(lines); });
}

void SqlWriter::commit() {
    const SqlStatements statements(layout(), schema_);
    std::ostream& out = file_.stream();
    out << statements.before();
    for (std::size_t table = 0; table < rows_.size(); ++table) {
        out << statements.copy(layout().tables()[table]);
        rows_[table].copy_to(out);
        out << "\\.\n";
    }
    out << statements.after();
    file_.commit();
}

std::unique_ptr<DocumentWriter> make_sql_writer(TableLayout layout, io::OutputFile file, const SqlOptions& options) {
    if (options.schema.empty() || options.schema.size() > kLongestName || options.schema.starts_with("pg_"))
        throw UsageError("schema '" + options.schema + "': PostgreSQL has no such name; use 1 to 63 letters, not beginning with pg_");
    return std::make_unique<SqlWriter>(std::move(layout), std::move(file), options.schema);
}

}  // namespace cbds::formats
