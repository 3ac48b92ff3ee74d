#include "cbds/formats/sqlite.hpp"

#include "cbds/error.hpp"
#include "formats/sqlite_database.hpp"
#include "formats/table_documents.hpp"
#include "io/test_files.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

namespace cbds::formats_sqlite_writer_test {

using namespace cbds;
using namespace cbds::formats;
using namespace cbds::test;
using io::test::content;
using io::test::TestFolder;

namespace {

constexpr schema::Edition kCtf = schema::ctf_edition(26);
const schema::Edition kCensus = schema::census_edition(2026, schema::Term::spring);

std::string sample_of(schema::Edition edition, std::uint64_t pupils = 12, double bad = 0) { return sample_document(edition, pupils, 1, bad, "AT"); }

/// Writes documents of one collection into one database.
std::string database_of(const TestFolder& folder, const std::vector<std::string>& documents, schema::Edition edition, unsigned jobs = 1,
                        const std::string& name = "school.sqlite") {
    auto writer = make_sqlite_writer(TableLayout(dictionary(), edition.collection), folder.at(name), {});
    for (const std::string& document : documents) read_into(document, edition, *writer, jobs);
    writer->commit();
    return folder.at(name);
}

std::vector<std::string> documents_in(const std::string& path) {
    DocumentKeeper keeper;
    write_documents_of_database(path, dictionary(), {}, keeper);
    return keeper.documents;
}

/// The first column of the rows of a query.
std::vector<std::string> query(const std::string& path, std::string_view sql) {
    SqliteDatabase database = SqliteDatabase::read(path);
    std::vector<std::string> values;
    for (SqliteStatement statement = database.prepare(sql); statement.step();) values.emplace_back(statement.is_null(0) ? "null" : statement.text(0));
    return values;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("SQLite: a document comes back byte for byte") {
    const TestFolder folder;
    for (const schema::Edition edition : {kCtf, schema::ctf_edition(22), kCensus, schema::census_edition(2024, schema::Term::autumn)}) {
        CAPTURE(schema::edition_name(edition));
        const std::string document = sample_of(edition);
        const std::string path = database_of(folder, {document}, edition, 1, schema::edition_name(edition));
        CHECK(documents_in(path) == Texts{document});
        CHECK(query(path, "PRAGMA integrity_check") == Texts{"ok"});
        CHECK(query(path, "PRAGMA foreign_key_check").empty());
    }
}

TEST_CASE("SQLite: a document with faults of all kinds comes back as well") {
    const TestFolder folder;
    for (const schema::Edition edition : {kCtf, kCensus}) {
        const std::string document = sample_of(edition, 60, 0.8);
        const std::string path = database_of(folder, {document}, edition, 1, schema::edition_name(edition));
        CHECK(documents_in(path) == Texts{rewritten(document, edition)});
        CHECK(query(path, "PRAGMA foreign_key_check").empty());
    }
}

TEST_CASE("SQLite: several documents share the tables and come back in their order") {
    const TestFolder folder;
    const std::string one = sample_of(kCtf, 3);
    const std::string two = sample_of(kCtf, 5);
    const std::string path = database_of(folder, {one, two}, kCtf);
    CHECK(query(path, "SELECT document || ':' || count(*) FROM pupils GROUP BY document") == Texts{"1:3", "2:5"});
    CHECK(documents_in(path) == Texts{one, two});
}

TEST_CASE("SQLite: values that a type would change stand as they were") {
    const TestFolder folder;
    const std::string sample = sample_of(kCensus);
    const std::string rank = "<SENtypeRank>1</SENtypeRank>";
    for (const char* const value : {"07", "+7", " 7", "1e5", "7.0", "", "seven", "9999999999999999999999", "-0"}) {
        CAPTURE(value);
        const std::string document = changed(sample, rank, std::string("<SENtypeRank>") + value + "</SENtypeRank>");
        const std::string path = database_of(folder, {document}, kCensus, 1, "ranks" + std::string(value));
        CHECK(documents_in(path) == Texts{document});
        CHECK(query(path, "SELECT count(*) FROM sen_needs WHERE typeof(SENtypeRank) <> 'integer'") == Texts{"1"});
    }
}

TEST_CASE("SQLite: types, labels and numbers for a query") {
    const TestFolder folder;
    std::string document = changed(sample_of(kCensus, 30), "<SENtypeRank>1<", "<SENtypeRank>07<");
    document = changed(document, "<SENtypeRank>1<", "<SENtypeRank>first<");
    document = changed(document, "<TopUpFunding>false<", "<TopUpFunding>perhaps<");
    document = changed(document, "<Ethnicity>WBRI<", "<Ethnicity>NONE<");
    const std::string path = database_of(folder, {document}, kCensus);
    CHECK(query(path, "SELECT DISTINCT typeof(SENtypeRank) FROM sen_needs ORDER BY 1") == Texts{"blob", "integer", "text"});
    CHECK(query(path, "SELECT DISTINCT typeof(SENtypeRank) FROM sen_needs_labelled ORDER BY 1") == Texts{"integer", "null"});
    CHECK(query(path, "SELECT l.SENtypeRank FROM sen_needs_labelled l JOIN sen_needs s USING (document, record, number) WHERE typeof(s.SENtypeRank) = 'blob'") == Texts{"7"});
    CHECK(query(path, "SELECT DISTINCT TopUpFunding FROM pupils_labelled ORDER BY 1").front() == "null");
    CHECK(query(path, "SELECT Ethnicity_label FROM pupils_labelled WHERE Ethnicity = 'NONE'") == Texts{"null"});
    CHECK(query(path, "SELECT DISTINCT Ethnicity_label FROM pupils_labelled WHERE Ethnicity = 'WBRI'") == Texts{"White - British"});
    CHECK(query(path, "SELECT value FROM cbds_info WHERE key = 'format'") == Texts{"cbds.tables/1"});
    CHECK(query(path, "SELECT value FROM cbds_info WHERE key = 'collection'") == Texts{"school-census"});
}

TEST_CASE("SQLite: decimals are numbers in a view and texts in the table") {
    const TestFolder folder;
    Texts values{"15.00", "15", ".5", "5.", "-2.5", "+3", " 4.5 ", "", "1e5", "nan", "1.2.3", "-", "."};
    std::string pupils;
    for (const std::string& value : values)
        pupils += changed(std::string(kCensusPupil), "</TopUpFunding>", "</TopUpFunding><FundedHours>" + value + "</FundedHours>");
    const std::string path = database_of(folder, {census_document(pupils)}, kCensus);
    CHECK(query(path, "SELECT FundedHours FROM pupils ORDER BY record") == values);
    CHECK(query(path, "SELECT FundedHours FROM pupils_labelled ORDER BY record") ==
          Texts{"15.0", "15.0", "0.5", "5.0", "-2.5", "3.0", "4.5", "null", "null", "null", "null", "null", "null"});
}

TEST_CASE("SQLite: the same bytes for any number of threads") {
    const TestFolder folder;
    const std::string document = sample_of(kCensus, 1500);
    CHECK(content(database_of(folder, {document}, kCensus, 1, "one")) == content(database_of(folder, {document}, kCensus, 4, "four")));
}

TEST_CASE("SQLite: only some items, without the way back") {
    const TestFolder folder;
    auto writer = make_sqlite_writer(TableLayout(dictionary(), kCensus.collection).select(Texts{"UPN", "Ethnicity"}).with_labels(), folder.at("some"), {});
    read_into(sample_of(kCensus, 4), kCensus, *writer);
    writer->commit();
    CHECK(query(folder.at("some"), "SELECT count(UPN) FROM pupils") == Texts{"4"});
    CHECK(query(folder.at("some"), "SELECT count(Ethnicity_label) FROM pupils_labelled") == Texts{"4"});
    CHECK(query(folder.at("some"), "SELECT name FROM pragma_table_info('pupils')") == Texts{"UPN", "Ethnicity", "Ethnicity_label"});
}

TEST_CASE("SQLite: whole or absent, and for its owner only") {
    const TestFolder folder;
    {
        auto writer = make_sqlite_writer(TableLayout(dictionary(), kCtf.collection), folder.at("school.sqlite"), {});
        read_into(sample_of(kCtf), kCtf, *writer);
    }
    CHECK(folder.names().empty());
    const std::string path = database_of(folder, {sample_of(kCtf)}, kCtf);
    CHECK(folder.names() == Texts{"school.sqlite"});
    struct stat facts {};
    REQUIRE(::stat(path.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    const std::string before = content(path);
    CHECK_THROWS_AS((void)make_sqlite_writer(TableLayout(dictionary(), kCtf.collection), path, {}), OutputError);
    CHECK(content(path) == before);
}

TEST_CASE("SQLite: to standard output") {
    std::ostringstream out;
    auto writer = make_sqlite_writer(TableLayout(dictionary(), kCtf.collection), "-", {}, &out);
    read_into(sample_of(kCtf, 2), kCtf, *writer);
    CHECK(out.str().empty());
    writer->commit();
    CHECK(out.str().starts_with("SQLite format 3"));
}

TEST_CASE("SQLite: where nothing more can be written, that is said") {
    const TestFolder folder;
    rlimit limit{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit) == 0);
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = limit;
    small.rlim_cur = 100'000;
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    std::string message;
    try {
        (void)database_of(folder, {sample_of(kCensus, 500)}, kCensus);
    } catch (const OutputError& error) {
        message = error.what();
    }
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    (void)std::signal(SIGXFSZ, old_handler);
    CHECK(message.starts_with(folder.at("school.sqlite") + ": cannot be written: "));
    CHECK(folder.names().empty());
}

}  // namespace cbds::formats_sqlite_writer_test
