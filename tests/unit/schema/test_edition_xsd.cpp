#include "cbds/schema/edition_xsd.hpp"

#include "cbds/error.hpp"
#include "schema/xsd_copy.hpp"

#include <doctest/doctest.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <memory>
#include <sstream>

using namespace cbds;
using namespace cbds::schema;

namespace {

std::string xsd_of(const Dictionary& dictionary, Edition edition) {
    std::ostringstream out;
    write_edition_xsd(dictionary, edition, out);
    return out.str();
}

void ignore(void*, const char*, ...) {}
void ignore_error(void*, xmlErrorPtr) {}

/// A schema compiled by libxml2; null where it refuses.
using SchemaPtr = std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)>;

SchemaPtr compile(const std::string& text) {
    const std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)> parser(
        xmlSchemaNewMemParserCtxt(text.data(), static_cast<int>(text.size())), xmlSchemaFreeParserCtxt);
    xmlSchemaSetParserErrors(parser.get(), ignore, ignore, nullptr);
    return {xmlSchemaParse(parser.get()), xmlSchemaFree};
}

bool is_valid(const SchemaPtr& schema, const std::string& document) {
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> tree(
        xmlReadMemory(document.data(), static_cast<int>(document.size()), "document.xml", nullptr, XML_PARSE_NONET), xmlFreeDoc);
    REQUIRE(tree);
    const std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> judge(xmlSchemaNewValidCtxt(schema.get()),
                                                                                      xmlSchemaFreeValidCtxt);
    xmlSchemaSetValidStructuredErrors(judge.get(), ignore_error, nullptr);
    return xmlSchemaValidateDoc(judge.get(), tree.get()) == 0;
}

std::string ctf_with(const std::string& header, const std::string& pupil, const std::string& end = "") {
    return "<CTfile><Header>" + header + "</Header><Pupils><Pupil><UPN>A123456789012</UPN>" + pupil + "</Pupil></Pupils>" + end + "</CTfile>";
}

const std::string kHeader = "<School>x</School><Version>1</Version>";
const std::string kUln = "<NewULN>1</NewULN>";

}  // namespace

TEST_CASE("edition XSD: libxml2 compiles that of every edition") {
    const Dictionary& dictionary = Dictionary::built_in();
    for (const Collection collection : {Collection::ctf, Collection::school_census}) {
        const EditionRange covered = dictionary.collection(collection).editions;
        for (Ordinal ordinal = covered.since; ordinal <= covered.until; ++ordinal) {
            const Edition edition{collection, ordinal};
            const std::string text = xsd_of(dictionary, edition);
            CHECK_MESSAGE(compile(text), edition_name(edition));
            CHECK(text.find("cbds:") == std::string::npos);
            CHECK(text == xsd_of(dictionary, edition));
        }
    }
}

TEST_CASE("edition XSD: an edition that is not covered is refused") {
    const Dictionary dictionary = Dictionary::load(kFixtures);
    std::ostringstream out;
    CHECK_THROWS_AS(write_edition_xsd(dictionary, ctf_edition(27), out), UsageError);
    CHECK(out.str().empty());
}

TEST_CASE("edition XSD: structure is that of the edition") {
    const Dictionary dictionary = Dictionary::load(kFixtures);
    const SchemaPtr ctf25 = compile(xsd_of(dictionary, ctf_edition(25)));
    const SchemaPtr ctf24 = compile(xsd_of(dictionary, ctf_edition(24)));
    REQUIRE(ctf24);
    REQUIRE(ctf25);
    CHECK(is_valid(ctf25, ctf_with(kHeader, kUln)));
    CHECK(is_valid(ctf25, ctf_with("<Version>1</Version><School>x</School>", kUln)));  // any order
    CHECK(is_valid(ctf25, ctf_with("<Version>1</Version>", kUln)));                    // School is optional in 25.0 alone
    CHECK_FALSE(is_valid(ctf24, ctf_with("<Version>1</Version>", kUln)));
    CHECK_FALSE(is_valid(ctf25, ctf_with("<School>x</School>", kUln)));
    CHECK(is_valid(ctf24, ctf_with(kHeader, "<ULN>1</ULN>")));
    CHECK_FALSE(is_valid(ctf25, ctf_with(kHeader, "<ULN>1</ULN>")));  // until 24.0
    CHECK_FALSE(is_valid(ctf24, ctf_with(kHeader, "<ULN>1</ULN><NewULN>1</NewULN>")));
    CHECK_FALSE(is_valid(ctf24, ctf_with(kHeader, "")));  // one of the two
    CHECK_FALSE(is_valid(ctf25, ctf_with(kHeader, "")));
    CHECK(is_valid(ctf25, ctf_with(kHeader, kUln + "<Away><Line>1</Line></Away>")));
    CHECK_FALSE(is_valid(ctf25, ctf_with(kHeader, kUln + "<Away><Line>1</Line></Away><Home><Line>1</Line></Home>")));
    CHECK_FALSE(is_valid(ctf25, ctf_with(kHeader, kUln + "<Scarf>R</Scarf><Jumper>R</Jumper>")));  // order
    CHECK(is_valid(ctf25, ctf_with(kHeader, kUln, "<Supplementary><Any>1</Any></Supplementary>")));
    CHECK_FALSE(is_valid(ctf24, ctf_with(kHeader, kUln, "<Supplementary/>")));
}

TEST_CASE("edition XSD: types and codes are those of the edition") {
    const Dictionary dictionary = Dictionary::load(kFixtures);
    const SchemaPtr ctf25 = compile(xsd_of(dictionary, ctf_edition(25)));
    const SchemaPtr ctf26 = compile(xsd_of(dictionary, ctf_edition(26)));
    REQUIRE(ctf25);
    REQUIRE(ctf26);
    const auto pupil = [](const std::string& item) { return ctf_with(kHeader, kUln + item); };
    CHECK(is_valid(ctf25, pupil("<Jumper>G</Jumper>")));
    CHECK_FALSE(is_valid(ctf26, pupil("<Jumper>G</Jumper>")));
    CHECK_FALSE(is_valid(ctf25, pupil("<Jumper>B</Jumper>")));
    CHECK(is_valid(ctf26, pupil("<Jumper>B</Jumper>")));
    CHECK_FALSE(is_valid(ctf26, pupil("<Scarf>B</Scarf>")));
    CHECK(is_valid(ctf26, pupil("<Scarf>Y</Scarf>")));
    CHECK(is_valid(ctf26, pupil("<Hat>B</Hat>")));
    CHECK_FALSE(is_valid(ctf25, pupil("<Hat>B</Hat>")));  // no code of its set is in 25.0, and so nor is the item
    CHECK_FALSE(is_valid(ctf25, pupil("<Hat/>")));
    CHECK(is_valid(ctf26, pupil("<Born>2020-02-29</Born>")));
    CHECK_FALSE(is_valid(ctf26, pupil("<Born>2020-02-29Z</Born>")));
    CHECK(is_valid(ctf26, pupil("<Hours>168.0</Hours>")));
    CHECK_FALSE(is_valid(ctf26, pupil("<Hours>1.25</Hours>")));
    CHECK_FALSE(is_valid(ctf26, pupil("<Hours>169</Hours>")));
    CHECK_FALSE(is_valid(ctf26, pupil("<Hours>-1</Hours>")));
}

TEST_CASE("edition XSD: a census has the items of its term and the codes of its collection") {
    const Dictionary dictionary = Dictionary::load(kFixtures);
    const SchemaPtr spring = compile(xsd_of(dictionary, census_edition(2026, Term::spring)));
    const SchemaPtr summer = compile(xsd_of(dictionary, census_edition(2026, Term::summer)));
    REQUIRE(spring);
    REQUIRE(summer);
    const auto census = [](const std::string& items) { return "<Message><Pupil><UPN>A123456789012</UPN>" + items + "</Pupil></Message>"; };
    CHECK(is_valid(spring, census("<Jumper>R</Jumper><Count>9999</Count>")));
    CHECK_FALSE(is_valid(summer, census("<Jumper>R</Jumper>")));
    CHECK_FALSE(is_valid(spring, census("<Jumper>Y</Jumper>")));  // in the CTF only
    CHECK_FALSE(is_valid(spring, census("<Count>10000</Count>")));
    CHECK_FALSE(is_valid(spring, "<Message><Pupil><UPN>A12345678901</UPN></Pupil></Message>"));
}

TEST_CASE("edition XSD: it is laid out, with types by name and labels") {
    const Dictionary dictionary = Dictionary::load(kFixtures);
    const std::string text = xsd_of(dictionary, census_edition(2025, Term::autumn));
    CHECK(text == R"(<?xml version="1.0" encoding="UTF-8"?>
<!-- School Census, edition school-census@2025-autumn. Written by cbds from its dictionary of 2026-10. -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
  <xs:element name="Message">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="Pupil" minOccurs="0" maxOccurs="unbounded">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="UPN" type="UPN"/>
              <xs:element name="Jumper" type="Colour" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
  <xs:simpleType name="Colour">
    <xs:restriction base="xs:string">
      <xs:enumeration value="R">
        <xs:annotation><xs:documentation>Red &amp; &lt;pink&gt;</xs:documentation></xs:annotation>
      </xs:enumeration>
      <xs:enumeration value="G">
        <xs:annotation><xs:documentation>Green</xs:documentation></xs:annotation>
      </xs:enumeration>
    </xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="UPN">
    <xs:restriction base="xs:string">
      <xs:length value="13"/>
      <xs:pattern value="[A-Z]\d{11}[\dA-Z]"/>
    </xs:restriction>
  </xs:simpleType>
</xs:schema>
)");
}
