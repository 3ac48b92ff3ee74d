#include "cbds/xml/opening.hpp"

#include "xml/documents.hpp"

#include <doctest/doctest.h>

namespace cbds::xml_opening_test {

using namespace cbds;
using namespace cbds::test;
using io::Encoding;

namespace {

xml::Opening open(std::string_view text, std::optional<Encoding> encoding = std::nullopt) {
    MemoryStream stream(text);
    return xml::open_document(stream, encoding);
}

/// Code and place of what forbids to read on; empty for nothing.
std::string fault_of(std::string_view text, std::optional<Encoding> encoding = std::nullopt) {
    const xml::Opening opening = open(text, encoding);
    if (!opening.fault) return "";
    const xml::Place& place = opening.fault_place;
    return std::string(opening.fault->code) + ' ' + std::to_string(place.line) + ':' + std::to_string(place.column) + '@' + std::to_string(place.offset);
}

std::string utf16(std::string_view ascii, bool big_endian = false) {
    std::string text;
    for (const char c : ascii) {
        if (big_endian) text += '\0';
        text += c;
        if (!big_endian) text += '\0';
    }
    return text;
}

}  // namespace

TEST_CASE("opening: root, header and encoding") {
    const xml::Opening opening = open(ctf_document());
    CHECK_FALSE(opening.fault);
    CHECK(opening.whole);
    CHECK(opening.root == "CTfile");
    CHECK(opening.root_offset == 39);
    CHECK(opening.encoding == Encoding::utf8);
    CHECK(opening.declared_encoding == "UTF-8");
    CHECK_FALSE(opening.byte_order_mark);
    CHECK(opening.header_value("Header/CTFversion") == "26.0");
    CHECK(opening.header_value("Header/SourceSchool/LEA") == "201");
    CHECK(opening.header_value("Header/DestSchool/LEA") == "202");
    CHECK(opening.header_value("Header/Nothing") == "");
    CHECK(opening.header_value("CTFpupilData/Pupil/UPN") == "");
}

TEST_CASE("opening: the bytes are kept, and a long document is not read to its end") {
    const std::string text = census_document(std::string(200'000, ' ') + std::string(kCensusPupil));
    MemoryStream stream(text);
    const xml::Opening opening = xml::open_document(stream, std::nullopt);
    CHECK_FALSE(opening.whole);
    CHECK(text.starts_with(opening.bytes));
    std::string rest(text.size(), '\0');
    rest.resize(stream.read(rest));
    CHECK(opening.bytes + rest == text);
}

TEST_CASE("opening: the encoding of mark, bytes, declaration or user") {
    CHECK(open("\xEF\xBB\xBF<a/>").byte_order_mark);
    CHECK(open("\xEF\xBB\xBF<a/>").root == "a");
    const xml::Opening little = open("\xFF\xFE" + utf16(ctf_document(), false));
    CHECK(little.encoding == Encoding::utf16_le);
    CHECK(little.header_value("Header/CTFversion") == "");  // the declaration says UTF-8, which the mark contradicts
    CHECK(little.fault->code == "XML008");
    const std::string sixteen = changed(ctf_document(), "UTF-8", "utf-16");
    CHECK(open("\xFF\xFE" + utf16(sixteen)).header_value("Header/CTFversion") == "26.0");
    CHECK(open(utf16(sixteen, true)).encoding == Encoding::utf16_be);
    CHECK(open(changed(ctf_document(), "UTF-8", "Windows-1252")).encoding == Encoding::windows_1252);
    CHECK(open(ctf_document(), Encoding::iso_8859_1).encoding == Encoding::iso_8859_1);
}

TEST_CASE("opening: what forbids to read on, with its place") {
    CHECK(fault_of("") == "XML010 1:1@0");
    CHECK(fault_of(" \n\t") == "XML010 1:1@0");
    CHECK(fault_of("PK\x03\x04") == "XML011 1:1@0");
    CHECK(fault_of("name,upn\n") == "XML011 1:1@0");
    CHECK(fault_of("\n\n  hello\n<a/>") == "XML005 3:3@4");
    CHECK(fault_of("\n <?xml version=\"1.0\"?><a/>") == "XML015 1:1@0");
    CHECK(fault_of("\xEF\xBB\xBF\nx<a/>") == "XML005 2:1@4");
    CHECK(fault_of("\xFF\xFE" + utf16("\n x<a/>")) == "XML005 2:2@6");
    CHECK(fault_of("<?xml version=\"1.1\"?><a/>") == "XML093 1:1@0");
    CHECK(fault_of("<?xml version=\"1.0\" encoding=\"ebcdic\"?><a/>") == "XML009 1:1@0");
    CHECK(fault_of("<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>") == "XML008 1:1@0");
    CHECK(fault_of("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>") == "XML008 1:1@0");
    CHECK(fault_of("<?xml version=\"1.1\"?>\n<!DOCTYPE a><a/>") == "XML090 2:1@22");
    CHECK(fault_of("<a/>") == "");
    CHECK(fault_of("\n<a/>") == "");
}

TEST_CASE("opening: an encoding that the user names silences what the document says") {
    CHECK(fault_of("<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>", Encoding::utf8) == "");
    CHECK(fault_of("<?xml version=\"1.0\" encoding=\"ebcdic\"?><a/>", Encoding::windows_1252) == "");
    CHECK(fault_of("", Encoding::utf8) == "XML010 1:1@0");
}

TEST_CASE("opening: a hostile header is not read for ever") {
    std::string deep = "<CTfile>";
    for (int i = 0; i < 5000; ++i) deep += "<Header>";
    CHECK(open(deep).root == "CTfile");
    const xml::Opening opening = open("<CTfile><Header><CTFversion>" + std::string(60'000, '2') + "</CTFversion></Header></CTfile>");
    CHECK(opening.header_value("Header/CTFversion").size() < 10'000);
}

}  // namespace cbds::xml_opening_test
