#include "rules/cases.hpp"

namespace cbds::rules_values_test {

using namespace cbds;
using namespace cbds::test;
using enum rules::Severity;

namespace {

const std::string kAddress = "</Sex><Address><BS7666Address><PAON>1</PAON><Street>A</Street><Town>B</Town><UniquePropertyReferenceNumber>1.00063E+11</UniquePropertyReferenceNumber></BS7666Address></Address>";
const std::string kNeed17 = "<Gender>F</Gender><SENhistory><SEN><StartDate>2017-01-01</StartDate><SENprovision>N</SENprovision></SEN><SENneeds><SENneed><NeedStartDate>2017-01-01</NeedStartDate><SENtypeRank>1</SENtypeRank><SENtype>DS</SENtype></SENneed></SENneeds></SENhistory>";

}  // namespace

TEST_CASE("values: types, lengths, forms and ranges") {
    check_cases(
        ctf_document(),
        {{{{"2015-05-30", "30/05/2015"}}, "XSD020", error, "DOB", "<DOB>", "a date as YYYY-MM-DD", "year first"},
         {{{"2015-05-30", "2015-02-30"}}, "XSD020", error, "DOB", "<DOB>", "a date", "February 2015 has 28 days"},
         {{{"2015-05-30", ""}}, "XSD020", error, "DOB", "<DOB>", "a date", "empty"},
         {{{"Year>2026", "Year>26"}, {"CTFversion>26.0", "CTFversion>14.0"}, {"<Sex>F</Sex>", "<Gender>F</Gender>"}},
          "XSD020", error, "AcademicYear", "<AcademicYear>", "a year of four digits"},
         {{{"T10:00:00", " 10:00"}}, "XSD020", error, "DateTime", "<DateTime>", "YYYY-MM-DDThh:mm:ss"},
         {{{"</Sex>", "</Sex><BasicDetails><MedicalFlag>yes</MedicalFlag></BasicDetails>"}}, "XSD020", error, "MedicalFlag", "<MedicalFlag>", "true, false, 1 or 0"},
         // Lengths of names are likely only.
         {{{">Sallowbrook<", ">Sallowbrooksallowbrooksallowbrooksal<"}}, "XSD021", query, "Surname", "<Surname>", "at most 35 characters", "too long"},
         {{{">Sallowbrook<", "><"}}, "XSD022", query, "Surname", "<Surname>", "", "empty"},
         {{{"</Sex>", "</Sex><Phones><Phone><PhoneNo>01632 960308</PhoneNo></Phone></Phones>"}}, "CTF530", query, "PhoneNo", "<PhoneNo>", "digits"},
         {{{"26.0", "2026"}, {"Year>2026", "Year>2026"}}, "XSD003 XSD023", info, "Header", "<Header>"}});
    check_cases(census_document(),
                {{{{"Taken>0", "Taken>x"}}, "XSD020", query, "FreeMealsTaken", "<FreeMealsTaken>", "a whole number"},
                 {{{"Taken>0", "Taken>-1"}}, "XSD024", query, "FreeMealsTaken", "<FreeMealsTaken>", "0 to 9999"},
                 {{{"Taken>0", "Taken>10000"}}, "XSD024", query, "FreeMealsTaken", "<FreeMealsTaken>", "0 to 9999"},
                 {{{"<PartTime>false", "<PartTime>no"}}, "SC1930", error, "PartTime", "<PartTime>", "true, false, 1 or 0"}});
}

TEST_CASE("values: good values at their limits are no fault") {
    for (const Change& change : {Change{">Sallowbrook<", ">Sallowbrooksallowbrooksallowbrooksa<"}, Change{"2015-05-30", " 2016-02-29\n"},
                                 Change{">Sallowbrook<", ">O\xE2\x80\x99""S\xC3\xA1llowbr\xC3\xB6\xC3\xB6k-s\xC3\xA1llowbr\xC3\xB6\xC3\xB6kson-s\xC3\xA1ll<"}})
        CHECK(validate(with_changes(ctf_document(), {change})).codes() == "");
    for (const Change& change : {Change{"Taken>0", "Taken>9999"}, Change{"Taken>0", "Taken>+0007"}, Change{"<PartTime>false", "<PartTime>0"}})
        CHECK(validate(with_changes(census_document(), {change})).codes() == "");
}

TEST_CASE("values: codes that are none, and the one that was meant") {
    const auto details = [](std::string_view item) { return "</Sex><BasicDetails>" + std::string(item) + "</BasicDetails>"; };
    const std::string near = details("<Ethnicity>WBRJ</Ethnicity>");
    const std::string lower = details("<Ethnicity> wbri</Ethnicity>");
    const std::string far = details("<Ethnicity>QQ</Ethnicity>");
    check_cases(ctf_document(), {{{{"<Sex>F", "<Sex>f"}}, "XSD030", error, "Sex", "<Sex>", "perhaps F (Female)", "not one of the codes"},
                                 {{{"<Sex>F", "<Sex>X"}}, "XSD030", error, "Sex", "<Sex>", "M (Male), F (Female)"},
                                 {{{"<Sex>F", "<Sex>"}}, "XSD030", error, "Sex", "<Sex>", "M (Male), F (Female)"},
                                 {{{"</Sex>", near}}, "XSD030", error, "Ethnicity", "<Ethnicity>", "perhaps WBRI (White - British)"},
                                 {{{"</Sex>", lower}}, "XSD030", error, "Ethnicity", "<Ethnicity>", "perhaps WBRI (White - British)"},
                                 {{{"</Sex>", far}}, "XSD030", error, "Ethnicity", "<Ethnicity>", "codes of Ethnicity (cbds codes Ethnicity)"}});
    check_cases(census_document(),
                {{{{"BAFR", "BAFX"}}, "XSD030", error, "Ethnicity", "<Ethnicity>", "perhaps BAFR (Black - African)"},
                 {{{"<YoungCarer>N", "<YoungCarer>Z"}}, "XSD030", query, "YoungCarer", "<YoungCarer>", "N"},
                 {{{"<Phase>PS", "<Phase>ZZ"}}, "SC120", error, "Phase", "<Phase>", "8 codes of Phase"}});
}

TEST_CASE("values: codes of another edition, with the edition that ended or began them") {
    check_cases(census_document(),
                {{{{"<SENprovision>N", "<SENprovision>S"}}, "SC2115", error, "SENprovision", "<SENprovision>", "E (Education, health and care plan)",
                  "withdrawn after school-census@2018-spring"},
                 {{{"</Attendance>", "</Attendance><LearnerFAM><LearnFAMType>NLM</LearnFAMType><LearnFAMCode>21</LearnFAMCode></LearnerFAM>"}},
                  "XSD031", query, "LearnFAMCode", "<LearnFAMCode>", "01", "withdrawn after school-census@2024-summer"}});
    check_cases(ctf_document(), {{{{"26.0", "17.0"}, {"Year>2026", "Year>2017"}, {"2026-09-03T", "2017-09-03T"}, {"<Sex>F</Sex>", kNeed17}},
                                  "XSD031", query, "SENtype", "<SENtype>", "14 codes of SENtype", "in force only from ctf@25.0 on"}});
}

TEST_CASE("values: identifiers, under codes of their own") {
    check_cases(
        ctf_document(),
        {{{{"L201203719000", "L20120371900"}}, "ID101", error, "UPN", "<UPN>", "a letter, 11 digits", "12 characters"},
         {{{"L201203719000", "L20120371900I"}}, "ID102", error, "UPN", "<UPN>", "", "last character"},
         {{{"L201203719000", "L2012O3719000"}}, "ID103", error, "UPN", "<UPN>", "", "letter O"},
         {{{"L201203719000", "L100203719000"}}, "ID104", error, "UPN", "<UPN>", "", "no local authority"},
         {{{"L201203719000", "M201203719000"}}, "ID105", error, "UPN", "<UPN>", "L", "should be L, not M"},
         {{{"L201203719000", "l201203719000"}}, "ID105", error, "UPN", "<UPN>", "L", "lower case"},
         {{{"</Sex>", "</Sex><BasicDetails><FormerUPN>M201203719000</FormerUPN></BasicDetails>"}}, "ID105", error, "FormerUPN", "<FormerUPN>"},
         {{{"</UPN>", "</UPN><UniqueLearnerNumber>1234567890</UniqueLearnerNumber>"}}, "ID201", error, "UniqueLearnerNumber", "<UniqueLearnerNumber>", "9"},
         {{{"</UPN>", "</UPN><UCI>123456123456Z</UCI>"}}, "ID301", error, "UCI", "<UCI>", "X"},
         {{{"<Estab>2345</Estab>", "<Estab>2345</Estab><URN>12345</URN>"}}, "ID401", error, "URN", "<URN>", "6 digits"},
         {{{"</Sex>", kAddress}}, "ID404", error, "UniquePropertyReferenceNumber", "<UniqueProperty", "1 to 999999999999", "spreadsheet"},
         {{{"</Sex>", "</Sex><Address><AddressLines><AddressLine1>A</AddressLine1></AddressLines><PostCode>ZA2  4YW</PostCode></Address>"}},
          "ID405", query, "PostCode", "<PostCode>", "", "one space"},
         {{{"</Sex>", "</Sex><Email>nobody</Email>"}}, "ID406", query, "Email", "<Email>", "", "no @"}});
}

TEST_CASE("values: the census has its own codes for identifiers") {
    check_cases(census_document(),
                {{{{"L201203719000", "L20120371900"}}, "SC1550", error, "UPN", "<UPN>"},
                 {{{"L201203719000", "L20120371900I"}}, "SC1550", error, "UPN", "<UPN>"},
                 {{{"L201203719000", "L2012O3719000"}}, "SC1540", error, "UPN", "<UPN>"},
                 {{{"L201203719000", "L100203719000"}}, "SC1530", error, "UPN", "<UPN>"},
                 {{{"L201203719000", "M201203719000"}}, "SC1510", error, "UPN", "<UPN>"},
                 {{{"</UPN>", "</UPN><FormerUPN>M201203719000</FormerUPN>"}}, "SC1510", error, "FormerUPN", "<FormerUPN>"},
                 // The name of this element is likely only.
                 {{{"</UPN>", "</UPN><UniqueLearnerNumber>1234567890</UniqueLearnerNumber>"}}, "SC1575", query, "UniqueLearnerNumber", "<UniqueLearner"},
                 {{{"<URN>999033", "<URN>99903"}}, "ID401", query, "URN", "<URN>"},
                 {{{"ZA2 4YW", "ZA24YW"}}, "SC2340", query, "PostCode", "<PostCode>"}});
}

TEST_CASE("values: a long value is cut between characters, and no message holds one") {
    std::string name;
    for (int i = 0; i < 300; ++i) name += "\xE2\x80\x99";
    const Validation validation = validate(changed(ctf_document(), "Sallowbrook", "x" + name));
    const std::string& value = validation.of("XSD021").value;
    CHECK(value == "x" + name.substr(0, 198));
    CHECK(validation.of("XSD021").message.find("\xE2\x80\x99") == std::string::npos);
    CHECK(validation.of("XSD021").privacy == schema::Privacy::direct);
}

}  // namespace cbds::rules_values_test
