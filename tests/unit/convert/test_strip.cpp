/// Partial files: what is left in them passes every check, and nothing else is.

#include "cbds/convert/strip.hpp"
#include "cbds/error.hpp"
#include "cbds/rules/validator.hpp"
#include "convert/care_documents.hpp"

#include <doctest/doctest.h>

namespace {

struct Stripped {
    std::string text;
    convert::StripResult result;
    std::vector<convert::Lack> lacks;
};

Stripped stripped(const std::string& text, const std::string& profile, const std::string& stage = "") {
    convert::StripOptions options;
    options.profile = profile;
    options.stage = stage;
    io::MemoryInput input(text);
    std::ostringstream out;
    Stripped made;
    made.result = convert::strip(input, options, {.path = "-", .overwrite = false, .dry_run = false, .standard_output = &out},
                                 [&](const convert::Lack& lack) { made.lacks.push_back(lack); });
    made.text = out.str();
    return made;
}

/// The codes of the findings that are errors.
std::string errors_in(const std::string& text) {
    struct Sink final : rules::FindingSink {
        void finding(const rules::Finding& finding) override {
            if (finding.severity == rules::Severity::error) codes += std::string(finding.rule->code) + ' ';
        }
        std::string codes;
    } sink;
    io::MemoryInput input(text);
    rules::Validator validator(schema::Dictionary::built_in(), {});
    validator.validate(input, sink);
    return sink.codes;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("strip: partial files of every edition pass validation") {
    for (const schema::Edition edition : transfer_editions()) {
        const std::string text = sample_text(edition, 10);
        for (const std::string_view profile : convert::strip_profiles()) {
            const Stripped made = stripped(text, std::string(profile));
            CAPTURE(schema::edition_name(edition));
            CAPTURE(profile);
            CHECK(errors_in(made.text).empty());
            CHECK(contains(made.text, "<DocumentQualifier>partial</DocumentQualifier>"));
            CHECK(made.result.records + made.result.left_out == 10);
            CHECK_FALSE(contains(made.text, "<Attendance>"));
            CHECK_FALSE(contains(made.text, "<Contacts>"));
            CHECK(made.lacks.empty());
        }
    }
}

TEST_CASE("strip: each purpose has its sections") {
    const std::string text = sample_text(schema::ctf_edition(26), 10);
    const std::string uln = stripped(text, "uln").text;
    CHECK(contains(uln, "<DataQualifier>ULN</DataQualifier>"));
    CHECK(contains(uln, "<PostCode>"));
    CHECK_FALSE(contains(uln, "<BasicDetails>"));
    CHECK_FALSE(contains(uln, "<StageAssessments>"));
    const std::string basic = stripped(text, "basic").text;
    CHECK(contains(basic, "<NCyearActual>"));
    CHECK_FALSE(contains(basic, "<PostCode>"));
    CHECK_FALSE(contains(basic, "<DataQualifier>"));
    const std::string results = stripped(text, "assessments").text;
    CHECK(contains(results, "<StageAssessments>"));
    CHECK_FALSE(contains(results, "<BasicDetails>"));
}

TEST_CASE("strip: results of one stage, and the pupils that have them") {
    const auto result = [](const std::string& stage, const std::string& subject) {
        return "        <KeyStage>\n          <Stage>" + stage + "</Stage>\n          <StageAssessment>\n            <Subject>" + subject +
               "</Subject>\n          </StageAssessment>\n        </KeyStage>\n";
    };
    const auto pupil = [](const std::string& upn, const std::string& results) {
        return "    <Pupil>\n      <UPN>" + upn + "</UPN>\n      <StageAssessments>\n" + results + "      </StageAssessments>\n    </Pupil>\n";
    };
    const std::string text = transfer_file(pupil("A", result("KS1", "PHO") + result("KS2", "MAT")) + pupil("B", result("KS1", "ENG")));
    const std::string qualifiers = "    <DocumentQualifier>partial</DocumentQualifier>\n";
    CHECK(stripped(text, "assessments", "PHO").text == transfer_file(pupil("A", result("KS1", "PHO")), qualifiers + "    <DataQualifier>PHO</DataQualifier>\n"));
    CHECK(stripped(text, "assessments", "KS1").text == transfer_file(pupil("B", result("KS1", "ENG")), qualifiers + "    <DataQualifier>KS1</DataQualifier>\n"));
    CHECK(stripped(text, "assessments", "KS2").result.left_out == 1);
    CHECK(stripped(text, "assessments").text == with(text, "    <SourceSchool>", qualifiers + "    <SourceSchool>"));
}

TEST_CASE("strip: what the service for learner numbers needs and is not there") {
    const Stripped made = stripped(transfer_file("    <Pupil>\n      <UPN>A</UPN>\n      <Surname>B</Surname>\n      <Forename>C</Forename>\n      <DOB>2010-01-01</DOB>\n      <Gender>F</Gender>\n"
                                                 "      <Address>\n        <BS7666Address>\n          <PAON>1</PAON>\n          <Street>S</Street>\n        </BS7666Address>\n      </Address>\n    </Pupil>\n"), "uln");
    REQUIRE(made.lacks.size() == 2);
    CHECK(made.lacks[0].path == "Address/PostCode");
    CHECK(made.lacks[1].path == "Address");
    CHECK(made.lacks[1].record == 1);
}

TEST_CASE("strip: unknown elements and supplier's additions do not travel, and are told") {
    const Stripped made = stripped(transfer_file("    <Pupil>\n      <UPN>A</UPN>\n      <Secret>x</Secret>\n      <BasicDetails>\n        <Own>y</Own>\n        <NCyearActual>3</NCyearActual>\n"
                                                 "      </BasicDetails>\n      <SuppInfo>\n        <SuppID>Z</SuppID>\n      </SuppInfo>\n    </Pupil>\n"), "basic");
    CHECK_FALSE(contains(made.text, "Secret"));
    CHECK_FALSE(contains(made.text, "Own"));
    CHECK_FALSE(contains(made.text, "SuppInfo"));
    CHECK(made.result.dropped.size() == 3);
    CHECK(made.result.dropped.contains("BasicDetails/Own"));
}

TEST_CASE("strip: a folder gets the file under its name") {
    const Scratch folder;
    io::MemoryInput input(sample_text(schema::ctf_edition(26), 6));
    convert::StripOptions options;
    options.profile = "assessments";
    options.stage = "KS2";
    const convert::CareTarget target{.path = folder.path(), .overwrite = false, .dry_run = false, .standard_output = nullptr};
    CHECK(convert::strip(input, options, target, [](const convert::Lack&) {}).path == folder.path() + "2013933_KS2_2013945_001.xml");
    options.stage.clear();
    CHECK(convert::strip(input, options, target, [](const convert::Lack&) {}).path == folder.path() + "2013933_CTF_2013945_001.xml");
    CHECK(convert::strip(input, options, target, [](const convert::Lack&) {}).path == folder.path() + "2013933_CTF_2013945_002.xml");
}

TEST_CASE("strip: only transfer files") {
    CHECK_THROWS_AS(stripped(sample_text(schema::census_edition(2026, schema::Term::spring), 2), "uln"), DocumentError);
    CHECK_THROWS_AS(stripped(sample_text(schema::ctf_edition(26), 2).substr(0, 2000), "uln"), DocumentError);
}
