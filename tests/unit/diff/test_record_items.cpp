/// The items by which a pupil is known again.

#include "diff/element_text.hpp"
#include "diff/record_items.hpp"

#include <doctest/doctest.h>

namespace cbds::test::record_items {

namespace {

std::string_view path_of_item(schema::ElementId item) {
    return item == schema::kNoElement ? std::string_view("none") : schema::Dictionary::built_in().element(item).path;
}

}  // namespace

TEST_CASE("a pupil of a transfer file is known by the items of the record, not by those of a contact") {
    const auto items = diff::record_items(schema::Dictionary::built_in(), schema::Collection::ctf);
    REQUIRE(items.size() == 1);
    CHECK(path_of_item(items[0].record) == "CTfile/CTFpupilData/Pupil");
    CHECK(path_of_item(items[0].upn) == "CTfile/CTFpupilData/Pupil/UPN");
    CHECK(path_of_item(items[0].former_upn) == "CTfile/CTFpupilData/Pupil/BasicDetails/FormerUPN");
    CHECK(path_of_item(items[0].surname) == "CTfile/CTFpupilData/Pupil/Surname");
    CHECK(path_of_item(items[0].forename) == "CTfile/CTFpupilData/Pupil/Forename");
    CHECK(path_of_item(items[0].birth_date) == "CTfile/CTFpupilData/Pupil/DOB");
    CHECK(path_of_item(items[0].year_group) == "CTfile/CTFpupilData/Pupil/BasicDetails/NCyearActual");
    CHECK(items[0].uln != schema::kNoElement);
}

TEST_CASE("the census keeps them in a section, on each of its two rolls") {
    const auto items = diff::record_items(schema::Dictionary::built_in(), schema::Collection::school_census);
    REQUIRE(items.size() == 2);
    for (const diff::RecordItems& each : items) {
        const std::string record(path_of_item(each.record));
        CHECK(path_of_item(each.upn) == record + "/PupilIdentifiers/UPN");
        CHECK(path_of_item(each.former_upn) == record + "/PupilIdentifiers/FormerUPN");
        CHECK(path_of_item(each.uln) == record + "/PupilIdentifiers/UniqueLearnerNumber");
        CHECK(path_of_item(each.surname) == record + "/PupilIdentifiers/Surname");
        CHECK(path_of_item(each.birth_date) == record + "/PupilIdentifiers/DOB");
        CHECK(path_of_item(each.year_group).starts_with(record + "/PupilStatus/NCyear"));
    }
    CHECK(items[0].upn != items[1].upn);
}

TEST_CASE("the value of an item is found however deep it stands, without blanks around it") {
    const auto items = diff::record_items(schema::Dictionary::built_in(), schema::Collection::ctf).front();
    const xml::Element pupil = test::ctf_pupil("<Contacts><Contact><Surname>Other</Surname></Contact></Contacts><UPN> A1\n</UPN>"
                                               "<BasicDetails><NCyearActual>6</NCyearActual></BasicDetails>");
    CHECK(diff::value_of(pupil, items.upn) == "A1");
    CHECK(diff::value_of(pupil, items.year_group) == "6");
    CHECK(diff::value_of(pupil, items.surname).empty());
    CHECK(diff::value_of(pupil, schema::kNoElement).empty());
}

}  // namespace cbds::test::record_items
