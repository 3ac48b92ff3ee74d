#include "rules/duplicates.hpp"

#include "cbds/identifiers/uln.hpp"
#include "cbds/identifiers/upn.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

namespace cbds::rules_duplicates_test {

using namespace cbds;
using namespace cbds::test;
using rules::SeenIdentifiers;

namespace {

/// The n-th of many numbers that differ.
std::string upn(unsigned n) {
    return identifiers::make_upn({201, static_cast<std::uint16_t>(2000 + n / 100'000), static_cast<std::uint8_t>(n / 1000 % 100), static_cast<std::uint16_t>(n % 1000), '\0'});
}

/// A census of so many pupils, all with numbers of their own.
std::string census_of(unsigned pupils) {
    std::string text;
    for (unsigned i = 0; i < pupils; ++i) text += changed(std::string(kCensusPupil), "L201203719000", upn(i));
    return census_document(text);
}

std::string with_uln(std::string_view pupil, const std::string& number) {
    return changed(std::string(pupil), "</UPN>", "</UPN><UniqueLearnerNumber>" + number + "</UniqueLearnerNumber>");
}

const std::string kOtherPupil = changed(std::string(kCensusPupil), "L201203719000", upn(1));

}  // namespace

TEST_CASE("seen identifiers: a hundred thousand numbers, each with the record where it was first") {
    SeenIdentifiers seen;
    for (unsigned i = 0; i < 100'000; ++i) REQUIRE(seen.note(upn(i), i + 1) == 0);
    for (unsigned i = 0; i < 100'000; ++i) REQUIRE(seen.note(upn(i), 200'000 + i) == i + 1);
}

TEST_CASE("seen identifiers: numbers that are nearly the same, or no numbers at all, are told apart") {
    const char* const texts[] = {"0",  "00", "000", "A", "A0", "A1", "AA", "a", "L201203719000", "L20120371900", "L2012037190000", "L20120371900A", "M201203719000",
                                 "l201203719000", "L2012O3719000", " L201203719000", "L201203719000 ", "1234567890", "01234567890", "\xC3\xA9", "ZZZZZZZZZZZZZ",
                                 "Z99999999999Z", "9999999999999", "A00000000000A", "A00000000000", "000000000000A", "0000000000000", "B0000000000", "?"};
    SeenIdentifiers seen;
    std::uint64_t record = 0;
    for (const char* text : texts) CHECK_MESSAGE(seen.note(text, ++record) == 0, text);
    record = 0;
    for (const char* text : texts) CHECK_MESSAGE(seen.note(text, 99) == ++record, text);
    const std::string long_one(100'000, '7');
    CHECK(seen.note(long_one, 40) == 0);
    CHECK(seen.note(long_one, 41) == 40);
}

TEST_CASE("duplicates: a UPN on two records of a census, on roll or not") {
    const std::string document = census_document(std::string(kCensusPupil) + kOtherPupil + std::string(kCensusPupil));
    const Validation validation = validate(document);
    CHECK(validation.codes() == "SC1520");
    const rules::Finding& finding = validation.of("SC1520");
    CHECK(finding.severity == rules::Severity::error);
    CHECK(finding.record == 3);
    CHECK(finding.item == "UPN");
    CHECK(finding.key == "L201203719000");
    CHECK(finding.message == "the same number stands in record 1");
    CHECK(finding.place.offset == document.rfind("<UPN>"));
    CHECK(validate(document, only({"ID"})).codes() == "ID110");
    CHECK(validate(document, only({}, {"SC1520"})).codes() == "");
    const std::string off_roll = changed(census_document(), "</PupilsOnRoll>", "</PupilsOnRoll><PupilsNoLongerOnRoll><PupilNoLongerOnRoll><PupilIdentifiers>"
                                                            "<UPN>L201203719000</UPN></PupilIdentifiers></PupilNoLongerOnRoll></PupilsNoLongerOnRoll>");
    CHECK(validate(off_roll, only({"SC1520"})).codes() == "SC1520");
}

TEST_CASE("duplicates: three records with one number are two findings") {
    const std::string pupil(kCensusPupil);
    CHECK(validate(census_document(pupil + pupil + pupil)).codes() == "SC1520 SC1520");
}

TEST_CASE("duplicates: in a transfer file, under the general code") {
    const std::string pupil(kCtfPupil);
    CHECK(validate(ctf_document(pupil + pupil)).codes() == "ID110");
    const std::string learner = with_uln(pupil, "1234567899");
    const Validation both = validate(ctf_document(learner + learner));
    CHECK(both.codes() == "ID110 ID210");
    CHECK(both.of("ID210").severity == rules::Severity::error);
}

TEST_CASE("duplicates: a ULN on two records, whose name in the census is likely only") {
    const Validation validation = validate(census_document(with_uln(kCensusPupil, "1234567899") + with_uln(kOtherPupil, "1234567899")));
    CHECK(validation.codes() == "SC1578");
    CHECK(validation.of("SC1578").severity == rules::Severity::query);
}

TEST_CASE("duplicates: a former number, another kind of number and no number are none") {
    const std::string former = changed(std::string(kCensusPupil), "</UPN>", "</UPN><FormerUPN>" + upn(1) + "</FormerUPN>");
    CHECK(validate(census_document(former + kOtherPupil)).codes() == "");
    CHECK(validate(changed(census_document(), "</UPN>", "</UPN><FormerUPN>L201203719000</FormerUPN>")).codes() == "");
    const std::string none = changed(std::string(kCtfPupil), "L201203719000", "");
    CHECK_FALSE(validate(ctf_document(none + none)).has("ID110"));
    const std::string missing = changed(std::string(kCtfPupil), "<UPN>L201203719000</UPN>", "");
    CHECK_FALSE(validate(ctf_document(missing + missing)).has("ID110"));
}

TEST_CASE("duplicates: found across the chunks of a large document, the same for every number of jobs") {
    const std::string document = changed(census_of(6000), upn(5990), upn(7));
    const Validation one = validate(document);
    REQUIRE(one.codes() == "SC1520");
    CHECK(one.findings.front().record == 5991);
    CHECK(one.findings.front().message == "the same number stands in record 8");
    CHECK(lines_of(validate(document, with(4)).findings) == lines_of(one.findings));
    CHECK(lines_of(validate(document, with(1, true)).findings) == lines_of(one.findings));
}

TEST_CASE("duplicates: documents do not know of each other") {
    rules::Validator validator(schema::Dictionary::built_in(), reading_only());
    for (int i = 0; i < 2; ++i) {
        MemoryInput input(census_document());
        Validation sink;
        CHECK(validator.validate(input, sink).counts.total() == 0);
    }
}

}  // namespace cbds::rules_duplicates_test
