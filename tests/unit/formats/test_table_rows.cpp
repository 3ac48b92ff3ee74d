#include "formats/table_documents.hpp"

#include "cbds/error.hpp"
#include "formats/table_rows.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_table_rows_test {

using namespace cbds;
using namespace cbds::test;
using formats::TableLayout;

namespace {

const schema::Edition kCtf = schema::ctf_edition(26);
const schema::Edition kCensus = schema::census_edition(2026, schema::Term::spring);

/// `column=value` of all that is there, separated by blanks, but for the document.
std::string written(const TestRow& row, const TableLayout& layout) {
    std::string text;
    for (std::size_t i = 1; i < row.cells.size(); ++i) {
        if (!row.cells[i]) continue;
        if (!text.empty()) text += ' ';
        text += layout.tables()[row.table].columns[i].name + '=' + *row.cells[i];
    }
    return text;
}

std::vector<std::string> rows_in(std::string_view table, std::string_view document, schema::Edition edition) {
    const TableLayout layout(dictionary(), edition.collection);
    std::vector<std::string> found;
    for (const TestRow& row : rows_of(document, edition))
        if (layout.tables()[row.table].name == table) found.push_back(written(row, layout));
    return found;
}

std::string pupil_with(std::string_view inside) {
    return ctf_document("<Pupil><UPN>L201203719000</UPN>" + std::string(inside) + "</Pupil>");
}

using Texts = std::vector<std::string>;

/// What is kept of pupils alone, with `inside` in the pupil.
Texts extras_with(std::string_view inside) { return rows_in("extras", pupil_with(inside), kCtf); }

std::string roll(std::string_view name, std::string_view pupils) {
    return '<' + std::string(name) + '>' + std::string(pupils) + "</" + std::string(name) + '>';
}

std::string census_with(std::string_view inside) { return "<Message>" + std::string(inside) + "</Message>"; }

constexpr std::string_view kOn = "<PupilOnRoll><PupilIdentifiers><UPN>L201203719000</UPN></PupilIdentifiers></PupilOnRoll>";
constexpr std::string_view kOff = "<PupilNoLongerOnRoll><PupilIdentifiers><UPN>L201203719000</UPN></PupilIdentifiers></PupilNoLongerOnRoll>";

}  // namespace

TEST_CASE("table rows: a regular document needs no extras") {
    CHECK(rows_in("extras", sample_document(kCtf, 5), kCtf).empty());
    CHECK(rows_in("extras", sample_document(kCensus, 5, 1, 0, "AT"), kCensus) == Texts{"record=0 path=School/AdmissionsAppeals/Secondary/Lodged kind=place",
        "record=0 path=School/AdmissionsAppeals/Secondary/Withdrawn kind=place", "record=0 path=School/AdmissionsAppeals/Secondary/Heard kind=place",
        "record=0 path=School/AdmissionsAppeals/Secondary/Upheld kind=place", "record=0 path=School/AdmissionsAppeals/Secondary/Rejected kind=place"});
    CHECK(rows_in("pupils", ctf_document(), kCtf) == Texts{"record=1 UPN=L201203719000 Surname=Sallowbrook Forename=Keziah DOB=2015-05-30 Sex=F"});
}

TEST_CASE("table rows: repeated structures have numbers, and say what they are within") {
    const std::string document = pupil_with(
        "<Contacts><Contact><Surname>A</Surname></Contact><Contact><Surname>B</Surname><Phones><Phone><PhoneNo>1</PhoneNo></Phone>"
        "<Phone><PhoneNo>2</PhoneNo></Phone></Phones></Contact></Contacts>");
    CHECK(rows_in("contacts", document, kCtf) == Texts{"record=1 number=1 Surname=A", "record=1 number=2 Surname=B"});
    CHECK(rows_in("contact_phones", document, kCtf) == Texts{"record=1 number=1 within=2 PhoneNo=1", "record=1 number=2 within=2 PhoneNo=2"});
    CHECK(rows_in("extras", document, kCtf).empty());
}

TEST_CASE("table rows: an empty element is an empty text, an absent one absent") {
    CHECK(rows_in("pupils", pupil_with("<Surname></Surname><Forename/>"), kCtf) == Texts{"record=1 UPN=L201203719000 Surname= Forename="});
}

TEST_CASE("table rows: what no table can say of a record stands in extras") {
    CHECK(extras_with("<New a='1'><b/> <c>x &amp; y </c></New>") == Texts{"record=1 path=Pupil place=1 kind=element value=<New a=\"1\"><b></b><c>x &amp; y </c></New>"});
    CHECK(extras_with("<Surname lang='cy'>Jones</Surname>") == Texts{"record=1 path=Pupil/Surname place=0 kind=attribute name=lang value=cy"});
    CHECK(extras_with("<surname>Jones</surname>") == Texts{"record=1 path=Pupil/Surname kind=name name=surname"});
    CHECK(extras_with("<Forename>A</Forename><Surname>B</Surname>") == Texts{"record=1 path=Pupil kind=order value=UPN Forename Surname"});
    CHECK(extras_with("<FSMhistory></FSMhistory>") == Texts{"record=1 path=Pupil place=1 kind=element value=<FSMhistory></FSMhistory>"});
    CHECK(extras_with("<Surname>A</Surname><Surname>B</Surname>") == Texts{"record=1 path=Pupil place=2 kind=element value=<Surname>B</Surname>"});
    CHECK(extras_with("<Surname>A<b>c</b></Surname>") == Texts{"record=1 path=Pupil place=1 kind=element value=<Surname>A<b>c</b></Surname>"});
    CHECK(extras_with("<SENhistory><New/></SENhistory>") == Texts{"record=1 path=Pupil place=1 kind=element value=<SENhistory><New></New></SENhistory>"});
    CHECK(extras_with("<SENhistory><SEN a='1'/><SEN><New/></SEN></SENhistory>") ==
          Texts{"record=1 path=Pupil/SENhistory/SEN[1] place=0 kind=attribute name=a value=1",
                "record=1 path=Pupil/SENhistory/SEN[2] place=0 kind=element value=<New></New>"});
    CHECK(extras_with("<SuppInfo><SuppID>1</SuppID><x/></SuppInfo>") == Texts{"record=1 path=Pupil place=1 kind=element value=<SuppInfo><SuppID>1</SuppID><x></x></SuppInfo>"});
}

TEST_CASE("table rows: of two containers with the same columns the first has them") {
    const Texts extras = rows_in("extras", census_with("<School><AdmissionsAppeals><Lodged>1</Lodged><Secondary><Lodged>2</Lodged><Heard>3</Heard></Secondary>"
                                                       "</AdmissionsAppeals></School>"), kCensus);
    CHECK(extras == Texts{"record=0 path=School/AdmissionsAppeals/Secondary/Heard kind=place",
                          "record=0 path=School/AdmissionsAppeals/Secondary place=0 kind=element value=<Lodged>2</Lodged>"});
}

TEST_CASE("table rows: what encloses the records is kept where it is not as usual") {
    const auto extras = [](std::string_view inside) { return rows_in("extras", census_with(inside), kCensus); };
    CHECK(extras(roll("Pupils", roll("PupilsOnRoll", kOn))).empty());
    CHECK(extras("") == Texts{"record=0 path=Message kind=order value="});
    CHECK(extras("<Pupils><PupilsOnRoll/></Pupils>") == Texts{"record=0 path=Message place=0 kind=element value=<Pupils><PupilsOnRoll></PupilsOnRoll></Pupils>"});
    CHECK(extras("<Pupils>" + roll("PupilsOnRoll", kOn) + "<PupilsNoLongerOnRoll></PupilsNoLongerOnRoll></Pupils>") ==
          Texts{"record=0 path=Message/Pupils place=1 kind=element value=<PupilsNoLongerOnRoll></PupilsNoLongerOnRoll>"});
    CHECK(extras("<Pupils>" + roll("PupilsNoLongerOnRoll", kOff) + roll("PupilsOnRoll", kOn) + "</Pupils>") ==
          Texts{"record=0 path=Message kind=order value=Pupils/PupilsNoLongerOnRoll@1 Pupils/PupilsOnRoll@2"});
    CHECK(extras("<Pupils a='1'>" + roll("pupilsonroll", kOn) + "<Odd><x>y</x></Odd></Pupils>") ==
          Texts{"record=0 path=Message/Pupils/PupilsOnRoll kind=name name=pupilsonroll", "record=0 path=Message/Pupils place=0 kind=attribute name=a value=1",
                "record=0 path=Message/Pupils place=1 kind=element value=<Odd><x>y</x></Odd>"});
    CHECK(extras("<Header/><Header><a/></Header>") == Texts{"record=0 path=Message place=1 kind=element value=<Header><a></a></Header>"});
}

TEST_CASE("table rows: a layout that is cut down drops what it has no column for, and keeps the numbers of records") {
    RowKeeper keeper(TableLayout(dictionary(), schema::Collection::ctf).select(std::vector<std::string>{"record", "DOB", "UPN"}));
    const std::string document = ctf_document("<Pupil a='1'><UPN>A</UPN><New/><Phones><Phone><PhoneNo>1</PhoneNo></Phone></Phones></Pupil><Pupil><DOB>B</DOB><DOB>C</DOB></Pupil>");
    read_into(document, kCtf, keeper);
    REQUIRE(keeper.rows.size() == 2);
    CHECK(keeper.rows[0].cells == std::vector<std::optional<std::string>>{"1", std::nullopt, "A"});
    CHECK(keeper.rows[1].cells == std::vector<std::optional<std::string>>{"2", "B", std::nullopt});
}

TEST_CASE("table rows: codes have the label of the edition") {
    RowKeeper keeper(TableLayout(dictionary(), schema::Collection::ctf).select(std::vector<std::string>{"Sex"}).with_labels());
    read_into(ctf_document(), kCtf, keeper);
    REQUIRE(keeper.rows.size() == 1);
    CHECK(keeper.rows[0].cells == std::vector<std::optional<std::string>>{"F", "Female"});
}

TEST_CASE("table rows: neither the number of threads nor the reader shows") {
    std::string document = sample_document(kCensus, 300, 3, 0.3, "SS");
    document = changed(document, "<PupilsOnRoll>", "<PupilsOnRoll><!-- x --><Odd/>");
    const std::vector<TestRow> one = rows_of(document, kCensus, 1);
    CHECK(one == rows_of(document, kCensus, 4));
    CHECK(one == rows_of(document, kCensus, 1, true));
    const std::string plain = sample_document(kCensus, 1500, 3, 0.01, "SS");
    CHECK(rows_of(plain, kCensus, 1) == rows_of(plain, kCensus, 4));
}

TEST_CASE("table rows: documents are numbered, and tables of another collection refused") {
    RowKeeper keeper(TableLayout(dictionary(), schema::Collection::ctf));
    read_into(ctf_document(), kCtf, keeper);
    read_into(ctf_document(), kCtf, keeper);
    CHECK(keeper.rows.front().cells[0] == "1");
    CHECK(keeper.rows.back().cells[0] == "2");
    CHECK_THROWS_AS(read_into(census_document(), kCensus, keeper), UsageError);
}

}  // namespace cbds::formats_table_rows_test
