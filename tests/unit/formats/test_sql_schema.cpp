#include "formats/sql_schema.hpp"

#include "formats/sql_functions.hpp"
#include "formats/sql_statements.hpp"
#include "formats/sqlite_schema.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace cbds::formats_sql_schema_test {

using namespace cbds;
using namespace cbds::formats;

namespace {

using Names = std::vector<std::string>;

const TableLayout& census() {
    static const TableLayout layout(schema::Dictionary::built_in(), schema::Collection::school_census);
    return layout;
}

const TableLayout& ctf() {
    static const TableLayout layout(schema::Dictionary::built_in(), schema::Collection::ctf);
    return layout;
}

const Table& table(const TableLayout& layout, std::string_view name) { return layout.tables()[layout.find(name).value()]; }

ValueKind kind(const TableLayout& layout, std::string_view name, std::string_view column) {
    const Table& its = table(layout, name);
    return kind_of(its.columns[its.find(column).value()], layout.dictionary());
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("SQL schema: names and texts") {
    CHECK(quoted("pupils") == "\"pupils\"");
    CHECK(quoted("a\"b") == "\"a\"\"b\"");
    CHECK(literal("O'Neill") == "'O''Neill'");
    CHECK(name_list({"document", "record"}) == "\"document\", \"record\"");
    CHECK(name_list({}) == "");
}

TEST_CASE("SQL schema: kinds of values") {
    CHECK(kind(census(), "pupils", "document") == ValueKind::whole);
    CHECK(kind(census(), "pupils", "roll") == ValueKind::text);
    CHECK(kind(census(), "pupils", "UPN") == ValueKind::text);
    CHECK(kind(census(), "pupils", "Ethnicity") == ValueKind::text);
    CHECK(kind(census(), "pupils", "DOB") == ValueKind::date);
    CHECK(kind(census(), "pupils", "FundedHours") == ValueKind::decimal);
    CHECK(kind(census(), "pupils", "TopUpFunding") == ValueKind::boolean);
    CHECK(kind(census(), "sen_needs", "SENtypeRank") == ValueKind::whole);
    CHECK(kind(census(), "returns", "DateTime") == ValueKind::moment);
    CHECK(kind(ctf(), "stage_assessments", "Year") == ValueKind::whole);
    CHECK(kind(ctf(), "extras", "place") == ValueKind::text);
}

TEST_CASE("SQL schema: keys and references") {
    CHECK(primary_key(table(census(), "returns")) == Names{"document"});
    CHECK(primary_key(table(census(), "pupils")) == Names{"document", "record"});
    CHECK(primary_key(table(census(), "classes")) == Names{"document", "number"});
    CHECK(primary_key(table(census(), "sen_needs")) == Names{"document", "record", "number"});
    CHECK(primary_key(table(census(), "extras")).empty());

    CHECK_FALSE(reference(census(), table(census(), "pupils")));
    CHECK_FALSE(reference(census(), table(census(), "extras")));
    const auto classes = reference(census(), table(census(), "classes"));
    REQUIRE(classes);
    CHECK(classes->table->name == "schools");
    CHECK(classes->columns == Names{"document"});
    const auto needs = reference(census(), table(census(), "sen_needs"));
    REQUIRE(needs);
    CHECK(needs->table->name == "pupils");
    CHECK(needs->columns == Names{"document", "record"});
    const auto phones = reference(ctf(), table(ctf(), "contact_phones"));
    REQUIRE(phones);
    CHECK(phones->table->name == "contacts");
    CHECK(phones->columns == Names{"document", "record", "within"});
    CHECK(phones->their_columns == Names{"document", "record", "number"});
}

TEST_CASE("SQL schema: every reference is to the whole key of a table that has one") {
    for (const TableLayout* layout : {&census(), &ctf()}) {
        for (const Table& each : layout->tables()) {
            CAPTURE(each.name);
            const auto above = reference(*layout, each);
            CHECK(above.has_value() == (each.above != SIZE_MAX));
            if (above) CHECK(above->their_columns == primary_key(*above->table));
            CHECK(primary_key(each).empty() == each.extras());
        }
    }
}

TEST_CASE("SQL schema: a table alone, cut down, has neither key nor reference") {
    const TableLayout one = census().select(Names{"UPN", "Ethnicity"});
    REQUIRE(one.tables().size() == 1);
    CHECK(primary_key(one.tables()[0]).empty());
    CHECK_FALSE(reference(one, one.tables()[0]));
    CHECK(holds(sqlite_schema(one), "CREATE TABLE \"pupils\" (\n    \"UPN\" TEXT,\n    \"Ethnicity\" TEXT\n);\n"));
    CHECK_FALSE(holds(SqlStatements(one, "cbds").after(), "ADD PRIMARY KEY"));
}

TEST_CASE("SQL schema: indexes on numbers of persons and on rows within rows") {
    CHECK(indexes(ctf(), table(ctf(), "pupils")) == std::vector<Names>{{"UPN"}, {"UniqueLearnerNumber"}, {"UCI"}, {"FormerUPN"}});
    CHECK(indexes(ctf(), table(ctf(), "contact_phones")) == std::vector<Names>{{"document", "record", "within"}});
    CHECK(indexes(census(), table(census(), "classes")).empty());
}

TEST_CASE("SQL schema: code sets with labels and editions") {
    const std::vector<schema::TypeId> sets = code_sets(census());
    const schema::TypeId ethnicity = census().dictionary().find_type("Ethnicity");
    CHECK(std::ranges::count(sets, ethnicity) == 1);
    CHECK(std::ranges::find(sets, census().dictionary().find_type("Date")) == sets.end());
    CHECK(code_table("Ethnicity") == "code_Ethnicity");

    const std::vector<std::string> sex = code_values(census().dictionary().find_type("Sex"), census());
    REQUIRE_FALSE(sex.empty());
    CHECK(std::ranges::any_of(sex, [](const std::string& row) { return row.starts_with("'F', '"); }));
    for (const schema::TypeId set : sets) {
        CAPTURE(census().dictionary().type(set).name);
        std::vector<std::string> codes;
        for (const std::string& row : code_values(set, census())) codes.push_back(row.substr(0, row.find("', '")));
        CHECK_FALSE(codes.empty());
        std::ranges::sort(codes);
        CHECK(std::ranges::adjacent_find(codes) == codes.end());
    }
}

TEST_CASE("SQL schema: since and until are the editions' dates, null where open") {
    std::vector<std::string> all;
    for (const schema::TypeId set : code_sets(ctf()))
        for (const std::string& row : code_values(set, ctf())) all.push_back(row);
    CHECK(std::ranges::any_of(all, [](const std::string& row) { return row.ends_with(", null, null"); }));
    CHECK(std::ranges::any_of(all, [](const std::string& row) { return row.ends_with(".0', null") || row.ends_with(".0'"); }));
}

TEST_CASE("SQL schema: a view has labels beside codes and kinds beside texts") {
    const std::string query = view_query(census(), table(census(), "sen_needs"), "\"x\".", sql_as_kind);
    CHECK(holds(query, "t.\"document\",\n"));
    CHECK(holds(query, "\"x\".whole_number_of(t.\"SENtypeRank\") AS \"SENtypeRank\""));
    CHECK(holds(query, "t.\"SENtype\",\n    (SELECT label FROM \"x\".\"code_SENtype\" WHERE code = t.\"SENtype\") AS \"SENtype_label\"\n"));
    CHECK(query.ends_with("\nFROM \"x\".\"sen_needs\" AS t"));
    CHECK(has_view(census(), table(census(), "sen_needs")));
    CHECK_FALSE(has_view(census(), table(census(), "addresses")));
    CHECK_FALSE(has_view(census(), table(census(), "extras")));
}

TEST_CASE("SQL schema: where the tables have labels already, the view adds none") {
    const TableLayout labelled = census().with_labels();
    const std::string query = view_query(labelled, table(labelled, "sen_needs"), "", sql_as_kind);
    CHECK_FALSE(holds(query, "SELECT label"));
    CHECK(holds(query, "t.\"SENtype_label\""));
}

TEST_CASE("SQL schema: statements for PostgreSQL") {
    const SqlStatements statements(census(), "census \"26\"");
    const std::string before = statements.before();
    CHECK(holds(before, "BEGIN;\n"));
    CHECK(holds(before, "CREATE SCHEMA \"census \"\"26\"\"\";\n"));
    CHECK(holds(before, "(\n    \"document\" bigint NOT NULL,\n    \"record\" bigint NOT NULL,\n    \"roll\" text,\n    \"UPN\" text,"));
    CHECK(holds(before, "('format', 'cbds.tables/1')"));
    CHECK(statements.copy(table(census(), "session_details")).starts_with("\nCOPY \"census \"\"26\"\"\".\"session_details\" (\"document\", \"record\", \"number\", "));
    const std::string after = statements.after();
    CHECK(holds(after, "ALTER TABLE \"census \"\"26\"\"\".\"pupils\" ADD PRIMARY KEY (\"document\", \"record\");\n"));
    CHECK(holds(after, ".\"sen_needs\" ADD FOREIGN KEY (\"document\", \"record\") REFERENCES \"census \"\"26\"\"\".\"pupils\" (\"document\", \"record\");\n"));
    CHECK(holds(after, "COMMENT ON COLUMN \"census \"\"26\"\"\".\"pupils\".\"UPN\" IS '"));
    CHECK(after.ends_with("\nCOMMIT;\n"));
}

}  // namespace cbds::formats_sql_schema_test
