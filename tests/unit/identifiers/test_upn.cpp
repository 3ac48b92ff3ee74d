#include "cbds/error.hpp"
#include "cbds/identifiers/upn.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace cbds::identifiers;

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHJKLMNPQRTUVWXYZ";

Upn any_upn(std::mt19937& random, bool temporary) {
    const auto below = [&random](unsigned limit) { return static_cast<std::uint16_t>(random() % limit); };
    return {static_cast<std::uint16_t>(800 + below(4)), below(10000), static_cast<std::uint8_t>(below(100)),
            below(temporary ? 100 : 1000), temporary ? kAlphabet[below(23)] : '\0'};
}

/// Digits and letters count the same in pairs: 0 and A, 1 and B, to 9 and K.
bool count_the_same(char a, char b) {
    const auto value = [](char c) { return c <= '9' ? static_cast<std::size_t>(c - '0') : kAlphabet.find(c); };
    return value(a) == value(b);
}

std::string words(std::string_view text) { return describe(check_upn(text), text); }

}  // namespace

TEST_CASE("a UPN that was made is valid and splits into its parts") {
    std::mt19937 random(1);
    for (int i = 0; i < 2000; ++i) {
        const Upn upn = any_upn(random, i % 2 == 1);
        const std::string text = make_upn(upn);
        CAPTURE(text);
        REQUIRE(check_upn(text) == UpnFault::none);
        const auto parts = parse_upn(text);
        REQUIRE(parts);
        CHECK(parts->authority == upn.authority);
        CHECK(parts->establishment == upn.establishment);
        CHECK(parts->year == upn.year);
        CHECK(parts->serial == upn.serial);
        CHECK(parts->temporary == upn.temporary);
    }
}

TEST_CASE("one changed character of a UPN is always noticed, but for a last one that counts the same") {
    std::mt19937 random(2);
    constexpr std::string_view kTyped = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabc -";
    for (int i = 0; i < 60; ++i) {
        const std::string text = make_upn(any_upn(random, i % 2 == 1));
        for (std::size_t place = 0; place < text.size(); ++place) {
            for (const char c : kTyped) {
                if (c == text[place]) continue;
                std::string changed = text;
                changed[place] = c;
                CAPTURE(text);
                CAPTURE(changed);
                const bool hidden = place == 12 && check_upn(changed) == UpnFault::none && count_the_same(c, text[place]);
                CHECK((hidden || check_upn(changed) != UpnFault::none));
            }
        }
    }
    CHECK(check_upn("W20139992507A") == UpnFault::none);
    CHECK(check_upn("W201399925070") == UpnFault::none);  // A and 0 count the same: the weakness of the method
}

TEST_CASE("two neighbouring digits of a UPN that change places are noticed") {
    const std::string text = "H801200001001";
    for (std::size_t place = 1; place + 1 < text.size(); ++place) {
        std::string changed = text;
        std::swap(changed[place], changed[place + 1]);
        CHECK((changed == text) == (check_upn(changed) == UpnFault::none));
    }
}

TEST_CASE("the first fault of a UPN is named, in the order of the rules") {
    CHECK(check_upn("") == UpnFault::length);
    CHECK(check_upn("x80a12000010é") == UpnFault::length);  // 14 bytes
    CHECK(check_upn("Z000A0000100O") == UpnFault::last_character);
    CHECK(check_upn("Z000A00001001") == UpnFault::digits);
    CHECK(check_upn("Z000000001001") == UpnFault::authority);
    CHECK(check_upn("Z801200001001") == UpnFault::check_letter);
    CHECK(check_upn(std::string_view("H80120000100\0", 13)) == UpnFault::last_character);
    CHECK(check_upn(std::string_view("H8012000\0" "1001", 13)) == UpnFault::digits);
    CHECK(check_upn(std::string(10'000'000, '1')) == UpnFault::length);
}

TEST_CASE("authorities of a UPN: abolished ones stay good, the old counties are not") {
    for (const unsigned authority : {1U, 10U, 201U, 600U, 681U, 708U, 820U, 837U, 875U, 909U, 928U, 943U, 999U})
        CHECK(check_upn(make_upn({static_cast<std::uint16_t>(authority), 1000, 10, 1, '\0'})) == UpnFault::none);
    for (const unsigned authority : {0U, 100U, 214U, 901U, 910U, 915U, 927U, 939U})
        CHECK(check_upn(make_upn({static_cast<std::uint16_t>(authority), 1000, 10, 1, '\0'})) == UpnFault::authority);
}

TEST_CASE("faults of a UPN are said in words") {
    CHECK(words("H801200001001").empty());
    CHECK(words("H801200001002") == "the check letter should be X, not H");
    CHECK(words("h801200001001") == "the check letter is in lower case letters: it should be H");
    CHECK(words("X00180001701a") == "the last character is in lower case letters: a UPN has capitals only");
    CHECK(words("G80120000101S") == "the last character is S: the letters I, O and S are never used in a UPN");
    CHECK(words("G80120000101-") == "the last character is -: it must be a digit, or a letter in a temporary UPN");
    CHECK(words("H8O1200001001") == "character 3 is the letter O: characters 2 to 12 of a UPN are digits");
    CHECK(words("E000200005001") == "000 is no local authority");
    CHECK(words("M901200024001") ==
          "901 Avon was abolished before April 1998: a UPN names an authority of a later date");
    CHECK(words("") == "it is empty");
    CHECK(words("H80120000100") == "it has 12 characters, a UPN has 13 characters");
    CHECK(words(" H801200001001") == "there is a space before or after it");
    CHECK(words("H801 200001001") == "there is a space in it");
    CHECK(words("H80120000100é") == "there is a special character in it");
    CHECK(words(std::string(10'000'000, '1')) == "it has 10000000 characters, a UPN has 13 characters");
}

TEST_CASE("what a UPN is") {
    CHECK(describe(*parse_upn("H801200001001")) == "a permanent UPN issued in 2001 by 801 Bristol, City of");
    CHECK(describe(*parse_upn("T20110001804V")) == "a temporary UPN issued in 2018 by 201 City of London");
    CHECK(describe(Upn{820, 1000, 98, 1, '\0'}) == "a permanent UPN issued in 1998 by 820 Bedfordshire");
    CHECK_FALSE(parse_upn("T2011000180V4"));
}

TEST_CASE("parts that make no UPN are refused") {
    CHECK_THROWS_AS((void)make_upn({1000, 1, 1, 1, '\0'}), cbds::UsageError);
    CHECK_THROWS_AS((void)make_upn({801, 10000, 1, 1, '\0'}), cbds::UsageError);
    CHECK_THROWS_AS((void)make_upn({801, 1, 100, 1, '\0'}), cbds::UsageError);
    CHECK_THROWS_AS((void)make_upn({801, 1, 1, 1000, '\0'}), cbds::UsageError);
    CHECK_THROWS_AS((void)make_upn({801, 1, 1, 100, 'A'}), cbds::UsageError);
    CHECK_THROWS_AS((void)make_upn({801, 1, 1, 10, 'S'}), cbds::UsageError);
}
