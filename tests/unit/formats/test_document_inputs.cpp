#include "cbds/formats/document_inputs.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/csv.hpp"
#include "cbds/formats/json.hpp"
#include "cbds/formats/sqlite.hpp"
#include "formats/conversion.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_document_inputs_test {

using namespace cbds;
using namespace cbds::test;
using io::test::Entries;
using io::test::TestFolder;

namespace {

const schema::Dictionary& dictionary() { return schema::Dictionary::built_in(); }

/// Name and bytes of every document, or `error: ` and the message.
Entries documents_of(std::vector<std::string> paths, formats::DocumentInputOptions options = {}) {
    options.inputs.paths = std::move(paths);
    formats::DocumentInputs inputs(dictionary(), std::move(options));
    Entries found;
    while (const auto input = inputs.next()) found.emplace_back(input->name(), io::test::result_of(*input));
    return found;
}

std::string as_json(const std::string& xml) {
    return converted(xml, [](io::OutputFile file) { return std::make_unique<formats::JsonWriter>(std::move(file)); });
}

std::string as_ndjson(const std::string& xml) {
    return converted(xml, [](io::OutputFile file) { return std::make_unique<formats::NdjsonWriter>(std::move(file)); });
}

/// Writes a document as tables or a database at a path.
template <typename MakeWriter>
void write_at(const std::string& xml, MakeWriter make) {
    MemoryInput input(xml);
    std::unique_ptr<formats::DocumentWriter> writer = make(formats::TableLayout(dictionary(), schema::Collection::ctf));
    static_cast<void>(convert::Conversion(dictionary(), {}).convert(input, [&](const convert::DocumentFacts&) -> formats::DocumentWriter& { return *writer; }));
    writer->commit();
}

void write_tables(const std::string& path) {
    write_at(ctf_document(), [&](formats::TableLayout layout) { return formats::make_csv_writer(std::move(layout), path, {}, {}, nullptr); });
}

void write_database(const std::string& path) {
    write_at(ctf_document(), [&](formats::TableLayout layout) { return formats::make_sqlite_writer(std::move(layout), path, {}, nullptr); });
}

bool is_error(const Entries& found, std::string_view why) {
    return found.size() == 1 && found.front().second.starts_with("error: ") && found.front().second.find(why) != std::string::npos;
}

const std::string kXml = as_xml(ctf_document());

}  // namespace

TEST_CASE("document inputs: names of formats") {
    using formats::Format;
    for (const Format format : {Format::xml, Format::csv, Format::collect_csv, Format::json, Format::ndjson, Format::sqlite, Format::sql, Format::xlsx})
        CHECK(formats::find_format(formats::format_name(format)) == format);
    CHECK(formats::format_name(Format::collect_csv) == "collect-csv");
    CHECK(formats::format_extension(Format::collect_csv) == "csv");
    CHECK_FALSE(formats::find_format("CSV"));
    CHECK_FALSE(formats::find_format(""));
}

TEST_CASE("document inputs: a format is known by looking, whatever the name") {
    const TestFolder folder;
    CHECK(documents_of({folder.write("a.txt", kXml)}) == Entries{{folder.at("a.txt"), kXml}});
    CHECK(documents_of({folder.write("b.txt", as_json(ctf_document()))}) == Entries{{folder.at("b.txt"), kXml}});
    CHECK(documents_of({folder.write("c.txt", as_ndjson(ctf_document()))}) == Entries{{folder.at("c.txt"), kXml}});
    write_database(folder.at("d.txt"));
    CHECK(documents_of({folder.at("d.txt")}) == Entries{{folder.at("d.txt"), kXml}});
    write_tables(folder.at("e"));
    CHECK(documents_of({folder.at("e")}) == Entries{{folder.at("e"), kXml}});
    write_tables(folder.at("f.zip"));
    CHECK(documents_of({folder.at("f.zip")}) == Entries{{folder.at("f.zip"), kXml}});
}

TEST_CASE("document inputs: --from goes before what is seen") {
    const TestFolder folder;
    const std::string path = folder.write("a.xml", kXml);
    formats::DocumentInputOptions options;
    options.format = formats::Format::json;
    CHECK(is_error(documents_of({path}, std::move(options)), "a.xml"));
}

TEST_CASE("document inputs: a folder stands for documents of every format, and a set of tables is one") {
    const TestFolder folder;
    folder.write("all/a.xml", kXml);
    folder.write("all/b.json", as_json(ctf_document()));
    write_tables(folder.at("all/c"));
    write_database(folder.at("all/d.sqlite"));
    folder.write("all/e.pdf", "no document");
    const Entries found = documents_of({folder.at("all")});
    REQUIRE(found.size() == 4);
    for (const auto& each : found) CHECK_MESSAGE(each.second == kXml, each.first);
    CHECK(found[2].first == folder.at("all/c"));
}

TEST_CASE("document inputs: several documents of a file have names of their own") {
    const TestFolder folder;
    const std::string lines = as_ndjson(ctf_document());
    const Entries found = documents_of({folder.write("a.ndjson", lines + lines)});
    REQUIRE(found.size() == 2);
    CHECK(found[0].first != found[1].first);
    CHECK(found[0].first.starts_with(folder.at("a.ndjson") + '/'));
    CHECK(found[1].second == kXml);
}

TEST_CASE("document inputs: what is wrong with a file is told when it is opened, and the others are read") {
    const TestFolder folder;
    const Entries found = documents_of({folder.write("bad.json", "{\"cbds\":"), folder.at("nowhere.xml"), folder.write("good.xml", kXml)});
    REQUIRE(found.size() == 3);
    CHECK(found[0].second.find("error: " + folder.at("bad.json")) == 0);
    CHECK(found[1].second.find("no such file") != std::string::npos);
    CHECK(found[2].second == kXml);
}

TEST_CASE("document inputs: files that are no documents") {
    const TestFolder folder;
    CHECK(is_error(documents_of({folder.write("a.sqlite", "SQLite format 3 and nothing else")}), "a.sqlite"));
    CHECK(is_error(documents_of({folder.write("a.xlsx", "no workbook")}), "no workbook"));
    CHECK(is_error(documents_of({folder.write("a.csv", "")}), "a.csv"));
    CHECK(is_error(documents_of({folder.write("b.csv", "Pupil,Mark\nx,1\n")}), "use a map"));
    CHECK(documents_of({folder.write("empty/.keep", "").substr(0, folder.at("empty").size())}).empty());
}

TEST_CASE("document inputs: what was written anew is known, so that no encoding is asked for again") {
    const TestFolder folder;
    formats::DocumentInputOptions options;
    options.inputs.paths = {folder.write("a.json", as_json(ctf_document())), folder.write("b.xml", kXml)};
    formats::DocumentInputs inputs(dictionary(), std::move(options));
    CHECK(inputs.files() == 2);
    CHECK(formats::is_rewritten(*inputs.next()));
    CHECK_FALSE(formats::is_rewritten(*inputs.next()));
    CHECK(inputs.next() == nullptr);
}

TEST_CASE("document inputs: an encoding is that of the file, not of the document made of it") {
    const TestFolder folder;
    formats::DocumentInputOptions options;
    options.inputs.paths = {folder.write("pupils.csv", "document,record,UPN,Surname\n1,1,Y201203720000,Zo\xEB\n")};
    options.encoding = io::Encoding::windows_1252;
    options.edition = schema::ctf_edition(26);
    formats::DocumentInputs inputs(dictionary(), std::move(options));
    convert::ConversionOptions conversion;
    conversion.encoding = io::Encoding::windows_1252;
    std::ostringstream out;
    formats::XmlWriter writer(io::OutputFile("-", {}, &out));
    const auto result = convert::Conversion(dictionary(), std::move(conversion)).convert(*inputs.next(), [&](const convert::DocumentFacts&) -> formats::DocumentWriter& { return writer; });
    writer.commit();
    CHECK(result.problem.empty());
    CHECK(out.str().find("<Surname>Zo\xC3\xAB</Surname>") != std::string::npos);
}

TEST_CASE("conversion: text between elements that enclose records is a loss") {
    convert::ConversionResult result;
    static_cast<void>(as_xml(changed(ctf_document(), "<CTFpupilData>", "<CTFpupilData>stray"), {}, &result));
    CHECK(result.losses.lossy());
    static_cast<void>(as_xml(ctf_document(), {}, &result));
    CHECK_FALSE(result.losses.lossy());
}

}  // namespace cbds::formats_document_inputs_test
