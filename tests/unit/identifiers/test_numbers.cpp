#include "cbds/error.hpp"
#include "cbds/identifiers/laestab.hpp"
#include "cbds/identifiers/nino.hpp"
#include "cbds/identifiers/trn.hpp"
#include "cbds/identifiers/ukprn.hpp"
#include "cbds/identifiers/uprn.hpp"
#include "cbds/identifiers/urn.hpp"

#include <doctest/doctest.h>

using namespace cbds::identifiers;

TEST_CASE("URN: six digits") {
    CHECK(check_urn("143034") == UrnFault::none);
    CHECK(check_urn("") == UrnFault::length);
    CHECK(check_urn("1430341") == UrnFault::length);
    CHECK(check_urn(std::string_view("14303\0", 6)) == UrnFault::digits);
    CHECK(describe(UrnFault::length, "14303") == "it has 5 characters, a URN has 6 digits");
    CHECK(describe(UrnFault::digits, "A43034") == "character 1 is the letter A: a URN has digits only");
    CHECK(describe(UrnFault::none, "143034").empty());
}

TEST_CASE("UKPRN: eight digits; a first digit other than 1 is a query") {
    CHECK(check_ukprn("10079319") == UkprnFault::none);
    CHECK(check_ukprn("20079319") == UkprnFault::first_digit);
    CHECK(is_query(UkprnFault::first_digit));
    CHECK_FALSE(is_query(UkprnFault::digits));
    CHECK(check_ukprn("1007931x") == UkprnFault::digits);
    CHECK(describe(UkprnFault::first_digit, "20079319") == "a UKPRN begins with 1, not 2");
    CHECK(describe(UkprnFault::length, "1007931") == "it has 7 characters, a UKPRN has 8 digits");
    CHECK(describe(UkprnFault::digits, "1007931x") == "character 8 is the letter x: a UKPRN has digits only");
}

TEST_CASE("TRN: seven digits, leading zeros kept") {
    CHECK(check_trn("0612345") == TrnFault::none);
    CHECK(check_trn("3612345") == TrnFault::none);
    CHECK(check_trn("0000000") == TrnFault::zeros);
    CHECK(describe(TrnFault::length, "612345") == "it has 6 characters, a TRN has 7 digits, leading zeros included");
    CHECK(describe(TrnFault::digits, "12A4567") == "character 3 is the letter A: a TRN has digits only");
    CHECK(describe(TrnFault::zeros, "0000000") == "0000000 is nobody's number");
}

TEST_CASE("National Insurance numbers: each fault has its words") {
    const auto words = [](std::string_view text) { return describe(check_nino(text), text); };
    CHECK(words("AB123456C").empty());
    CHECK(words("ab123456C") == "it is in lower case letters: a National Insurance number has capitals only");
    CHECK(words("1B123456C") == "a National Insurance number begins with two letters");
    CHECK(words("AB12345OC") == "character 8 is the letter O: characters 3 to 8 are digits");
    CHECK(words("QQ123456C") == "no number that begins with QQ is issued");
    CHECK(words("AB123456E") == "the last letter is E: it must be A, B, C or D");
    CHECK(words("AB123456c") == "the last letter is in lower case letters: it should be a capital");
    CHECK(words("AB 12 34 56 C") == "there is a space in it");
    for (const char* never : {"DA", "FA", "IA", "QA", "UA", "VA", "AD", "AF", "AI", "AO", "AQ", "AU", "AV", "BG", "GB",
                              "KN", "NK", "NT", "TN", "ZZ"})
        CHECK(check_nino(std::string(never) + "123456A") == NinoFault::prefix);
    CHECK(check_nino("OA123456A") == NinoFault::none);  // O is refused in the second place only
}

TEST_CASE("UPRN: 1 to 999999999999, and not as a spreadsheet shows it") {
    CHECK(check_uprn("999999999999") == UprnFault::none);
    CHECK(check_uprn("000000000001") == UprnFault::none);
    CHECK(check_uprn("000") == UprnFault::zero);
    CHECK(check_uprn("") == UprnFault::length);
    CHECK(check_uprn("12-3") == UprnFault::digits);
    for (const char* text : {"1.00063E+11", "1E+11", "1.00063e11", "1.0006312345E+11"})
        CHECK(check_uprn(text) == UprnFault::spreadsheet);
    for (const char* text : {"E11", "1E", "1.5", "1F+11", "1E+1E"}) CHECK(check_uprn(text) == UprnFault::digits);
    CHECK(check_uprn(std::string(10'000'000, '1')) == UprnFault::length);
    CHECK(describe(UprnFault::length, "1234567890123") == "it has 13 characters, a UPRN has at most 12 digits");
    CHECK(describe(UprnFault::zero, "0") == "a UPRN is 1 or more");
    CHECK(describe(UprnFault::spreadsheet, "1E+11").starts_with("a spreadsheet has shortened it"));
}

TEST_CASE("LAESTAB: both ways of writing") {
    CHECK(parse_laestab("2013614") == Laestab{201, 3614});
    CHECK(parse_laestab("201/3614") == Laestab{201, 3614});
    CHECK(make_laestab({201, 3614}) == "2013614");
    CHECK(make_laestab({1, 2}) == "0010002");
    CHECK(describe(Laestab{201, 3614}) == "establishment 3614 of 201 City of London");
    CHECK_FALSE(parse_laestab("201-3614"));
    CHECK_FALSE(parse_laestab("XXXXXXX"));
    CHECK_THROWS_AS((void)make_laestab({1000, 1}), cbds::UsageError);
    CHECK_THROWS_AS((void)make_laestab({1, 10000}), cbds::UsageError);
}

TEST_CASE("LAESTAB: an unknown authority is a query, a placeholder is no number") {
    const auto words = [](std::string_view text) { return describe(check_laestab(text), text); };
    CHECK(check_laestab("9012000") == LaestabFault::none);  // an old document may name a county that is gone
    CHECK(check_laestab("1234567") == LaestabFault::authority);
    CHECK(is_query(LaestabFault::authority));
    CHECK_FALSE(is_query(LaestabFault::placeholder));
    CHECK(words("1234567") == "123 is no local authority that we know");
    for (const char* text : {"XXXXXXX", "MMMMMMM", "201LLLL", "XXX/XXXX"}) {
        CHECK(is_laestab_placeholder(text));
        CHECK(check_laestab(text) == LaestabFault::placeholder);
    }
    for (const char* text : {"XXXMMMM", "LLLLLLL", "2013614", "XXX"}) CHECK_FALSE(is_laestab_placeholder(text));
    CHECK(words("201361") == "it has 6 characters, a LAESTAB has 7 digits");
    CHECK(words("2013614 ") == "there is a space before or after it");
    CHECK(words("201-3614") ==
          "character 4 is -: a LAESTAB has digits only, with or without a stroke after the third");
    CHECK(words("201/36A4") ==
          "character 7 is the letter A: a LAESTAB has digits only, with or without a stroke after the third");
}
