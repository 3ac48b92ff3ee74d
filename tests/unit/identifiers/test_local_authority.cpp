#include "cbds/identifiers/date.hpp"
#include "cbds/identifiers/local_authority.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

using namespace cbds::identifiers;

TEST_CASE("the table of local authorities is sorted and whole") {
    const auto rows = local_authorities();
    CHECK(rows.size() == 288);
    CHECK(std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.code < b.code; }));
    const auto current = [](const LocalAuthority& a) { return a.status == "current" && a.kind == "england"; };
    CHECK(std::count_if(rows.begin(), rows.end(), current) == 153);
    const std::set<std::string_view> kinds = {"england",          "england before 1998", "wales", "northern ireland",
                                              "scotland", "offshore",            "other"};
    for (const LocalAuthority& row : rows) {
        CAPTURE(row.code);
        CHECK(row.code.size() == 3);
        CHECK_FALSE(row.name.empty());
        CHECK(kinds.contains(row.kind));
        CHECK((row.upn == "yes" || row.upn == "no"));
        for (const std::string_view date : {row.valid_from, row.valid_to}) CHECK((date.empty() || parse_date(date)));
        if (current(row)) CHECK((row.gss_code.starts_with('E') && !row.region.empty()));
    }
}

TEST_CASE("codes that succeed each other name each other") {
    for (const LocalAuthority& row : local_authorities())
        for (std::size_t at = 0; at + 3 <= row.predecessors.size(); at += 4) {
            CAPTURE(row.code);
            const LocalAuthority* before = find_local_authority(row.predecessors.substr(at, 3));
            REQUIRE(before != nullptr);
            CHECK(before->status == "former");
            CHECK(before->successors.find(row.code) != std::string_view::npos);
        }
}

TEST_CASE("authorities are found by text and by number") {
    CHECK(find_local_authority("801")->name == "Bristol, City of");
    CHECK(find_local_authority(801U) == find_local_authority("801"));
    CHECK(find_local_authority(1U)->code == "001");
    CHECK(find_local_authority("XXX")->name == "Unknown or other");
    CHECK(find_local_authority("815")->former_gss_code == "E10000023");
    for (const char* code : {"", "80", "8011", "000", "ZZZ"}) CHECK(find_local_authority(code) == nullptr);
    for (const unsigned code : {0U, 123U, 1000U, 4000000000U}) CHECK(find_local_authority(code) == nullptr);
    CHECK(local_authority_name(201) == "201 City of London");
    CHECK(local_authority_name(7) == "007");
}

TEST_CASE("which codes a UPN may carry, and which of them are Scottish") {
    for (const unsigned code : {1U, 56U, 167U, 201U, 420U, 600U, 660U, 681U, 701U, 708U, 820U, 909U, 943U, 999U})
        CHECK(is_upn_authority(code));
    for (const unsigned code : {0U, 6U, 682U, 901U, 907U, 939U, 944U, 1000U}) CHECK_FALSE(is_upn_authority(code));
    for (unsigned code = 600; code <= 633; ++code) CHECK(is_scottish_authority(code));
    for (const unsigned code : {599U, 634U, 660U, 701U, 1000U}) CHECK_FALSE(is_scottish_authority(code));
}
