#include "formats/collect_layout.hpp"
#include "formats/collect_rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace cbds::formats_collect_facts_test {

using namespace cbds;
using namespace cbds::formats;

namespace {

constexpr schema::Collection kCensus = schema::Collection::school_census;

bool is_listed(std::string_view table, std::string_view column) {
    const auto rows = collect_unmapped_rows();
    return std::any_of(rows.begin(), rows.end(),
                       [=](const CollectUnmappedRow& each) { return each.table == table && each.column == column; });
}

/// Whether an item of the edition fills the column.
bool is_filled(const CollectLayout& layout, std::string_view table, std::string_view column) {
    const std::size_t number = layout.find(table);
    const CollectColumn* const found = number == kNoTable ? nullptr : layout.tables()[number].find(column);
    if (found == nullptr) return false;
    return std::any_of(found->items.begin(), found->items.end(),
                       [&](const CollectItem& each) { return layout.collects(each.element); });
}

template <typename Visit>
void for_each_edition(Visit visit) {
    const auto editions = schema::Dictionary::built_in().collection(kCensus).editions;
    for (schema::Ordinal ordinal = editions.since; ordinal <= editions.until; ++ordinal) {
        const schema::Plan plan(schema::Dictionary::built_in(), {kCensus, ordinal});
        visit(CollectLayout(plan));
    }
}

}  // namespace

TEST_CASE("COLLECT: every column of every table and edition is an item's, or listed with the reason why it is none's") {
    std::size_t columns = 0;
    for_each_edition([&](const CollectLayout& layout) {
        for (const CollectTable& table : layout.tables())
            for (const std::string_view column : table.usual) {
                ++columns;
                const bool filled = is_filled(layout, table.name, column);
                const bool listed = is_listed(table.name, column);
                INFO(schema::edition_name(layout.plan().edition()), " ", table.name, ".", column);
                CHECK(filled != listed);
            }
    });
    CHECK(columns > 3000);
}

TEST_CASE("COLLECT: every table of the facts is a table of the dictionary in its editions") {
    for_each_edition([&](const CollectLayout& layout) {
        for (const CollectTableRow& row : collect_table_rows()) {
            if (!row.holds(layout.plan().edition())) continue;
            INFO(schema::edition_name(layout.plan().edition()), " ", row.table);
            const std::size_t table = layout.find(row.table);
            REQUIRE(table != kNoTable);
            CHECK(layout.tables()[table].name == row.table);
            CHECK_FALSE(layout.tables()[table].usual.empty());
        }
    });
}

TEST_CASE("COLLECT: one order of columns for an edition; later editions have that of the last known one of the term") {
    const schema::Plan known(schema::Dictionary::built_in(), *schema::parse_edition("school-census@2026-spring"));
    const schema::Plan later(schema::Dictionary::built_in(), *schema::parse_edition("school-census@2027-spring"));
    const CollectLayout a(known);
    const CollectLayout b(later);
    REQUIRE(a.tables().size() == b.tables().size());
    for (std::size_t i = 0; i < a.tables().size(); ++i) CHECK(a.tables()[i].usual == b.tables()[i].usual);
}

TEST_CASE("COLLECT: the same table is called otherwise in autumn, and is found by either name") {
    const schema::Plan spring(schema::Dictionary::built_in(), *schema::parse_edition("school-census@2024-spring"));
    const schema::Plan autumn(schema::Dictionary::built_in(), *schema::parse_edition("school-census@2024-autumn"));
    for (const auto* plan : {&spring, &autumn}) {
        const CollectLayout layout(*plan);
        CHECK(layout.find("fsmperiod") == layout.find("FSMPeriodsOnRoll"));
        CHECK(layout.tables()[layout.find("addresses")].name == (plan == &spring ? "addresses" : "addressesonroll"));
    }
}

}  // namespace cbds::formats_collect_facts_test
