#include "cbds/io/encoding.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cbds::io_encoding_test {

using namespace cbds::io;
using namespace std::string_literals;

namespace {

/// ASCII text in an encoding of wide units.
std::string widen(std::string_view text, std::size_t size, bool big_endian) {
    std::string wide;
    for (const char c : text) {
        std::string unit(size, '\0');
        unit[big_endian ? size - 1 : 0] = c;
        wide += unit;
    }
    return wide;
}

}  // namespace

TEST_CASE("encodings: names are found in any letter case, and found again") {
    for (const auto encoding : {Encoding::utf8, Encoding::utf16_le, Encoding::utf16_be, Encoding::utf32_le, Encoding::utf32_be,
                                Encoding::iso_8859_1, Encoding::windows_1252})
        CHECK(find_encoding(encoding_name(encoding)) == encoding);
    CHECK(find_encoding("UTF8") == Encoding::utf8);
    CHECK(find_encoding("us-ascii") == Encoding::utf8);
    CHECK(find_encoding("Latin1") == Encoding::iso_8859_1);
    CHECK(find_encoding("CP1252") == Encoding::windows_1252);
    CHECK_FALSE(find_encoding("iso-8859-15"));
    CHECK_FALSE(find_encoding(""));
}

TEST_CASE("encodings: what was found settles the order of bytes") {
    CHECK(find_encoding("UTF-16") == Encoding::utf16_le);
    CHECK(find_encoding("utf-16", Encoding::utf16_be) == Encoding::utf16_be);
    CHECK(find_encoding("utf-16le", Encoding::utf16_be) == Encoding::utf16_le);
    CHECK(find_encoding("utf-16", Encoding::utf8) == Encoding::utf16_le);
    CHECK(find_encoding("utf-32", Encoding::utf32_be) == Encoding::utf32_be);
}

TEST_CASE("encodings: byte order marks") {
    struct Case {
        std::string bytes;
        Encoding encoding;
        std::size_t length;
    };
    for (const Case& c : {Case{"\xEF\xBB\xBF<a/>", Encoding::utf8, 3}, Case{"\xFF\xFE<\0a\0"s, Encoding::utf16_le, 2},
                          Case{"\xFE\xFF\0<\0a"s, Encoding::utf16_be, 2}, Case{"\xFF\xFE\0\0<\0\0\0"s, Encoding::utf32_le, 4},
                          Case{"\0\0\xFE\xFF\0\0\0<"s, Encoding::utf32_be, 4}}) {
        const EncodingEvidence evidence = look_at(c.bytes);
        CHECK(evidence.mark == c.encoding);
        CHECK(evidence.family == c.encoding);
        CHECK(evidence.mark_length == c.length);
        CHECK_FALSE(evidence.has_declaration);
    }
}

TEST_CASE("encodings: the first bytes tell the family, and the declaration is read in it") {
    const std::string text = "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>";
    const std::size_t place = text.find("utf-16");
    struct Case {
        std::size_t size;
        bool big_endian;
        Encoding family;
        Encoding declared;
    };
    for (const Case& c : {Case{2, false, Encoding::utf16_le, Encoding::utf16_le}, Case{2, true, Encoding::utf16_be, Encoding::utf16_be},
                          Case{4, false, Encoding::utf32_le, Encoding::utf16_le}, Case{4, true, Encoding::utf32_be, Encoding::utf16_le},
                          Case{1, false, Encoding::utf8, Encoding::utf16_le}}) {
        const EncodingEvidence evidence = look_at(widen(text, c.size, c.big_endian));
        CHECK_FALSE(evidence.mark);
        CHECK(evidence.family == c.family);
        CHECK(evidence.has_declaration);
        CHECK(evidence.declared == "utf-16");
        CHECK(evidence.declared_encoding == c.declared);
        CHECK(evidence.declared_offset == place * c.size);
    }
}

TEST_CASE("encodings: mark and declaration are told side by side") {
    const EncodingEvidence evidence = look_at("\xEF\xBB\xBF<?xml version='1.0'\n encoding = 'ISO-8859-1' ?>");
    CHECK(evidence.mark == Encoding::utf8);
    CHECK(evidence.declared == "ISO-8859-1");
    CHECK(evidence.declared_encoding == Encoding::iso_8859_1);
    CHECK(evidence.declared_offset == 36);
}

TEST_CASE("encodings: an unknown encoding is told as it is written") {
    const EncodingEvidence evidence = look_at("<?xml version=\"1.0\" encoding=\"EBCDIC-UK\"?><a/>");
    CHECK(evidence.declared == "EBCDIC-UK");
    CHECK_FALSE(evidence.declared_encoding);
}

TEST_CASE("encodings: no declaration where none is") {
    for (const std::string_view bytes : {"", "<", "<a encoding=\"latin1\"/>", "<?xml-stylesheet encoding=\"latin1\"?>", "<?xmlencoding='latin1'?>",
                                         " <?xml version='1.0' encoding='latin1'?>", "<?xml version='1.0' ?><a encoding='latin1'/>",
                                         "<?xml version='1.0' encoding='latin1", "<?xml version='1.0' encoding=latin1?>", "<?xml xencoding='latin1'?>",
                                         "<?xml encoding", "<?xml encoding="})
        CHECK(look_at(bytes).declared.empty());
    CHECK(look_at("<?xml version='1.0' ?><a encoding='latin1'/>").has_declaration);
}

}  // namespace cbds::io_encoding_test
