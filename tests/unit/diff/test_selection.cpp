/// Which changes are told.

#include "cbds/diff/selection.hpp"
#include "cbds/error.hpp"
#include "diff/noise_rows.hpp"
#include "diff/element_text.hpp"

#include <doctest/doctest.h>

namespace cbds::test::selection {

using diff::ChangeKind;
using diff::Selection;
using diff::SelectionOptions;

namespace {

using Names = std::vector<std::string>;

const schema::Dictionary& rows_built_in() { return schema::Dictionary::built_in(); }

Selection only(const Names& names) { return {rows_built_in(), {names, {}, false, false}}; }
Selection ignoring(const Names& names) { return {rows_built_in(), {{}, names, false, false}}; }

/// A change of the item at a path of the census, or of an unknown one.
diff::ItemChange change_at(const std::string& path, ChangeKind kind = ChangeKind::item_changed) {
    diff::ItemChange change;
    change.kind = kind;
    change.path = path;
    change.item = path.substr(path.rfind('/') + 1);
    change.element = rows_built_in().find(schema::Collection::school_census, path);
    return change;
}

const std::string kOnRoll = "Message/Pupils/PupilsOnRoll/PupilOnRoll/";
const std::string kNeedType = kOnRoll + "SpecialEducationalNeeds/SENneeds/SENneed/SENtype";
const std::string kProvision = kOnRoll + "SpecialEducationalNeeds/SENprovision";
const std::string kSurname = kOnRoll + "PupilIdentifiers/Surname";
const std::string kSerial = "Message/Header/Source/SerialNo";

std::string selection_error(const SelectionOptions& options) {
    try {
        const Selection selection(rows_built_in(), options);
        return "none";
    } catch (const UsageError& error) {
        return error.what();
    }
}

diff::RecordDifference moved_and_rekeyed() {
    diff::RecordDifference difference;
    difference.old_record = difference.new_record = 1;
    difference.moved = difference.rekeyed = true;
    difference.items = {change_at(kNeedType), change_at(kSurname), change_at(kSurname, ChangeKind::item_added)};
    return difference;
}

}  // namespace

TEST_CASE("the rows of header noise are items of a header") {
    CHECK(diff::noise_rows().size() == 7);
    for (const diff::NoiseRow& row : diff::noise_rows()) {
        const auto collection = schema::find_collection(row.collection);
        REQUIRE(collection.has_value());
        CHECK_MESSAGE(rows_built_in().find(*collection, row.path) != schema::kNoElement, row.path);
        CHECK(row.path.find("/Header/") != std::string_view::npos);
    }
}

TEST_CASE("without options everything is told but header noise") {
    const Selection all(rows_built_in(), {});
    for (std::size_t kind = 0; kind < diff::kChangeKinds; ++kind) CHECK(all.takes(static_cast<ChangeKind>(kind)));
    CHECK(all.takes(change_at(kSurname)));
    CHECK(all.takes(change_at("Message/Header/Source/Estab")));
    CHECK_FALSE(all.takes(change_at(kSerial)));
    CHECK(Selection(rows_built_in(), {{}, {}, false, true}).takes(change_at(kSerial)));
}

TEST_CASE("header noise is told where the item itself is asked for, not where its section is") {
    CHECK(only({"SerialNo"}).takes(change_at(kSerial)));
    CHECK_FALSE(only({"Header"}).takes(change_at(kSerial)));
    CHECK(only({"Header"}).takes(change_at("Message/Header/Source/Estab")));
}

TEST_CASE("an item is named by its name, a section, a path or the end of one, an alias") {
    for (const std::string name : {"SENtype", "SENneeds", "SpecialEducationalNeeds", "SENneed/SENtype", "PupilOnRoll", "sentype", "SENNEEDS"})
        CHECK_MESSAGE(only({name}).takes(change_at(kNeedType)), name);
    CHECK(only({kNeedType}).takes(change_at(kNeedType)));
    CHECK_FALSE(only({kNeedType}).takes(change_at(kProvision)));
    CHECK_FALSE(only({"SENneeds"}).takes(change_at(kProvision)));
    CHECK(only({"AdoptedFromCare"}).takes(change_at(kOnRoll + "PupilCharacteristics/PLAA")));
    CHECK(only({"Surname", " SENneeds "}).takes(change_at(kNeedType)));
}

TEST_CASE("items alone leave out records as a whole, kinds alone leave out other kinds") {
    const Selection items = only({"SENtype"});
    CHECK_FALSE(items.takes(ChangeKind::added));
    CHECK_FALSE(items.takes(ChangeKind::rekeyed));
    CHECK(items.takes(change_at(kNeedType, ChangeKind::item_removed)));
    const Selection kinds = only({"added", "item-added"});
    CHECK(kinds.takes(ChangeKind::added));
    CHECK_FALSE(kinds.takes(ChangeKind::removed));
    CHECK(kinds.takes(change_at(kSurname, ChangeKind::item_added)));
    CHECK_FALSE(kinds.takes(change_at(kSurname)));
    CHECK_FALSE(only({"added"}).takes(change_at(kSurname)));
}

TEST_CASE("kinds and items are told where both are asked for; kinds of records beside items leave these as they are") {
    const Selection both = only({"SENtype", "item-removed"});
    CHECK(both.takes(change_at(kNeedType, ChangeKind::item_removed)));
    CHECK_FALSE(both.takes(change_at(kNeedType)));
    CHECK_FALSE(both.takes(change_at(kSurname, ChangeKind::item_removed)));
    const Selection joiners = only({"added", "SENtype"});
    CHECK(joiners.takes(ChangeKind::added));
    CHECK_FALSE(joiners.takes(ChangeKind::removed));
    CHECK(joiners.takes(change_at(kNeedType)));
    CHECK_FALSE(joiners.takes(change_at(kSurname)));
}

TEST_CASE("what is ignored is not told, even where it is asked for") {
    const Selection some = ignoring({"SENneeds", "moved"});
    CHECK_FALSE(some.takes(change_at(kNeedType)));
    CHECK(some.takes(change_at(kProvision)));
    CHECK_FALSE(some.takes(ChangeKind::moved));
    CHECK(some.takes(ChangeKind::added));
    const Selection rest(rows_built_in(), {{"SpecialEducationalNeeds"}, {"SENtype"}, false, false});
    CHECK(rest.takes(change_at(kProvision)));
    CHECK_FALSE(rest.takes(change_at(kNeedType)));
}

TEST_CASE("funding takes what money follows: items of that mark, and who joined, left, moved") {
    const Selection funding(rows_built_in(), {{}, {}, true, false});
    CHECK(funding.takes(change_at(kNeedType)));
    CHECK_FALSE(funding.takes(change_at(kSurname)));
    CHECK(funding.takes(ChangeKind::added));
    CHECK(funding.takes(ChangeKind::removed));
    CHECK(funding.takes(ChangeKind::moved));
    CHECK_FALSE(funding.takes(ChangeKind::rekeyed));
    CHECK_FALSE(funding.takes(change_at(kOnRoll + "Odd")));
    const Selection aims(rows_built_in(), {{"LearningAims"}, {}, true, false});
    CHECK_FALSE(aims.takes(change_at(kNeedType)));
}

TEST_CASE("unknown elements and attributes belong to the element that they stand in") {
    const std::string odd = kOnRoll + "SpecialEducationalNeeds/SENneeds/Odd/Deep";
    CHECK(Selection(rows_built_in(), {}).takes(change_at(odd)));
    CHECK(only({"SENneeds"}).takes(change_at(odd)));
    CHECK_FALSE(only({"SENtype"}).takes(change_at(odd)));
    CHECK_FALSE(ignoring({"SENneeds"}).takes(change_at(odd)));
    CHECK(only({"SENtype"}).takes(change_at(kNeedType + "/@note")));
    CHECK_FALSE(only({"Surname"}).takes(change_at(kNeedType + "/@note")));
}

TEST_CASE("namespaces and places of a schema are noise") {
    const Selection all(rows_built_in(), {});
    const Selection header(rows_built_in(), {{}, {}, false, true});
    for (const std::string name : {"@xmlns", "@xmlns:xsi", "@xsi:schemaLocation", "@x:noNamespaceSchemaLocation"}) {
        CHECK_FALSE(all.takes(change_at("Message/" + name)));
        CHECK(header.takes(change_at("Message/" + name)));
    }
    CHECK(all.takes(change_at("Message/@xsi:nil")));
}

TEST_CASE("an unknown name is refused, with what may have been meant") {
    CHECK(selection_error({{"SENtipe"}, {}, false, false}) == "--only SENtipe: no item, section or kind of change; did you mean SENtype?");
    CHECK(selection_error({{}, {"rekeyed"}, false, false}) == "--ignore rekeyed: no item, section or kind of change; did you mean re-keyed?");
    CHECK(selection_error({{"Broomstick"}, {}, false, false}) == "--only Broomstick: no item, section or kind of change");
    CHECK(selection_error({{""}, {}, false, false}) == "--only : no item, section or kind of change");
    CHECK(selection_error({{"needs/SENneed"}, {}, false, false}) != "none");
}

TEST_CASE("options that leave nothing are refused: silence would pass for equality") {
    CHECK(selection_error({{"SENtype"}, {"SENneed"}, false, false}) == "--only, --ignore and --funding leave nothing that could be told");
    CHECK(selection_error({{"Surname"}, {}, true, false}) != "none");
    CHECK(selection_error({{"re-keyed"}, {}, true, false}) != "none");
    CHECK(selection_error({{"added"}, {}, true, false}) == "none");
}

TEST_CASE("what is not selected is taken out of a difference") {
    diff::RecordDifference all = moved_and_rekeyed();
    CHECK(Selection(rows_built_in(), {}).apply(all));
    CHECK(all.items.size() == 3);
    CHECK(all.moved);
    diff::RecordDifference needs = moved_and_rekeyed();
    CHECK(only({"SENtype"}).apply(needs));
    CHECK(needs.items.size() == 1);
    CHECK_FALSE(needs.moved);
    CHECK_FALSE(needs.rekeyed);
    diff::RecordDifference moved = moved_and_rekeyed();
    CHECK(only({"moved"}).apply(moved));
    CHECK(moved.items.empty());
    CHECK(moved.moved);
    diff::RecordDifference nothing = moved_and_rekeyed();
    CHECK_FALSE(only({"Ethnicity"}).apply(nothing));
}

TEST_CASE("a record in one document is told where that kind is; what is outside where its items are") {
    diff::RecordDifference joined;
    joined.new_record = 3;
    CHECK(only({"added"}).apply(joined));
    CHECK_FALSE(only({"removed"}).apply(joined));
    diff::RecordDifference outside;
    outside.outside = true;
    outside.items = {change_at(kSerial)};
    CHECK_FALSE(Selection(rows_built_in(), {}).apply(outside));
    CHECK(outside.items.empty());
}

}  // namespace cbds::test::selection
