#include "rules/validation.hpp"

#include <doctest/doctest.h>

namespace cbds::rules_across_test {

using namespace cbds;
using test::all_changed;
using test::census_document;
using test::changed;

namespace {

const std::string kPupil(test::kCensusPupil);
const std::string kOtherUpn = "R201207424005";

/// The return of another school.
std::string other_school(std::string_view pupils) { return all_changed(census_document(pupils), "<Estab>3999", "<Estab>3998"); }

/// What is found across documents when they are read one after the other, with the number of the document in front.
std::string across(const std::vector<std::string>& documents) {
    rules::ValidateOptions options = test::only({"ACR"});
    options.across = true;
    rules::Validator validator(schema::Dictionary::built_in(), std::move(options));
    std::string found;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        io::MemoryInput input(documents[i], "document " + std::to_string(i + 1));
        test::Validation validation;
        validator.validate(input, validation);
        if (!validation.findings.empty()) found.append(found.empty() ? "" : "; ").append(std::to_string(i + 1)).append(": ").append(validation.codes());
    }
    return found;
}

std::string with_status(std::string_view status) { return changed(kPupil, "<EnrolStatus>C", "<EnrolStatus>" + std::string(status)); }

std::string with_exclusion(std::string_view pupil, std::string_view start) {
    return changed(std::string(pupil), "  <HomeInformation>",
                   "  <Exclusions><TermlyExclusion><Category>SUSP</Category><Reasons><Reason>PB</Reason></Reasons><StartDate>" + std::string(start) +
                       "</StartDate><Sessions>2</Sessions><SENprovision>N</SENprovision></TermlyExclusion></Exclusions>\n  <HomeInformation>");
}

}  // namespace

TEST_CASE("a single registration stands alone") {
    CHECK(across({census_document(kPupil), other_school(kPupil)}) == "2: ACR101");
    CHECK(across({census_document(with_status("M")), other_school(with_status("M"))}) == "2: ACR101");
    CHECK(across({census_document(with_status("C")), other_school(with_status("S"))}) == "2: ACR101");
    CHECK(across({census_document(with_status("M")), other_school(with_status("S"))}) == "");
    CHECK(across({census_document(with_status("S")), other_school(with_status("S"))}) == "");
}

TEST_CASE("a record that fits with none of several others is told once") {
    const std::string third = all_changed(census_document(kPupil), "<Estab>3999", "<Estab>3997");
    CHECK(across({census_document(kPupil), other_school(kPupil), third}) == "2: ACR101; 3: ACR101");
}

TEST_CASE("every earlier roll is compared") {
    const std::string third = all_changed(census_document(with_status("M")), "<Estab>3999", "<Estab>3997");
    CHECK(across({census_document(with_status("M")), other_school(with_status("S")), third}) == "3: ACR101");
}

TEST_CASE("rolls of two terms are not compared") {
    const std::string autumn = all_changed(all_changed(other_school(kPupil), "<Term>SPR", "<Term>AUT"), "<Year>2026", "<Year>2025");
    CHECK(across({census_document(kPupil), autumn}) == "");
}

TEST_CASE("a UPN is one person's") {
    const std::string dual = with_status("S");
    const auto second = [&](std::string_view from, std::string_view to) {
        return across({census_document(with_status("M")), other_school(changed(dual, from, to))});
    };
    CHECK(second("2015-05-30", "2015-05-31") == "2: ACR102");
    CHECK(second("<Sex>F", "<Sex>M") == "2: ACR103");
    CHECK(second("Sallowbrook", "Sallowbrooks") == "2: ACR104");
    CHECK(second("Sallowbrook", "SALLOW-BROOK") == "");
}

TEST_CASE("a person has one UPN") {
    CHECK(across({census_document(kPupil), other_school(changed(kPupil, "L201203719000", kOtherUpn))}) == "2: ACR105");
    CHECK(across({census_document(kPupil), other_school(changed(changed(kPupil, "L201203719000", kOtherUpn), "Keziah", "Kezia"))}) == "");
}

TEST_CASE("a ULN is one learner's") {
    const std::string learner = changed(kPupil, "</UPN>", "</UPN><UniqueLearnerNumber>1000000019</UniqueLearnerNumber>");
    const std::string other = changed(changed(learner, "L201203719000", kOtherUpn), "Keziah", "Rowan");
    CHECK(across({census_document(learner), other_school(other)}) == "2: ACR106");
    CHECK(across({census_document(changed(learner, "<EnrolStatus>C", "<EnrolStatus>M")), other_school(changed(learner, "<EnrolStatus>C", "<EnrolStatus>S"))}) == "");
}

TEST_CASE("an eligibility code is one child's") {
    const std::string child = changed(kPupil, "    <TopUpFunding>", "    <EligibilityCode>50012345678</EligibilityCode>\n    <TopUpFunding>");
    const std::string other = changed(changed(child, "L201203719000", kOtherUpn), "Keziah", "Rowan");
    CHECK(across({census_document(child), other_school(other)}) == "2: ACR107");
}

TEST_CASE("an exclusion is returned by one school") {
    const std::string main = with_exclusion(with_status("M"), "2025-11-03");
    CHECK(across({census_document(main), other_school(with_exclusion(with_status("S"), "2025-11-03"))}) == "2: ACR108");
    CHECK(across({census_document(main), other_school(with_exclusion(with_status("S"), "2025-11-04"))}) == "");
}

TEST_CASE("two returns of one school are told, and not compared") {
    CHECK(across({census_document(kPupil), census_document(kPupil)}) == "2: ACR109");
}

TEST_CASE("a CTF and a return are compared as far as persons go") {
    CHECK(across({census_document(kPupil), test::ctf_document()}) == "");
    CHECK(across({census_document(kPupil), test::ctf_document(changed(std::string(test::kCtfPupil), "2015-05-30", "2015-06-30"))}) == "2: ACR102");
}

TEST_CASE("a finding across files names the other file and record, and no value") {
    rules::ValidateOptions options = test::only({"ACR102"});
    options.across = true;
    rules::Validator validator(schema::Dictionary::built_in(), std::move(options));
    io::MemoryInput first(census_document(with_status("M")), "first.xml");
    const std::string second_text = other_school(changed(with_status("S"), "2015-05-30", "2015-05-31"));
    io::MemoryInput second(second_text, "second.xml");
    test::Validation none;
    test::Validation found;
    validator.validate(first, none);
    validator.validate(second, found);
    const rules::Finding& finding = found.of("ACR102");
    CHECK(finding.message == "the same UPN has another date of birth (first.xml, record 1)");
    CHECK(finding.key == "L201203719000");
    CHECK(finding.record == 1);
    CHECK(finding.place == test::place_of(second_text, "<DOB>"));
}

}  // namespace cbds::rules_across_test
