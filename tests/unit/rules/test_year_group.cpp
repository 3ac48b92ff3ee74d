/// The year group of a record goes with each of its findings.

#include "rules/validation.hpp"

#include <doctest/doctest.h>

namespace cbds::rules_year_group_test {

using namespace cbds;
using namespace cbds::test;

namespace {

const std::string kWrongSex = changed(std::string(kCensusPupil), "<Sex>F</Sex>", "<Sex>Q</Sex>");

std::string year_group_in(const std::string& document,
                          schema::Edition edition = schema::census_edition(2026, schema::Term::spring)) {
    rules::ValidateOptions options;
    options.edition = edition;
    const Validation validation = validate(document, options);
    for (const rules::Finding& finding : validation.findings)
        if (finding.item == "Sex") return finding.year_group;
    return "no finding";
}

}  // namespace

TEST_CASE("year group: as it stands in the record of the finding") {
    CHECK(year_group_in(census_document(kWrongSex)) == "6");
    CHECK(year_group_in(
              census_document(std::string(kCensusPupil) + changed(kWrongSex, "<NCyearActual>6<", "<NCyearActual>R<"))) == "R");
    CHECK(year_group_in(census_document(changed(kWrongSex, "<NCyearActual>6<", "<NCyearActual>sixth<"))) == "sixth");
}

TEST_CASE("year group: empty where the record has none, not that of the record before") {
    const std::string none = changed(kWrongSex, "<NCyearActual>6</NCyearActual>", "");
    CHECK(year_group_in(census_document(std::string(kCensusPupil) + none)).empty());
}

TEST_CASE("year group: of a pupil who has left, the last one") {
    std::string leaver = changed(kWrongSex, "<NCyearActual>6</NCyearActual>",
                                 "<LeavingDate>2026-01-09</LeavingDate><NCyearLeaving>4</NCyearLeaving>");
    leaver = all_changed(leaver, "PupilOnRoll>", "PupilNoLongerOnRoll>");
    const std::string document = all_changed(census_document(leaver), "PupilsOnRoll>", "PupilsNoLongerOnRoll>");
    CHECK(year_group_in(document, schema::census_edition(2026, schema::Term::autumn)) == "4");
}

TEST_CASE("year group: in a transfer file") {
    std::string pupil = changed(std::string(kCtfPupil), "<Sex>F</Sex>",
                                "<Sex>Q</Sex>\n      <BasicDetails><NCyearActual>7</NCyearActual></BasicDetails>");
    CHECK(year_group_in(ctf_document(pupil), schema::ctf_edition(26)) == "7");
}

TEST_CASE("year group: none outside the records") {
    const std::string document = changed(census_document(), "<Intake>COMP<", "<Intake>QQQQ<");
    CHECK(validate(document).of("SC240").year_group.empty());
}

}  // namespace cbds::rules_year_group_test
