#include "cbds/formats/csv.hpp"
#include "formats/csv_rows.hpp"
#include "formats/json_round_trip.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace cbds::formats_csv_writer_test {

using namespace cbds;
using namespace cbds::formats;
using io::test::content;
using io::test::TestFolder;

namespace {

const schema::Edition kCensus = schema::census_edition(2026, schema::Term::spring);

TableLayout census_layout() { return {schema::Dictionary::built_in(), schema::Collection::school_census}; }

TableLayout layout_of(const std::vector<std::string>& items) { return census_layout().select(items); }

std::string census(std::uint64_t pupils = 3) { return test::sample_of(kCensus, "PS", 1, pupils); }

void write_to(const std::string& path, TableLayout layout, const std::vector<std::string>& documents, const CsvWriteOptions& csv = {},
              const xml::ReadOptions& read = {}) {
    const auto writer = make_csv_writer(std::move(layout), path, {}, csv);
    for (const std::string& document : documents) test::write_document(document, *writer, read);
    writer->commit();
}

std::string written(TableLayout layout, const std::string& document, const CsvWriteOptions& csv = {}) {
    std::ostringstream out;
    const auto writer = make_csv_writer(std::move(layout), "-", {}, csv, &out);
    test::write_document(document, *writer);
    writer->commit();
    return out.str();
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::size_t count(const std::string& text, std::string_view what) {
    std::size_t number = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++number;
    return number;
}

/// Every file of a folder, with its name.
std::string all_of(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : io::test::fs::directory_iterator(folder)) files.push_back(entry.path().native());
    std::ranges::sort(files);
    std::string text;
    for (const std::string& file : files) text += io::test::fs::path(file).filename().native() + "\n" + content(file);
    return text;
}

std::string problem(const std::string& path) {
    std::ostringstream out;
    try {
        static_cast<void>(make_csv_writer(census_layout(), path, {}, {}, &out));
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("csv writer: one table goes to standard output, without keys") {
    const std::string document = census();
    const std::vector<std::string> lines = lines_of(written(layout_of({"UPN", "Surname", "pupils.DOB"}), document));
    REQUIRE(lines.size() == 1 + count(document, "<UPN>"));
    CHECK(lines[0] == "UPN,Surname,DOB");
    const std::size_t at = document.find("<UPN>") + 5;
    CHECK(lines[1].substr(0, 13) == document.substr(at, 13));
    CHECK(std::ranges::count(lines[1], ',') == 2);
}

TEST_CASE("csv writer: a folder has a file for each table with rows, and the records' own") {
    const TestFolder folder;
    const std::string document = census(20);
    write_to(folder.at("out"), census_layout(), {document, document});
    const std::vector<std::string> pupils = lines_of(content(folder.at("out/pupils.csv")));
    REQUIRE(pupils.size() == 1 + 2 * count(document, "<UPN>"));
    CHECK(pupils[0].starts_with("document,record,roll,UPN,"));
    CHECK(pupils[1].starts_with("1,1,on,"));
    CHECK(pupils[2].starts_with("1,2,"));
    CHECK(pupils[1 + count(document, "<UPN>")].starts_with("2,1,on,"));
    const std::vector<std::string> schools = lines_of(content(folder.at("out/schools.csv")));
    REQUIRE(schools.size() == 3);
    CHECK(schools[2].starts_with("2,"));
    CHECK_FALSE(io::test::fs::exists(folder.at("out/extras.csv")));
    for (const auto& entry : io::test::fs::directory_iterator(folder.at("out"))) CHECK(lines_of(content(entry.path().native())).size() > 1);

    const std::size_t begin = document.find("<PupilsOnRoll>") + 14;
    std::string empty = document;
    empty.erase(begin, document.find("</PupilsOnRoll>") - begin);
    const std::size_t off = empty.find("<PupilsNoLongerOnRoll>");
    if (off != std::string::npos) empty.erase(off, empty.find("</PupilsNoLongerOnRoll>") + 23 - off);
    write_to(folder.at("empty"), census_layout(), {empty});
    CHECK(lines_of(content(folder.at("empty/pupils.csv"))).size() == 1);
}

TEST_CASE("csv writer: what tables cannot say is a row of the extras") {
    const TestFolder folder;
    std::string document = census();
    document.insert(document.find("<UPN>"), "<Unheard a=\"1\">of, \"it\"</Unheard>");
    write_to(folder.at("out"), census_layout(), {document});
    const std::string extras = content(folder.at("out/extras.csv"));
    CHECK(extras.starts_with("document,record,path,place,kind,name,value\n1,1,"));
    CHECK(extras.find("\"\"it\"\"") != std::string::npos);
    document.insert(document.find("<CollectionDetails>"), "<Beside/>");
    write_to(folder.at("header"), census_layout(), {document});
    CHECK(content(folder.at("header/extras.csv")).find("\n1,0,") != std::string::npos);
}

TEST_CASE("csv writer: absent and empty are not the same") {
    std::string document = census(1);
    const std::size_t at = document.find("<Forename>");
    document.replace(at, document.find("</Forename>") + 11 - at, "<Forename/>");
    CHECK(lines_of(written(layout_of({"Forename", "UPN"}), document))[1].starts_with("\"\","));
    document.erase(document.find("<Forename/>"), 11);
    CHECK(lines_of(written(layout_of({"Forename", "UPN"}), document))[1].starts_with(","));
}

TEST_CASE("csv writer: the number of threads does not show") {
    const TestFolder folder;
    std::string document = census(1500);
    xml::ReadOptions two;
    two.jobs = 2;
    write_to(folder.at("one"), census_layout(), {document});
    write_to(folder.at("two"), census_layout(), {document}, {}, two);
    CHECK(all_of(folder.at("one")) == all_of(folder.at("two")));
    write_to(folder.at("one.zip"), census_layout(), {document});
    write_to(folder.at("two.zip"), census_layout(), {document}, {}, two);
    CHECK(content(folder.at("one.zip")) == content(folder.at("two.zip")));
}

TEST_CASE("csv writer: delimiter, byte order mark, formulas") {
    std::string document = census(1);
    const std::size_t at = document.find("<Surname>") + 9;
    document.replace(at, document.find("</Surname>") - at, "=1;2");
    const TableLayout layout = layout_of({"Surname", "Sex"});
    CHECK(lines_of(written(layout, document))[1].starts_with("=1;2,"));
    CsvWriteOptions options;
    options.style.delimiter = ';';
    CHECK(lines_of(written(layout, document, options))[1].starts_with("\"=1;2\";"));
    options.style.protect_formulas = true;
    CHECK(lines_of(written(layout, document, options))[1].starts_with("\"'=1;2\";"));
    CHECK(written(layout, document, options).find('\r') == std::string::npos);
    options.byte_order_mark = true;
    CHECK(written(layout, document, options).starts_with("\xEF\xBB\xBFSurname;Sex\r\n"));
}

TEST_CASE("csv writer: several tables do not go into one file") {
    const TestFolder folder;
    const std::string several = ": one file holds one table, and there are " + std::to_string(census_layout().tables().size()) +
                                "; name a folder or a .zip, or the items of one table with --items";
    for (const std::string& path : {std::string("-"), std::string("/dev/null"), folder.at("out.csv")}) CHECK(problem(path) == path + several);
    CHECK(problem(folder.at("out")).empty());
    CHECK(problem(folder.at("out.ZIP")).empty());
    CHECK(folder.names().empty());
}

TEST_CASE("csv writer: keys that are not known before are filled in when rows are taken") {
    const TableLayout layout = census_layout();
    CsvRows rows(layout, {});
    const std::size_t exclusions = *layout.find("exclusion_reasons");
    const std::vector<Cell> cells{std::nullopt, std::nullopt, "1", "2", "PP"};
    rows.row(exclusions, 0, cells);
    rows.row(exclusions, 4, cells);
    CHECK(rows.size() > 14);
    std::ostringstream out;
    rows.write(exclusions, 3, 1000, out);
    CHECK(out.str() == "3,1001,1,2,PP\n3,1005,1,2,PP\n");
    rows.clear();
    CHECK(rows.size() == 0);
    CHECK_FALSE(rows.has(exclusions));
}

}  // namespace cbds::formats_csv_writer_test
