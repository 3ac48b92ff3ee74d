/// @file
/// Workbooks for tests: made by hand, and looked into.
#pragma once

#include "formats/xlsx_sheet_reader.hpp"
#include "formats/xlsx_styles.hpp"
#include "io/test_files.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::test {

/// A workbook with these sheets: name and what stands between `<sheetData>` and its end.
struct HandMade {
    std::vector<std::pair<std::string, std::string>> sheets;
    std::string styles;          ///< inside `<styleSheet>`
    std::string shared_strings;  ///< inside `<sst>`
    std::string properties;      ///< attributes of `<workbookPr>`

    [[nodiscard]] io::test::Entries parts() const {
        const std::string relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        std::string list;
        std::string relationships = "<Relationship Id='rIdA' Type='" + relationship + "styles' Target='styles.xml'/>" +
                                    "<Relationship Id='rIdB' Type='" + relationship + "sharedStrings' Target='/xl/sharedStrings.xml'/>";
        io::test::Entries entries{{"_rels/.rels", "<Relationships><Relationship Id='r1' Type='" + relationship +
                                                      "officeDocument' Target='xl/workbook.xml'/></Relationships>"}};
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            const std::string id = "rId" + std::to_string(i + 1);
            const std::string part = "worksheets/sheet" + std::to_string(i + 1) + ".xml";
            list += "<sheet name='" + sheets[i].first + "' sheetId='1' r:id='" + id + "'/>";
            relationships += "<Relationship Id='" + id + "' Type='" + relationship + "worksheet' Target='" + part + "'/>";
            entries.emplace_back("xl/" + part, "<worksheet><sheetData>" + sheets[i].second + "</sheetData></worksheet>");
        }
        entries.emplace_back("xl/workbook.xml", "<workbook xmlns:r='urn:r'><workbookPr " + properties + "/><sheets>" + list + "</sheets></workbook>");
        entries.emplace_back("xl/_rels/workbook.xml.rels", "<Relationships>" + relationships + "</Relationships>");
        entries.emplace_back("xl/styles.xml", "<styleSheet>" + styles + "</styleSheet>");
        entries.emplace_back("xl/sharedStrings.xml", "<sst>" + shared_strings + "</sst>");
        return entries;
    }

    [[nodiscard]] std::string zip() const { return io::test::make_zip(parts()); }
};

/// A row of texts, each in a cell; "-" leaves a gap.
inline std::string text_row(const std::vector<std::string>& texts) {
    std::string row = "<row>";
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i] == "-") continue;
        row += "<c r='" + formats::column_letters(static_cast<std::uint32_t>(i + 1)) + "1' t='inlineStr'><is><t>" + texts[i] + "</t></is></c>";
    }
    return row + "</row>";
}

/// The cells of all sheets as `pupils!B7` and their texts; a fault stands in `<` and `>`.
inline std::map<std::string, std::string> cells_of(const std::string& bytes) {
    const io::test::TestFolder folder;
    const formats::XlsxPackage package(io::open_to_read(folder.write("x.xlsx", bytes)), "x.xlsx", {});
    const formats::XlsxContents contents = formats::read_contents(package);
    const auto styles = formats::read_styles(package, contents);
    const auto strings = formats::read_shared_strings(package, contents);
    std::map<std::string, std::string> cells;
    for (const formats::XlsxSheet& sheet : contents.sheets) {
        formats::SheetReader reader({styles, strings, contents.from_1904}, [&](const formats::SheetRow& row) {
            for (const formats::SheetCell& cell : row.cells)
                cells[sheet.name + '!' + formats::column_letters(cell.column) + std::to_string(row.number)] =
                    cell.fault.empty() ? std::string(row.text(cell)) : '<' + std::string(cell.fault) + '>';
            return true;
        });
        reader.read(*package.open(sheet.part), sheet.part);
    }
    return cells;
}

}  // namespace cbds::test
