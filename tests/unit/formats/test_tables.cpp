#include "cbds/error.hpp"
#include "cbds/formats/tables.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace cbds::formats_tables_test {

using namespace cbds;
using formats::Key;
using formats::Table;
using formats::TableLayout;
using schema::Collection;

namespace {

const schema::Dictionary& dictionary() { return schema::Dictionary::built_in(); }

std::vector<std::string> names(const std::vector<formats::Column>& columns) {
    std::vector<std::string> names;
    for (const formats::Column& column : columns) names.push_back(column.name);
    return names;
}

std::vector<std::string> columns(const TableLayout& layout, std::string_view table) {
    const auto number = layout.find(table);
    return number ? names(layout.tables()[*number].columns) : std::vector<std::string>{"no such table"};
}

std::vector<std::string> tables(const TableLayout& layout) {
    std::vector<std::string> names;
    for (const Table& table : layout.tables()) names.push_back(table.name);
    return names;
}

using Names = std::vector<std::string>;

bool stands_in_any(schema::ElementId id) {
    for (; id != schema::kNoElement; id = dictionary().element(id).parent)
        if (dictionary().element(id).content == schema::Content::any) return true;
    return false;
}

}  // namespace

TEST_CASE("tables: every value of both collections has exactly one column, every repeated structure rows") {
    for (const Collection collection : {Collection::ctf, Collection::school_census}) {
        const TableLayout layout(dictionary(), collection);
        std::vector<int> columns_of(dictionary().elements().size());
        std::vector<int> rows_of(dictionary().elements().size());
        for (const Table& table : layout.tables()) {
            for (const formats::Column& column : table.columns)
                for (const schema::ElementId element : column.elements) ++columns_of[element];
            for (const schema::ElementId element : table.elements) ++rows_of[element];
        }
        for (std::size_t i = 0; i < columns_of.size(); ++i) {
            const auto id = static_cast<schema::ElementId>(i);
            const schema::ElementRow& element = dictionary().element(id);
            if (element.collection != collection || stands_in_any(id)) continue;
            CAPTURE(std::string(element.path));
            const bool value = element.content == schema::Content::value;
            CHECK(columns_of[i] == (value ? 1 : 0));
            CHECK((layout.target(id).column != UINT16_MAX) == value);
            const bool part = element.part != schema::Part::inside && element.part != schema::Part::frame;
            CHECK(rows_of[i] == (part || element.max > 1 ? 1 : 0));
        }
    }
}

TEST_CASE("tables: columns and targets name each other") {
    for (const Collection collection : {Collection::ctf, Collection::school_census}) {
        const TableLayout layout = TableLayout(dictionary(), collection).with_labels();
        for (std::size_t t = 0; t < layout.tables().size(); ++t) {
            const Table& table = layout.tables()[t];
            std::set<std::string> unlike;
            for (std::size_t c = 0; c < table.columns.size(); ++c) {
                CHECK(unlike.insert(table.columns[c].name).second);
                for (const schema::ElementId element : table.columns[c].elements) {
                    CHECK(layout.target(element).table == t);
                    CHECK(layout.target(element).column == c);
                }
            }
        }
    }
}

TEST_CASE("tables: keys come first, and those alone that the table needs") {
    const TableLayout ctf(dictionary(), Collection::ctf);
    CHECK(columns(ctf, "files").front() == "document");
    CHECK(columns(ctf, "files")[1] == "DocumentName");
    CHECK(columns(ctf, "disabilities") == Names{"document", "record", "number", "Disability"});
    CHECK(columns(ctf, "contact_phones") == Names{"document", "record", "number", "within", "TelephoneType", "PhoneNo"});
    CHECK(columns(ctf, "extras") == Names{"document", "record", "path", "place", "kind", "name", "value"});
    CHECK(ctf.tables().back().extras());
    CHECK(ctf.whole());

    const TableLayout census(dictionary(), Collection::school_census);
    const Table& pupils = census.tables()[*census.find("PUPILS")];
    CHECK(pupils.columns[2].key == Key::roll);
    CHECK(pupils.elements.size() == 2);
    CHECK(pupils.above == SIZE_MAX);
    CHECK(columns(census, "classes")[1] == "number");
    // Aims stand by themselves and inside programmes.
    const Table& aims = census.tables()[*census.find("learning_aims")];
    CHECK(aims.above == *census.find("programme_aims"));
    CHECK(aims.elements.size() == 4);
}

TEST_CASE("tables: items are picked by name, with keys where more than one table is left") {
    const TableLayout census(dictionary(), Collection::school_census);
    const TableLayout one = census.select(Names{"Surname", "upn", "DOB"});
    CHECK(tables(one) == Names{"pupils"});
    CHECK(columns(one, "pupils") == Names{"Surname", "UPN", "DOB"});
    CHECK_FALSE(one.whole());
    const auto upn = dictionary().find(Collection::school_census, "Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilIdentifiers/UPN");
    CHECK(one.target(upn).column == 1);
    const auto sex = dictionary().find(Collection::school_census, "Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilIdentifiers/Sex");
    CHECK(one.target(sex).table == UINT16_MAX);

    const TableLayout two = census.select(Names{"UPN", "work_placements.WPHours"});
    CHECK(columns(two, "pupils") == Names{"document", "record", "roll", "UPN"});
    CHECK(columns(two, "work_placements") == Names{"document", "record", "number", "WPHours"});
    CHECK(two.tables()[1].above == 0);

    const TableLayout ctf(dictionary(), Collection::ctf);
    CHECK(tables(ctf.select(Names{"Surname"})) == Names{"pupils"});
    CHECK(tables(ctf.select(Names{"SessionsPossible"})) == Names{"attendance_years"});
    CHECK_THROWS_WITH_AS((void)ctf.select(Names{"Sirname"}), "no table has an item Sirname; did you mean Surname?", UsageError);
    CHECK_THROWS_WITH_AS((void)ctf.select(Names{"pupil.UPN"}), "there is no table pupil; did you mean pupils?", UsageError);
    CHECK_THROWS_WITH_AS((void)ctf.select(Names{"pupils.UPM"}), "the table pupils has no item UPM; did you mean UPN?", UsageError);
}

TEST_CASE("tables: sections bring the tables that enclose them, cut down") {
    const TableLayout ctf(dictionary(), Collection::ctf);
    const TableLayout sen = ctf.select_sections(Names{"SENhistory"});
    CHECK(tables(sen) == Names{"pupils", "sen_stages", "sen_needs"});
    CHECK(columns(sen, "pupils") == Names{"document", "record", "UPN"});
    CHECK(columns(sen, "sen_needs") == columns(ctf, "sen_needs"));
    const TableLayout care = ctf.select_sections(Names{"LookedAfter"});
    CHECK(columns(care, "pupils") == Names{"document", "record", "InCare", "CareAuthority"});
    const TableLayout table = ctf.select_sections(Names{"contact_phones"});
    CHECK(tables(table) == Names{"pupils", "contacts", "contact_phones"});
    CHECK(columns(table, "contacts") == Names{"document", "record", "number", "Surname", "Forename", "Relationship"});
    CHECK_THROWS_WITH_AS((void)ctf.select_sections(Names{"SENHistori"}), "there is no section or table SENHistori; did you mean SENhistory?", UsageError);
}

TEST_CASE("tables: labels stand behind the codes") {
    const TableLayout ctf = TableLayout(dictionary(), Collection::ctf).select(Names{"UPN", "Ethnicity"}).with_labels();
    CHECK(columns(ctf, "pupils") == Names{"UPN", "Ethnicity", "Ethnicity_label"});
    CHECK(ctf.tables()[0].columns[2].label_of == 1);
    CHECK(columns(ctf.with_labels(), "pupils").size() == 3);
}

}  // namespace cbds::formats_tables_test
