#include "cbds/schema/plan.hpp"

#include "cbds/error.hpp"
#include "schema/xsd_copy.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <string>

using namespace cbds;
using namespace cbds::schema;

namespace {

const Plan& census_plan() {
    static const Plan plan(Dictionary::built_in(), census_edition(2026, Term::spring));
    return plan;
}

ElementId in_census(std::string_view path) { return Dictionary::built_in().find(Collection::school_census, path); }
ElementId in_ctf(std::string_view path) { return Dictionary::built_in().find(Collection::ctf, path); }

constexpr std::string_view kIdentifiers = "Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilIdentifiers";

std::string path_below(std::string_view name) { return std::string(kIdentifiers).append("/").append(name); }

}  // namespace

TEST_CASE("plan: an element is in an edition if it and all around it are") {
    const Plan summer(Dictionary::built_in(), census_edition(2026, Term::summer));
    CHECK(census_plan().in_edition(in_census(path_below("Sex"))));
    CHECK_FALSE(census_plan().in_edition(in_census(path_below("Gender"))));
    const ElementId lodged = in_census("Message/School/AdmissionsAppeals/Lodged");
    CHECK(census_plan().in_edition(lodged));
    CHECK_FALSE(summer.in_edition(lodged));  // its parent is of spring alone
    for (std::size_t i = 0; i < Dictionary::built_in().elements().size(); ++i) {
        const ElementRow& row = Dictionary::built_in().elements()[i];
        if (row.collection != Collection::school_census || row.parent == kNoElement || !summer.in_edition(static_cast<ElementId>(i))) continue;
        CHECK(summer.in_edition(row.parent));
        CHECK(row.in_edition(summer.edition()));
    }
}

TEST_CASE("plan: places count the children of the edition, and the required ones are marked") {
    const Plan plan(Dictionary::built_in(), ctf_edition(26));
    const ElementId pupil = in_ctf("CTfile/CTFpupilData/Pupil");
    const PlanElement& element = plan.element(pupil);
    unsigned place = 0;
    std::uint64_t required = 0;
    for (unsigned i = 0; i < element.child_count; ++i) {
        const auto id = static_cast<ElementId>(element.first_child + i);
        if (!plan.in_edition(id)) continue;
        const PlanElement& child = plan.element(id);
        CHECK(child.place == place++);
        if (child.min > 0 && child.choice == 0) required |= std::uint64_t{1} << child.place;
    }
    CHECK(element.required == required);
    CHECK(std::popcount(required) == 4);  // UPN, Surname, Forename, DOB; Sex is one of a choice
    CHECK(element.has_choice);
    CHECK_FALSE(plan.element(in_ctf("CTfile/CTFpupilData")).has_choice);
}

TEST_CASE("plan: how often an element must occur depends on the edition") {
    const Plan before(Dictionary::built_in(), census_edition(2023, Term::spring));
    CHECK(before.element(in_census(path_below("Gender"))).min == 1);
    CHECK(census_plan().element(in_census(path_below("Sex"))).min == 1);
    CHECK(census_plan().element(in_census(path_below("MiddleNames"))).min == 0);
    CHECK(census_plan().element(in_census("Message/School/Childcare")).max == kUnbounded);
}

TEST_CASE("plan: a name is found exactly, then of another edition, then by alias or letter case") {
    const Plan& plan = census_plan();
    const auto found = [&](std::string_view parent, std::string_view name) { return plan.find_child(in_census(parent), name); };
    CHECK(found(kIdentifiers, "Sex").match == NameMatch::exact);
    CHECK(found(kIdentifiers, "Sex").element == in_census(path_below("Sex")));
    CHECK(found(kIdentifiers, "Gender").match == NameMatch::other_edition);
    CHECK(found(kIdentifiers, "Gender").element == in_census(path_below("Gender")));
    CHECK(found(kIdentifiers, "gender").match == NameMatch::alias);
    CHECK(found(kIdentifiers, "SEX").match == NameMatch::alias);
    CHECK(found(kIdentifiers, "SEX").element == in_census(path_below("Sex")));
    const FoundName adopted = found("Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilCharacteristics", "AdoptedFromCare");
    CHECK(adopted.match == NameMatch::alias);
    CHECK(plan.row(adopted.element).name == "PLAA");
    for (const char* name : {"", "Se", "Sexx", "Sex ", "PupilIdentifiers", "Message"}) {
        CHECK_MESSAGE(found(kIdentifiers, name).match == NameMatch::none, name);
        CHECK_MESSAGE(found(kIdentifiers, name).element == kNoElement, name);
    }
    CHECK(plan.exact_child(in_census(kIdentifiers), "Sex") == in_census(path_below("Sex")));
    CHECK(plan.exact_child(in_census(kIdentifiers), "Gender") == kNoElement);
    CHECK(plan.exact_child(in_census(kIdentifiers), "sex") == kNoElement);
}

TEST_CASE("plan: every value has its type, and elements of one type share it") {
    const Plan& plan = census_plan();
    for (std::size_t i = 0; i < Dictionary::built_in().elements().size(); ++i) {
        const ElementRow& row = Dictionary::built_in().elements()[i];
        if (row.collection != Collection::school_census || row.content != Content::value || !plan.in_edition(static_cast<ElementId>(i))) continue;
        CHECK(&plan.type(plan.element(static_cast<ElementId>(i))).row() == &Dictionary::built_in().type(row.type));
    }
    CHECK(plan.element(in_census(path_below("Surname"))).type == plan.element(in_census(path_below("Forename"))).type);
}

TEST_CASE("plan: the records of a collection, in the order of the dictionary") {
    const Plan ctf(Dictionary::built_in(), ctf_edition(13));
    REQUIRE(ctf.records().size() == 1);
    CHECK(ctf.row(ctf.records()[0]).name == "Pupil");
    CHECK(ctf.row(ctf.root()).name == "CTfile");
    REQUIRE(census_plan().records().size() == 2);
    CHECK(census_plan().row(census_plan().records()[0]).name == "PupilOnRoll");
    CHECK(census_plan().row(census_plan().records()[1]).name == "PupilNoLongerOnRoll");
}

TEST_CASE("plan: every edition compiles") {
    for (const Collection collection : {Collection::ctf, Collection::school_census}) {
        const EditionRange covered = Dictionary::built_in().collection(collection).editions;
        for (Ordinal ordinal = covered.since; ordinal <= covered.until; ++ordinal)
            CHECK_NOTHROW(Plan(Dictionary::built_in(), {collection, ordinal}));
    }
}

TEST_CASE("plan: more than 64 children of one parent are refused, for a place is a bit") {
    const XsdCopy copy;
    std::string many;
    for (int i = 0; i < 70; ++i) many += "<xs:element name=\"E" + std::to_string(i) + "\" type=\"Count\" minOccurs=\"0\"><xs:annotation><xs:documentation>One.</xs:documentation></xs:annotation></xs:element>\n";
    copy.change("school-census.xsd", "<xs:element name=\"Jumper\"", many + "<xs:element name=\"Jumper\"");
    const Dictionary dictionary = Dictionary::load(copy.folder());
    CHECK_THROWS_AS(Plan(dictionary, census_edition(2026, Term::spring)), DictionaryError);
}
