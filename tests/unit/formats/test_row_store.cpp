#include "formats/table_documents.hpp"

#include "cbds/error.hpp"
#include "formats/sqlite_database.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

namespace cbds::formats_row_store_test {

using namespace cbds;
using namespace cbds::test;
using formats::Cell;
using formats::RowStore;
using formats::StoreOptions;
using formats::TableLayout;

namespace {

const schema::Edition kCtf = schema::ctf_edition(26);
const schema::Edition kCensus = schema::census_edition(2026, schema::Term::spring);

/// The editions of a collection that there are samples of, as a plan is made for each.
std::vector<schema::Edition> editions(schema::Collection collection) {
    std::vector<schema::Edition> found;
    const schema::EditionRange range = dictionary().collection(collection).editions;
    for (schema::Ordinal ordinal = range.since; ordinal <= range.until; ++ordinal) found.push_back({collection, ordinal});
    return found;
}

/// Empty where an edition has no sample.
std::string sample_or_nothing(schema::Edition edition, const std::string& phase, std::uint64_t seed) {
    try {
        return sample_document(edition, 4, seed, 0, phase);
    } catch (const UsageError&) {
        return {};
    }
}

/// A store that is filled by hand.
class Store {
public:
    explicit Store(StoreOptions options = {}) : store_(dictionary(), std::move(options)) {}

    Store& table(const std::string& name, const std::vector<std::string>& columns) {
        store_.begin_table(name, columns);
        return *this;
    }
    Store& row(const std::vector<Cell>& cells) {
        store_.row(cells);
        return *this;
    }
    std::vector<std::string> documents() {
        DocumentKeeper keeper;
        store_.write_documents(keeper);
        names = keeper.names;
        return keeper.documents;
    }
    std::vector<std::string> names;

private:
    RowStore store_;
};

/// What stands around the first difference; empty where there is none.
std::string first_difference(const std::string& a, const std::string& b) {
    if (a == b) return {};
    const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    const std::size_t begin = at < 100 ? 0 : at - 100;
    return a.substr(begin, 200) + "\n| in place of |\n" + b.substr(begin, 200);
}

const std::string kStart(xml::xml_declaration());

/// A place in the tree of the document, as far as these documents go: a random tag.
std::size_t random_tag(const std::string& text, Random& random, std::string_view kind) {
    const std::size_t begin = text.find("</Header>");
    std::size_t at = text.find(kind, begin + random.below(text.size() - begin));
    return at == std::string::npos ? text.find(kind, begin) : at;
}

/// Changes a document so that it stays well formed, but is no longer as the dictionary has it.
void disturb(std::string& text, Random& random) {
    static constexpr std::string_view kNew[] = {"<New/>", "<New>a &amp; b</New>", "<New a=\"1\" b=\"&lt;\"><x>  </x><y>1</y></New>", "<UPN>X</UPN>",
                                                "<Surname></Surname>", "<Address><PostCode>A</PostCode></Address>", "<PupilStatus/>", "<SEN/>", "<x:new xmlns:x=\"u\" x:a=\"1\"/>",
                                                "<SENhistory></SENhistory>", "<PupilOnRoll/>", "<Header></Header>", "<Pupils/>", "<School><New/></School>", "<Phase>PS</Phase>"};
    const std::size_t open = text.find('<', random_tag(text, random, "\n") + 1);
    const std::size_t behind = std::min(random_tag(text, random, ">\n") + 1, text.rfind("</"));
    const std::size_t line = text.find('\n', random.below(text.size() - 40));
    switch (random.below(6)) {
    case 0: case 1: text.insert(behind, random.one_of(kNew)); break;
    case 2: if (open < text.size() && text[open + 1] != '/') text.insert(text.find_first_of(" >/", open + 1), " a" + std::to_string(random.below(1000000)) + "=\"x &amp; 1\" c" + std::to_string(random.below(1000000)) + "='2'"); break;
    case 3: {  // a whole element of one line twice, or moved to the end of its siblings
        const std::size_t next = text.find('\n', line + 1);
        if (next == std::string::npos) break;
        const std::string element = text.substr(line, next - line);
        if (element.find("</") == std::string::npos || element.find('<') == element.find("</")) break;
        if (random.below(2) == 0) text.insert(next, element);
        else if (const std::size_t end = text.find("\n", next + 1); end != std::string::npos && text.substr(next, end - next).find("</") != text.substr(next, end - next).find('<')
                 && text.substr(next, end - next).find("</") != std::string::npos) {
            text.insert(end, element);
            text.erase(line, element.size());
        }
        break;
    }
    case 4: {  // a value with blanks, a line end, or nothing
        const std::size_t end = text.find("</", line);
        if (end == std::string::npos) break;
        const std::size_t begin = text.rfind('>', end) + 1;
        if (text.find('\n', begin) > end) text.replace(begin, end - begin, random.below(3) == 0 ? "" : random.below(2) == 0 ? "  a\n &#13;b " : "  ");
        break;
    }
    default: {  // another letter case of a name
        const std::size_t end = text.find("</", line);
        if (end == std::string::npos) break;
        const std::size_t begin = text.rfind('>', end) + 1;
        if (text.find('\n', begin) < end) break;
        const std::size_t start = text.rfind('<', begin - 2);
        if (start == std::string::npos || text[start + 1] == '/') break;
        const std::string name = text.substr(start + 1, text.find_first_of(" >", start) - start - 1);
        if (text.compare(end + 2, name.size(), name) != 0) break;
        std::string other = name;
        for (char& c : other) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        text.replace(end + 2, name.size(), other);
        text.replace(start + 1, name.size(), other);
    }
    }
}

}  // namespace

TEST_CASE("row store: samples of all editions and phases come back byte for byte") {
    for (const schema::Edition edition : editions(schema::Collection::ctf)) {
        for (const std::string phase : {"PS", "SS", "SP", "NS"}) {
            for (std::uint64_t seed = 1; seed <= 2; ++seed) {
                CAPTURE(schema::edition_name(edition) + ' ' + phase);
                const std::string document = sample_or_nothing(edition, phase, seed);
                if (!document.empty()) CHECK(first_difference(there_and_back(document, edition, seed == 2), document) == "");
            }
        }
    }
}

TEST_CASE("row store: samples of all census editions and phases come back byte for byte") {
    int count = 0;
    for (const schema::Edition edition : editions(schema::Collection::school_census)) {
        for (const std::string phase : {"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"}) {
            CAPTURE(schema::edition_name(edition) + ' ' + phase);
            const std::string document = sample_or_nothing(edition, phase, static_cast<std::uint64_t>(++count));
            if (!document.empty()) CHECK(first_difference(there_and_back(document, edition, count % 2 == 0), document) == "");
        }
    }
    CHECK(count > 100);
}

TEST_CASE("row store: documents that are not as the dictionary has them come back the same") {
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        Random random(seed);
        const schema::Edition edition = seed % 2 == 0 ? kCtf : kCensus;
        std::string document = sample_document(edition, 1 + random.below(4), seed, 0, random.one_of(std::vector<std::string>{"PS", "SS", "AT"}));
        for (std::size_t i = 1 + random.below(6); i-- > 0;) disturb(document, random);
        CAPTURE(seed);
        CHECK(first_difference(there_and_back(document, edition, seed % 3 == 0), rewritten(document, edition)) == "");
    }
}

TEST_CASE("row store: what encloses the records comes back, however it stands") {
    const auto on = [](std::string_view upn) { return "<PupilOnRoll><PupilIdentifiers><UPN>" + std::string(upn) + "</UPN></PupilIdentifiers></PupilOnRoll>"; };
    const auto off = [](std::string_view upn) { return "<PupilNoLongerOnRoll><PupilIdentifiers><UPN>" + std::string(upn) + "</UPN></PupilIdentifiers></PupilNoLongerOnRoll>"; };
    const std::string two_rolls = "<PupilsNoLongerOnRoll>" + off("1") + off("2") + "</PupilsNoLongerOnRoll><New/><PupilsOnRoll a='1'>" + on("3") + "</PupilsOnRoll>";
    for (const std::string& inside : {
             std::string(), std::string("<Header/><Pupils/>"), std::string("<School/><Header/>"), std::string("<Header/><Header a='1'><x/></Header><School/><School/>"),
             "<Pupils>" + two_rolls + "</Pupils>",
             "<Pupils b='1'>" + two_rolls + "<PupilsOnRoll b='2'><New/>" + on("4") + "<New/>" + on("5") + "<!-- x --><New>1</New><New/></PupilsOnRoll></Pupils><Header/>",
             "<New/><Pupils>" + two_rolls + "</Pupils><School><Childcare/></School><Pupils/><Pupils a='2'>" + two_rolls + "<PupilsOnRoll>" + on("6") + "</PupilsOnRoll></Pupils>",
             "<pupils><PupilsOnRoll/><pupilsOnRoll>" + on("1") + "</pupilsOnRoll></pupils>",
             "<Pupils><PupilsOnRoll>" + on("1") + "</PupilsOnRoll><PupilsOnRoll>" + on("2") + "</PupilsOnRoll></Pupils>",
             "<Pupils><PupilsOnRoll>" + off("1") + on("2") + "</PupilsOnRoll></Pupils><Unknown><Header/><Pupils>" + on("7") + "</Pupils></Unknown>"}) {
        const std::string document = "<Message xmlns:p='u' p:a='&amp;amp;'>" + inside + "</Message>";
        CAPTURE(document);
        CHECK(there_and_back(document, kCensus, true) == rewritten(document, kCensus));
    }
}

TEST_CASE("row store: rolls and rows in any order are put where they belong") {
    const std::string document = changed(sample_document(kCensus, 30, 2, 0, "SS"), "<PupilsOnRoll>", "<PupilsOnRoll a=\"1\">");
    REQUIRE(document.find("PupilNoLongerOnRoll") != std::string::npos);
    CHECK(there_and_back(document, kCensus, true) == document);

    Store store;
    store.table("pupils", {"roll", "UPN", "Sex_label"});
    store.row({"off", "A", "Female"}).row({"on", "B", {}}).row({{}, "C", {}});
    const std::string made = store.documents().at(0);
    CHECK(made.find("<UPN>B<") < made.find("<UPN>C<"));
    CHECK(made.find("<UPN>C<") < made.find("<UPN>A<"));
    CHECK(made.find("Female") == std::string::npos);
}

TEST_CASE("row store: several documents, each with its own rows") {
    RowKeeper keeper(TableLayout(dictionary(), schema::Collection::ctf));
    const std::string first = sample_document(kCtf, 3, 1);
    const std::string second = sample_document(kCtf, 2, 2);
    read_into(first, kCtf, keeper);
    read_into(second, kCtf, keeper);
    read_into("<CTfile></CTfile>", kCtf, keeper);
    CHECK(documents_of(keeper.rows, schema::Collection::ctf) == std::vector<std::string>{first, second, kStart + "<CTfile></CTfile>\n"});
}

TEST_CASE("row store: tables as people make them") {
    Store store;
    store.table("PUPILS", {"upn", "Sex", "Sex_label"}).row({"A", "F", "Female"}).row({"B", "", {}});
    store.table("files", {"CTFversion"}).row({"26.0"});
    CHECK(store.documents() == std::vector<std::string>{kStart + R"(<CTfile>
  <Header>
    <CTFversion>26.0</CTFversion>
  </Header>
  <CTFpupilData>
    <Pupil>
      <UPN>A</UPN>
      <Sex>F</Sex>
    </Pupil>
    <Pupil>
      <UPN>B</UPN>
      <Sex></Sex>
    </Pupil>
  </CTFpupilData>
</CTfile>
)"});
    CHECK(store.names == std::vector<std::string>{""});
}

TEST_CASE("row store: items of the header fill what is missing") {
    Store store(StoreOptions{kCtf, {{"CTFversion", "26.0"}, {"Header/SourceSchool/LEA", "201"}, {"DestLEA", "202"}, {"SupplierID", "x"}}});
    store.table("pupils", {"UPN"}).row({"A"});
    store.table("files", {"SupplierID"});
    const std::string made = store.documents().at(0);
    CHECK(made.find("<SourceSchool>\n      <LEA>201</LEA>\n    </SourceSchool>\n    <DestSchool>\n      <LEA>202</LEA>") != std::string::npos);

    Store filled(StoreOptions{kCtf, {{"SupplierID", "x"}, {"CTFversion", "26.0"}}});
    filled.table("files", {"SupplierID"}).row({"y"});
    CHECK(filled.documents().at(0).find("<CTFversion>26.0</CTFversion>\n    <SupplierID>y</SupplierID>") != std::string::npos);

    Store wrong(StoreOptions{kCtf, {{"Nonsense", "x"}}});
    wrong.table("pupils", {"UPN"}).row({"A"});
    CHECK_THROWS_WITH_AS((void)wrong.documents(), "the header of a Common Transfer File has no item Nonsense", UsageError);
}

TEST_CASE("row store: what cannot be is refused, with the key") {
    CHECK_THROWS_WITH_AS(Store().table("pupil", {"UPN"}), "a Common Transfer File has no table pupil; did you mean pupils?", DocumentError);
    CHECK_THROWS_WITH_AS(Store(StoreOptions{kCtf, {}}).table("pupils", {"UPM"}), "the table pupils of a Common Transfer File has no column UPM; did you mean UPN?", DocumentError);
    CHECK_THROWS_WITH_AS(Store().table("pupils", {"UPN", "upn"}), "the column upn of pupils is there twice", DocumentError);
    CHECK_THROWS_WITH_AS(Store().table("phones", {"PhoneNo"}), "phones needs a column record: the number of the record that a row belongs to", DocumentError);
    CHECK_THROWS_WITH_AS(Store().table("pupils", {"record", "UPN"}).row({"1", "A"}).row({"1", "B"}), "pupils: there was a row with this key before (document 1, record 1)", DocumentError);
    CHECK_THROWS_WITH_AS(Store().table("pupils", {"record", "UPN"}).row({"x", "A"}), "pupils: the key record is no number from 1", DocumentError);
    CHECK_THROWS_WITH_AS(Store().table("pupils", {"record", "UPN"}).row({{}, "A"}), "pupils: the key record is no number from 1", DocumentError);
    CHECK_THROWS_WITH_AS(Store().table("pupils", {"UPN"}).row({"A", "B"}), "pupils: the row has 2 cells, its heading 1", DocumentError);
    CHECK_THROWS_WITH_AS((void)Store().documents(), "there are no tables", DocumentError);
    CHECK_THROWS_WITH_AS((void)Store().table("files", {"CTFversion"}).documents(), "the tables have no rows", DocumentError);
    CHECK_THROWS_WITH_AS((void)Store().table("pupils", {"UPN"}).row({"A"}).documents(),
                         "the tables could be those of a Common Transfer File or of a School Census: name the edition", DocumentError);

    Store orphan(StoreOptions{kCtf, {}});
    orphan.table("pupils", {"record", "UPN"}).row({"1", "A"}).table("phones", {"record", "number", "PhoneNo"}).row({"1", "1", "x"}).row({"2", "1", "x"});
    CHECK_THROWS_WITH_AS((void)orphan.documents(), "phones: a row is one of document 1, record 2, which pupils does not have", DocumentError);

    Store nowhere(StoreOptions{kCtf, {}});
    nowhere.table("pupils", {"record", "UPN"}).row({"1", "A"}).table("contact_phones", {"record", "number", "within", "PhoneNo"}).row({"1", "1", "3", "x"});
    CHECK_THROWS_WITH_AS((void)nowhere.documents(), "document 1, record 1: contact_phones: the row with the number 1 belongs to row 3 of contacts, which is not there", DocumentError);

    Store roll(StoreOptions{kCensus, {}});
    roll.table("pupils", {"roll", "UPN"}).row({"left", "A"});
    CHECK_THROWS_WITH_AS((void)roll.documents(), "pupils: document 1, record 1: the roll is neither on nor off", DocumentError);
}

TEST_CASE("row store: facts that fit nothing are refused") {
    const auto with_fact = [](std::vector<Cell> fact) {
        Store store(StoreOptions{kCensus, {}});
        store.table("pupils", {"UPN"}).row({"A"}).table("extras", {"record", "path", "place", "kind", "name", "value"}).row(fact);
        return store.documents().at(0);
    };
    CHECK_THROWS_WITH_AS((void)with_fact({"1", "PupilOnRoll/PupilStatus", {}, "name", "x", {}}), "document 1, record 1: extras: no table has anything for PupilOnRoll/PupilStatus", DocumentError);
    CHECK_THROWS_WITH_AS((void)with_fact({"1", "PupilOnRoll", {}, "thing", "x", {}}), "document 1, record 1: extras: a row has no kind that there is; kinds are element, attribute, name, order and place", DocumentError);
    CHECK_THROWS_WITH_AS((void)with_fact({"1", "PupilOnRoll", "x", "element", {}, "<a/>"}), "document 1, record 1: extras: a row of PupilOnRoll has no number as its place", DocumentError);
    CHECK_THROWS_WITH_AS((void)with_fact({"1", "PupilOnRoll", "0", "element", {}, "<a>"}), "document 1, record 1: extras: what is said to stand in PupilOnRoll is not one element of XML", DocumentError);
    CHECK_THROWS_WITH_AS((void)with_fact({"0", "Message/Pupils[2]", {}, "name", "x", {}}), "extras: no table has anything for Message/Pupils[2]", DocumentError);
    CHECK_THROWS_AS((void)with_fact({"0", "Message", {}, "order", {}, "Pupils/PupilsOnRoll@2"}), DocumentError);
    CHECK_THROWS_AS((void)with_fact({"0", "Message", {}, "order", {}, "Pupils/PupilsNoLongerOnRoll@1"}), DocumentError);
    CHECK_THROWS_AS((void)with_fact({"0", "Message", {}, "order", {}, "Pupils/Nobody@1"}), DocumentError);
    CHECK_THROWS_AS((void)with_fact({"1", "PupilOnRoll/x[", {}, "name", "x", {}}), DocumentError);
    CHECK(with_fact({"1", "PupilOnRoll", "99", "element", {}, "<p:a>1</p:a>"}).find("        <p:a>1</p:a>\n      </PupilOnRoll>") != std::string::npos);
}

TEST_CASE("row store: a user's database gives the texts that were stored, and may hold other things") {
    const std::string path = (std::filesystem::temp_directory_path() / "cbds-row-store-test.db").string();
    std::filesystem::remove(path);
    { std::ofstream(path).close(); }
    {
        formats::SqliteDatabase database = formats::SqliteDatabase::build(path);
        database.execute("CREATE TABLE pupils (record INTEGER, UPN TEXT, NCyearActual INTEGER, mine TEXT); CREATE TABLE notes (x);"
                         "CREATE TABLE phones (record INTEGER, number TEXT, PhoneNo TEXT);"
                         "INSERT INTO pupils VALUES (2, 'B', 7, 'x'), (1, 'A', NULL, ''); INSERT INTO phones VALUES (2, '10', '02'), (2, '9', '01')");
    }
    DocumentKeeper keeper;
    formats::write_documents_of_database(path, dictionary(), StoreOptions{kCtf, {}}, keeper);
    CHECK(keeper.documents == std::vector<std::string>{kStart + R"(<CTfile>
  <CTFpupilData>
    <Pupil>
      <UPN>A</UPN>
    </Pupil>
    <Pupil>
      <UPN>B</UPN>
      <BasicDetails>
        <NCyearActual>7</NCyearActual>
      </BasicDetails>
      <Phones>
        <Phone>
          <PhoneNo>01</PhoneNo>
        </Phone>
        <Phone>
          <PhoneNo>02</PhoneNo>
        </Phone>
      </Phones>
    </Pupil>
  </CTFpupilData>
</CTfile>
)"});
    { std::ofstream(path) << "this is no database, but a text that is long enough to be taken for one, or so one might think at first"; }
    CHECK_THROWS_AS(formats::write_documents_of_database(path, dictionary(), {}, keeper), InputError);
    std::filesystem::remove(path);
    CHECK_THROWS_AS(formats::write_documents_of_database(path, dictionary(), {}, keeper), InputError);
    { std::ofstream(path).close(); }
    CHECK_THROWS_WITH_AS(formats::write_documents_of_database(path, dictionary(), {}, keeper), (path + ": the database has no tables of a collection").c_str(), DocumentError);
    std::filesystem::remove(path);
}

}  // namespace cbds::formats_row_store_test
