#include "cbds/rules/rule.hpp"
#include "cbds/rules/summary.hpp"
#include "rules/rule_row.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace cbds::rules_rule_table_test {

using namespace cbds::rules;
namespace schema = cbds::schema;
using cbds::schema::Confidence;

namespace {

constexpr std::array<std::string_view, 8> kFamilies{"XML", "XSD", "ID", "HDR", "SC", "CTF", "REG", "ACR"};

/// The family that a code begins with; empty for none.
std::string_view family_of(std::string_view code) {
    const auto found = std::find_if(kFamilies.begin(), kFamilies.end(), [&](auto family) { return code.starts_with(family); });
    return found == kFamilies.end() ? "" : *found;
}

/// A capital letter, a digit or a sign: anything but a small letter or a blank.
bool begins_sentence(std::string_view text) { return text.front() != ' ' && (text.front() < 'a' || text.front() > 'z'); }

}  // namespace

TEST_CASE("the rules are sorted by code, and a code is there once") {
    const auto rules = all_rules();
    REQUIRE(rules.size() > 70);
    for (std::size_t i = 1; i < rules.size(); ++i) {
        CAPTURE(rules[i].code);
        CHECK(rules[i - 1].code < rules[i].code);
    }
}

TEST_CASE("every rule is found by its code") {
    for (const Rule& rule : all_rules()) CHECK(find_rule(rule.code) == &rule);
    CHECK(find_rule("") == nullptr);
    CHECK(find_rule("xml001") == nullptr);
    CHECK(find_rule("ZZZ999") == nullptr);
}

TEST_CASE("every code belongs to a family and has a number") {
    for (const Rule& rule : all_rules()) {
        CAPTURE(rule.code);
        CHECK_FALSE(family_of(rule.code).empty());
        CHECK(rule.code.back() >= '0');
        CHECK(rule.code.back() <= '9');
    }
}

TEST_CASE("the codes that stand in are codes, or the family of the dictionary's own") {
    for (const Rule& rule : all_rules()) {
        CAPTURE(rule.code);
        for (std::size_t start = 0; start < rule.general.size();) {
            const std::size_t end = std::min(rule.general.find(' ', start), rule.general.size());
            const std::string_view word = rule.general.substr(start, end - start);
            CHECK((word == "XSD" || find_rule(word) != nullptr));
            CHECK(word != rule.code);
            start = end + 1;
        }
    }
}

TEST_CASE("a title is a few words without full stop, an explanation is one sentence or more") {
    for (const Rule& rule : all_rules()) {
        CAPTURE(rule.code);
        CHECK(rule.title.size() >= 8);
        CHECK(rule.title.size() <= 72);
        CHECK_FALSE(rule.title.ends_with('.'));
        CHECK(rule.explanation.size() >= 12);
        CHECK(begins_sentence(rule.explanation));
        CHECK(rule.explanation.ends_with('.'));
        CHECK_FALSE(rule.source.empty());
    }
}

TEST_CASE("a rule of the census belongs to it and names its items") {
    for (const Rule& rule : all_rules()) {
        if (family_of(rule.code) != "SC") continue;
        CAPTURE(rule.code);
        CHECK(rule.of_census);
        CHECK_FALSE(rule.of_ctf);
        if (is_built(rule)) CHECK_FALSE(rule.items.empty());
    }
}

TEST_CASE("a rule holds somewhere, and in one collection or in all") {
    for (const Rule& rule : all_rules()) {
        CAPTURE(rule.code);
        CHECK(rule.terms != 0);
        CHECK(rule.phases != 0);
        CHECK(rule.editions.since <= rule.editions.until);
        CHECK(static_cast<int>(rule.of_census) + static_cast<int>(rule.of_ctf) + static_cast<int>(rule.of_register) <= 1);
        CHECK(rule.of_register == (family_of(rule.code) == "REG"));
    }
}

TEST_CASE("a rule says whether it is built, and why it is not") {
    for (const Rule& rule : all_rules()) {
        CAPTURE(rule.code);
        CHECK((rule.status == "built") == is_built(rule));
        CHECK_FALSE(rule.status.empty());
        const bool by_row = rule.check == Check::present || rule.check == Check::absent || rule.check == Check::distinct || rule.check == Check::unique;
        if (by_row) CHECK_FALSE(rule.items.empty());
        if (rule.check == Check::never) CHECK_FALSE(rule.when.empty());
    }
}

TEST_CASE("well-formedness and the header are judged at their own level") {
    for (const Rule& rule : all_rules()) {
        CAPTURE(rule.code);
        if (family_of(rule.code) == "XML") {
            CHECK(rule.level == Level::document);
            CHECK(rule.kind == Severity::error);
            CHECK(rule.confidence == Confidence::certain);
        }
        if (family_of(rule.code) == "HDR") CHECK(rule.level == Level::header);
    }
}

TEST_CASE("rows are read as they are written") {
    const Rule* date = find_rule("HDR101");
    REQUIRE(date != nullptr);
    CHECK(date->kind == Severity::error);
    CHECK(date->confidence == Confidence::likely);
    CHECK(date->of_census);
    const Rule* version = find_rule("HDR104");
    REQUIRE(version != nullptr);
    CHECK(version->of_ctf);
    const Rule* upn = find_rule("ID101");
    REQUIRE(upn != nullptr);
    CHECK(upn->general == "XSD023");
    CHECK(upn->level == Level::record);
    CHECK(upn->terms == cbds::schema::kAllTerms);
    CHECK(upn->phases == cbds::schema::kAllPhases);
    CHECK_FALSE((upn->of_census || upn->of_ctf));
    CHECK(find_rule("XSD010")->kind == Severity::info);
    CHECK(find_rule("ID106")->kind == Severity::query);
}

TEST_CASE("the columns of a row become sets and editions when the program is built") {
    constexpr RuleRow census("SC1", "query", "t", "e", "x", "school", "school-census", "Phase", "Classes/Class", "absent", "Phase=SP", "2024-autumn",
                             "2027-summer", "spring autumn", "SS AT PR", "", "sen", "collect", "built", "guess", "s");
    static_assert(census.check == Check::absent && census.run_by == RunBy::collect);
    CHECK(is_built(census));
    static_assert(census.kind == Severity::query && census.level == Level::school);
    static_assert(census.confidence == Confidence::guess && census.of_census && !census.of_ctf);
    static_assert(census.editions.since == schema::census_edition(2024, schema::Term::autumn).ordinal);
    static_assert(census.editions.until == schema::census_edition(2027, schema::Term::summer).ordinal);
    static_assert(census.terms == 5);
    static_assert(census.phases == (1 << 4) + (1 << 5) + (1 << 7));
    constexpr RuleRow ctf("CTF1", "info", "t", "e", "", "record", "ctf", "", "", "none", "", "17.0", "", "all", "all", "", "", "both", "why not", "certain", "s");
    CHECK_FALSE(is_built(ctf));
    static_assert(ctf.of_ctf && !ctf.of_census);
    static_assert(ctf.editions.since == 17 && ctf.editions.until == schema::kLatest);
    CHECK(census.code == "SC1");
    CHECK(ctf.phases == schema::kAllPhases);
    const auto row = [](const char* kind, const char* collection, const char* check, const char* since, const char* terms) {
        return RuleRow("X1", kind, "t", "e", "", "record", collection, "", "", check, "", since, "", terms, "all", "", "", "both", "built", "certain", "s");
    };
    CHECK_NOTHROW(row("error", "ctf", "never", "17.0", "all"));
    CHECK_THROWS(row("warning", "", "never", "", "all"));
    CHECK_THROWS(row("error", "", "sometimes", "", "all"));
    CHECK_THROWS(row("error", "", "never", "2024-autumn", "all"));
    CHECK_THROWS(row("error", "", "never", "", "spring  autumn"));
}

TEST_CASE("doubt lowers a finding and never raises it") {
    CHECK(lowered(Severity::error, Confidence::certain) == Severity::error);
    CHECK(lowered(Severity::error, Confidence::likely) == Severity::query);
    CHECK(lowered(Severity::error, Confidence::guess) == Severity::info);
    CHECK(lowered(Severity::query, Confidence::certain) == Severity::query);
    CHECK(lowered(Severity::query, Confidence::likely) == Severity::query);
    CHECK(lowered(Severity::query, Confidence::guess) == Severity::info);
    CHECK(lowered(Severity::info, Confidence::certain) == Severity::info);
}

TEST_CASE("names as reports write them") {
    CHECK(severity_name(Severity::info) == "info");
    CHECK(severity_name(Severity::query) == "query");
    CHECK(severity_name(Severity::error) == "error");
    CHECK(confidence_name(Confidence::guess) == "guess");
    CHECK(confidence_name(Confidence::likely) == "likely");
    CHECK(confidence_name(Confidence::certain) == "certain");
    CHECK(status_name(FileStatus::checked) == "checked");
    CHECK(status_name(FileStatus::refused) == "refused");
    CHECK(status_name(FileStatus::unreadable) == "unreadable");
}

TEST_CASE("counts add up by severity") {
    Counts counts;
    counts[Severity::error] = 2;
    counts[Severity::info] = 1;
    Counts more;
    more[Severity::error] = 3;
    more[Severity::query] = 4;
    counts += more;
    CHECK(counts[Severity::error] == 5);
    CHECK(counts[Severity::query] == 4);
    CHECK(counts[Severity::info] == 1);
    CHECK(counts.total() == 10);
}

}  // namespace cbds::rules_rule_table_test
