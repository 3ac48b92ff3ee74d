#include "cbds/error.hpp"
#include "rules/parts.hpp"

#include <doctest/doctest.h>

namespace cbds::rules_condition_test {

using namespace cbds;
using test::census_document;
using test::changed;
using test::holds_in_record;

namespace {

const std::string kPupil(test::kCensusPupil);

/// The pupil with two periods of free school meals, the first of them closed.
std::string with_meals() {
    return changed(kPupil, "    <ServiceChild>",
                   "    <FSMeligibility>"
                   "<FSMperiod><FSMstartDate>2025-01-10</FSMstartDate><FSMendDate>2025-11-30</FSMendDate><UKcountry>ENG</UKcountry></FSMperiod>"
                   "<FSMperiod><FSMstartDate>2025-12-01</FSMstartDate><UKcountry>ENG</UKcountry></FSMperiod>"
                   "</FSMeligibility>\n    <ServiceChild>");
}

constexpr std::string_view kMeals = "PupilCharacteristics/FSMeligibility/FSMperiod/FSMstartDate PupilCharacteristics/FSMeligibility/FSMperiod/FSMendDate "
                                    "PupilCharacteristics/ServiceChild";
constexpr std::string_view kPeriod = "PupilCharacteristics/FSMeligibility/FSMperiod";
constexpr std::string_view kStatus = "PupilStatus/EnrolStatus PupilStatus/EntryDate PupilStatus/PartTime PupilStatus/NCyearActual PupilIdentifiers/DOB "
                                     "PupilIdentifiers/UniqueLearnerNumber Attendance/TermlyAttendance/SessionsPossible";

bool holds(std::string_view when) { return holds_in_record(census_document(kPupil), kStatus, when); }

}  // namespace

TEST_CASE("a condition asks whether an item is there") {
    CHECK(holds("EnrolStatus"));
    CHECK_FALSE(holds("!EnrolStatus"));
    CHECK_FALSE(holds("UniqueLearnerNumber"));
    CHECK(holds("!UniqueLearnerNumber"));
    CHECK(holds(""));
}

TEST_CASE("a condition compares a value with codes; a missing value is neither among them nor among the others") {
    CHECK(holds("EnrolStatus=C,M"));
    CHECK_FALSE(holds("EnrolStatus=M,S"));
    CHECK(holds("EnrolStatus!=M,S"));
    CHECK_FALSE(holds("UniqueLearnerNumber=1"));
    CHECK_FALSE(holds("UniqueLearnerNumber!=1"));
}

TEST_CASE("a value with a fault is not judged") {
    CHECK_FALSE(holds_in_record(census_document(changed(kPupil, "<EnrolStatus>C", "<EnrolStatus>Q")), kStatus, "EnrolStatus!=M"));
}

TEST_CASE("a yes/no value may be written in two ways") {
    CHECK(holds("PartTime=false"));
    CHECK(holds_in_record(census_document(changed(kPupil, "<PartTime>false", "<PartTime>0")), kStatus, "PartTime=false"));
    CHECK(holds_in_record(census_document(changed(kPupil, "<PartTime>false", "<PartTime>1")), kStatus, "PartTime=true"));
}

TEST_CASE("all conditions of an alternative have to hold, and one alternative") {
    CHECK(holds("EnrolStatus=C PartTime=false"));
    CHECK_FALSE(holds("EnrolStatus=C PartTime=true"));
    CHECK(holds("EnrolStatus=M | PartTime=false"));
    CHECK_FALSE(holds("EnrolStatus=M | PartTime=true"));
}

TEST_CASE("dates and numbers are compared") {
    CHECK(holds("EntryDate<=@census"));
    CHECK(holds("EntryDate<@previous-census"));
    CHECK_FALSE(holds("EntryDate>@census-1y"));
    CHECK(holds("SessionsPossible==146"));
    CHECK(holds("SessionsPossible>145.5"));
    CHECK_FALSE(holds("SessionsPossible<>146"));
    CHECK_FALSE(holds("UniqueLearnerNumber>0"));
}

TEST_CASE("ages are those of 31 August, or of another day") {
    CHECK(holds("age==10"));  // born on 30 May 2015
    CHECK(holds("age@census==10"));
    CHECK(holds("age@EntryDate==4"));
    CHECK_FALSE(holds("age>10"));
    CHECK(holds_in_record(census_document(changed(kPupil, "2015-05-30", "2015-09-01")), kStatus, "age==9"));
    CHECK(holds_in_record(census_document(changed(kPupil, "2015-05-30", "2015-08-31")), kStatus, "age==10"));
}

TEST_CASE("names in a repeated element mean that instance, others the record") {
    const std::string document = census_document(with_meals());
    CHECK(holds_in_record(document, kMeals, "FSMendDate", kPeriod));
    CHECK(holds_in_record(document, kMeals, "FSMstartDate<FSMendDate ServiceChild=N", kPeriod));
    CHECK(holds_in_record(document, kMeals, "FSMendDate>=@fsm.from", kPeriod));
    CHECK(holds_in_record(document, kMeals, "#FSMendDate==1", kPeriod));
}

TEST_CASE("instances are counted and summed") {
    const std::string document = census_document(with_meals());
    CHECK(holds_in_record(document, kMeals, "#FSMstartDate==2 #FSMendDate==1"));
    CHECK(holds_in_record(document, kMeals, "#FSMstartDate==1+#FSMendDate"));
    constexpr std::string_view kSessions = "Attendance/TermlyAttendance/SessionsPossible Attendance/TermlyAttendance/SessionDetails/SessionDetail/Sessions";
    const std::string absent = changed(kPupil, "</SessionsPossible>",
                                       "</SessionsPossible><SessionDetails>"
                                       "<SessionDetail><AttendanceReason>I</AttendanceReason><Sessions>4</Sessions></SessionDetail>"
                                       "<SessionDetail><AttendanceReason>M</AttendanceReason><Sessions>2</Sessions></SessionDetail></SessionDetails>");
    CHECK(holds_in_record(census_document(absent), kSessions, "*Sessions==6"));
    CHECK(holds_in_record(census_document(absent), kSessions, "*Sessions<SessionsPossible"));
    CHECK(holds_in_record(census_document(absent), kSessions, "Sessions==4"));
}

TEST_CASE("the school block and the header are asked by their names") {
    CHECK(holds("school:Governance=VA"));
    CHECK(holds("school:Phase!=NS"));
    CHECK(holds("header:Term=SPR header:Estab==3999"));
    CHECK_FALSE(holds("school:ChildMothers"));
}

TEST_CASE("a condition knows the roll of its record") {
    CHECK(holds("roll=on"));
    CHECK_FALSE(holds("roll=off"));
    CHECK(holds("roll=off | EnrolStatus=C"));
}

TEST_CASE("what another edition collects is not there") {
    CHECK_FALSE(holds_in_record(census_document(kPupil), "PupilCharacteristics/KinshipCare PupilStatus/EnrolStatus", "KinshipCare"));
    CHECK(holds_in_record(census_document(kPupil), "PupilCharacteristics/KinshipCare PupilStatus/EnrolStatus", "!KinshipCare EnrolStatus=C"));
}

TEST_CASE("slips of the pen in a row are told") {
    CHECK_THROWS_AS(holds("Nonsense"), DictionaryError);
    CHECK_THROWS_AS(holds("school:Nonsense=1"), DictionaryError);
    CHECK_THROWS_AS(holds("EntryDate<@never"), DictionaryError);
    CHECK_THROWS_AS(holds("EntryDate<"), DictionaryError);
}

}  // namespace cbds::rules_condition_test
