#include "cbds/schema/plan.hpp"

#include "cbds/error.hpp"
#include "schema/xsd_copy.hpp"

#include <doctest/doctest.h>

using namespace cbds;
using namespace cbds::schema;

namespace {

const Dictionary& invented() {
    static const Dictionary dictionary = Dictionary::load(kFixtures);
    return dictionary;
}

ElementId at(std::string_view path) { return invented().find(Collection::ctf, path); }

}  // namespace

TEST_CASE("plan: elements are those of the edition, under the ids of the dictionary") {
    const Plan old(invented(), ctf_edition(24));
    const Plan latest(invented(), ctf_edition(26));
    const ElementId uln = at("CTfile/Pupils/Pupil/ULN");
    const ElementId extra = at("CTfile/Supplementary");
    CHECK(old.in_edition(uln));
    CHECK_FALSE(latest.in_edition(uln));
    CHECK_FALSE(old.in_edition(extra));
    CHECK(latest.in_edition(extra));
    CHECK(latest.root() == at("CTfile"));
    CHECK(latest.row(uln).name == "ULN");
    CHECK(latest.edition() == ctf_edition(26));
}

TEST_CASE("plan: terms count as editions do") {
    const ElementId jumper = invented().find(Collection::school_census, "Message/Pupil/Jumper");
    CHECK(Plan(invented(), census_edition(2026, Term::spring)).in_edition(jumper));
    CHECK_FALSE(Plan(invented(), census_edition(2026, Term::summer)).in_edition(jumper));
}

TEST_CASE("plan: what must be there depends on the edition") {
    const ElementId header = at("CTfile/Header");
    const ElementId school = at("CTfile/Header/School");
    for (const int version : {24, 25, 26}) {
        const Plan plan(invented(), ctf_edition(version));
        const bool required = version != 25;
        CHECK(plan.element(school).min == (required ? 1 : 0));
        CHECK((plan.element(header).required >> plan.element(school).place & 1) == (required ? 1 : 0));
    }
}

TEST_CASE("plan: places count the children of the edition; choices are no requirement") {
    const Plan plan(invented(), ctf_edition(26));
    const PlanElement& pupil = plan.element(at("CTfile/Pupils/Pupil"));
    CHECK(plan.element(at("CTfile/Pupils/Pupil/UPN")).place == 0);
    CHECK(plan.element(at("CTfile/Pupils/Pupil/NewULN")).place == 1);
    CHECK(plan.element(at("CTfile/Pupils/Pupil/Home")).place == 2);
    CHECK(pupil.has_choice);
    CHECK(pupil.required == 1);
    CHECK(plan.element(at("CTfile/Pupils/Pupil/Away")).max == 2);
}

TEST_CASE("plan: records are listed, and a type is compiled for the edition") {
    const Plan plan(invented(), ctf_edition(26));
    REQUIRE(plan.records().size() == 1);
    CHECK(plan.records()[0] == at("CTfile/Pupils/Pupil"));
    const PlanElement& jumper = plan.element(at("CTfile/Pupils/Pupil/Jumper"));
    CHECK(plan.type(jumper).check("B") == ValueFault::none);
    CHECK(plan.type(jumper).check("G") == ValueFault::code_edition);
}

TEST_CASE("plan: a name is found exactly, in another edition, by alias or letter case, or not at all") {
    const Plan plan(invented(), ctf_edition(26));
    const ElementId pupil = at("CTfile/Pupils/Pupil");
    const auto found = [&](std::string_view name) { return plan.find_child(pupil, name); };
    CHECK(found("UPN").element == at("CTfile/Pupils/Pupil/UPN"));
    CHECK(found("UPN").match == NameMatch::exact);
    CHECK(found("ULN").match == NameMatch::other_edition);
    CHECK(found("ULN").element == at("CTfile/Pupils/Pupil/ULN"));
    CHECK(found("PupilUPN").match == NameMatch::alias);
    CHECK(found("uniquepupilnumber").element == at("CTfile/Pupils/Pupil/UPN"));
    CHECK(found("jumper").match == NameMatch::alias);
    CHECK(found("Pupil").match == NameMatch::none);
    CHECK(found("").match == NameMatch::none);
    CHECK(found("Upn UPN").match == NameMatch::none);
    CHECK(plan.exact_child(pupil, "upn") == kNoElement);
    CHECK(plan.exact_child(pupil, "ULN") == kNoElement);
}

TEST_CASE("plan: every edition of the dictionary is compiled, and a name leads to its element") {
    const Dictionary& dictionary = Dictionary::built_in();
    for (const Collection collection : {Collection::ctf, Collection::school_census}) {
        const EditionRange covered = dictionary.collection(collection).editions;
        for (Ordinal ordinal = covered.since; ordinal <= covered.until; ++ordinal) {
            const Edition edition{collection, ordinal};
            const Plan plan(dictionary, edition);
            CHECK_FALSE(plan.records().empty());
            for (std::size_t i = 0; i < dictionary.elements().size(); ++i) {
                const auto id = static_cast<ElementId>(i);
                const ElementRow& row = dictionary.element(id);
                if (row.collection != collection || row.parent == kNoElement || !plan.in_edition(id)) continue;
                CAPTURE(row.path);
                CHECK(row.in_edition(edition));
                CHECK(plan.exact_child(row.parent, row.name) == id);
            }
        }
    }
}

TEST_CASE("plan: more children than a plan can tell apart are refused") {
    const XsdCopy copy;
    std::string many;
    for (int i = 0; i < 64; ++i) many += "<xs:element name=\"More" + std::to_string(i) + "\" type=\"xs:string\"/>";
    copy.change("ctf.xsd", "<xs:element name=\"Version\" type=\"xs:string\"/>", many);
    const Dictionary dictionary = Dictionary::load(copy.folder());
    CHECK_THROWS_AS(Plan(dictionary, ctf_edition(26)), DictionaryError);
}
