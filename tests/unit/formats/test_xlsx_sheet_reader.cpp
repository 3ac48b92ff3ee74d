#include "cbds/error.hpp"
#include "formats/xlsx_files.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_xlsx_sheet_reader_test {

using namespace cbds;
using namespace cbds::formats;
using namespace cbds::test;

namespace {

/// The cells of a sheet `s`.
std::map<std::string, std::string> cells(const std::string& rows, const HandMade& workbook = {}) {
    HandMade with_sheet = workbook;
    with_sheet.sheets = {{"s", rows}};
    return cells_of(with_sheet.zip());
}

const std::string kStyles = "<numFmts count='2'><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd'/><numFmt numFmtId='165' formatCode='@&quot; &quot;'/>"
                            "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                            "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='2'/><xf numFmtId='22'/></cellXfs>";

std::string message_of(const std::string& bytes) {
    try {
        (void)cells_of(bytes);
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

using Cells = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("xlsx sheet: the types of cells") {
    const HandMade workbook{{}, kStyles, "<si><t>one</t></si><si><r><t>t</t></r><r><rPr><b/></rPr><t>wo</t></r><rPh><t>phonetic</t></rPh></si><si><t/></si>", ""};
    CHECK(cells("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c>"
                "<c r='D1' t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r></is></c><c r='E1' t='str'><f>A1</f><v>cached</v></c>"
                "<c r='F1' t='b'><v>1</v></c><c r='G1' t='b'><v>0</v></c><c r='H1'><v>12</v></c><c r='I1' t='n' s='1'><v>46037</v></c>"
                "<c r='J1' s='3'><v>1.5</v></c><c r='K1' s='4'><v>46037.5</v></c><c r='L1' t='d'><v>2026-01-15T00:00:00</v></c>"
                "<c r='M1'><f>1+1</f><v>2</v></c><c r='N1' s='2'/><c r='O1' s='1'/><c r='P1'/><c r='Q1' s='99'><v>5</v></c></row>",
                workbook) == Cells{{"s!A1", "one"}, {"s!B1", "two"}, {"s!C1", ""}, {"s!D1", "inline"}, {"s!E1", "cached"}, {"s!F1", "true"},
                                   {"s!G1", "false"}, {"s!H1", "12"}, {"s!I1", "2026-01-15"}, {"s!J1", "1.50"}, {"s!K1", "2026-01-15T12:00:00"},
                                   {"s!L1", "2026-01-15"}, {"s!M1", "2"}, {"s!N1", ""}, {"s!Q1", "5"}});
}

TEST_CASE("xlsx sheet: numbers are not rounded to what their format shows") {
    const HandMade workbook{{}, kStyles, "", ""};
    CHECK(cells("<row><c s='3'><v>1.2345</v></c><c><v>0.30000000000000004</v></c><c><v>1E-3</v></c><c><v>1.5E3</v></c><c s='2'><v>7</v></c></row>", workbook) ==
          Cells{{"s!A1", "1.2345"}, {"s!B1", "0.3"}, {"s!C1", "0.001"}, {"s!D1", "1500"}, {"s!E1", "7"}});
}

TEST_CASE("xlsx sheet: what has no value is a fault, not a text") {
    const HandMade workbook{{}, kStyles, "<si><t>one</t></si>", ""};
    const auto faults = cells("<row><c t='e'><v>#N/A</v></c><c><f>A1</f></c><c><v>1E+15</v></c><c s='1'><v>59</v></c><c t='s'><v>1</v></c><c><v>x</v></c>"
                              "<c><v>NaN</v></c><c><v>1e999</v></c><c t='s'><v/></c></row>", workbook);
    CHECK(faults.at("s!A1").starts_with("<holds an error"));
    CHECK(faults.at("s!B1").starts_with("<holds a formula that was not calculated"));
    CHECK(faults.at("s!C1").starts_with("<holds a number of more than 15 digits"));
    CHECK(faults.at("s!D1").starts_with("<holds a date of before 1 March 1900"));
    for (const char* cell : {"s!E1", "s!F1", "s!G1", "s!H1", "s!I1"}) CHECK(faults.at(cell).ends_with("damaged>"));
}

TEST_CASE("xlsx sheet: days from 1904") {
    HandMade workbook{{}, kStyles, "", "date1904='1'"};
    CHECK(cells("<row><c s='1'><v>44575</v></c></row>", workbook) == Cells{{"s!A1", "2026-01-15"}});
}

TEST_CASE("xlsx sheet: gaps between rows and columns, numbers that are left out") {
    CHECK(cells("<row r='2'><c r='B2'><v>1</v></c><c><v>2</v></c><c r='AA2'><v>3</v></c></row><row/><row><c><v>4</v></c></row><row r='9'><c r='XFD9'><v>5</v></c></row>") ==
          Cells{{"s!B2", "1"}, {"s!C2", "2"}, {"s!AA2", "3"}, {"s!A4", "4"}, {"s!XFD9", "5"}});
}

TEST_CASE("xlsx sheet: spaces, line ends and escapes of texts") {
    CHECK(cells("<row><c t='inlineStr'><is><t xml:space='preserve'> a\n\tb </t></is></c><c t='inlineStr'><is><t>c_x000D_d_x005F_x000D_</t></is></c><c t='inlineStr'><is><t>&amp;&lt;&#233;</t></is></c></row>") ==
          Cells{{"s!A1", " a\n\tb "}, {"s!B1", "c\rd_x000D_"}, {"s!C1", "&<\xC3\xA9"}});
}

TEST_CASE("xlsx sheet: elements with a prefix, and those that do not matter") {
    HandMade workbook{{{"s", "<row><c><extLst><ext><v>9</v></ext></extLst><v>1</v></c></row>"}}, "", "", ""};
    auto parts = workbook.parts();
    for (auto& [name, bytes] : parts)
        if (name == "xl/worksheets/sheet1.xml")
            bytes = "<x:worksheet xmlns:x='urn:x'><x:sheetPr/><x:sheetData><x:row r='1'><x:c r='A1'><x:v>7</x:v></x:c></x:row></x:sheetData><x:c><x:v>8</x:v></x:c></x:worksheet>";
    CHECK(cells_of(io::test::make_zip(parts)) == Cells{{"s!A1", "7"}});
    CHECK(cells_of(workbook.zip()) == Cells{{"s!A1", "1"}});
}

TEST_CASE("xlsx sheet: rows and columns that no sheet has") {
    for (const std::string rows : {"<row r='0'/>", "<row r='1048577'/>", "<row><c r='XFE1'/></row>", "<row><c r='1'/></row>", "<row><c r='ZZZZZZZZZZ1'/></row>"}) {
        CAPTURE(rows);
        CHECK(message_of(HandMade{{{"s", rows}}, "", "", ""}.zip()).starts_with("the workbook is damaged: a sheet has a"));
    }
    CHECK(message_of(HandMade{{{"s", "<row r='x'><c r='A1'><v>1</v></c></row>"}}, "", "", ""}.zip()).empty());
}

TEST_CASE("xlsx sheet: damaged and hostile workbooks") {
    CHECK(message_of("") == "is no workbook (.xlsx)");
    CHECK(message_of("UPN,Surname\n") == "is no workbook (.xlsx)");
    CHECK(message_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").find("has a password") != std::string::npos);
    CHECK(message_of(io::test::make_zip({{"returns.xml", "<x/>"}})) == "is an archive, but no workbook (.xlsx)");
    const std::string whole = HandMade{{{"s", "<row><c><v>1</v></c></row>"}}, "", "", ""}.zip();
    CHECK(message_of(whole.substr(0, whole.size() / 2)).find("damaged or cut off") != std::string::npos);
    CHECK(message_of(HandMade{{{"s", "<row>"}}, "", "", ""}.zip()).starts_with("the workbook is damaged: xl/worksheets/sheet1.xml: "));
    CHECK(message_of(HandMade{{{"s", "&bomb;"}}, "", "", ""}.zip()).starts_with("the workbook is damaged: "));
    auto parts = HandMade{{{"s", ""}}, "", "", ""}.parts();
    for (auto& [name, bytes] : parts)
        if (name == "xl/workbook.xml") bytes = "<!DOCTYPE workbook [<!ENTITY a 'aaaa'>]>" + bytes;
    CHECK(message_of(io::test::make_zip(parts)).starts_with("the workbook is damaged: xl/workbook.xml: "));
}

TEST_CASE("xlsx sheet: names of columns") {
    CHECK(column_letters(1) == "A");
    CHECK(column_letters(26) == "Z");
    CHECK(column_letters(27) == "AA");
    CHECK(column_letters(702) == "ZZ");
    CHECK(column_letters(16384) == "XFD");
}

}  // namespace cbds::formats_xlsx_sheet_reader_test
