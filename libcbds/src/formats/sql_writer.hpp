/// @file
/// The writer behind cbds/formats/sql.hpp.
#pragma once

#include "cbds/io/output.hpp"
#include "formats/sql_spool.hpp"
#include "formats/table_writer.hpp"

#include <string>
#include <vector>

namespace cbds::formats {

class SqlWriter final : public TableWriter {
public:
    SqlWriter(TableLayout tables, io::OutputFile file, std::string schema);

    void commit() override;

protected:
    [[nodiscard]] std::unique_ptr<RowEncoder> make_row_encoder() override;
    void take_rows(RowEncoder& rows, std::uint64_t first_record) override;

private:
    io::OutputFile file_;
    std::string schema_;
    std::vector<SqlSpool> rows_;  ///< by table
};

}  // namespace cbds::formats
