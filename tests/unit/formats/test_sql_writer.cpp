#include "cbds/formats/sql.hpp"

#include "cbds/error.hpp"
#include "cbds/io/memory_input.hpp"
#include "formats/sql_reader.hpp"
#include "formats/table_documents.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_sql_writer_test {

using namespace cbds;
using namespace cbds::formats;
using namespace cbds::test;

namespace {

constexpr schema::Edition kCtf = schema::ctf_edition(26);
const schema::Edition kCensus = schema::census_edition(2026, schema::Term::spring);

std::string sample_of(schema::Edition edition, std::uint64_t pupils = 12, double bad = 0) { return sample_document(edition, pupils, 1, bad, "AT"); }

std::string sql_of(const std::vector<std::string>& documents, schema::Edition edition, unsigned jobs = 1, const SqlOptions& options = {}) {
    std::ostringstream out;
    auto writer = make_sql_writer(TableLayout(dictionary(), edition.collection), io::OutputFile("-", {}, &out), options);
    for (const std::string& document : documents) read_into(document, edition, *writer, jobs);
    CHECK(out.str().empty());
    writer->commit();
    return out.str();
}

std::vector<std::string> documents_in(std::string_view sql) {
    io::MemoryStream stream(sql);
    RowStore store(dictionary(), {});
    read_sql(stream, "school.sql", store);
    DocumentKeeper keeper;
    store.write_documents(keeper);
    return keeper.documents;
}

/// What the reader says against a text.
std::string refusal(std::string_view sql) {
    try {
        (void)documents_in(sql);
    } catch (const DocumentError& error) {
        return error.what();
    }
    return "";
}

using Texts = std::vector<std::string>;

constexpr std::string_view kLanguages = "COPY cbds.languages (document, record, number, \"LanguageType\", \"Language\") FROM stdin;\n";

}  // namespace

TEST_CASE("SQL: a document comes back byte for byte") {
    for (const schema::Edition edition : {kCtf, schema::ctf_edition(22), kCensus, schema::census_edition(2024, schema::Term::autumn)}) {
        CAPTURE(schema::edition_name(edition));
        const std::string document = sample_of(edition);
        CHECK(documents_in(sql_of({document}, edition)) == Texts{document});
    }
}

TEST_CASE("SQL: a document with faults of all kinds, and one with values that mean something to SQL, come back as well") {
    const std::string faulty = sample_of(kCensus, 60, 0.8);
    CHECK(documents_in(sql_of({faulty}, kCensus)) == Texts{rewritten(faulty, kCensus)});
    std::string pupils;
    for (const char* const name : {"\\N", "\\.", "a\tb", "a\nb", "a&#13;b", "\\", "O'Neill; COMMIT;", "$$", "COPY x (y) FROM stdin;", "Zo\xC3\xAB"})
        pupils += changed(std::string(kCensusPupil), "<Surname>Sallowbrook<", "<Surname>" + std::string(name) + "<");
    const std::string document = census_document(pupils);
    CHECK(documents_in(sql_of({document}, kCensus)) == Texts{rewritten(document, kCensus)});
}

TEST_CASE("SQL: several documents, and many rows, for any number of threads") {
    const std::string one = sample_of(kCensus, 3);
    const std::string many = sample_of(kCensus, 3000);
    const std::string sql = sql_of({one, many}, kCensus);
    CHECK(sql == sql_of({one, many}, kCensus, 4));
    CHECK(documents_in(sql) == Texts{one, many});
}

TEST_CASE("SQL: the schema has the name that is asked for, if it can have one") {
    const std::string sql = sql_of({sample_of(kCtf, 2)}, kCtf, 1, {.schema = "year 6"});
    CHECK(sql.find("CREATE SCHEMA \"year 6\";") != std::string::npos);
    CHECK(sql.find("\"cbds\"") == std::string::npos);
    CHECK(documents_in(sql).size() == 1);
    for (const std::string& name : {std::string(), std::string("pg_mine"), std::string(64, 'x')})
        CHECK_THROWS_AS((void)sql_of({}, kCtf, 1, {.schema = name}), UsageError);
}

TEST_CASE("SQL: code sets and what is no COPY block are passed over") {
    const std::string document = sample_of(kCtf, 2);
    std::string sql = sql_of({document}, kCtf);
    sql.insert(0, "-- COPY by hand (x) FROM stdin;\nCOPY cbds.\"code_Sex\" (code, label) FROM stdin;\nF\tFemale\n\\.\nCOPY cbds_info (key, value) FROM stdin;\nx\ty\n\\.\n");
    CHECK(documents_in(sql) == Texts{document});
}

TEST_CASE("SQL: what is wrong with a text is said with its line") {
    CHECK(refusal("") == "school.sql: line 1: no rows of tables: only COPY ... FROM stdin; is read, as cbds convert --to sql and pg_dump write it");
    CHECK(refusal("\n" + std::string(kLanguages) + "1\t1\t1\tF\n\\.\n") ==
          "school.sql: line 3: the row has fewer values than its COPY statement names columns, 5 of languages");
    CHECK(refusal(std::string(kLanguages) + "1\t1\t1\tF\tENG\t\n\\.\n") ==
          "school.sql: line 2: the row has more values than its COPY statement names columns, 5 of languages");
    CHECK(refusal(std::string(kLanguages) + "1\t1\t1\tF\tENG\n").starts_with("school.sql: line 3: the rows of languages end without a line \\."));
    CHECK(refusal(std::string(kLanguages) + "1\t1\t1\tF\t\xFF\n\\.\n") == "school.sql: line 2: the row is not UTF-8");
    CHECK(refusal(std::string(kLanguages) + "one\t1\t1\tF\tENG\n\\.\n").starts_with("school.sql: line 2: "));
    CHECK(refusal("COPY cbds.langages (document) FROM stdin;\n\\.\n").starts_with("school.sql: line 1: "));
}

TEST_CASE("SQL: no message carries a value") {
    const std::string message = refusal(std::string(kLanguages) + "1\t1\tSallowbrook\tF\tENG\n\\.\n");
    CHECK(message.starts_with("school.sql: line 2: "));
    CHECK(message.find("Sallowbrook") == std::string::npos);
}

}  // namespace cbds::formats_sql_writer_test
