#include "cbds/identifiers/check.hpp"
#include "cbds/identifiers/upn.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cbds::identifiers;

namespace {

/// One good value of each kind, in their order.
constexpr std::string_view kGood[] = {"H801200001001", "1000000043", "681990012058G", "143034", "2013614",     "10079319",
                                      "0612345",       "AB123456C",  "200000071925",  "M1 1AE", "a@school.uk", "2026-01-15"};

}  // namespace

TEST_CASE("kinds are found by their names") {
    REQUIRE(kind_names().size() == 12);
    CHECK(find_kind("upn") == Kind::upn);
    CHECK(find_kind("laestab") == Kind::laestab);
    CHECK(find_kind("email") == Kind::email);
    CHECK(find_kind("date") == Kind::date);
    CHECK_FALSE(find_kind("UPN"));
    CHECK_FALSE(find_kind(""));
    CHECK(kind_noun(Kind::nino) == "a National Insurance number");
}

TEST_CASE("a good value of each kind passes, and is none of most other kinds") {
    for (std::size_t i = 0; i < kind_names().size(); ++i) {
        const auto kind = static_cast<Kind>(i);
        CAPTURE(kind_names()[i]);
        CHECK(find_kind(kind_names()[i]) == kind);
        CHECK(judge(kind, kGood[i]) == Standing::valid);
        const Verdict verdict = check(kind, kGood[i]);
        CHECK((verdict.valid && !verdict.query && verdict.reason.empty() && verdict.expected.empty()));
        CHECK_FALSE(describe(kind, kGood[i]).empty());
        CHECK(judge(kind, kGood[(i + 1) % 12]) == Standing::invalid);
    }
}

TEST_CASE("every kind has words for texts that are nothing at all") {
    const std::string huge(10'000'000, 'x');
    for (std::size_t i = 0; i < kind_names().size(); ++i) {
        const auto kind = static_cast<Kind>(i);
        CAPTURE(kind_names()[i]);
        CHECK(check(kind, "").reason == "it is empty");
        for (const std::string_view text : {std::string_view("\0", 1), std::string_view("\xC3\xA9"), std::string_view("\xFF"),
                                            std::string_view(huge), std::string_view(" ")}) {
            const Verdict verdict = check(kind, text);
            CHECK_FALSE(verdict.valid);
            CHECK_FALSE(verdict.reason.empty());
            CHECK_FALSE(verdict.expected.empty());
            CHECK(verdict.reason.size() < 120);
        }
    }
}

TEST_CASE("lower case letters are named as the cause") {
    const std::pair<Kind, const char*> cases[] = {{Kind::upn, "h801200001001"},
                                                  {Kind::upn, "t20110001804v"},
                                                  {Kind::uci, "681990012058g"},
                                                  {Kind::nino, "ab123456c"},
                                                  {Kind::postcode, "m1 1ae"}};
    for (const auto& [kind, text] : cases)
        CHECK(check(kind, text).reason.find("lower case letters") != std::string::npos);
}

TEST_CASE("what was expected: the check character, or the shape") {
    CHECK(check(Kind::upn, "H801200001002").expected == "X");
    CHECK(check(Kind::uln, "1000000044").expected == "3");
    CHECK(check(Kind::uci, "681990012058X").expected == "G");
    CHECK(check(Kind::urn, "1").expected == "6 digits");
    CHECK(check(Kind::upn, "H80120000100").expected == "a letter, 11 digits, and a digit or a letter");
}

TEST_CASE("doubt makes a query, which is valid") {
    const std::string scottish = make_upn({600, 999, 25, 7, '\0'});
    CHECK(check(Kind::upn, scottish).reason == "it names 600 Scotland, and Scotland issues no UPNs");
    const std::pair<Kind, std::string> cases[] = {{Kind::upn, scottish},         {Kind::uci, "61234B199999A"},
                                                  {Kind::ukprn, "20079319"},     {Kind::laestab, "1234567"},
                                                  {Kind::postcode, "N1P 1AA"},   {Kind::email, "a@b"}};
    for (const auto& one : cases) {
        CAPTURE(one.second);
        CHECK(judge(one.first, one.second) == Standing::query);
        const Verdict verdict = check(one.first, one.second);
        CHECK(verdict.valid);
        CHECK(verdict.query);
        CHECK_FALSE(verdict.reason.empty());
    }
    CHECK(judge(Kind::upn, "Z" + scottish.substr(1)) == Standing::invalid);
}
