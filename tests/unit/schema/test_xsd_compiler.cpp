#include "cbds/error.hpp"
#include "cbds/schema/dictionary.hpp"
#include "schema/xsd_copy.hpp"

#include <doctest/doctest.h>

using namespace cbds;
using namespace cbds::schema;

namespace {

const Dictionary& fixture() {
    static const Dictionary dictionary = Dictionary::load(kFixtures);
    return dictionary;
}

const ElementRow& ctf(std::string_view path) { return fixture().element(fixture().find(Collection::ctf, path)); }
const TypeRow& type(std::string_view name) { return fixture().type(fixture().find_type(name)); }

/// What the compiler says of a changed dictionary, without the folder.
std::string fault_of(const std::string& file, const std::string& from, const std::string& to) {
    const XsdCopy copy;
    copy.change(file, from, to);
    try {
        (void)Dictionary::load(copy.folder());
    } catch (const DictionaryError& error) {
        const std::string message = error.what();
        return message.starts_with(copy.folder() + "/") ? message.substr(copy.folder().size() + 1) : message;
    }
    return "none";
}

}  // namespace

TEST_CASE("compiler: an element's facts become its row") {
    const ElementRow& row = ctf("CTfile/Pupils/Pupil/UPN");
    CHECK(row.name == "UPN");
    CHECK(row.path == "CTfile/Pupils/Pupil/UPN");
    CHECK(row.documentation == "The key of a pupil.");
    CHECK(row.numbers == "N00001 100001");
    CHECK(row.aliases == "UniquePupilNumber PupilUPN");
    CHECK(row.missing == "CTF101");
    CHECK(row.invalid == "CTF110");
    CHECK(row.table == "pupils");
    CHECK(row.column == "upn");
    CHECK(row.collect_table == "PupilOnRoll");
    CHECK(row.collect_column == "upn_x");
    CHECK(row.privacy == Privacy::direct);
    CHECK(row.phases == 0b10010);
    CHECK(row.funding);
    CHECK(row.occurrence_confidence == Confidence::certain);
    CHECK(row.min == 1);
    CHECK(row.max == 1);
    CHECK(fixture().type(row.type).name == "UPN");
}

TEST_CASE("compiler: what is not stated has its usual value") {
    const ElementRow& row = ctf("CTfile/Pupils/Pupil/Born");
    CHECK(row.privacy == Privacy::none);
    CHECK(row.confidence == Confidence::certain);
    CHECK(row.occurrence_confidence == Confidence::likely);  // of the file
    CHECK(row.terms == kAllTerms);
    CHECK(row.phases == kAllPhases);
    CHECK(row.editions == EditionRange{});
    CHECK_FALSE(row.funding);
    CHECK(row.part == Part::inside);
    CHECK(row.roll == Roll::none);
}

TEST_CASE("compiler: parts, rolls and content models") {
    CHECK(ctf("CTfile").part == Part::frame);
    CHECK(ctf("CTfile/Header").part == Part::header);
    CHECK(ctf("CTfile/Pupils/Pupil").part == Part::record);
    CHECK(ctf("CTfile/Pupils/Pupil").roll == Roll::on);
    CHECK(ctf("CTfile/Pupils/Pupil").max == kUnbounded);
    CHECK(ctf("CTfile/Pupils/Pupil").key == "UPN Home/Line");
    CHECK(ctf("CTfile/Header").content == Content::all);
    CHECK(ctf("CTfile/Header").order_confidence == Confidence::likely);
    CHECK(ctf("CTfile/Pupils").content == Content::sequence);
    CHECK(ctf("CTfile/Supplementary").content == Content::any);
    CHECK(ctf("CTfile/Header/Version").content == Content::value);
}

TEST_CASE("compiler: a shared type is expanded at every path") {
    const ElementId home = fixture().find(Collection::ctf, "CTfile/Pupils/Pupil/Home/Line");
    const ElementId away = fixture().find(Collection::ctf, "CTfile/Pupils/Pupil/Away/Line");
    REQUIRE(home != kNoElement);
    REQUIRE(away != kNoElement);
    CHECK(home != away);
    CHECK(fixture().element(away).max == 5);
}

TEST_CASE("compiler: rows stand by collection, parents before children, children together") {
    const auto rows = fixture().elements();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK((i == 0 || rows[i - 1].collection <= rows[i].collection));
        CHECK((rows[i].parent == kNoElement || rows[i].parent < i));
        for (const ElementRow& child : fixture().children(static_cast<ElementId>(i))) CHECK(child.parent == i);
    }
}

TEST_CASE("compiler: alternatives of a choice are required together") {
    const ElementRow& uln = ctf("CTfile/Pupils/Pupil/ULN");
    const ElementRow& home = ctf("CTfile/Pupils/Pupil/Home");
    CHECK(uln.choice == 1);
    CHECK(uln.choice_required);
    CHECK(uln.min == 0);
    CHECK(home.choice == 2);
    CHECK(ctf("CTfile/Pupils/Pupil/Away").choice == 2);
    CHECK_FALSE(home.choice_required);
    CHECK(ctf("CTfile/Pupils/Pupil/Jumper").choice == 0);
}

TEST_CASE("compiler: the least occurrence depends on the edition") {
    const ElementRow& school = ctf("CTfile/Header/School");
    CHECK(fixture().minimums(school).size() == 2);
    CHECK(fixture().minimum(school, 24) == 1);
    CHECK(fixture().minimum(school, 25) == 0);
    CHECK(fixture().minimum(school, 26) == 1);
}

TEST_CASE("compiler: facets, inherited from type to type") {
    CHECK(type("Name").min_length == 1);
    CHECK(type("Name").max_length == 35);
    CHECK(type("Name").documentation == "A name of a person.");
    CHECK(type("Name").confidence == Confidence::likely);
    CHECK(type("UPN").identifier == Identifier::upn);
    CHECK(type("UPN").pattern == "[A-Z]\\d{11}[\\dA-Z]");
    CHECK(type("UPN").min_length == 13);
    CHECK(type("Date").base == Base::date);
    CHECK(type("Hours").base == Base::decimal);
    CHECK(type("Hours").max_value == 168);
    CHECK(type("Hours").fraction_digits == 1);
    CHECK(type("Count").min_value == 0);
    CHECK(type("Count").max_value == 9999);
    CHECK(type("xs:string").base == Base::text);
}

TEST_CASE("compiler: codes, their labels and editions") {
    const auto codes = fixture().codes(type("Colour"));
    REQUIRE(codes.size() == 4);
    CHECK(type("Colour").set_numbers == "CS900 D90000");
    CHECK(codes[0].label == "Red & <pink>");
    CHECK(codes[1].editions[0] == EditionRange{kEarliest, 25});
    CHECK(codes[2].editions[1] == EditionRange{census_edition(2026, Term::spring).ordinal, kLatest});
    CHECK(codes[3].editions[0] == EditionRange{25, kLatest});
    CHECK_FALSE(codes[3].editions[1].holds(census_edition(2026, Term::spring).ordinal));
    CHECK(codes[3].confidence == Confidence::guess);
    const auto warm = fixture().codes(type("WarmColour"));
    REQUIRE(warm.size() == 2);
    CHECK(warm[1].label == "Golden");
    CHECK(warm[1].editions == codes[3].editions);
}

TEST_CASE("compiler: the collections name their editions") {
    CHECK(fixture().collection(Collection::ctf).editions == EditionRange{24, 26});
    CHECK(fixture().collection(Collection::ctf).dated == "2026-11");
    CHECK(fixture().element(fixture().collection(Collection::school_census).root).name == "Message");
}

TEST_CASE("compiler: faults are named with file, line and reason") {
    CHECK(fault_of("ctf.xsd", "R", "R") == "none");
    CHECK(fault_of("ctf.xsd", "type=\"Colour\"", "type=\"Color\"") == "ctf.xsd:48: there is no type Color");
    CHECK(fault_of("ctf.xsd", "\"Note\" type=\"Name\"", "\"Note\" type=\"Address\"") == "ctf.xsd:58: the type contains itself");
    CHECK(fault_of("ctf.xsd", "name=\"Born\"", "name=\"Scarf\"") == "ctf.xsd:32: Scarf is declared twice in one parent");
    CHECK(fault_of("ctf.xsd", "cbds:funding=\"yes\"", "cbds:funding=\"maybe\"") ==
          "ctf.xsd:34: cbds:funding cannot be \"maybe\", only one of no yes");
    CHECK(fault_of("ctf.xsd", "cbds:roll=\"on\"", "cbds:rol=\"on\"") == "ctf.xsd:12: xs:element cannot have the attribute cbds:rol");
    CHECK(fault_of("ctf.xsd", "cbds:phases=\"PS SS\"", "cbds:phases=\"PS XX\"") ==
          "ctf.xsd:34: cbds:phases cannot be \"XX\", only one of NS PS MP MS SS AT SP PR");
    CHECK(fault_of("ctf.xsd", "cbds:since=\"25.0\"", "cbds:since=\"2025\"") != "none");
    CHECK(fault_of("ctf.xsd", "cbds:since=\"25.0\"", "cbds:since=\"26.0\" cbds:until=\"25.0\"") ==
          "ctf.xsd:16: cbds:since is later than cbds:until");
    CHECK(fault_of("ctf.xsd", "1 since 26.0", "since 26.0") ==
          "ctf.xsd:29: cbds:min is written like \"1 until 22.0, 1 since 25.0\", not \" since 26.0\"");
    CHECK(fault_of("ctf.xsd", "1 since 26.0", "2 since 26.0") == "ctf.xsd:29: cbds:min is not between minOccurs and maxOccurs");
    CHECK(fault_of("ctf.xsd", "cbds:until=\"24.0\"/>", "cbds:min=\"1 since 25.0\"/>") ==
          "ctf.xsd:41: an alternative has a minOccurs of 0 or 1, and no cbds:min");
    CHECK(fault_of("ctf.xsd", "minOccurs=\"0\" cbds:min", "maxOccurs=\"2\" cbds:min") ==
          "ctf.xsd:29: within xs:all an element occurs once at most");
    CHECK(fault_of("ctf.xsd", "<xs:all cbds", "<xs:group cbds") != "none");
    CHECK(fault_of("ctf.xsd", "<xs:complexType name=\"Address\">", "<xs:group name=\"G\"/><xs:complexType name=\"Address\">") ==
          "ctf.xsd:55: xs:group is not understood here");
    CHECK(fault_of("ctf.xsd", "processContents=\"skip\"", "processContents=\"lax\"") == "ctf.xsd:19: xs:any needs processContents=\"skip\"");
    CHECK(fault_of("ctf.xsd", "24.0 26.0", "26.0") == "ctf.xsd:2: cbds:editions names the first and the last edition");
    CHECK(fault_of("ctf.xsd", "name=\"Address\"", "name=\"Colour\"") == "ctf.xsd:55: the type Colour is declared twice");
    CHECK(fault_of("ctf.xsd", "types.xsd", "nowhere.xsd") == "nowhere.xsd: cannot be opened");
    CHECK(fault_of("ctf.xsd", "</xs:schema>", "") != "none");
    CHECK(fault_of("ctf.xsd", "urn:cbds:dictionary", "urn:other") == "ctf.xsd:2: xmlns:cbds must be \"urn:cbds:dictionary\"");
    CHECK(fault_of("ctf.xsd", "Home/Line", "Home/Road") == "ctf.xsd:12: cbds:key names Home/Road, which is not below the element");
    CHECK(fault_of("ctf.xsd", "UPN Home/Line", "UPN/Home") == "ctf.xsd:12: cbds:key names UPN/Home, which is not below the element");
    CHECK(fault_of("types.xsd", "base=\"Text35\"", "base=\"Name\"") == "types.xsd:8: the type restricts itself");
    CHECK(fault_of("types.xsd", "base=\"Text35\"", "base=\"Text36\"") == "types.xsd:11: there is no simple type Text36");
    CHECK(fault_of("types.xsd", "xs:totalDigits", "xs:minExclusive") == "types.xsd:25: xs:minExclusive is not understood here");
    CHECK(fault_of("types.xsd", "xs:length", "xs:totalDigits") == "types.xsd:14: xs:totalDigits does not fit the base of the type");
    CHECK(fault_of("types.xsd", "<xs:minLength value=\"1\"/>", "<xs:minLength value=\"36\"/>") == "types.xsd:11: no value can be of this type");
    CHECK(fault_of("types.xsd", "cbds:identifier=\"upn\"", "cbds:identifier=\"pin\"").starts_with("types.xsd:13: cbds:identifier cannot be \"pin\""));
    CHECK(fault_of("codes.xsd", "value=\"B\"", "value=\"R\"") == "codes.xsd:8: the code R is listed twice for the same edition");
    CHECK(fault_of("codes.xsd", "value=\"Y\" cbds:label=\"Golden\"", "value=\"Z\"") == "codes.xsd:15: the base of the type has no code Z");
    CHECK(fault_of("codes.xsd", "cbds:since=\"ctf@25.0\"", "cbds:since=\"25.0\"") ==
          "codes.xsd:9: \"25.0\" is no edition; write for instance ctf@26.0");
    CHECK(fault_of("codes.xsd", "cbds:since=\"ctf@25.0\"", "cbds:since=\"school-census@2026-spring\"") != "none");
    CHECK(fault_of("codes.xsd", "cbds:collections=\"ctf\"", "cbds:collections=\"cft\"") == "codes.xsd:9: \"cft\" is no collection");
}

TEST_CASE("compiler: a folder without the files is refused") {
    CHECK_THROWS_AS((void)Dictionary::load("/no/such/folder"), DictionaryError);
}
