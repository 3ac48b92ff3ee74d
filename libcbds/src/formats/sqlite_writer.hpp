/// @file
/// The writer behind cbds/formats/sqlite.hpp.
#pragma once

#include "cbds/io/output_path.hpp"
#include "formats/sqlite_database.hpp"
#include "formats/table_writer.hpp"

#include <functional>
#include <memory>
#include <string>

namespace cbds::formats {

class SqliteWriter final : public TableWriter {
public:
    /// @param name  of the file, for messages
    SqliteWriter(TableLayout tables, io::OutputPath file, std::string name);
    ~SqliteWriter() override;

    void commit() override;

protected:
    [[nodiscard]] std::unique_ptr<RowEncoder> make_row_encoder() override;
    void take_rows(RowEncoder& rows, std::uint64_t first_record) override;

private:
    class Inserter;

    /// Does work on the database, and throws what goes wrong there as OutputError.
    void guard(const std::function<void()>& work) const;

    std::string name_;
    io::OutputPath file_;
    std::unique_ptr<SqliteDatabase> database_;  ///< closed before the file gets its place
    std::unique_ptr<Inserter> inserter_;
};

}  // namespace cbds::formats
