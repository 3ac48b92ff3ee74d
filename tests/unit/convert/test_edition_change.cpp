/// Change of edition: names, lists, codes, what is left out and what is said of it.

#include "cbds/error.hpp"
#include "convert/edition_document.hpp"
#include "convert/edition_rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

namespace {

using namespace cbds;
using namespace cbds::test;
using convert::LossKind;
using convert::OtherTerm;

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// A transfer file with more in its pupil. @param sex  the element with the sex
std::string ctf_with(std::string_view version, std::string_view sex, std::string_view more) {
    std::string text = changed(ctf_document(), "26.0", version);
    text = changed(text, "<Sex>F</Sex>", sex);
    return changed(text, "    </Pupil>", std::string(more).append("    </Pupil>"));
}

/// A return of spring 2026 as one of another edition, with more in its pupil behind the home.
std::string census_with(std::string_view year, std::string_view more) {
    std::string text = changed(census_document(), "<Year>2026</Year>", "<Year>" + std::string(year) + "</Year>");
    if (year < "2024") text = changed(text, "<Sex>F</Sex>", "<Gender>F</Gender>");
    return changed(text, "<HomeInformation>", std::string(more) + "<HomeInformation>");
}

std::string attendance(std::string_view details) {
    return changed(census_document(), "<SessionsPossible>146</SessionsPossible>",
                   "<SessionsPossible>146</SessionsPossible><SessionDetails>" + std::string(details) + "</SessionDetails>");
}

std::string detail(std::string_view code, std::string_view sessions) {
    return "<SessionDetail><AttendanceReason>" + std::string(code) + "</AttendanceReason><Sessions>" + std::string(sessions) + "</Sessions></SessionDetail>";
}

std::string exclusion(std::string_view category, std::string_view reasons, std::string_view start) {
    return "<Exclusions><TermlyExclusion><Category>" + std::string(category) + "</Category>" + std::string(reasons) + "<StartDate>" + std::string(start) +
           "</StartDate><Sessions>2</Sessions><SENprovision>N</SENprovision></TermlyExclusion></Exclusions>";
}

/// The elements of the dictionary that a row is about.
std::vector<const schema::ElementRow*> elements_of(const convert::EditionRow& row) {
    std::vector<const schema::ElementRow*> elements;
    for (const schema::ElementRow& each : schema::Dictionary::built_in().elements())
        if (each.collection == row.collection && std::string("/").append(each.path).ends_with("/" + std::string(row.path))) elements.push_back(&each);
    return elements;
}

bool has_child(const schema::ElementRow& element, std::string_view name) {
    const auto& dictionary = schema::Dictionary::built_in();
    const auto rows = dictionary.children(static_cast<schema::ElementId>(&element - dictionary.elements().data()));
    return std::any_of(rows.begin(), rows.end(), [=](const schema::ElementRow& each) { return each.name == name; });
}

bool has_code(const schema::ElementRow& element, std::string_view code) {
    const auto& dictionary = schema::Dictionary::built_in();
    const auto codes = dictionary.codes(dictionary.type(element.type));
    return std::any_of(codes.begin(), codes.end(), [=](const schema::CodeRow& each) { return each.code == code; });
}

}  // namespace

TEST_CASE("every row of the changes is about elements and codes of the dictionary") {
    using convert::EditionRule;
    for (const convert::EditionRow& row : convert::edition_rows()) {
        CAPTURE(row.path);
        CHECK_FALSE(elements_of(row).empty());
        const bool of_codes = row.rule == EditionRule::recode || row.rule == EditionRule::widen || row.rule == EditionRule::apart;
        const bool of_names = row.rule == EditionRule::rename || row.rule == EditionRule::list || row.rule == EditionRule::nest;
        const auto some = [&](const auto& is_right) {
            const auto elements = elements_of(row);
            return std::any_of(elements.begin(), elements.end(), [&](const schema::ElementRow* each) { return is_right(*each); });
        };
        if (of_codes) CHECK(some([&](const schema::ElementRow& each) { return has_code(each, row.from); }));
        if (of_codes && row.rule != EditionRule::apart) CHECK(some([&](const schema::ElementRow& each) { return has_code(each, row.to); }));
        if (of_names) CHECK(some([&](const schema::ElementRow& each) { return has_child(each, row.from) && has_child(each, row.to); }));
        CHECK((row.since.empty() || schema::parse_edition_date(row.collection, row.since)));
        CHECK(row.loss == (row.rule == EditionRule::widen || row.rule == EditionRule::apart));
        CHECK_FALSE(row.source.empty());
    }
}

TEST_CASE("a change of edition stamps the header and renames what has another name") {
    const ChangedDocument up = change_edition(ctf_with("21.0", "<Gender>F</Gender>", ""), "ctf@21.0", "ctf@26.0");
    CHECK(has(up.text, "<CTFversion>26.0</CTFversion>"));
    CHECK(has(up.text, "<Sex>F</Sex>"));
    CHECK_FALSE(has(up.text, "Gender"));
    CHECK_FALSE(up.report.lossy());
    CHECK(up.count(LossKind::changed, "Pupil/Gender") == 1);
    CHECK(up.report.counts().front().examples.front().key == "L201203719000");

    const ChangedDocument down = change_edition(up.text, "ctf@26.0", "ctf@21.0");
    CHECK(has(down.text, "<Gender>F</Gender>"));
    CHECK(down.text == read_and_written(ctf_with("21.0", "<Gender>F</Gender>", ""), edition("ctf@21.0")).text);
}

TEST_CASE("an edition that takes both names is given the new one") {
    CHECK(has(change_edition(ctf_with("22.0", "<Gender>F</Gender>", ""), "ctf@22.0", "ctf@24.0").text, "<Sex>F</Sex>"));
    CHECK(has(change_edition(ctf_with("23.0", "<Gender>F</Gender>", ""), "ctf@23.0", "ctf@24.0").text, "<Gender>F</Gender>"));
}

TEST_CASE("of two names for one item the second is a loss") {
    const ChangedDocument both = change_edition(ctf_with("24.0", "<Gender>F</Gender><Sex>F</Sex>", ""), "ctf@24.0", "ctf@26.0");
    CHECK_FALSE(has(both.text, "Gender"));
    CHECK(both.count(LossKind::dropped, "Pupil/Gender") == 1);
}

TEST_CASE("a version that was written in another way is no loss, another version is one") {
    CHECK_FALSE(change_edition(ctf_with("21", "<Gender>F</Gender>", ""), "ctf@21.0", "ctf@26.0").report.lossy());
    CHECK(change_edition(ctf_with("20.0", "<Gender>F</Gender>", ""), "ctf@21.0", "ctf@26.0").count(LossKind::altered, "Header/CTFversion") == 1);
}

TEST_CASE("what an edition lacks is left out, each value of it told") {
    const std::string meals =
        "<FSMhistory><FSMinstance><FSMstartDate>2026-09-01</FSMstartDate><FSMEligibilityVerificationDate>2026-09-02</FSMEligibilityVerificationDate>"
        "<UKcountry>ENG</UKcountry><FSMCategory>TFSM</FSMCategory></FSMinstance></FSMhistory>";
    const ChangedDocument down = change_edition(ctf_with("26.0", "<Sex>F</Sex>", meals), "ctf@26.0", "ctf@22.0");
    CHECK_FALSE(has(down.text, "FSMCategory"));
    CHECK(has(down.text, "<UKcountry>ENG</UKcountry>"));
    CHECK(down.report.losses() == 2);
    CHECK(down.count(LossKind::dropped, "FSMinstance/FSMCategory") == 1);
    CHECK(down.count(LossKind::dropped, "FSMinstance/FSMEligibilityVerificationDate") == 1);

    const std::string review = "<FSMhistory><FSMreviewDate>2024-09-01</FSMreviewDate><FSMinstance><FSMstartDate>2024-09-01</FSMstartDate>"
                               "<UKcountry>ENG</UKcountry></FSMinstance></FSMhistory>";
    CHECK(change_edition(ctf_with("25.0", "<Sex>F</Sex>", review), "ctf@25.0", "ctf@26.0").count(LossKind::dropped, "FSMreviewDate") == 1);
}

TEST_CASE("unknown elements and attributes stay") {
    const std::string text = ctf_with("21.0", "<Gender kind=\"x\">F</Gender>", "<Armed><Since>2020</Since></Armed>");
    const ChangedDocument up = change_edition(text, "ctf@21.0", "ctf@26.0");
    CHECK(has(up.text, "<Sex kind=\"x\">F</Sex>"));
    CHECK(has(up.text, "<Since>2020</Since>"));
    CHECK_FALSE(up.report.lossy());
}

TEST_CASE("an unknown element in a structure that is left out is told as written") {
    const std::string care = "<Armed><Since>2020</Since></Armed>";
    const std::string aim = "<LearnerFAM><LearnFAMType>NLM</LearnFAMType><LearnFAMCode>01</LearnFAMCode>" + care + "</LearnerFAM>";
    const ChangedDocument down = change_edition(census_with("2026", aim), "school-census@2026-spring", "school-census@2020-spring");
    CHECK(down.count(LossKind::dropped, "LearnerFAM/Armed/Since") == 1);
    CHECK(down.count(LossKind::dropped, "LearnerFAM/LearnFAMType") == 1);
}

TEST_CASE("the gender of a contact stays, and so do the academic year and the marks, and it is said") {
    const std::string more = "<Contacts><Contact><Surname>Sallowbrook</Surname><Gender>F</Gender><Relationship>PAM</Relationship>"
                             "<Responsibility>true</Responsibility></Contact></Contacts>"
                             "<Attendance><YearData><Year>2024</Year><LEA>201</LEA><Estab>3999</Estab><SessionsPossible>4</SessionsPossible>"
                             "<AttendSessions><AttendanceStartDate>2024-09-03</AttendanceStartDate><AttendanceMarks>/\\?J</AttendanceMarks></AttendSessions>"
                             "</YearData></Attendance>";
    const ChangedDocument down = change_edition(ctf_with("26.0", "<Sex>F</Sex>", more), "ctf@26.0", "ctf@22.0");
    CHECK(has(down.text, "<AttendanceMarks>/\\?J</AttendanceMarks>"));
    CHECK(has(down.text, "<Gender>F</Gender>\n          <Relationship>"));
    CHECK_FALSE(down.report.lossy());
    CHECK(down.count(LossKind::note, "AttendanceMarks") == 2);
    CHECK(down.count(LossKind::note, "Contact/Gender") == 1);
    CHECK(down.count(LossKind::note, "SourceSchool/AcademicYear") == 1);
}

TEST_CASE("a code that an edition lacks takes its structure with it, but never the record") {
    const std::string sen = "<SENhistory><SEN><StartDate>2025-09-03</StartDate><SENprovision>K</SENprovision></SEN><SENneeds><SENneed>"
                            "<SENtypeRank>1</SENtypeRank><SENtype>DS</SENtype></SENneed></SENneeds></SENhistory>";
    const ChangedDocument down = change_edition(ctf_with("26.0", "<Sex>F</Sex>", sen), "ctf@26.0", "ctf@22.0");
    CHECK_FALSE(has(down.text, "SENneeds"));
    CHECK(has(down.text, "<SENprovision>K</SENprovision>"));
    CHECK(down.count(LossKind::no_code, "SENneed/SENtype") == 1);
    CHECK(down.count(LossKind::dropped, "SENneed/SENtypeRank") == 1);
    CHECK(down.report.losses() == 2);

    const ChangedDocument care = change_edition(changed(census_with("2026", ""), "<PLAA>N</PLAA>", "<PLAA>O</PLAA>"), "school-census@2026-spring",
                                                "school-census@2021-spring");
    CHECK(has(care.text, "<PLAA>O</PLAA>"));
    CHECK(care.count(LossKind::no_code, "PupilCharacteristics/PLAA") == 1);
}

TEST_CASE("a value that was wrong in its own edition stays") {
    const ChangedDocument wrong = change_edition(changed(census_with("2026", ""), "<PLAA>N</PLAA>", "<PLAA>?</PLAA>"), "school-census@2026-spring",
                                                 "school-census@2021-spring");
    CHECK(has(wrong.text, "<PLAA>?</PLAA>"));
    CHECK(wrong.count(LossKind::no_code, "PLAA") == 0);
}

TEST_CASE("a return gets term, year and day of its edition") {
    const ChangedDocument up = change_edition(census_document(), "school-census@2026-spring", "school-census@2027-spring");
    CHECK(has(up.text, "<Term>SPR</Term>"));
    CHECK(has(up.text, "<Year>2027</Year>"));
    CHECK(has(up.text, "<ReferenceDate>2027-01-21</ReferenceDate>"));
    CHECK_FALSE(up.report.lossy());
    CHECK(up.count(LossKind::changed, "ReferenceDate") == 1);
    const std::string other_day = changed(census_document(), "<ReferenceDate>2026-01-15", "<ReferenceDate>2026-01-16");
    CHECK(change_edition(other_day, "school-census@2026-spring", "school-census@2027-spring").count(LossKind::altered, "ReferenceDate") == 1);
}

TEST_CASE("the category of an exclusion goes by its date where an edition has both") {
    const std::string one = "<Reasons><Reason>PP</Reason></Reasons>";
    const auto category = [&](std::string_view start, std::string_view to) {
        const ChangedDocument down = change_edition(census_with("2023", exclusion("SUSP", one, start)), "school-census@2023-spring", to);
        CHECK(down.count(LossKind::altered, "Category") == 0);
        return has(down.text, "<Category>FIXD</Category>");
    };
    CHECK(category("2021-07-31", "school-census@2021-spring"));
    CHECK_FALSE(category("2021-08-01", "school-census@2021-spring"));
    CHECK(category("2021-08-01", "school-census@2020-spring"));
    CHECK_FALSE(category("no day", "school-census@2021-spring"));
}

TEST_CASE("a category that did not go with its date is altered, not only changed") {
    const std::string one = "<Reasons><Reason>PP</Reason></Reasons>";
    const ChangedDocument up = change_edition(census_with("2021", exclusion("FIXD", one, "2021-09-10")), "school-census@2021-spring", "school-census@2023-spring");
    CHECK(has(up.text, "<Category>SUSP</Category>"));
    CHECK(up.count(LossKind::altered, "Category") == 1);
}

TEST_CASE("one reason becomes a list, and of a list the first stays") {
    const std::string two = "<Reasons><Reason>PP</Reason><Reason>BU</Reason></Reasons>";
    const ChangedDocument down = change_edition(census_with("2026", exclusion("SUSP", two, "2025-10-01")), "school-census@2026-spring", "school-census@2020-spring");
    CHECK_FALSE(has(down.text, "Reasons"));
    CHECK(has(down.text, "<Reason>PP</Reason>"));
    CHECK_FALSE(has(down.text, "<Reason>BU</Reason>"));
    CHECK(down.count(LossKind::dropped, "TermlyExclusion/Reason") == 1);
    const ChangedDocument up = change_edition(down.text, "school-census@2020-spring", "school-census@2026-spring");
    CHECK(has(up.text, "<Reasons>\n"));
    CHECK(has(up.text, "<Category>SUSP</Category>"));
}

TEST_CASE("of a list the first reason stays for which there is a code") {
    const std::string two = "<Reasons><Reason>LG</Reason><Reason>BU</Reason></Reasons>";
    const ChangedDocument down = change_edition(census_with("2026", exclusion("SUSP", two, "2025-10-01")), "school-census@2026-spring", "school-census@2020-spring");
    CHECK(has(down.text, "<Reason>BU</Reason>"));
    CHECK(down.count(LossKind::no_code, "TermlyExclusion/Reason") == 1);
}

TEST_CASE("interviews are never made of each other: J counted as attendance, J1 counts as absence") {
    const ChangedDocument down = change_edition(attendance(detail("J1", "3") + detail("I", "4")), "school-census@2026-spring", "school-census@2024-spring");
    CHECK_FALSE(has(down.text, "<AttendanceReason>J"));
    CHECK(has(down.text, "<AttendanceReason>I<"));
    CHECK(down.count(LossKind::no_code, "AttendanceReason") == 1);
    const ChangedDocument up = change_edition(changed(attendance(detail("J", "3") + detail("I", "4")), "2026", "2024"), "school-census@2024-spring",
                                              "school-census@2026-spring");
    CHECK_FALSE(has(up.text, "<AttendanceReason>J"));
    CHECK(up.count(LossKind::no_code, "AttendanceReason") == 1);
}

TEST_CASE("codes that were one before become that one, and their sessions are added up") {
    const ChangedDocument down = change_edition(attendance(detail("C1", "3") + detail("C", "4") + detail("C2", "5") + detail("Y3", "2")),
                                                "school-census@2026-spring", "school-census@2024-spring");
    CHECK(has(down.text, "<AttendanceReason>C</AttendanceReason>"));
    CHECK(has(down.text, "<Sessions>12</Sessions>"));
    CHECK(has(down.text, "<AttendanceReason>Y</AttendanceReason>"));
    CHECK_FALSE(has(down.text, "C1"));
    CHECK(down.count(LossKind::altered, "AttendanceReason") == 3);
    CHECK(down.report.losses() == 3);
}

TEST_CASE("codes with the same wider one stay apart where something else is with them") {
    const std::string with_more = changed(detail("C1", "3"), "</SessionDetail>", "<Own>x</Own></SessionDetail>");
    const ChangedDocument down = change_edition(attendance(with_more + detail("C", "4")), "school-census@2026-spring", "school-census@2024-spring");
    CHECK(has(down.text, "<Own>x</Own>"));
    CHECK(has(down.text, "<Sessions>4</Sessions>"));
}

TEST_CASE("a return before autumn 2020 has absences only, and it is said") {
    const std::string old = all_changed(attendance(detail("I", "4")), "Sessions>4</Sessions", "AbsenceSessions>4</AbsenceSessions");
    const ChangedDocument up = change_edition(old, "school-census@2020-spring", "school-census@2021-spring");
    CHECK(has(up.text, "<Sessions>4</Sessions>"));
    CHECK(up.count(LossKind::missing, "TermlyAttendance/SessionDetails") == 1);
    const ChangedDocument down = change_edition(attendance(detail("/", "40") + detail("I", "4")), "school-census@2026-spring", "school-census@2020-spring");
    CHECK(has(down.text, "<AbsenceSessions>4</AbsenceSessions>"));
    CHECK_FALSE(has(down.text, "40"));
    CHECK(down.count(LossKind::no_code, "AttendanceReason") == 1);
}

TEST_CASE("learning aims go into the programme aim where there is one") {
    const std::string learning = "<LearningAim><QN>60012345</QN><SCC>1001</SCC><LearningStartDate>2020-09-03</LearningStartDate>"
                                 "<LearningPlannedEndDate>2022-07-15</LearningPlannedEndDate><LearningAimStatus>1</LearningAimStatus><Traineeship>false</Traineeship>"
                                 "</LearningAim>";
    const std::string programme = "<ProgrammeAim><QN>60012345</QN><LearningStartDate>2020-09-03</LearningStartDate></ProgrammeAim>";
    const auto changed_with = [&](const std::string& aims) {
        return change_edition(census_with("2020", "<LearningAims>" + aims + "</LearningAims>"), "school-census@2020-autumn", "school-census@2021-autumn");
    };
    const ChangedDocument one = changed_with(learning + programme);
    CHECK(has(one.text, "<ProgrammeStartDate>2020-09-03</ProgrammeStartDate>\n            <LearningAim>"));
    CHECK(one.count(LossKind::changed, "LearningAims/LearningAim") == 1);
    CHECK(one.count(LossKind::dropped, "LearningAim/QN") == 0);
    CHECK(one.count(LossKind::missing, "ProgrammeAim/ProgrammePlannedEndDate") == 1);
    CHECK(changed_with(learning).count(LossKind::dropped, "LearningAim/QN") == 1);
    CHECK(changed_with(learning + programme + programme).count(LossKind::dropped, "LearningAim/QN") == 1);

    const ChangedDocument back = change_edition(one.text, "school-census@2021-autumn", "school-census@2020-autumn");
    CHECK(has(back.text, "</LearningAim>\n          <ProgrammeAim>"));
    CHECK(back.count(LossKind::altered, "LearningAim") == 0);
}

TEST_CASE("another term has to be allowed, and then what it does not collect is left out") {
    CHECK_THROWS_AS(change_edition(census_document(), "school-census@2026-spring", "school-census@2026-autumn"), UsageError);
    const ChangedDocument autumn = change_edition(census_document(), edition("school-census@2026-spring"), edition("school-census@2026-autumn"), OtherTerm::allowed);
    CHECK(has(autumn.text, "<Term>AUT</Term>"));
    CHECK_FALSE(has(autumn.text, "<Ethnicity>"));
    CHECK(autumn.count(LossKind::dropped, "PupilCharacteristics/Ethnicity") == 1);
    CHECK(has(autumn.report.text(), "not collected in autumn"));
    const ChangedDocument spring = change_edition(autumn.text, edition("school-census@2026-autumn"), edition("school-census@2026-spring"), OtherTerm::allowed);
    CHECK(spring.count(LossKind::missing, "School/Miscellaneous") == 1);
}

TEST_CASE("editions that cannot be are refused") {
    const auto& dictionary = schema::Dictionary::built_in();
    CHECK_THROWS_AS(convert::EditionChange(dictionary, edition("ctf@21.0"), edition("school-census@2026-spring")), UsageError);
    CHECK_THROWS_AS(convert::EditionChange(dictionary, edition("ctf@21.0"), edition("ctf@31.0")), UsageError);
    CHECK(convert::EditionChange(dictionary, edition("ctf@12.0"), edition("ctf@26.0")).from() == edition("ctf@12.0"));
}
