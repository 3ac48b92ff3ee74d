#include "cbds/io/encoding.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cbds::io_utf8_converter_test {

using namespace cbds::io;
using namespace std::string_literals;
using Kind = ConversionFault::Kind;

namespace {

struct Result {
    std::string text;
    ConversionFault fault;
};

Result convert(Encoding from, const std::vector<std::string_view>& pieces) {
    Result result;
    Utf8Converter converter(from);
    for (std::size_t i = 0; i < pieces.size(); ++i)
        if (!converter.convert(pieces[i], i + 1 == pieces.size(), result.text, result.fault)) break;
    return result;
}

/// The same text in every encoding that has all of it: A, pound sign, euro sign, a musical clef.
const std::string kText = "A\u00A3\u20AC\U0001D11EB";
const std::vector<std::pair<Encoding, std::string>> kForms{
    {Encoding::utf8, kText},
    {Encoding::utf16_le, "A\0\xA3\0\xAC\x20\x34\xD8\x1E\xDD" "B\0"s},
    {Encoding::utf16_be, "\0A\0\xA3\x20\xAC\xD8\x34\xDD\x1E\0B"s},
    {Encoding::utf32_le, "A\0\0\0\xA3\0\0\0\xAC\x20\0\0\x1E\xD1\x01\0B\0\0\0"s},
    {Encoding::utf32_be, "\0\0\0A\0\0\0\xA3\0\0\x20\xAC\0\x01\xD1\x1E\0\0\0B"s},
};

}  // namespace

TEST_CASE("conversion: the same text out of every encoding, wherever the pieces are cut") {
    for (const auto& [encoding, form] : kForms) {
        const std::string_view bytes = form;
        for (std::size_t a = 0; a <= bytes.size(); ++a)
            for (std::size_t b = a; b <= bytes.size(); ++b) {
                const Result result = convert(encoding, {bytes.substr(0, a), bytes.substr(a, b - a), bytes.substr(b)});
                REQUIRE(result.fault.kind == Kind::none);
                REQUIRE(result.text == kText);
            }
        CHECK(original_length(encoding, kText) == bytes.size());
    }
}

TEST_CASE("conversion: every byte of the 8-bit encodings is a character") {
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    const Result latin = convert(Encoding::iso_8859_1, {all});
    const Result windows = convert(Encoding::windows_1252, {all});
    CHECK(latin.fault.kind == Kind::none);
    CHECK(windows.fault.kind == Kind::none);
    CHECK(latin.text.ends_with("\u00FE\u00FF"));
    CHECK(latin.text.find("\u0080\u0081") != std::string::npos);
    CHECK(windows.text.find("\u20AC\u0081\u201A\u0192") != std::string::npos);
    CHECK(windows.text.find("\u2018\u2019\u201C\u201D\u2022\u2013\u2014") != std::string::npos);
    CHECK(windows.text.find("\u0153\u009D\u017E\u0178\u00A0") != std::string::npos);
    for (const Result* result : {&latin, &windows}) {
        CHECK(valid_utf8_prefix(result->text) == result->text.size());
        CHECK(original_length(Encoding::iso_8859_1, result->text) == 256);
        CHECK(original_length(Encoding::windows_1252, result->text) == 256);
    }
}

TEST_CASE("conversion: faults have a place, and the text before them is there") {
    struct Case {
        Encoding from;
        std::string bytes;
        Kind kind;
        std::uint64_t offset;
        std::string text;
    };
    for (const Case& c : {Case{Encoding::utf16_le, "a\0\0\xDC"s, Kind::unpaired_surrogate, 2, "a"},
                          Case{Encoding::utf16_le, "a\0\0\xD8" "b\0"s, Kind::unpaired_surrogate, 2, "a"},
                          Case{Encoding::utf16_be, "\0a\xD8\0\xD8\0"s, Kind::unpaired_surrogate, 2, "a"},
                          Case{Encoding::utf16_be, "\0a\xD8\0"s, Kind::cut_off, 2, "a"},
                          Case{Encoding::utf16_le, "a\0b"s, Kind::cut_off, 2, "a"},
                          Case{Encoding::utf32_le, "a\0\0\0\0\0\x11\0"s, Kind::no_character, 4, "a"},
                          Case{Encoding::utf32_be, "\0\0\0a\0\0\xD8\0"s, Kind::unpaired_surrogate, 4, "a"},
                          Case{Encoding::utf32_be, "\0\0\0a\0\0\0"s, Kind::cut_off, 4, "a"},
                          Case{Encoding::utf8, "a\xC2\xA3\xC0\x80", Kind::not_utf8, 3, "a\u00A3"},
                          Case{Encoding::utf8, "a\xA3" "b", Kind::not_utf8, 1, "a"},
                          Case{Encoding::utf8, "ab\xE2\x82", Kind::cut_off, 2, "ab"}}) {
        for (std::size_t cut = 0; cut <= c.bytes.size(); ++cut) {
            CAPTURE(c.bytes);
            CAPTURE(cut);
            const std::string_view bytes = c.bytes;
            const Result result = convert(c.from, {bytes.substr(0, cut), bytes.substr(cut), ""});
            CHECK(result.fault.kind == c.kind);
            CHECK(result.fault.offset == c.offset);
            CHECK(result.text == c.text);
        }
    }
}

}  // namespace cbds::io_utf8_converter_test
