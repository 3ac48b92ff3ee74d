/// Names of kinds, and figures of what is told.

#include "cbds/diff/difference.hpp"

#include <doctest/doctest.h>

namespace cbds::test::difference {

using diff::ChangeKind;
using diff::Summary;

namespace {

diff::ItemChange item_change(ChangeKind kind, const std::string& item) {
    diff::ItemChange change;
    change.kind = kind;
    change.item = item;
    change.path = "Message/" + item;
    change.section = "Section";
    change.funding = true;
    return change;
}

diff::RecordDifference record_of(std::uint64_t before, std::uint64_t after) {
    diff::RecordDifference difference;
    difference.old_record = before;
    difference.new_record = after;
    return difference;
}

}  // namespace

TEST_CASE("every kind of change has a name by which it is found") {
    CHECK(diff::change_kind_name(ChangeKind::rekeyed) == "re-keyed");
    CHECK(diff::change_kind_name(ChangeKind::item_changed) == "item-changed");
    for (std::size_t kind = 0; kind < diff::kChangeKinds; ++kind) {
        const auto each = static_cast<ChangeKind>(kind);
        CHECK(diff::find_change_kind(diff::change_kind_name(each)) == each);
    }
    CHECK_FALSE(diff::find_change_kind("changed").has_value());
    CHECK(diff::matched_by_name(diff::MatchedBy::former_upn) == "FormerUPN");
    CHECK(diff::matched_by_name(diff::MatchedBy::name_and_birth_date) == "name and birth date");
    CHECK(diff::finding_state_name(diff::FindingState::appeared) == "new");
    CHECK(diff::finding_state_name(diff::FindingState::stayed) == "still there");
}

TEST_CASE("a record that is in one document only is one change") {
    Summary summary;
    summary.count(record_of(0, 4));
    summary.count(record_of(5, 0));
    summary.count(record_of(6, 0));
    CHECK(summary.count(ChangeKind::added) == 1);
    CHECK(summary.count(ChangeKind::removed) == 2);
    CHECK(summary.different == 0);
    CHECK(summary.any());
}

TEST_CASE("a record in both counts by what is told of it") {
    diff::RecordDifference difference = record_of(1, 2);
    difference.moved = difference.rekeyed = true;
    difference.items = {item_change(ChangeKind::item_added, "A"), item_change(ChangeKind::item_changed, "A"),
                        item_change(ChangeKind::item_removed, "B")};
    Summary summary;
    summary.count(difference);
    CHECK(summary.count(ChangeKind::moved) == 1);
    CHECK(summary.count(ChangeKind::rekeyed) == 1);
    CHECK(summary.count(ChangeKind::item_added) == 1);
    CHECK(summary.different == 1);
    CHECK(summary.outside == 0);
    REQUIRE(summary.items.size() == 2);
    const diff::ItemCount& item = summary.items.at("Message/A");
    CHECK(item.item == "A");
    CHECK(item.section == "Section");
    CHECK(item.funding);
    CHECK(item.added == 1);
    CHECK(item.changed == 1);
    CHECK(item.removed == 0);
}

TEST_CASE("what is outside of the records is no record that differs") {
    diff::RecordDifference difference;
    difference.outside = true;
    difference.items = {item_change(ChangeKind::item_changed, "A")};
    Summary summary;
    summary.count(difference);
    CHECK(summary.outside == 1);
    CHECK(summary.different == 0);
    CHECK(summary.count(ChangeKind::item_changed) == 1);
    CHECK(summary.any());
}

TEST_CASE("nothing differs unless there are changes, ambiguous records, or findings that are fixed or new") {
    Summary summary;
    summary.equal = 7;
    summary.findings[2] = 3;
    CHECK_FALSE(summary.any());
    Summary fixed;
    fixed.findings[0] = 1;
    CHECK(fixed.any());
    Summary appeared;
    appeared.findings[1] = 1;
    CHECK(appeared.any());
    Summary ambiguous;
    ambiguous.ambiguous = 2;
    CHECK(ambiguous.any());
}

TEST_CASE("figures of several pairs are added up") {
    diff::RecordDifference difference = record_of(1, 1);
    difference.items = {item_change(ChangeKind::item_changed, "A")};
    Summary first;
    first.count(difference);
    first.old_records = 3;
    first.matched[2] = 1;
    Summary second;
    second.count(difference);
    difference.items = {item_change(ChangeKind::item_added, "B")};
    second.count(difference);
    second.new_records = 4;
    second.equal = 5;
    second.ambiguous = 6;
    second.outside = 7;
    second.findings = {1, 2, 3};
    second.matched[2] = 2;
    first += second;
    CHECK(first.count(ChangeKind::item_changed) == 2);
    CHECK(first.items.at("Message/A").changed == 2);
    CHECK(first.items.at("Message/B").added == 1);
    CHECK(first.different == 3);
    CHECK(first.old_records == 3);
    CHECK(first.new_records == 4);
    CHECK(first.equal == 5);
    CHECK(first.ambiguous == 6);
    CHECK(first.outside == 7);
    CHECK(first.findings[2] == 3);
    CHECK(first.matched[2] == 3);
}

}  // namespace cbds::test::difference
