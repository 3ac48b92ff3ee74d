#include "cbds/formats/csv.hpp"
#include "formats/json_round_trip.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace cbds::formats_csv_tables_test {

using namespace cbds;
using namespace cbds::formats;
using io::test::content;
using io::test::TestFolder;

namespace {

const schema::Edition kCensus = schema::census_edition(2026, schema::Term::spring);
const schema::Edition kCtf = *schema::parse_edition("ctf@26.0");

std::string write_tables(const std::string& path, schema::Collection collection, const std::vector<std::string>& documents,
                         const CsvWriteOptions& csv = {}) {
    const auto writer = make_csv_writer(TableLayout(schema::Dictionary::built_in(), collection), path, {}, csv);
    for (const std::string& document : documents) test::write_document(document, *writer);
    writer->commit();
    return path;
}

std::vector<std::string> read_tables(const std::string& path, const CsvReadOptions& options = {}) {
    test::TextSink sink;
    read_csv_tables(path, schema::Dictionary::built_in(), options, sink);
    return sink.documents;
}

std::vector<std::string> plain(const std::vector<std::string>& documents) {
    std::vector<std::string> texts;
    for (const std::string& document : documents) texts.push_back(test::rewritten(document));
    return texts;
}

/// What is said against tables; the folder's own path is left out of it.
std::string problem(const TestFolder& folder, const std::string& name, const CsvReadOptions& options = {}) {
    try {
        static_cast<void>(read_tables(folder.at(name), options));
        return {};
    } catch (const Error& error) {
        std::string text = error.what();
        const std::string before = folder.path() + "/";
        if (text.starts_with(before)) text.erase(0, before.size());
        return text;
    }
}

}  // namespace

TEST_CASE("csv tables: documents come back as they were, from a folder and from a zip") {
    const TestFolder folder;
    std::string odd = test::sample_of(kCensus, "SS", 3, 5);
    odd.insert(odd.find("<UPN>"), "<Unheard a=\"1\">of,\n\"it\"</Unheard>");
    const std::vector<std::vector<std::string>> sets{{test::sample_of(kCensus, "AT", 1, 8), odd}, {test::sample_of(kCtf, "PS", 2, 8), test::sample_of(kCtf, "SS", 4, 3)}};
    int number = 0;
    for (const std::vector<std::string>& documents : sets) {
        const auto collection = ++number == 1 ? schema::Collection::school_census : schema::Collection::ctf;
        const std::string name = "set" + std::to_string(number);
        CHECK(read_tables(write_tables(folder.at(name), collection, documents)) == plain(documents));
        CHECK(read_tables(write_tables(folder.at(name + ".zip"), collection, documents)) == plain(documents));
        CsvWriteOptions excel;
        excel.byte_order_mark = true;
        excel.style.delimiter = ';';
        CHECK(read_tables(write_tables(folder.at(name + "-excel"), collection, documents, excel)) == plain(documents));
    }
}

TEST_CASE("csv tables: faults name file, row and column") {
    const TestFolder folder;
    const std::string tables = write_tables(folder.at("t"), schema::Collection::school_census, {test::sample_of(kCensus, "PS", 1, 3)});
    const std::string pupils = tables + "/pupils.csv";
    const std::string whole = content(pupils);
    const std::size_t row = whole.find('\n') + 1;
    const auto with = [&](const std::string& text) {
        std::ofstream(pupils, std::ios::binary) << text;
        return problem(folder, "t");
    };
    CHECK(with(whole + "1,2\n").find("t/pupils.csv: row 5: has 2 cells, the heading ") == 0);
    CHECK(with(whole.substr(0, row) + "1,1,on,\"X\n") == "t/pupils.csv: row 2, column 4 (UPN): a quotation mark is not closed");
    CHECK(with(whole.substr(0, row) + "1,1,on,\xFF\n").starts_with("t/pupils.csv: row 2, column 4 (UPN): these bytes are not UTF-8"));
    CHECK(with("x" + whole).starts_with("t/pupils.csv: "));
    const std::string line = whole.substr(row, whole.find('\n', row) + 1 - row);
    CHECK(with(whole + line).starts_with("t/pupils.csv: row 5: "));
    CHECK(with(whole + "one" + line.substr(1)).starts_with("t/pupils.csv: row 5: "));
    CHECK(with(whole).empty());
    folder.write("t/pupls.csv", "document,record\n1,1\n");
    CHECK(problem(folder, "t").starts_with("t/pupls.csv: "));
    folder.write("empty/a.txt", "");
    CHECK(problem(folder, "empty") == "empty: there is no table in it: no file of CSV");
    CHECK(problem(folder, "nowhere.csv") == "nowhere.csv: no such file");
}

TEST_CASE("csv tables: a file that stands alone is the table of its name, or of its columns") {
    const TestFolder folder;
    CsvReadOptions options;
    options.store.edition = kCtf;
    folder.write("pupils.csv", "UPN,Surname,Forename\nH801200001001,Sample,Ann\n");
    folder.write("export from yesterday.csv", "UPN;Surname;Forename\r\nH801200001001;Sample;Ann\r\n");
    folder.write("other.csv", "Colour,Shape\nred,round\n");
    folder.write("empty.csv", "\n");
    const std::vector<std::string> named = read_tables(folder.at("pupils.csv"), options);
    REQUIRE(named.size() == 1);
    CHECK(named[0].find("<UPN>H801200001001</UPN>") != std::string::npos);
    CHECK(read_tables(folder.at("export from yesterday.csv"), options) == named);
    CHECK(problem(folder, "other.csv", options) ==
          "other.csv: neither its name nor its columns are those of a table; name the file as its table, or use a map (--map)");
    CHECK(problem(folder, "empty.csv", options) == "empty.csv: is empty; its first row has to name the columns");
}

TEST_CASE("csv tables: what is protected from a spreadsheet stays so") {
    const TestFolder folder;
    std::string document = test::sample_of(kCensus, "PS", 1, 1);
    const std::size_t at = document.find("<Surname>") + 9;
    document.replace(at, document.find("</Surname>") - at, "=1+1");
    CHECK(read_tables(write_tables(folder.at("a"), schema::Collection::school_census, {document})) == plain({document}));
    CsvWriteOptions options;
    options.style.protect_formulas = true;
    write_tables(folder.at("b"), schema::Collection::school_census, {document}, options);
    CHECK(read_tables(folder.at("b"))[0].find("<Surname>'=1+1</Surname>") != std::string::npos);
}

TEST_CASE("csv tables: a folder or a zip of tables is known") {
    const TestFolder folder;
    const std::string document = test::sample_of(kCtf, "PS", 1, 1);
    CHECK(looks_like_csv_tables(write_tables(folder.at("t"), schema::Collection::ctf, {document})));
    CHECK(looks_like_csv_tables(write_tables(folder.at("t.zip"), schema::Collection::ctf, {document})));
    folder.write("lists/schools.csv", "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (code)\n1,2,3,4,5,6\n");
    folder.write("lists/notes.txt", "");
    folder.write("broken/pupils.csv", "document,\"rec\n");
    folder.write("a.zip", "PK\x03\x04 no zip");
    CHECK_FALSE(looks_like_csv_tables(folder.at("lists")));
    CHECK_FALSE(looks_like_csv_tables(folder.at("lists/schools.csv")));
    CHECK_FALSE(looks_like_csv_tables(folder.at("a.zip")));
    CHECK_FALSE(looks_like_csv_tables(folder.at("nowhere")));
    CHECK(looks_like_csv_tables(folder.at("broken")));
}

}  // namespace cbds::formats_csv_tables_test
