#include "cbds/error.hpp"
#include "cbds/identifiers/uci.hpp"
#include "cbds/identifiers/uln.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace cbds::identifiers;

namespace {

std::string uln_words(std::string_view text) { return describe(check_uln(text), text); }
std::string uci_words(std::string_view text) { return describe(check_uci(text), text); }

/// Calls `change` with every text that differs from `text` in one digit.
template <typename Check>
void for_each_changed_digit(const std::string& text, std::size_t places, Check change) {
    for (std::size_t place = 0; place < places; ++place)
        for (char c = '0'; c <= '9'; ++c) {
            if (c == text[place]) continue;
            std::string changed = text;
            changed[place] = c;
            change(changed);
        }
}

}  // namespace

TEST_CASE("a ULN that was made is valid, and one changed digit is always noticed") {
    std::mt19937 random(1);
    for (int i = 0; i < 300; ++i) {
        const std::string stem = std::to_string(100000000 + random() % 900000000);
        CAPTURE(stem);
        if (!uln_check_digit(stem)) {
            CHECK_THROWS_AS((void)make_uln(stem), cbds::UsageError);
            CHECK(check_uln(stem + '0') == UlnFault::no_check_digit);
            continue;
        }
        const std::string text = make_uln(stem);
        CHECK(check_uln(text) == UlnFault::none);
        for_each_changed_digit(text, 10, [](const std::string& changed) { CHECK(check_uln(changed) != UlnFault::none); });
    }
}

TEST_CASE("faults of a ULN are said in words") {
    CHECK(uln_words("1000000043").empty());
    CHECK(uln_words("1000000044") == "the check digit should be 3, not 4");
    CHECK(uln_words("1000000063") == "no ULN begins with these nine digits: one of them is wrong");
    CHECK(uln_words("0123456789") == "a ULN does not begin with 0");
    CHECK(uln_words("9999999999") == "9999999999 stands for a number that is not known yet");
    CHECK(uln_words("10000O0043") == "character 6 is the letter O: a ULN has digits only");
    CHECK(uln_words("1000000043 ") == "there is a space before or after it");
    CHECK(uln_words("1") == "it has 1 character, a ULN has 10 digits");
    CHECK(check_uln(std::string_view("100000004\0", 10)) == UlnFault::digits);
    CHECK(check_uln(std::string(10'000'000, '1')) == UlnFault::length);
}

TEST_CASE("stems that make no ULN are refused") {
    CHECK_FALSE(uln_check_digit("10000000"));
    CHECK_FALSE(uln_check_digit("10000000x"));
    CHECK_FALSE(uln_check_digit("100000006"));
    CHECK(uln_check_digit("100000004") == '3');
    CHECK_THROWS_AS((void)make_uln("012345678"), cbds::UsageError);
    CHECK_THROWS_AS((void)make_uln("1000000043"), cbds::UsageError);
    CHECK(make_uln("999999999") == "9999999998");  // the value for "not known" has a wrong check digit too
}

TEST_CASE("a UCI that was made is valid, and one changed digit is always noticed") {
    std::mt19937 random(1);
    for (int i = 0; i < 300; ++i) {
        const std::string stem = std::to_string(10000 + random() % 90000) + '0' + std::to_string(100000 + random() % 900000);
        if (stem.ends_with("0000")) continue;
        const std::string text = make_uci(stem);
        CAPTURE(text);
        CHECK(check_uci(text) == UciFault::none);
        for_each_changed_digit(text, 12, [](const std::string& changed) { CHECK(check_uci(changed) != UciFault::none); });
    }
}

TEST_CASE("board letters of a UCI count in three runs, and their check letter is a query") {
    CHECK(uci_check_letter("689990980001") == 'D');  // the worked example of the examination boards
    CHECK(uci_check_letter("61234B199999") == 'T');
    CHECK(uci_check_letter("61234J199999") == uci_check_letter("61234Q199999"));  // 10 in each run
    CHECK(uci_check_letter("61234J199999") == uci_check_letter("61234X199999"));
    CHECK(uci_check_letter("61234P199999") == uci_check_letter("61234W199999"));  // 16
    CHECK(check_uci("61234B199999A") == UciFault::check_letter_of_board);
    CHECK(is_query(check_uci("61234B199999A")));
    CHECK_FALSE(is_query(check_uci("689990980001A")));
    CHECK(check_uci("61234B199999S") == UciFault::check_letter);  // S is in no check
}

TEST_CASE("faults of a UCI are said in words") {
    CHECK(uci_words("681990012058G").empty());
    CHECK(uci_words("681990012058I") == "the check letter should be G, not I");
    CHECK(uci_words("681990012058g") == "the check letter is in lower case letters: it should be G");
    CHECK(uci_words("68199001205G") == "it has 12 characters, a UCI has 13 characters");
    CHECK(uci_words("6819900120580") == "the check letter should be G, not 0");
    CHECK(uci_words("68199b012058G") == "character 6 is in lower case letters: a UCI has capitals only");
    CHECK(uci_words("68199-012058G") == "character 6 is -: it must be 0 or the letter of an examination board");
    CHECK(uci_words("6819A0012058G") == "character 5 is the letter A: a UCI has digits in places 1 to 5 and 7 to 12");
    CHECK(uci_words("68199001205AG") == "character 12 is the letter A: a UCI has digits in places 1 to 5 and 7 to 12");
    CHECK(uci_words("681990010000G") == "the candidate number 0000 is not used");
    CHECK(check_uci(std::string(10'000'000, '1')) == UciFault::length);
}

TEST_CASE("the parts of a UCI") {
    const auto uci = parse_uci("681990012058G");
    REQUIRE(uci);
    CHECK(describe(*uci) == "a UCI of centre 68199, year 01, candidate 2058");
    CHECK(uci->board == '0');
    CHECK_FALSE(parse_uci("68199001205"));
    CHECK_THROWS_AS((void)make_uci("68199001205"), cbds::UsageError);
    CHECK_THROWS_AS((void)make_uci("68199001205A"), cbds::UsageError);
}
