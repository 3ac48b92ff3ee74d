#include "cbds/error.hpp"
#include "cbds/formats/xlsx.hpp"
#include "formats/row_store.hpp"
#include "formats/xlsx_sheet_names.hpp"
#include "formats/xlsx_sheet_reader.hpp"
#include "formats/xlsx_strings.hpp"
#include "formats/xlsx_styles.hpp"
#include "io/ascii.hpp"
#include "io/file_stream.hpp"
#include "io/spool.hpp"

#include <unistd.h>

#include <algorithm>
#include <limits>

namespace cbds::formats {
namespace {

/// Takes the rows of a sheet that holds a table: the first one names the columns.
class TableSheet {
public:
    TableSheet(const std::string& sheet, std::string table, RowStore& store) : sheet_(sheet), table_(std::move(table)), store_(store) {}

    void row(const SheetRow& row) {
        try {
            if (names_.empty()) heading(row);
            else values(row);
        } catch (const DocumentError& error) {
            throw DocumentError("sheet " + sheet_ + ", row " + std::to_string(row.number) + error.what());
        }
    }

private:
    static constexpr std::size_t kNoName = SIZE_MAX;

    void heading(const SheetRow& row) {
        for (const SheetCell& cell : row.cells) {
            const std::string_view name = ascii::trimmed(row.text(cell));
            if (name.empty() || !cell.fault.empty()) continue;
            by_column_.resize(std::max<std::size_t>(by_column_.size(), cell.column + 1), kNoName);
            by_column_[cell.column] = names_.size();
            names_.emplace_back(name);
        }
        if (names_.empty()) return;
        told([&] { store_.begin_table(table_, names_); });
    }

    void values(const SheetRow& row) {
        cells_.assign(names_.size(), std::nullopt);
        for (const SheetCell& cell : row.cells) {
            const std::size_t index = cell.column < by_column_.size() ? by_column_[cell.column] : kNoName;
            if (index == kNoName) throw DocumentError(place(cell) + ": a value in a column without a name; name the column in the first row, or empty it");
            if (!cell.fault.empty()) throw DocumentError(place(cell) + " (" + names_[index] + "): the cell " + std::string(cell.fault));
            cells_[index] = row.text(cell);
        }
        told([&] { store_.row(cells_); });
    }

    static std::string place(const SheetCell& cell) { return ", column " + column_letters(cell.column); }

    /// The store does not know where a row comes from.
    template <typename Action>
    static void told(Action action) {
        try {
            action();
        } catch (const DocumentError& error) {
            throw DocumentError(std::string(": ") + error.what());
        }
    }

    const std::string& sheet_;
    std::string table_;
    RowStore& store_;
    std::vector<std::string> names_;
    std::vector<std::size_t> by_column_;  ///< index of its name
    std::vector<Cell> cells_;
};

/// A sheet of another name is somebody's notes, unless its first row is that of a table.
void refuse_misnamed(const std::string& sheet, const SheetRow& heading) {
    const auto is_key = [&](const SheetCell& cell) {
        const std::string_view name = ascii::trimmed(heading.text(cell));
        return ascii::same_but_case(name, "document") || ascii::same_but_case(name, "record");
    };
    if (std::any_of(heading.cells.begin(), heading.cells.end(), is_key))
        throw DocumentError("sheet " + sheet + ": has the columns of a table, but no table has this name; correct it, or delete the sheet");
}

class WorkbookTables {
public:
    WorkbookTables(const XlsxPackage& package, const schema::Dictionary& dictionary)
        : package_(package), dictionary_(dictionary), contents_(read_contents(package)), styles_(read_styles(package, contents_)),
          strings_(read_shared_strings(package, contents_)) {}

    void read(RowStore& store) {
        bool any = false;
        for (const XlsxSheet& sheet : contents_.sheets)
            if (!sheet.part.empty()) any = read_sheet(sheet, store) || any;
        if (!any) throw DocumentError("no sheet has the name of a table, as pupils and addresses are");
    }

private:
    /// @returns whether it holds a table
    bool read_sheet(const XlsxSheet& sheet, RowStore& store) const {
        const auto part = package_.open(sheet.part);
        if (!part) throw DocumentError("sheet " + sheet.name + ": the workbook is damaged: the sheet is missing");
        const std::string table = table_of_sheet(sheet.name, dictionary_);
        TableSheet rows(sheet.name, table, store);
        SheetReader reader({styles_, strings_, contents_.from_1904}, [&](const SheetRow& row) {
            if (table.empty()) refuse_misnamed(sheet.name, row);
            else rows.row(row);
            return !table.empty();
        });
        reader.read(*part, sheet.part);
        return !table.empty();
    }

    const XlsxPackage& package_;
    const schema::Dictionary& dictionary_;
    XlsxContents contents_;
    std::vector<NumberFormat> styles_;
    SpooledTexts strings_;
};

void read_workbook(io::Descriptor file, const std::string& name, const schema::Dictionary& dictionary, const StoreOptions& options,
                   DocumentSink& sink, const io::Limits& limits) {
    try {
        RowStore store(dictionary, options);
        {
            const XlsxPackage package(std::move(file), name, limits);
            WorkbookTables(package, dictionary).read(store);
        }
        store.write_documents(sink);
    } catch (const DocumentError& error) {
        throw DocumentError(name + ": " + error.what());
    }
}

io::Descriptor spooled(io::ByteStream& stream, const std::string& name) {
    return io::spool(stream, name, std::numeric_limits<std::uint64_t>::max());
}

}  // namespace

void read_xlsx(io::ByteStream& stream, const std::string& name, const schema::Dictionary& dictionary, const StoreOptions& options,
               DocumentSink& sink, const io::Limits& limits) {
    read_workbook(spooled(stream, name), name, dictionary, options, sink, limits);
}

void read_xlsx(const std::string& path, const schema::Dictionary& dictionary, const StoreOptions& options, DocumentSink& sink,
               const io::Limits& limits) {
    io::Descriptor file = io::open_to_read(path);
    if (::lseek(file.get(), 0, SEEK_CUR) >= 0) return read_workbook(std::move(file), path, dictionary, options, sink, limits);
    io::FileStream pipe(std::move(file), path);
    read_workbook(spooled(pipe, path), path, dictionary, options, sink, limits);
}

}  // namespace cbds::formats
