#include "formats/json_round_trip.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <array>

namespace cbds::formats_json_round_trip_test {

using namespace cbds;
using namespace cbds::test;

namespace {

void comes_back(const std::string& document) {
    const bool by_json = from_json(as_json(document)) == document;
    const bool by_ndjson = from_ndjson(as_ndjson(document)) == document;
    CHECK(by_json);
    CHECK(by_ndjson);
}

std::string without_indent(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' || (!out.empty() && out.back() != '\n')) out += c;
    return out;
}

/// A document whose layout is not that of our writer. How deep an element is set in is nothing of JSON's.
void comes_back_laid_out(const std::string& document) {
    CAPTURE(document.substr(0, 1000));
    const std::string plain = without_indent(rewritten(document));
    const bool by_json = without_indent(from_json(as_json(document))) == plain;
    const bool by_ndjson = without_indent(from_ndjson(as_ndjson(document))) == plain;
    CHECK(by_json);
    CHECK(by_ndjson);
}

std::string census(const std::string& pupils, const std::string& behind = "", const std::string& head = "<Message>") {
    return head + "<Header><CollectionDetails><Collection>SC</Collection><Term>SPR</Term><Year>2026</Year></CollectionDetails></Header><School/>" +
           pupils + behind + "</" + head.substr(1, 7) + ">";
}

std::string pupil(const std::string& inside) { return census("<Pupils><PupilsOnRoll><PupilOnRoll>" + inside + "</PupilOnRoll></PupilsOnRoll></Pupils>"); }

}  // namespace

TEST_CASE("JSON: samples of every edition and phase come back, byte for byte") {
    constexpr std::array<const char*, 8> kPhases{"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    unsigned documents = 0;
    for (const schema::Collection collection : {schema::Collection::ctf, schema::Collection::school_census}) {
        const schema::EditionRange covered = dictionary.collection(collection).editions;
        for (schema::Ordinal ordinal = covered.since; ordinal <= covered.until; ++ordinal) {
            for (const char* const phase : kPhases) {
                CAPTURE(schema::edition_name({collection, ordinal}));
                CAPTURE(phase);
                comes_back(sample_of({collection, ordinal}, phase, ++documents));
                comes_back_laid_out(sample_of({collection, ordinal}, phase, documents, 12, 0.5));
            }
        }
    }
    CHECK(documents > 100);
}

TEST_CASE("JSON: the text does not depend on the number of threads nor on the reader") {
    const std::string document = sample_of(schema::census_edition(2026, schema::Term::spring), "AT", 3, 3000);
    xml::ReadOptions threads;
    threads.jobs = 4;
    xml::ReadOptions libxml2;
    libxml2.libxml2_only = true;
    CHECK(written<formats::JsonWriter>({document}, threads) == as_json(document));
    CHECK(written<formats::JsonWriter>({document}, libxml2) == as_json(document));
    CHECK(written<formats::NdjsonWriter>({document}, threads) == as_ndjson(document));
    CHECK(written<formats::NdjsonWriter>({document}, libxml2) == as_ndjson(document));
    comes_back(document);
}

TEST_CASE("JSON: every line of NDJSON is an object") {
    std::istringstream lines(as_ndjson(sample_of(schema::ctf_edition(26), "PS", 1)));
    unsigned count = 0;
    for (std::string line; std::getline(lines, line); ++count) CHECK(nlohmann::json::parse(line).is_object());
    CHECK(count == 14);
    CHECK(nlohmann::json::accept(as_json(sample_of(schema::ctf_edition(26), "PS", 1))));
}

TEST_CASE("JSON: what is odd inside a part comes back") {
    comes_back_laid_out(pupil(""));
    comes_back_laid_out(pupil("<PupilIdentifiers/><PupilIdentifiers><UPN/><UPN>2</UPN></PupilIdentifiers>"));
    comes_back_laid_out(pupil("<New>1</New><Other/><New>2</New>"));
    comes_back_laid_out(pupil("<New><A>1</A><A>2</A></New><New><A/><B/><A/></New><PupilStatus/>"));
    comes_back_laid_out(pupil("<PupilStatus><PartTime>1</PartTime></PupilStatus><PupilIdentifiers><DOB> 2015-05-30</DOB></PupilIdentifiers>"));
    comes_back_laid_out(pupil("<pupilidentifiers><upn>x</upn><UPN>y</UPN></pupilidentifiers>"));
    comes_back_laid_out(pupil("<PupilIdentifiers a=\"1\"><UPN b=\"&quot;&#10;&#9;\" c=\"\">x</UPN><Sex d=\"\"/></PupilIdentifiers>"));
    comes_back_laid_out(pupil("<PupilIdentifiers><Surname>&amp;&lt;&gt;&quot;\\/&#13;&#10;\t\xC3\xA9\xF0\x9F\x98\x80</Surname></PupilIdentifiers>"));
    comes_back_laid_out(pupil("<PupilIdentifiers><Surname>x<A/></Surname></PupilIdentifiers>"));
    comes_back_laid_out(pupil("<x:New xmlns:x=\"urn:x\" x:a=\"1\"><x:A/>\n</x:New>"));
    comes_back_laid_out(pupil("<New>  </New><New>x<A> </A></New>"));
}

TEST_CASE("JSON: layout between unknown elements is no text") {
    const std::string document = pupil("<New><A>1</A><A>2</A></New><PupilIdentifiers><Surname><A>1</A></Surname></PupilIdentifiers>");
    CHECK(as_json(rewritten(document)) == as_json(document));
}

TEST_CASE("JSON: what is odd around the parts comes back") {
    comes_back_laid_out(census(""));
    comes_back_laid_out(census("<Pupils/>"));
    comes_back_laid_out(census("<Pupils><PupilsNoLongerOnRoll/><PupilsOnRoll/></Pupils>"));
    comes_back_laid_out(census("<Pupils a=\"1\"><PupilsOnRoll b=\"2\"/></Pupils>"));
    comes_back_laid_out(census("<Pupils><PupilsOnRoll><PupilOnRoll/><New/><PupilOnRoll/><PupilOnRoll/></PupilsOnRoll></Pupils>"));
    comes_back_laid_out(census("<Pupils><PupilsOnRoll><PupilOnRoll/></PupilsOnRoll><PupilsOnRoll><PupilOnRoll/></PupilsOnRoll></Pupils>"));
    comes_back_laid_out(census("<Pupils><PupilsOnRoll><PupilOnRoll/></PupilsOnRoll></Pupils><Pupils><PupilsOnRoll><PupilOnRoll/></PupilsOnRoll></Pupils>"));
    comes_back_laid_out(census("<Pupils><PupilsOnRoll/></Pupils><Pupils/><Pupils><New/></Pupils>"));
    comes_back_laid_out(census("<pupils><PupilsOnRoll><PupilOnRoll/><pupilOnRoll/><PupilOnRoll/></PupilsOnRoll></pupils>"));
    comes_back_laid_out(census("<pupils/><Pupils/><pupils><New/></pupils>"));
    comes_back_laid_out(census("<Header><CollectionDetails/></Header><School/><New/><School/>"));
    comes_back_laid_out(census("", "<New>1</New><New>2</New><Other a=\"1\"/><New><A>x</A><B/><A/></New>"));
    comes_back_laid_out(census("<Pupils><New>\n</New><PupilsOnRoll><PupilOnRoll/></PupilsOnRoll></Pupils>", "<New/>"));
    comes_back_laid_out(census("", "", "<Message xmlns:xsi=\"urn:i\" xsi:schemaLocation=\"a&#10;b\">"));
    comes_back_laid_out(census("<Pupils><PupilsOnRoll><PupilOnRoll/></PupilsOnRoll></Pupils>", "", "<message>"));
}

}  // namespace cbds::formats_json_round_trip_test
