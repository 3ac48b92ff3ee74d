#include "rules/cases.hpp"

namespace cbds::rules_structure_test {

using namespace cbds;
using namespace cbds::test;
using enum rules::Severity;

namespace {

constexpr std::string_view kChildcare = "<Childcare><TypeOfChildcare>H</TypeOfChildcare><OnSite>N</OnSite><ChildcareSignposting>YL</ChildcareSignposting></Childcare>";

rules::ValidateOptions in_edition(schema::Edition edition, std::string code) {
    rules::ValidateOptions options = only({std::move(code)});
    options.edition = edition;
    return options;
}

/// What XSD014 says of an item in an edition that does not have it.
std::string other_edition(std::string document, schema::Edition edition, std::string_view item) {
    const Validation validation = validate(std::move(document), in_edition(edition, "XSD014"));
    for (const rules::Finding& finding : validation.findings)
        if (finding.item == item) return finding.message;
    return "nothing";
}

}  // namespace

TEST_CASE("structure: what is no document of ours is refused") {
    const Validation other = validate("\xEF\xBB\xBF<?xml version='1.0'?>\n  <Other/>");
    CHECK(other.codes() == "XSD001");
    CHECK(other.of("XSD001").severity == error);
    CHECK(other.of("XSD001").place == rules::Place{2, 3, 27});
    CHECK(other.file.status == rules::FileStatus::refused);
    CHECK_FALSE(other.file.edition);
    const Validation workforce = validate(changed(census_document(), ">SC<", ">SWF<"));
    CHECK(workforce.codes() == "XSD001");
    CHECK(workforce.of("XSD001").message.find("School Workforce Census") != std::string::npos);
    rules::ValidateOptions options = reading_only();
    options.edition = schema::ctf_edition(26);
    CHECK(validate(census_document(), options).codes() == "XSD001");
    CHECK(validate("<Other><a></b></Other>").codes() == "XML003");  // the nearer reason
}

TEST_CASE("structure: a document inside another is refused") {
    const std::string document = changed(ctf_document(), "<CTFpupilData>", "<CTFpupilData><CTfile></CTfile>");
    const Validation validation = validate(document);
    CHECK(validation.codes() == "XSD002");
    CHECK(validation.of("XSD002").severity == error);
    CHECK(validation.of("XSD002").place == place_of(document, "<CTfile></CTfile>"));
    CHECK(validation.file.status == rules::FileStatus::refused);
}

TEST_CASE("structure: an edition that is not known") {
    check_cases(ctf_document(),
                {{{{"26.0", "27.0"}, {"Year>2026", "Year>2027"}, {"2026-09-03T", "2027-09-03T"}}, "XSD003", info, "Header", "<Header>", "", "ctf@27.0 is not known: the document is read as ctf@26.0"}});
    const Validation none = validate(changed(ctf_document(), "<CTFversion>26.0</CTFversion>", ""));
    CHECK(none.codes() == "XSD011 XSD003");
    CHECK(none.of("XSD003").message == "the header does not say which edition this is: it is read as ctf@26.0");
    CHECK(none.file.edition == schema::ctf_edition(26));
}

TEST_CASE("structure: faults of a transfer file, one at a time") {
    check_cases(
        ctf_document(),
        {{{{"</Sex>", "</Sex><Shoe>4</Shoe>"}}, "XSD010", info, "Shoe", "<Shoe>", "", "not known in <Pupil>"},
         {{{"</Sex>", "</Sex><Shoe>x<a b='1'>y</a>z<c/></Shoe>"}}, "XSD010", info, "Shoe", "<Shoe>"},
         {{{"<DOB>2015-05-30</DOB>", ""}}, "CTF302", error, "DOB", "<Pupil>", "<DOB>", "missing from <Pupil>"},
         {{{"<SupplierID>EXEMPLAR</SupplierID>", ""}}, "XSD011", query, "SupplierID", "<Header>"},  // likely
         {{{"<Sex>F</Sex>", ""}}, "CTF302", error, "Sex", "<Pupil>", "<Sex>"},
         {{{"</Sex>", "</Sex><Contacts></Contacts>"}}, "CTF810", query, "Contact", "<Contacts>"},
         {{{"</Surname>", "</Surname><Surname>Twice</Surname>"}}, "XSD012", error, "Surname", "<Surname>Twice", "", "only once"},
         {{{"<Surname>Sallowbrook</Surname>", ""}, {"</Forename>", "</Forename><Surname>S</Surname>"}},
          "XSD013", error, "Forename", "<Forename>", "<Surname> before it", "too early"},
         {{{"</Sex>", "</Sex><Email>a@example.org</Email><Phones><Phone><PhoneNo>01632960308</PhoneNo></Phone></Phones>"}},
          "XSD013", error, "Phones", "<Phones>", "before <Email>", "too late"},
         {{{"<Sex>", "<Gender>F</Gender><Sex>"}}, "CTF301", error, "Gender", "<Gender>", "<Sex>", "not used after ctf@24.0"},
         {{{"<Surname>", "<surname>"}, {"</Surname>", "</surname>"}}, "XSD015", info, "Surname", "<surname>", "<Surname>", "<surname>"},
         {{{"<CTfile>", "<CTFILE>"}, {"</CTfile>", "</CTFILE>"}}, "XSD015", info, "CTfile", "<CTFILE>", "<CTfile>"},
         {{{"26.0", "24.0"}, {"Year>2026", "Year>2024"}, {"2026-09-03T", "2024-09-03T"}, {"<Sex>", "<Gender>F</Gender><Sex>"}}, "XSD016", error, "Sex", "<Sex>"},
         {{{"<Pupil>", "<Pupil>stray"}}, "XSD017", error, "Pupil", "stray"},
         {{{"<CTFpupilData>", "<CTFpupilData>stray"}}, "XSD017", error, "CTFpupilData", "stray"},
         {{{"<Surname>", "<Surname><b/>"}}, "XSD018", error, "Surname", "<b/>", "a value alone"},
         {{{"<Surname>", "<Surname kind='x'>"}}, "XSD019", info, "Surname", "<Surname kind"}});
}

TEST_CASE("structure: faults of a census, one at a time") {
    const std::string sections = std::string(kChildcare) + "<Miscellaneous>";
    const std::string again = "</Miscellaneous>" + changed(std::string(kChildcare), "<OnSite>N", "<OnSite>Y");
    check_cases(
        census_document(),
        {{{{"<Surname>Sallowbrook</Surname>", ""}}, "SC1580", error, "Surname", "<PupilIdentifiers>", "<Surname>"},
         {{{"<Sex>F</Sex>", ""}}, "SC1610", error, "Sex", "<PupilIdentifiers>", "<Sex>"},
         {{{"<PLAA>N</PLAA>", "<AdoptedFromCare>N</AdoptedFromCare>"}}, "XSD015", info, "PLAA", "<AdoptedFromCare>", "<PLAA>"},
         {{{"</DOB>", "</DOB><Gender>F</Gender>"}}, "XSD014", error, "Gender", "<Gender>", "", "not used after school-census@2023-summer"},
         {{{"</TopUpFunding>", "</TopUpFunding><Gender>F</Gender>"}}, "XSD010", info, "Gender", "<Gender>", "", "<PupilCharacteristics>"},
         {{{"<PupilsOnRoll>", "<PupilsOnRoll kind='1'>"}}, "XSD019", info, "PupilsOnRoll", "<PupilsOnRoll kind"},
         {{{"<PupilsOnRoll>", "<PupilsOnRoll><Odd/>"}}, "XSD010", info, "Odd", "<Odd/>"},
         {{{"<Pupils>", "stray<Pupils>"}}, "XSD017", error, "Message", "stray"},
         // What may be repeated comes back behind another: the order is a guess.
         {{{"<Miscellaneous>", sections}, {"</Miscellaneous>", again}}, "XSD013", info, "Childcare", "<Childcare><TypeOfChildcare>H</TypeOfChildcare><OnSite>Y",
          "before <Miscellaneous>"},
         {{{"<Term>SPR</Term><Year>2026</Year>", "<Year>2026</Year><Term>SPR</Term>"}, {"<Sex>", "<!-- any order --><Sex>"}, {"</Sex>", "</Sex><Odd/>"}},
          "XSD010", info, "Odd", "<Odd/>"}});
}

TEST_CASE("structure: a part that is missing or twice is told by the frame") {
    const std::string census = census_document();
    const std::size_t begin = census.find("<School>");
    const std::string without = std::string(census).erase(begin, census.find("</School>") + 9 - begin);
    const Validation missing = validate(without);
    CHECK(missing.codes() == "SC165");
    CHECK(missing.of("SC165").place == place_of(without, "<Message>"));
    const Validation twice = validate(changed(census, "<School>", "<Header/><School>"));
    CHECK(twice.codes() == "XSD011 XSD011 XSD012");
    CHECK(twice.of("XSD012").item == "Header");
}

TEST_CASE("structure: what an unknown element of the frame holds is not judged") {
    const std::string document = changed(ctf_document(), "<CTFpupilData>", "<CTFpupilData><Odd>x<a>y</a>z</Odd>");
    CHECK(validate(document).codes() == "XSD010");
}

TEST_CASE("structure: the editions of an element, in words") {
    const std::string urn = changed(ctf_document(), "<Estab>2345</Estab>", "<Estab>2345</Estab><URN>123456</URN>");
    CHECK(other_edition(urn, schema::ctf_edition(17), "URN") == "the element is not used before ctf@18.0");
    CHECK(other_edition(urn, schema::ctf_edition(18), "URN") == "nothing");
    CHECK(other_edition(census_document(), schema::census_edition(2026, schema::Term::summer), "Ethnicity") ==
          "the element is not collected in the summer census");
    CHECK(other_edition(census_document(), schema::census_edition(2023, schema::Term::spring), "Sex") ==
          "the element is not used before school-census@2023-autumn");
}

TEST_CASE("structure: in an edition that has only the other form, that one is asked for, and the fault is told once") {
    rules::ValidateOptions options = in_edition(schema::ctf_edition(22), "XSD01");
    const Validation validation = validate(ctf_document(), options);
    CHECK(validation.codes() == "XSD014");
    CHECK(validation.of("XSD014").item == "Sex");
    CHECK(validation.of("XSD014").expected == "<Gender>");
}

TEST_CASE("structure: of alternatives that are all missing, one is asked for") {
    check_cases(ctf_document(), {{{{"26.0", "24.0"}, {"Year>2026", "Year>2024"}, {"2026-09-03T", "2024-09-03T"}, {"<Sex>F</Sex>", ""}}, "CTF302", error, "Gender", "<Pupil>", "<Gender>"}});
}

TEST_CASE("structure: an element of another edition may be written in another way too") {
    const Validation validation = validate(changed(census_document(), "</DOB>", "</DOB><gender>F</gender>"));
    CHECK(validation.codes() == "XSD015 XSD014");
    CHECK(validation.of("XSD014").item == "Gender");
}

TEST_CASE("structure: a value is never in a message, and an unknown element is as secret as a name") {
    const Validation validation = validate(changed(ctf_document(), "</Sex>", "</Sex><Shoe>4</Shoe>"));
    const rules::Finding& finding = validation.of("XSD010");
    CHECK(finding.privacy == schema::Privacy::direct);
    CHECK(finding.path == "CTfile/CTFpupilData/Pupil/Shoe");
    CHECK(finding.key == "L201203719000");
    CHECK(finding.record == 1);
}

TEST_CASE("structure: the schema that the user gives is asked too") {
    rules::ValidateOptions options = reading_only();
    options.schema = std::string(CBDS_SOURCE_DIR) + "/tests/unit/schema/fixtures/ctf.xsd";
    const Validation validation = validate(ctf_document(), options);
    CHECK(validation.of("XSD040").severity == error);
    CHECK(validation.file.status == rules::FileStatus::checked);
    CHECK_FALSE(validate(changed(ctf_document(), "</Pupil>", ""), options).has("XSD040"));  // not well formed
    CHECK_FALSE(validate(ctf_document()).has("XSD040"));
}

}  // namespace cbds::rules_structure_test
