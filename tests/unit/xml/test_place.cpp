#include "cbds/xml/place.hpp"

#include "xml/documents.hpp"

#include <doctest/doctest.h>

#include <array>
#include <vector>

namespace cbds::xml_place_test {

using namespace cbds;
using namespace cbds::xml;
using io::Encoding;

namespace {

/// A character, as UTF-8.
struct Character {
    std::string_view utf8;
    unsigned utf16_bytes;
    bool eight_bit;  ///< Windows-1252 and ISO-8859-1 have it
};

constexpr std::array<Character, 9> kCharacters{{{"a", 2, true},
                                               {" ", 2, true},
                                               {"\n", 2, true},
                                               {"\r\n", 4, true},
                                               {"\r", 2, true},
                                               {"<", 2, true},
                                               {"\xC3\xA9", 2, true},
                                               {"\xE2\x80\x99", 2, false},
                                               {"\xF0\x9F\x98\x80", 4, false}}};

struct Counted {
    std::string text;
    std::vector<std::pair<std::size_t, Place>> places;  ///< of every character, and of the end
};

/// A random text, its places counted one character after the other.
Counted random_text(test::Random& random, std::size_t length, Encoding encoding, Place at) {
    Counted counted;
    const bool eight_bit = encoding == Encoding::iso_8859_1 || encoding == Encoding::windows_1252;
    const bool utf16 = encoding == Encoding::utf16_le || encoding == Encoding::utf16_be;
    for (std::size_t i = 0; i <= length; ++i) {
        counted.places.emplace_back(counted.text.size(), at);
        const Character c = random.one_of(kCharacters);
        if (eight_bit && !c.eight_bit) continue;
        counted.text += c.utf8;
        const std::size_t bytes = c.utf8 == "\r\n" ? 2 : 1;  // of an eight-bit encoding, and characters too
        at.offset += utf16 ? c.utf16_bytes : eight_bit ? bytes : c.utf8.size();
        at.column += bytes;
        if (c.utf8.ends_with('\n')) {
            ++at.line;
            at.column = 1;
        }
    }
    counted.places.emplace_back(counted.text.size(), at);
    return counted;
}

}  // namespace

TEST_CASE("place: lines count from 1, columns in characters, offsets in bytes") {
    Locator locator("ab\n\xC3\xA9x\r\ny", {1, 1, 0}, Encoding::utf8);
    CHECK(locator.place(0) == Place{1, 1, 0});
    CHECK(locator.place(1) == Place{1, 2, 1});
    CHECK(locator.place(3) == Place{2, 1, 3});
    CHECK(locator.place(5) == Place{2, 2, 5});
    CHECK(locator.place(8) == Place{3, 1, 8});
    CHECK(locator.end() == Place{3, 2, 9});
    CHECK(locator.place(1) == Place{1, 2, 1});
}

TEST_CASE("place: offsets are those of the original encoding") {
    const std::string_view text = "a\xC3\xA9\xF0\x9F\x98\x80z";
    CHECK(Locator(text, {1, 1, 2}, Encoding::utf16_le).place(7) == Place{1, 4, 2 + 2 + 2 + 4});
    CHECK(Locator(text, {1, 1, 0}, Encoding::utf32_be).place(7) == Place{1, 4, 12});
    CHECK(Locator("\xE2\x80\x99x", {1, 1, 0}, Encoding::windows_1252).place(3) == Place{1, 2, 1});
}

TEST_CASE("place: a stretch begins where the one before it ended") {
    Locator locator("x\ny", {70'000, 12, 5'000'000'000}, Encoding::utf8);
    CHECK(locator.place(1) == Place{70'000, 13, 5'000'000'001});
    CHECK(locator.end() == Place{70'001, 2, 5'000'000'003});
}

TEST_CASE("place: any offsets in any order are as a plain count has them") {
    test::Random random(7);
    for (const Encoding encoding : {Encoding::utf8, Encoding::utf16_le, Encoding::utf16_be, Encoding::iso_8859_1, Encoding::windows_1252}) {
        for (int round = 0; round < 20; ++round) {
            const Place start{1 + random.below(100'000), 1 + random.below(50), random.below(1'000'000)};
            const Counted counted = random_text(random, 1 + random.below(300), encoding, start);
            Locator locator(counted.text, start, encoding);
            for (int question = 0; question < 100; ++question) {
                const auto& [offset, place] = counted.places[random.below(counted.places.size())];
                REQUIRE(locator.place(offset) == place);
            }
            CHECK(locator.end() == counted.places.back().second);
        }
    }
}

TEST_CASE("place: more lines than libxml2 can count, and one line without end") {
    const std::string lines(200'000, '\n');
    CHECK(Locator(lines, {1, 1, 0}, Encoding::utf8).end() == Place{200'001, 1, 200'000});
    const std::string line(200'000, 'x');
    CHECK(Locator(line, {1, 1, 0}, Encoding::utf8).end() == Place{1, 200'001, 200'000});
}

}  // namespace cbds::xml_place_test
