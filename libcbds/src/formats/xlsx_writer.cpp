#include "cbds/formats/xlsx.hpp"
#include "formats/table_writer.hpp"
#include "formats/xlsx_about.hpp"
#include "formats/xlsx_sheet.hpp"
#include "formats/xlsx_sheet_names.hpp"

#include <algorithm>
#include <charconv>
#include <deque>

namespace cbds::formats {
namespace {

/// The digits of a number, as a cell of a key.
class KeyText {
public:
    [[nodiscard]] std::string_view write(std::uint64_t number) {
        const auto end = std::to_chars(digits_.data(), digits_.data() + digits_.size(), number).ptr;
        return {digits_.data(), static_cast<std::size_t>(end - digits_.data())};
    }

private:
    std::array<char, 20> digits_{};
};

class XlsxWriter final : public TableWriter {
public:
    XlsxWriter(TableLayout layout, io::OutputPath file)
        : TableWriter(std::move(layout)), workbook_(std::move(file)), about_sheet_(workbook_.add_sheet(std::string(kAboutSheet))) {
        const std::vector<std::string> names = sheet_names(tables());
        for (std::size_t i = 0; i < names.size(); ++i) sheets_.emplace_back(workbook_, names[i], tables()[i], this->layout().dictionary());
    }

    void begin(const DocumentStart& start, const schema::Plan& plan) override {
        TableWriter::begin(start, plan);
        ++about_.documents;
        if (std::find(about_.editions.begin(), about_.editions.end(), start.edition) == about_.editions.end())
            about_.editions.push_back(start.edition);
    }

    void commit() override {
        std::uint64_t cells = 0;
        for (SheetWriter& sheet : sheets_) {
            sheet.finish();
            cells += sheet.cells();
        }
        cells += write_about(workbook_, about_sheet_, about_, layout(), sheets_);
        workbook_.commit(cells);
    }

private:
    /// Puts rows into their sheets, their keys filled in.
    class Sheets final : public RowSink {
    public:
        Sheets(XlsxWriter& writer, std::uint64_t first_record)
            : writer_(writer), first_record_(first_record), document_(document_text_.write(writer.document())) {}

        void row(std::size_t table, std::uint64_t record, std::span<const Cell> cells) override {
            cells_.assign(cells.begin(), cells.end());
            const std::vector<Column>& columns = writer_.tables()[table].columns;
            for (std::size_t i = 0; i < columns.size(); ++i) {
                if (columns[i].key == Key::document) cells_[i] = document_;
                if (columns[i].key == Key::record) cells_[i] = record_text_.write(record == kNoRecord ? 0 : first_record_ + record + 1);
            }
            writer_.sheets_[table].add_row(cells_);
        }

    private:
        XlsxWriter& writer_;
        std::uint64_t first_record_;
        KeyText document_text_;
        KeyText record_text_;
        std::string_view document_;
        std::vector<Cell> cells_;
    };

    [[nodiscard]] std::span<const Table> tables() const noexcept { return layout().tables(); }
    std::unique_ptr<RowEncoder> make_row_encoder() override { return std::make_unique<PackedRows>(); }

    void take_rows(RowEncoder& rows, std::uint64_t first_record) override {
        Sheets sheets(*this, first_record);
        static_cast<PackedRows&>(rows).replay(sheets);
    }

    Workbook workbook_;
    lxw_worksheet& about_sheet_;
    std::deque<SheetWriter> sheets_;  ///< by table
    AboutWorkbook about_;
};

}  // namespace

std::unique_ptr<DocumentWriter> make_xlsx_writer(TableLayout layout, io::OutputPath file) {
    return std::make_unique<XlsxWriter>(std::move(layout), std::move(file));
}

}  // namespace cbds::formats
