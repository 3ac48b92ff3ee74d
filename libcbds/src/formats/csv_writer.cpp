#include "cbds/error.hpp"
#include "cbds/formats/csv.hpp"
#include "cbds/io/encoding.hpp"
#include "cbds/io/output_folder.hpp"
#include "formats/csv_rows.hpp"
#include "io/ascii.hpp"
#include "io/output_target.hpp"

#include <boost/filesystem.hpp>

#include <ostream>

namespace cbds::formats {
namespace {

namespace fs = boost::filesystem;

/// One file, whatever the name of the table in it.
class SingleFile final : public io::OutputSet {
public:
    explicit SingleFile(io::OutputFile file) : file_(std::move(file)) {}
    [[nodiscard]] std::ostream& file(const std::string&) override { return file_.stream(); }
    void commit() override { file_.commit(); }

private:
    io::OutputFile file_;
};

bool ends_with(std::string_view path, std::string_view suffix) {
    return path.size() > suffix.size() && ascii::same_but_case(path.substr(path.size() - suffix.size()), suffix);
}

/// Standard output, a file of CSV, a device or a pipe.
bool is_single(const std::string& path) {
    boost::system::error_code error;
    if (path == "-") return true;
    return !fs::is_directory(path, error) && (ends_with(path, ".csv") || io::is_written_straight(path));
}

void refuse_several(const std::string& path, const TableLayout& layout) {
    if (layout.tables().size() <= 1) return;
    throw UsageError(path + ": one file holds one table, and there are " + std::to_string(layout.tables().size()) +
                     "; name a folder or a .zip, or the items of one table with --items");
}

std::unique_ptr<io::OutputSet> open_output(const std::string& path, const TableLayout& layout, const io::OutputOptions& options,
                                           std::ostream* standard_output) {
    if (ends_with(path, ".zip")) return std::make_unique<io::ZipOutput>(io::OutputFile(path, options, standard_output));
    if (!is_single(path)) return std::make_unique<io::OutputFolder>(path, options);
    refuse_several(path, layout);
    return std::make_unique<SingleFile>(io::OutputFile(path, options, standard_output));
}

class CsvWriter final : public TableWriter {
public:
    CsvWriter(TableLayout layout, std::unique_ptr<io::OutputSet> output, const CsvWriteOptions& options)
        : TableWriter(std::move(layout)), output_(std::move(output)), options_(options), files_(this->layout().tables().size()) {
        if (options_.byte_order_mark) options_.style.crlf = true;
    }

    void commit() override {
        for (std::size_t table = 0; table < files_.size(); ++table)
            if (is_always_written(table)) static_cast<void>(file(table));
        output_->commit();
    }

private:
    std::unique_ptr<RowEncoder> make_row_encoder() override { return std::make_unique<CsvRows>(layout(), options_.style); }

    void take_rows(RowEncoder& encoder, std::uint64_t first_record) override {
        auto& rows = static_cast<CsvRows&>(encoder);
        for (std::size_t table = 0; table < files_.size(); ++table)
            if (rows.has(table)) rows.write(table, document(), first_record, file(table));
        rows.clear();
    }

    /// The records' own, so that none of them is told from no file at all; and the only one.
    [[nodiscard]] bool is_always_written(std::size_t table) const {
        const Table& row = layout().tables()[table];
        return files_.size() == 1 || (row.part == schema::Part::record && row.above == SIZE_MAX && !row.extras());
    }

    /// The file of a table, which has its heading.
    std::ostream& file(std::size_t table) {
        if (files_[table] == nullptr) {
            files_[table] = &output_->file(layout().tables()[table].name + ".csv");
            write_heading(table);
        }
        return *files_[table];
    }

    void write_heading(std::size_t table) {
        std::vector<Cell> names;
        for (const Column& column : layout().tables()[table].columns) names.emplace_back(column.name);
        std::string text(options_.byte_order_mark ? io::kByteOrderMark : std::string_view());
        io::append_csv_row(text, names, options_.style);
        *files_[table] << text;
    }

    std::unique_ptr<io::OutputSet> output_;
    CsvWriteOptions options_;
    std::vector<std::ostream*> files_;  ///< of the tables; null where none is begun
};

}  // namespace

std::unique_ptr<DocumentWriter> make_csv_writer(TableLayout layout, const std::string& path, const io::OutputOptions& options,
                                                const CsvWriteOptions& csv, std::ostream* standard_output) {
    auto output = open_output(path, layout, options, standard_output);
    return std::make_unique<CsvWriter>(std::move(layout), std::move(output), csv);
}

}  // namespace cbds::formats
