#include "cbds/error.hpp"
#include "cbds/formats/xlsx.hpp"
#include "formats/json_round_trip.hpp"
#include "formats/xlsx_files.hpp"
#include "formats/xlsx_sheet.hpp"
#include "formats/xlsx_sheet_names.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

namespace cbds::formats_xlsx_writer_test {

using namespace cbds;
using namespace cbds::formats;
using namespace cbds::io::test;
using namespace cbds::test;

namespace {

const schema::Dictionary& dictionary() { return schema::Dictionary::built_in(); }

TableLayout layout_of(const std::string& document) {
    return TableLayout(dictionary(), document.find("<CTfile>") != std::string::npos ? schema::Collection::ctf : schema::Collection::school_census);
}

std::string workbook_of(const std::vector<std::string>& documents, TableLayout layout, unsigned jobs = 1) {
    const TestFolder folder;
    const auto writer = make_xlsx_writer(std::move(layout), io::OutputPath(folder.at("x.xlsx"), {}));
    xml::ReadOptions options;
    options.jobs = jobs;
    for (const std::string& document : documents) write_document(document, *writer, options);
    writer->commit();
    return content(folder.at("x.xlsx"));
}

std::string workbook_of(const std::string& document) { return workbook_of({document}, layout_of(document)); }

std::string ctf(const std::string& pupils) {
    return "<CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>26.0</CTFversion></Header><CTFpupilData>" + pupils + "</CTFpupilData></CTfile>";
}

/// The text of a part of a workbook.
std::string part_of(const std::string& workbook, std::string_view part) {
    const TestFolder folder;
    const XlsxPackage package(io::open_to_read(folder.write("x.xlsx", workbook)), "x.xlsx", {});
    const auto stream = package.open(part);
    REQUIRE(stream);
    return io::test::read_all(*stream);
}

/// The part of the sheet of that name.
std::string sheet_of(const std::string& workbook, const std::string& name) {
    const std::string list = part_of(workbook, "xl/workbook.xml");
    const std::size_t at = list.find("<sheet name=\"" + name + '"');
    REQUIRE(at != std::string::npos);
    const std::size_t number = std::stoul(list.substr(list.find("sheetId=\"", at) + 9));
    return part_of(workbook, "xl/worksheets/sheet" + std::to_string(number) + ".xml");
}

bool has(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

}  // namespace

TEST_CASE("xlsx: a sheet a table, its cells as they were written") {
    const auto cells = cells_of(workbook_of(ctf("<Pupil><UPN>H801200001001</UPN><Surname>=1+1</Surname><Forename/><DOB>2016-06-02</DOB><Sex>F</Sex></Pupil>")));
    CHECK(cells.at("pupils!A1") == "document");
    CHECK(cells.at("pupils!B1") == "record");
    CHECK(cells.at("pupils!A2") == "1");
    CHECK(cells.at("pupils!B2") == "1");
    std::map<std::string, std::string> row;
    for (const auto& [place, text] : cells)
        if (place.starts_with("pupils!") && place.ends_with("1") && cells.contains(place.substr(0, place.size() - 1) + '2'))
            row[text] = cells.at(place.substr(0, place.size() - 1) + '2');
    CHECK(row.at("UPN") == "H801200001001");
    CHECK(row.at("Surname") == "=1+1");
    CHECK(row.at("Forename").empty());
    CHECK(row.at("DOB") == "2016-06-02");
    CHECK_FALSE(row.contains("Address"));
}

TEST_CASE("xlsx: dates and numbers have types where they come back, everything else is text") {
    const std::string workbook = workbook_of(ctf("<Pupil><UPN>007</UPN><DOB>2016-06-02</DOB></Pupil><Pupil><UPN>2</UPN><DOB>1899-12-31</DOB></Pupil>"
                                                 "<Pupil><UPN>3</UPN><DOB>02/06/2016</DOB></Pupil>"));
    const std::string sheet = sheet_of(workbook, "pupils");
    CHECK(has(sheet, "<v>42523</v>"));
    for (const std::string text : {"007", "2", "3", "1899-12-31", "02/06/2016"}) CHECK(has(sheet, "t=\"inlineStr\"><is><t>" + text + "</t>"));
    CHECK_FALSE(has(sheet, "<f>"));
    CHECK(has(part_of(workbook, "xl/styles.xml"), "formatCode=\"yyyy-mm-dd\""));
}

TEST_CASE("xlsx: decimals show as many places as they were written with") {
    const std::string start = "<Message><Header><CollectionDetails><Collection>SC</Collection><Term>SPR</Term><Year>2026</Year></CollectionDetails></Header>"
                              "<Pupils><PupilsOnRoll>";
    std::string pupils;
    for (const std::string hours : {"15", "15.5", "15.50", "015", "-0", "1e1"})
        pupils += "<PupilOnRoll><PupilIdentifiers><UPN>H801200001001</UPN></PupilIdentifiers><PupilCharacteristics><FundedHours>" + hours +
                  "</FundedHours></PupilCharacteristics></PupilOnRoll>";
    const std::string workbook = workbook_of(start + pupils + "</PupilsOnRoll></Pupils></Message>");
    const std::string sheet = sheet_of(workbook, "pupils");
    for (const std::string text : {"015", "-0", "1e1"}) CHECK(has(sheet, "<t>" + text + "</t>"));
    CHECK(has(sheet, "<v>15.5</v>"));
    const std::string styles = part_of(workbook, "xl/styles.xml");
    for (const char* code : {"\"0\"", "\"0.0\"", "\"0.00\""}) CHECK(has(styles, std::string("formatCode=") + code));
    std::vector<std::string> hours;
    for (const auto& [place, text] : cells_of(workbook))
        if (place.starts_with("pupils!") && text.find("5") != std::string::npos && text.starts_with("15")) hours.push_back(text);
    CHECK(hours == std::vector<std::string>{"15", "15.5", "15.50"});
}

TEST_CASE("xlsx: heading, filter, frozen row, labels, hidden empty sheets") {
    const std::string document = ctf("<Pupil><UPN>H801200001001</UPN><Sex>F</Sex></Pupil>");
    const std::string workbook = workbook_of({document}, layout_of(document).with_labels());
    const std::string sheet = sheet_of(workbook, "pupils");
    CHECK(has(sheet, "state=\"frozen\""));
    CHECK(has(sheet, "<autoFilter ref=\"A1:"));
    CHECK(has(sheet, "numberStoredAsText=\"1\""));
    CHECK(has(sheet, "<t>Sex_label</t>"));
    CHECK(has(sheet, "<t>Female</t>"));
    CHECK(has(part_of(workbook, "xl/workbook.xml"), "<sheet name=\"extras\" sheetId=\"") );
    CHECK(has(part_of(workbook, "xl/workbook.xml"), "state=\"hidden\""));
    CHECK_FALSE(has(part_of(workbook, "xl/workbook.xml"), "name=\"pupils\" sheetId=\"3\" state=\"hidden\""));
}

TEST_CASE("xlsx: the sheet about tells editions and rows") {
    const std::string one = sample_of(schema::ctf_edition(26), "PS", 1);
    const auto cells = cells_of(workbook_of({one, sample_of(schema::ctf_edition(25), "PS", 2)}, layout_of(one)));
    CHECK(cells.at("about!A1") == "Common Transfer File");
    CHECK(cells.at("about!B1") == "26.0, 25.0");
    CHECK(cells.at("about!B2") == "2");
}

TEST_CASE("xlsx: the same documents give the same bytes, with any number of threads") {
    const std::string document = sample_of(schema::census_edition(2026, schema::Term::spring), "AT", 3, 60);
    const std::string once = workbook_of({document}, layout_of(document));
    CHECK(once == workbook_of({document}, layout_of(document)));
    CHECK(once == workbook_of({document}, layout_of(document), 3));
}

TEST_CASE("xlsx: a text that no cell can hold is refused, and nothing is written") {
    const TestFolder folder;
    const std::string document = ctf("<Pupil><UPN>1</UPN></Pupil><Pupil><UPN>2</UPN><Surname>" + std::string(32'768, 'x') + "</Surname></Pupil>");
    {
        const auto writer = make_xlsx_writer(layout_of(document), io::OutputPath(folder.at("x.xlsx"), {}));
        CHECK_THROWS_WITH_AS(write_document(document, *writer),
                             (folder.at("x.xlsx") + ": table pupils, row 3, column Surname has more than 32,767 characters, which no cell can hold; use csv or sqlite").c_str(),
                             OutputError);
    }
    CHECK(folder.names().empty());
    const std::string just = ctf("<Pupil><UPN>2</UPN><Surname>" + std::string(32'767, 'x') + "</Surname></Pupil>");
    CHECK_FALSE(workbook_of(just).empty());
}

TEST_CASE("xlsx: more rows than a sheet can hold are refused") {
    const TestFolder folder;
    Workbook workbook(io::OutputPath(folder.at("x.xlsx"), {}));
    Table table;
    table.name = "pupils";
    table.columns.emplace_back().name = "UPN";
    SheetWriter sheet(workbook, "pupils", table, dictionary());
    const std::vector<Cell> row{std::nullopt};
    for (int i = 0; i < 1'048'575; ++i) sheet.add_row(row);
    CHECK_THROWS_WITH_AS(sheet.add_row(row), (folder.at("x.xlsx") + ": the table pupils has more than 1,048,575 rows, which no sheet can hold; use csv or sqlite").c_str(),
                         OutputError);
}

TEST_CASE("xlsx: a workbook that is given up leaves no file open") {
    const auto open_files = [] { return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()); };
    const TestFolder folder;
    const std::string document = ctf("<Pupil><UPN>1</UPN></Pupil>");
    const auto before = open_files();
    for (int i = 0; i < 3; ++i) {
        const auto writer = make_xlsx_writer(layout_of(document), io::OutputPath(folder.at("x.xlsx"), {}));
        write_document(document, *writer);
    }
    CHECK(open_files() == before);
    (void)workbook_of(document);
    CHECK(open_files() == before);
    CHECK(folder.names().empty());
}

TEST_CASE("xlsx: a full disk is noticed wherever it is met") {
    const std::string document = sample_of(schema::census_edition(2026, schema::Term::spring), "AT", 3, 100);
    const std::size_t whole = workbook_of(document).size();
    // libxlsxwriter writes sheets to files of its own, which grow larger than the workbook.
    for (const std::size_t limit : {std::size_t{4096}, whole / 2, whole - 1000}) {
        CAPTURE(limit);
        const TestFolder folder;
        const pid_t child = ::fork();
        if (child == 0) {
            ::signal(SIGXFSZ, SIG_IGN);
            const int null = ::open("/dev/null", O_WRONLY);
            ::dup2(null, STDERR_FILENO);
            const rlimit most{limit, limit};
            ::setrlimit(RLIMIT_FSIZE, &most);
            int code = 0;
            try {
                const auto writer = make_xlsx_writer(layout_of(document), io::OutputPath(folder.at("x.xlsx"), {}));
                write_document(document, *writer);
                writer->commit();
            } catch (const OutputError&) {
                code = 2;
            }
            ::_exit(code);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WEXITSTATUS(status) == 2);
        CHECK(folder.names().empty());
    }
}

TEST_CASE("xlsx: names of sheets are those of tables as far as a workbook takes them") {
    std::vector<Table> tables(6);
    tables[0].name = "pupils";
    tables[1].name = "About";
    tables[2].name = std::string(40, 'a') + "1";
    tables[3].name = std::string(40, 'A') + "2";
    tables[4].name = "a/b'c";
    tables[5].name = "history";
    const std::vector<std::string> names = sheet_names(tables);
    CHECK(names == std::vector<std::string>{"pupils", "About~2", std::string(31, 'a'), std::string(29, 'A') + "~2", "a_b_c", "history~2"});
    CHECK(table_of_sheet("Pupils", dictionary()) == "pupils");
    CHECK(table_of_sheet("extras", dictionary()) == "extras");
    CHECK(table_of_sheet("about", dictionary()).empty());
}

}  // namespace cbds::formats_xlsx_writer_test
