#include "formats/json_round_trip.hpp"
#include "formats/json_text.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_json_writer_test {

using namespace cbds;
using namespace cbds::formats;
using namespace cbds::test;
using schema::JsonKind;

namespace {

std::string value_of(std::string_view text, JsonKind kind) {
    std::string out;
    append_json_value(text, kind, out);
    return out;
}

std::string ctf(const std::string& inside) { return "<CTfile><Header><CTFversion>26.0</CTFversion></Header>" + inside + "</CTfile>"; }

/// The shape of a pupil with these elements.
std::string pupil_json(const std::string& inside) {
    const std::string text = as_json(ctf("<CTFpupilData><Pupil>" + inside + "</Pupil></CTFpupilData>"));
    const std::size_t begin = text.find("\"Pupil\":[\n") + 10;
    return text.substr(begin, text.find("\n]", begin) - begin);
}

}  // namespace

TEST_CASE("JSON writer: a document") {
    const std::string document = ctf("<CTFpupilData><Pupil><UPN>A</UPN></Pupil><Pupil/></CTFpupilData>");
    CHECK(as_json(document) == R"({"cbds":"document/1","edition":"ctf@26.0",
"CTfile":{
"Header":{"CTFversion":"26.0"},
"CTFpupilData":{
"Pupil":[
{"UPN":"A"},
{}
]}}}
)");
    CHECK(as_ndjson(document) == R"({"cbds":"records/1","edition":"ctf@26.0","frame":{"CTfile":{}}}
{"Header":{"CTFversion":"26.0"}}
{"Pupil":{"UPN":"A"}}
{"Pupil":{}}
)");
}

TEST_CASE("JSON writer: elements are lists where they may repeat, and where they do") {
    CHECK(pupil_json("<Phones><Phone><PhoneNo>1</PhoneNo></Phone></Phones>") == R"({"Phones":{"Phone":[{"PhoneNo":"1"}]}})");
    CHECK(pupil_json("<New/>") == R"({"New":""})");
    CHECK(pupil_json("<New>1</New><New a=\"2\"/>") == R"({"New":["1",{"@a":"2"}]})");
    CHECK(pupil_json("<UPN>1</UPN><UPN>2</UPN><Surname/>") == R"({"UPN":["1","2"],"Surname":""})");
}

TEST_CASE("JSON writer: what objects cannot say is content") {
    CHECK(pupil_json("<New>1</New><UPN>2</UPN><New/>") == R"({"#content":[{"New":"1"},{"UPN":"2"},{"New":""}]})");
    CHECK(pupil_json("<UPN>2<New/></UPN>") == R"({"UPN":{"#text":"2","New":""}})");
    CHECK(pupil_json("<Address a=\"1\"><New/></Address>") == R"({"Address":{"@a":"1","New":""}})");
}

TEST_CASE("JSON writer: around the parts content begins where a name comes up again") {
    CHECK(as_json(ctf("<New/><CTFpupilData a=\"1\"/><New>1</New><CTFpupilData><Pupil/></CTFpupilData>")) == R"({"cbds":"document/1","edition":"ctf@26.0",
"CTfile":{
"Header":{"CTFversion":"26.0"},
"New":"",
"CTFpupilData":{"@a":"1"},
"#content":[
{"New":"1"},
{"CTFpupilData":{
"Pupil":[
{}
]}}
]}}
)");
    CHECK(as_json(ctf("<CTFpupilData><Pupil/><Pupil/><New/><New/><Pupil/><Pupil/></CTFpupilData>")) == R"({"cbds":"document/1","edition":"ctf@26.0",
"CTfile":{
"Header":{"CTFversion":"26.0"},
"CTFpupilData":{
"Pupil":[
{},
{}
],
"New":[
"",
""
],
"#content":[
{"Pupil":{}},
{"Pupil":{}}
]}}}
)");
}

TEST_CASE("NDJSON writer: what stands beside the parts has lines that say where") {
    CHECK(as_ndjson(ctf("<New a=\"1\">x</New><CTFpupilData/>")) == R"({"cbds":"records/1","edition":"ctf@26.0","frame":{"CTfile":{}}}
{"Header":{"CTFversion":"26.0"}}
{"#in":"CTfile","New":{"@a":"1","#text":"x"}}
{"#in":"CTfile","CTFpupilData":{}}
)");
    CHECK(as_ndjson(ctf("<CTFpupilData><Pupil/></CTFpupilData><CTFpupilData><New/></CTFpupilData>")) ==
          R"({"cbds":"records/1","edition":"ctf@26.0","frame":{"CTfile":{}}}
{"Header":{"CTFversion":"26.0"}}
{"Pupil":{}}
{"#in":"CTfile","CTFpupilData":{}}
{"#in":"CTfile/CTFpupilData","New":""}
)");
}

TEST_CASE("JSON writer: numbers and truth values are those that give the same text back") {
    for (const char* const text : {"0", "7", "-12", "999999999999999"}) CHECK(value_of(text, JsonKind::whole) == text);
    for (const char* const text : {"", "007", "+1", "-0", "1.0", " 1", "1e3", "1000000000000000", "-", "--1"})
        CHECK(value_of(text, JsonKind::whole) == '"' + std::string(text) + '"');
    for (const char* const text : {"0", "0.50", "-12.5", "25"}) CHECK(value_of(text, JsonKind::decimal) == text);
    for (const char* const text : {".5", "5.", "05.0", "1.2.3", "+1.0", "12345678901234.56", "NaN"})
        CHECK(value_of(text, JsonKind::decimal) == '"' + std::string(text) + '"');
    CHECK(value_of("true", JsonKind::boolean) == "true");
    CHECK(value_of("false", JsonKind::boolean) == "false");
    CHECK(value_of("1", JsonKind::boolean) == "\"1\"");
    CHECK(value_of("True", JsonKind::boolean) == "\"True\"");
    CHECK(value_of("true", JsonKind::text) == "\"true\"");
    CHECK(value_of("5", JsonKind::text) == "\"5\"");
}

TEST_CASE("JSON writer: characters that need care") {
    CHECK(value_of("\"\\/\t\r\n\x1F", JsonKind::text) == R"("\"\\/\t\r\n\u001f")");
    CHECK(value_of("\xC3\xA9\xF0\x9F\x98\x80", JsonKind::text) == "\"\xC3\xA9\xF0\x9F\x98\x80\"");
}

TEST_CASE("JSON writer: one document a file, in NDJSON several") {
    const std::string one = ctf("");
    CHECK_THROWS_AS((void)written<JsonWriter>({one, one}), UsageError);
    const std::string census = rewritten("<Message><Header><CollectionDetails><Year>2025</Year><Term>AUT</Term></CollectionDetails></Header></Message>");
    const std::string both = written<NdjsonWriter>({one, census, one});
    CHECK(read_all(read_ndjson, both) == std::vector<std::string>{rewritten(one), census, rewritten(one)});
}

}  // namespace cbds::formats_json_writer_test
