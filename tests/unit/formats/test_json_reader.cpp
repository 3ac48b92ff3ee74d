#include "formats/json_round_trip.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_json_reader_test {

using namespace cbds;
using namespace cbds::formats;
using namespace cbds::test;

namespace {

const std::string kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The document in a root that is written so, without the declaration.
std::string elements(const std::string& root_value) { return from_json("{\"CTfile\":" + root_value + "}").substr(kDeclaration.size()); }

std::string complaint(const std::string& root_value) { return refusal(read_json, "{\"CTfile\":" + root_value + "}"); }

bool names(const std::string& text, const std::string& what) {
    CAPTURE(text);
    return text.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("JSON reader: what people write by hand") {
    CHECK(elements(R"({"A":1,"B":[2,"x",true],"C":null,"D":[],"E":{},"F":""})") ==
          "<CTfile>\n  <A>1</A>\n  <B>2</B>\n  <B>x</B>\n  <B>true</B>\n  <E></E>\n  <F></F>\n</CTfile>\n");
    CHECK(elements(R"({"A":{"B":[{"C":1},{"C":2}]},"A":2})") ==
          "<CTfile>\n  <A>\n    <B>\n      <C>1</C>\n    </B>\n    <B>\n      <C>2</C>\n    </B>\n  </A>\n  <A>2</A>\n</CTfile>\n");
    CHECK(elements("{}") == "<CTfile></CTfile>\n");
    CHECK(from_json("\xEF\xBB\xBF\n{ \"edition\" : \"x\", \"Message\" : { } , \"cbds\" : \"document/1\" }\n") == kDeclaration + "<Message></Message>\n");
}

TEST_CASE("JSON reader: numbers are written as they stand") {
    CHECK(elements(R"({"A":[1.50,-0,-7,1E5,0.1,123456789012345678901234567890,18446744073709551615]})") ==
          "<CTfile>\n  <A>1.50</A>\n  <A>-0</A>\n  <A>-7</A>\n  <A>1E5</A>\n  <A>0.1</A>\n  <A>123456789012345678901234567890</A>\n"
          "  <A>18446744073709551615</A>\n</CTfile>\n");
}

TEST_CASE("JSON reader: attributes, text and content") {
    CHECK(elements(R"({"A":{"@a":"\"&\n","@b":2,"#text":"<>"},"B":{"#text":"x","@c":false}})") ==
          "<CTfile>\n  <A a=\"&quot;&amp;&#10;\" b=\"2\">&lt;&gt;</A>\n  <B c=\"false\">x</B>\n</CTfile>\n");
    CHECK(elements(R"({"A":1,"#content":[{"B":[1,2]},{},{"A":{"#content":[{"C":""}]},"D":3}],"E":4})") ==
          "<CTfile>\n  <A>1</A>\n  <B>1</B>\n  <B>2</B>\n  <A>\n    <C></C>\n  </A>\n  <D>3</D>\n  <E>4</E>\n</CTfile>\n");
    CHECK(elements(R"({"A":{"@a":null,"#text":null}})") == "<CTfile>\n  <A></A>\n</CTfile>\n");
    CHECK(elements(R"({"x:A":{"@xmlns:x":"urn:x","x:B":{"@x:a":1}}})") == "<CTfile>\n  <x:A xmlns:x=\"urn:x\">\n    <x:B x:a=\"1\"></x:B>\n  </x:A>\n</CTfile>\n");
}

TEST_CASE("JSON reader: what is wrong is told with its place, and without values") {
    CHECK(refusal(read_json, "{\"CTfile\":{\n \"Header\":{\"A\":\"Smith\",}}}") ==
          "file.json: line 2, column 24 (CTfile/Header): no JSON: unexpected '}'; expected string literal");
    CHECK(refusal(read_json, "{\"CTfile\":{\"A\":\"Smith\x01\"}}").find("Smith") == std::string::npos);
    CHECK(refusal(read_json, "") == "file.json: line 1, column 1: no JSON: unexpected end of input; expected '[', '{', or a literal");
    CHECK(names(refusal(read_json, "{} x"), "there is no document"));
    CHECK(names(refusal(read_json, "{\"CTfile\":{}} x"), "line 1, column 15: no JSON"));
    CHECK(names(refusal(read_json, "[{\"CTfile\":{}}]"), "a file has one document"));
    CHECK(names(refusal(read_json, "null"), "there is no object"));
    CHECK(names(refusal(read_json, "1"), "an object is expected"));
    CHECK(names(refusal(read_json, "{\"CTfile\":{},\"CTfile\":{}}"), "a second member"));
    CHECK(names(refusal(read_json, "{\"Pupils\":{}}"), "\"CTfile\" or \"Message\""));
    CHECK(names(refusal(read_json, "{\"cbds\":\"document/2\",\"CTfile\":{}}"), "later version"));
    CHECK(names(refusal(read_json, "{\"cbds\":\"records/1\"}"), "NDJSON"));
    CHECK(names(refusal(read_json, "{\"cbds\":{}}"), "is an object"));
    CHECK(names(refusal(read_json, "{\"edition\":[]}"), "is a list"));
}

TEST_CASE("JSON reader: members that no element can be made of") {
    CHECK(names(complaint(R"({"A":[[1]]})"), "(CTfile): a list stands in a list"));
    CHECK(names(complaint(R"({"A B":1})"), "none that an element can have"));
    CHECK(names(complaint(R"({"":1})"), "none that an element can have"));
    CHECK(names(complaint(R"({"#new":1})"), "none that an element can have"));
    CHECK(names(complaint(R"({"#content":[1]})"), "is a list of objects"));
    CHECK(names(complaint(R"({"#content":{}})"), "is an object"));
    CHECK(names(complaint(R"({"@a":[1]})"), "is a list"));
    CHECK(names(complaint(R"({"A":1,"@a":1})"), "attributes (@...) stand before elements"));
    CHECK(names(complaint(R"({"@a b":1})"), "none that an attribute can have"));
    CHECK(names(complaint(R"({"@a":1,"@a":2})"), "the attribute @a stands twice"));
    CHECK(names(complaint(R"({"@x:a":1,"@xmlns:x":"u","@xmlns:y":"u","@y:a":2})"), "stands twice"));
    CHECK(names(complaint(R"({"@x:a":1})"), "the prefix of @x:a is not declared"));
    CHECK(names(complaint(R"({"A":{"@xmlns:x":"u"},"x:B":1})"), "(CTfile/x:B): the prefix of its name is not declared"));
    CHECK(names(complaint(R"({"@xmlns:x":""})"), "cannot be declared so"));
    CHECK(names(complaint(R"({"#text":1,"#text":2})"), "stands twice"));
    CHECK(names(complaint(R"({"A":1,"#text":2})"), "stands before elements"));
    CHECK(names(complaint(R"({"A":"\u0001"})"), "(CTfile/A): a value has a control character"));
    CHECK(names(complaint(R"({"A":"\ud800"})"), "no JSON: invalid string"));
    CHECK(names(complaint("{\"A\":\"\xFF\"}"), "no JSON: invalid string"));
    CHECK(names(complaint(R"({"A":1e999})"), "no JSON"));
}

TEST_CASE("JSON reader: nothing hostile is kept") {
    std::string deep;
    for (int i = 0; i < 300; ++i) deep += "{\"A\":";
    CHECK(names(complaint(deep), "deeper than is read"));
    CHECK(names(complaint(std::string(100000, '[')), "a list stands in a list"));
    CHECK(names(complaint("{\"A\":\"" + std::string(2 << 20, 'x') + "\"}"), "a value is longer than is read"));
    CHECK(names(complaint("{\"A\":\"" + std::string(20 << 20, 'x')), "a value is longer than is read"));
    CHECK(names(complaint("{\"" + std::string(2000, 'x') + "\":1}"), "the name of an element is too long"));
    std::string attributes = "{";
    for (int i = 0; i < 2000; ++i) attributes += "\"@a" + std::to_string(i) + "\":1,";
    CHECK(names(complaint(attributes), "too many attributes"));
}

TEST_CASE("NDJSON reader: what people write by hand") {
    const std::string census = kDeclaration + "<Message>\n  <Header></Header>\n  <Pupils>\n    <PupilsOnRoll>\n      <PupilOnRoll></PupilOnRoll>\n"
                               "      <PupilOnRoll></PupilOnRoll>\n    </PupilsOnRoll>\n  </Pupils>\n</Message>\n";
    const JsonReadOptions edition{.edition = schema::census_edition(2026, schema::Term::spring)};
    CHECK(read_all(read_ndjson, "{\"Header\":{}}\r\n\n {\"PupilOnRoll\":[{},\n{}]}", edition).at(0) == census);
    CHECK(from_ndjson("{\"cbds\":\"records/1\",\"edition\":\"school-census@2026-spring\"}{\"Header\":{}}{\"PupilOnRoll\":{}}{\"PupilOnRoll\":{}}") == census);
    CHECK(from_ndjson("{\"frame\":{\"Message\":{}},\"cbds\":\"records/1\"}\n{\"Header\":{}}{\"PupilOnRoll\":{}}{\"PupilOnRoll\":{}}") == census);
    CHECK(from_ndjson("{\"edition\":\"ctf@26.0\"}") == kDeclaration + "<CTfile></CTfile>\n");
}

TEST_CASE("NDJSON reader: what is wrong") {
    const std::string first = "{\"cbds\":\"records/1\",\"edition\":\"ctf@26.0\"}\n";
    CHECK(refusal(read_ndjson, "{\"Header\":{}}").find("the edition is not known") != std::string::npos);
    CHECK(names(refusal(read_ndjson, ""), "there is no document"));
    CHECK(names(refusal(read_ndjson, "{}"), "there is no document"));
    CHECK(names(refusal(read_ndjson, first + "{\"Header\":{}}\n{\"Pupils\":{}}"), "line 3, column "));
    CHECK(names(refusal(read_ndjson, first + "{\"Pupils\":{}}"), "it is Header, Pupil; "));
    CHECK(names(refusal(read_ndjson, first + "{\"#in\":\"CTfile/New\",\"A\":1}"), "that this collection does not have"));
    CHECK(names(refusal(read_ndjson, first + "{\"#in\":\"Message\",\"A\":1}"), "begins with the root"));
    CHECK(names(refusal(read_ndjson, first + "{\"#in\":\"\",\"A\":1}"), "names no place"));
    CHECK(names(refusal(read_ndjson, "{\"cbds\":\"records/2\"}"), "later version"));
    CHECK(names(refusal(read_ndjson, "{\"edition\":\"ctf\"}"), "\"edition\" is none"));
    CHECK(names(refusal(read_ndjson, "{\"edition\":\"ctf@26.0\",\"frame\":{\"Message\":{}}}"), "another collection"));
    CHECK(names(refusal(read_ndjson, "{\"frame\":{\"New\":{}}}"), "of no collection"));
    CHECK(names(refusal(read_ndjson, first + "{\"Pupil\":"), "no JSON"));
    CHECK(names(refusal(read_ndjson, first + "5"), "an object is expected"));
}

}  // namespace cbds::formats_json_reader_test
