#include "cbds/error.hpp"
#include "cbds/formats/xlsx.hpp"
#include "formats/json_round_trip.hpp"
#include "formats/xlsx_files.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_xlsx_round_trip_test {

using namespace cbds;
using namespace cbds::formats;
using namespace cbds::io::test;
using namespace cbds::test;

namespace {

const schema::Dictionary& dictionary() { return schema::Dictionary::built_in(); }

/// Writes documents to a workbook and reads it.
std::vector<std::string> through_xlsx(const std::vector<std::string>& documents, schema::Collection collection) {
    const TestFolder folder;
    const auto writer = make_xlsx_writer(TableLayout(dictionary(), collection).with_labels(), io::OutputPath(folder.at("x.xlsx"), {}));
    for (const std::string& document : documents) write_document(document, *writer);
    writer->commit();
    TextSink sink;
    read_xlsx(folder.at("x.xlsx"), dictionary(), {}, sink);
    return sink.documents;
}

std::vector<std::string> through_xml(const std::vector<std::string>& documents) {
    std::vector<std::string> written;
    for (const std::string& document : documents) written.push_back(test::rewritten(document));
    return written;
}

/// The documents of a workbook that was made by hand.
std::vector<std::string> read(const HandMade& workbook, const StoreOptions& options = {}) {
    const std::string bytes = workbook.zip();
    io::MemoryStream stream(bytes);
    TextSink sink;
    read_xlsx(stream, "x.xlsx", dictionary(), options, sink);
    return sink.documents;
}

/// What the reader says against a workbook with a sheet `pupils` of these rows.
std::string against(const std::string& rows, const std::string& name = "pupils") {
    try {
        (void)read({{{name, rows}}, "<cellXfs><xf numFmtId='0'/></cellXfs>", "", ""}, {.edition = schema::ctf_edition(26), .header = {}});
        return {};
    } catch (const DocumentError& error) {
        return error.what();
    }
}

std::string ctf(const std::string& pupils) {
    return "<CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>26.0</CTFversion></Header><CTFpupilData>" + pupils + "</CTFpupilData></CTfile>";
}

std::size_t count(const std::string& text, std::string_view piece) {
    std::size_t times = 0;
    for (std::size_t at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++times;
    return times;
}

}  // namespace

TEST_CASE("xlsx: documents of every edition come back from a workbook as they were, with faults and all") {
    for (const auto collection : {schema::Collection::ctf, schema::Collection::school_census}) {
        const schema::EditionRange editions = dictionary().collection(collection).editions;
        std::vector<std::string> documents;
        for (schema::Ordinal ordinal = editions.since; ordinal <= editions.until; ++ordinal) {
            const schema::Edition edition{collection, ordinal};
            documents.push_back(sample_of(edition, ordinal % 2 == 0 ? "AT" : "SS", static_cast<std::uint64_t>(ordinal), 6, 0.5));
        }
        CHECK(through_xlsx(documents, collection) == through_xml(documents));
    }
}

TEST_CASE("xlsx: values that a spreadsheet would change come back as they were") {
    std::string pupils;
    for (const std::string value : {"", "=1+1", "007", "1e5", "1/2", "TRUE", "-", "+44", "'", " lead", "trail ", "_x0041_", "a_x005F_", "tab&#9;x", "cr&#13;x", "&lt;&amp;&gt;",
                                    "2026-01-01", "12:30", "50%", "\xF0\x9F\x98\x80", "#N/A", "]]&gt;", "a&#10;b"})
        pupils += "<Pupil><UPN>" + value + "</UPN><Surname>" + value + "</Surname><DOB>" + value + "</DOB><NewItem>" + value + "</NewItem></Pupil>";
    const std::vector<std::string> documents{ctf(pupils)};
    CHECK(through_xlsx(documents, schema::Collection::ctf) == through_xml(documents));
}

TEST_CASE("xlsx: empty and absent, unknown elements, attributes and odd order come back") {
    const std::vector<std::string> documents{
        ctf("<Pupil><UPN>1</UPN></Pupil><Pupil/><Pupil a='1'><Surname/><UPN>1</UPN><UPN>2</UPN><Forename></Forename><x:New xmlns:x='urn:x'>7</x:New></Pupil>"), ctf("")};
    CHECK(through_xlsx(documents, schema::Collection::ctf) == through_xml(documents));
}

TEST_CASE("xlsx: a workbook that somebody else made") {
    const auto documents = read({{{"Notes", text_row({"Ask the office", "about pupil 7"})},
                                  {"PUPILS", text_row({" UPN ", "-", "DOB", "Surname", "Sex_label"}) +
                                                 "<row><c r='A2'><v>801200001001</v></c><c r='C2' s='1'><v>42523</v></c><c r='D2' t='s'><v>0</v></c></row>"
                                                 "<row/><row><c r='A4' s='1'/></row>" + text_row({"H2", "-", "2016-06-03", "Ash", "Female"})}},
                                 "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>", "<si><t>Birch</t></si>", ""},
                                {.edition = schema::ctf_edition(26), .header = {}});
    REQUIRE(documents.size() == 1);
    CHECK(count(documents[0], "<Pupil>") == 2);
    for (const char* piece : {"<UPN>801200001001</UPN>", "<DOB>2016-06-02</DOB>", "<Surname>Birch</Surname>", "<DOB>2016-06-03</DOB>", "<Surname>Ash</Surname>"}) CHECK(count(documents[0], piece) == 1);
    CHECK(count(documents[0], "Female") == 0);
}

TEST_CASE("xlsx: what is wrong with a sheet is told with its place, and without a value") {
    const std::string heading = text_row({"UPN", "Surname", "-"});
    CHECK(against(heading + "<row/><row><c r='B3' t='e'><v>#N/A</v></c></row>") ==
          "x.xlsx: sheet pupils, row 3, column B (Surname): the cell holds an error, as #N/A and #REF! are; correct it");
    CHECK(against(heading + "<row><c r='A2'><v>1E+20</v></c></row>") ==
          "x.xlsx: sheet pupils, row 2, column A (UPN): the cell holds a number of more than 15 digits, of which the last are lost; enter it as text");
    CHECK(against(heading + text_row({"1", "x", "secret"})) ==
          "x.xlsx: sheet pupils, row 2, column C: a value in a column without a name; name the column in the first row, or empty it");
    CHECK(against(text_row({"UPN", "Surnam"})).starts_with("x.xlsx: sheet pupils, row 1: "));
    CHECK(against(text_row({"record", "UPN"}) + text_row({"one", "x"})).starts_with("x.xlsx: sheet pupils, row 2: "));
    CHECK(against(text_row({"record", "UPN"}), "Sheet1") ==
          "x.xlsx: sheet Sheet1: has the columns of a table, but no table has this name; correct it, or delete the sheet");
    CHECK(against(text_row({"Name", "Class"}), "Sheet1") == "x.xlsx: no sheet has the name of a table, as pupils and addresses are");
    CHECK(against("", "Sheet1") == "x.xlsx: no sheet has the name of a table, as pupils and addresses are");
}

TEST_CASE("xlsx: a workbook that cannot be read") {
    TextSink sink;
    const TestFolder folder;
    CHECK_THROWS_WITH_AS(read_xlsx(folder.at("no.xlsx"), dictionary(), {}, sink), (folder.at("no.xlsx") + ": no such file").c_str(), InputError);
    const std::string path = folder.write("text.xlsx", "UPN,Surname\n");
    CHECK_THROWS_WITH_AS(read_xlsx(path, dictionary(), {}, sink), (path + ": is no workbook (.xlsx)").c_str(), DocumentError);
}

TEST_CASE("xlsx: a workbook that expands without end is given up") {
    const std::string bytes = HandMade{{{"pupils", std::string(300'000, ' ')}}, "", std::string(300'000, ' '), ""}.zip();
    io::MemoryStream stream(bytes);
    TextSink sink;
    const io::Limits limits{.max_expansion = 100'000};
    CHECK_THROWS_AS(read_xlsx(stream, "x.xlsx", dictionary(), {}, sink, limits), InputError);
}

}  // namespace cbds::formats_xlsx_round_trip_test
