#include "rules/duplicates.hpp"

#include "rules/validation.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace cbds;
using namespace cbds::rules;
using namespace cbds::test;

TEST_CASE("duplicates: the record where an identifier stood first") {
    SeenIdentifiers seen;
    CHECK(seen.note("L201203719000", 1) == 0);
    CHECK(seen.note("A201203719001", 2) == 0);
    CHECK(seen.note("L201203719000", 3) == 1);
    CHECK(seen.note("L201203719000", 4) == 1);
    CHECK(seen.note("A201203719001", 5) == 2);
}

TEST_CASE("duplicates: identifiers that are nearly the same are not the same") {
    SeenIdentifiers seen;
    std::uint64_t record = 0;
    for (const char* const identifier : {"A", "0", "00", "A0", "0A", "a", " A", "A ", "L201203719000", "l201203719000", "L20120371900", "L2012037190000", "L20120371900A",
                                         "L2012037190A0", "1000000000", "01000000000", "0000000000000", "\xC3\xA9", "L201203719000 "}) {
        CAPTURE(identifier);
        CHECK(seen.note(identifier, ++record) == 0);
    }
}

TEST_CASE("duplicates: as many as there are, against a plain map") {
    Random random(51);
    SeenIdentifiers seen;
    std::map<std::string, std::uint64_t> plain;
    for (std::uint64_t record = 1; record <= 30'000; ++record) {
        std::string identifier(1, static_cast<char>('A' + random.below(26)));
        for (int i = 0; i < 11; ++i) identifier += static_cast<char>('0' + (i < 7 ? 2 : random.below(10)));
        identifier += random.below(5) == 0 ? static_cast<char>('A' + random.below(26)) : static_cast<char>('0' + random.below(10));
        if (random.below(50) == 0) identifier[random.below(13)] = 'x';
        const auto [at, is_new] = plain.try_emplace(identifier, record);
        REQUIRE(seen.note(identifier, record) == (is_new ? 0 : at->second));
    }
    CHECK(plain.size() > 25'000);
}

TEST_CASE("duplicates: in a document the second record is told of, at its identifier, with the first one's number") {
    const std::string other = changed(std::string(kCensusPupil), "L201203719000", "A201203719001");
    const std::string text = census_document(std::string(kCensusPupil) + other + std::string(kCensusPupil));
    const Validation validation = validate(text, only({"SC1520"}));
    REQUIRE(validation.findings.size() == 1);
    const Finding& finding = validation.findings[0];
    CHECK(finding.record == 3);
    CHECK(finding.key == "L201203719000");
    CHECK(finding.value == "L201203719000");
    CHECK(finding.item == "UPN");
    CHECK(finding.message.find("record 1") != std::string::npos);
    CHECK(finding.privacy == schema::Privacy::direct);
    CHECK(finding.place.offset == text.rfind("<UPN>"));
}

TEST_CASE("duplicates: the general code where the census has none or its own is not selected") {
    const std::string text = ctf_document(std::string(kCtfPupil) + std::string(kCtfPupil));
    CHECK(validate(text).codes() == "ID110");
    const std::string census = census_document(std::string(kCensusPupil) + std::string(kCensusPupil));
    CHECK(validate(census).codes() == "SC1520");
    CHECK(validate(census, only({"ID"})).codes() == "ID110");
    CHECK(validate(census, only({}, {"SC1520"})).codes() == "");
}

TEST_CASE("duplicates: learner numbers, and no number at all") {
    const std::string with_uln = changed(std::string(kCensusPupil), "<Surname>", "<UniqueLearnerNumber>1000000000</UniqueLearnerNumber><Surname>");
    const std::string other = changed(with_uln, "L201203719000", "A201203719001");
    CHECK(validate(census_document(with_uln + other), only({"SC1578", "SC1520"})).codes() == "SC1578");
    const std::string without = changed(std::string(kCensusPupil), "<UPN>L201203719000</UPN>", "<UPN></UPN>");
    CHECK_FALSE(validate(census_document(without + without)).has("SC1520"));
}
