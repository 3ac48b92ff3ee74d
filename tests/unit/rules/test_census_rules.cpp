#include "rules/cases.hpp"
#include "rules/rule_book.hpp"

#include <algorithm>
#include <set>

using namespace cbds;
using namespace cbds::test;

namespace {

/// A rule with a document in which it fails and one, as near as can be, in which it does not.
struct RuleCase {
    std::string_view code;
    std::vector<Change> failing;
    std::vector<Change> passing;
    rules::Severity severity;
};

using enum rules::Severity;

const std::string kPhase = "<Phase>PS</Phase>";
const std::string kSpecial = "<Phase>SP</Phase>";
const std::string kIntake = "<Intake>COMP</Intake>";
const std::string kType = "<SchoolType>18</SchoolType>";
const std::string kGovernance = "<Governance>VA</Governance>";
const std::string kService = "<ServiceChild>N</ServiceChild>";

std::vector<Change> type_and_governance(const std::string& type, const std::string& governance) {
    return {{kType, type}, {kGovernance, governance}};
}

/// Periods of free school meals, in front of the language.
std::string fsm(const std::string& periods) { return "<FSMeligibility>" + periods + "</FSMeligibility><Language>"; }

/// One period; no end where it is open.
std::string period(const std::string& start, const std::string& end = "") {
    const std::string last = end.empty() ? "" : "<FSMendDate>" + end + "</FSMendDate>";
    return "<FSMperiod><FSMstartDate>" + start + "</FSMstartDate>" + last + "<UKcountry>ENG</UKcountry></FSMperiod>";
}

const std::string kOpen = fsm(period("2024-01-01"));
const std::string kClosed = fsm(period("2024-01-01", "2024-01-01"));
const std::string kReversed = fsm(period("2023-01-01", "2023-02-01") + period("2024-01-02", "2024-01-01"));
const std::string kOpenAfterClosed = fsm(period("2023-01-01", "2023-02-01") + period("2024-01-01"));
const std::string kTwoOpen = fsm(period("2023-01-01") + period("2024-01-01"));

/// A special school with some ages.
std::vector<Change> ages(const std::string& text) {
    return {{kPhase, kSpecial}, {"</Governance>", "</Governance><SpecialSchool>" + text + "</SpecialSchool>"}};
}

/// Appeals in a primary school: what stands below `AdmissionsAppeals` and below `InfantAdmissionsAppeals`.
std::vector<Change> appeals(const std::string& all, const std::string& infants = "") {
    const std::string of_infants = infants.empty() ? "" : "<InfantAdmissionsAppeals>" + infants + "</InfantAdmissionsAppeals>";
    return {{"</SchoolCharacteristics>", "</SchoolCharacteristics><AdmissionsAppeals>" + all + "</AdmissionsAppeals>" + of_infants}};
}

std::string primary(const std::string& counts) { return "<Primary>" + counts + "</Primary>"; }

std::string count(const std::string& name, int number) { return '<' + name + '>' + std::to_string(number) + "</" + name + '>'; }

/// Three counts of appeals: a total and its two parts.
std::string counts(const std::string& total, int sum, const std::string& first, int a, const std::string& second, int b) {
    return count(total, sum) + count(first, a) + count(second, b);
}

std::string lodged(int sum, int withdrawn, int heard) { return counts("Lodged", sum, "Withdrawn", withdrawn, "Heard", heard); }
std::string heard(int sum, int upheld, int rejected) { return counts("Heard", sum, "Upheld", upheld, "Rejected", rejected); }

/// More infants than appeals in all; the names of the primary counts are a guess.
RuleCase infants(std::string_view code, const std::string& name) {
    return {code, appeals(primary(count(name, 1)), count(name, 2)), appeals(primary(count(name, 2)), count(name, 2)), info};
}

std::vector<RuleCase> school_cases() {
    return {
        {"SC130", {{"<Estab>3999", "<Estab>4000"}}, {{"<Estab>3999", "<Estab>2000"}}, error},
        {"SC150", {{kType, "<SchoolType>09</SchoolType>"}}, {{kType, "<SchoolType>01</SchoolType>"}}, error},
        {"SC223", {{kIntake, "<Intake>SPEC</Intake>"}}, {{kIntake, "<Intake>SPEC</Intake>"}, {kPhase, kSpecial}}, error},
        {"SC224", {{kPhase, kSpecial}}, {{kPhase, kSpecial}, {kIntake, "<Intake>HOSP</Intake>"}}, error},
        {"SC230", {{"<LowestNCyear>N2", "<LowestNCyear>7"}}, {{"<HighestNCyear>6", "<HighestNCyear>R"}}, query},
        {"SC261", type_and_governance("<SchoolType>49</SchoolType>", kGovernance), type_and_governance("<SchoolType>49</SchoolType>", "<Governance>CA</Governance>"), error},
        {"SC262", type_and_governance(kType, "<Governance>CA</Governance>"), type_and_governance("<SchoolType>49</SchoolType>", "<Governance>CA</Governance>"), error},
        {"SC263", type_and_governance("<SchoolType>47</SchoolType>", kGovernance), type_and_governance("<SchoolType>47</SchoolType>", "<Governance>CT</Governance>"), error},
        {"SC264", type_and_governance(kType, "<Governance>CT</Governance>"), type_and_governance("<SchoolType>47</SchoolType>", "<Governance>CT</Governance>"), error},
        {"SC370", ages(count("MinMaleAge", 5)), ages(count("MinMaleAge", 5) + count("MaxMaleAge", 5)), query},
        {"SC380", ages(count("MaxFemaleAge", 5)), ages(count("MinMaleAge", 5)), query},
        {"SC390", ages(count("MinMaleAge", 6) + count("MaxMaleAge", 5)), ages(count("MinMaleAge", 5) + count("MaxMaleAge", 5)), query},
        {"SC400", ages(count("MinFemaleAge", 6) + count("MaxFemaleAge", 5)), ages(count("MinFemaleAge", 5) + count("MaxFemaleAge", 6)), query},
        {"SC560", appeals(primary(lodged(6, 1, 4))), appeals(primary(lodged(6, 1, 5))), info},
        {"SC561", appeals(lodged(6, 1, 4)), appeals(lodged(6, 1, 5)), query},
        {"SC570", appeals(primary(heard(5, 2, 2))), appeals(primary(heard(5, 2, 3))), info},
        {"SC571", appeals(heard(5, 2, 2)), appeals(heard(5, 2, 3)), query},
        infants("SC580", "Lodged"),
        infants("SC590", "Withdrawn"),
        infants("SC600", "Heard"),
        infants("SC610", "Upheld"),
        infants("SC620", "Rejected"),
        {"SC630", appeals(primary(""), lodged(6, 1, 4)), appeals(primary(""), lodged(6, 1, 5)), query},
        {"SC640", appeals(primary(""), heard(5, 2, 2)), appeals(primary(""), heard(5, 0, 5)), query},
    };
}

std::vector<RuleCase> pupil_cases() {
    return {
        {"SC1741", {{kService, "<ServiceChild>Y</ServiceChild>"}, {"<Language>", kOpen}},
         {{kService, "<ServiceChild>Y</ServiceChild>"}, {"<Language>", kClosed}}, query},
        {"SC1766", {{"<Language>", kReversed}}, {{"<Language>", kClosed}}, query},
        {"SC1768", {{"<Language>", kTwoOpen}}, {{"<Language>", kOpenAfterClosed}}, query},
    };
}

void check_rules(const std::vector<RuleCase>& cases) {
    for (const RuleCase& rule : cases) {
        CAPTURE(rule.code);
        const Validation failing = validate(with_changes(census_document(), rule.failing));
        REQUIRE_MESSAGE(failing.has(rule.code), failing.codes());
        CHECK(failing.of(rule.code).severity == rule.severity);
        const auto same = [&](const rules::Finding& f) { return f.rule->code == rule.code; };
        CHECK(std::count_if(failing.findings.begin(), failing.findings.end(), same) == 1);
        CHECK_FALSE(validate(with_changes(census_document(), rule.passing)).has(rule.code));
    }
}

/// Every function has its case.
void check_complete(std::span<const rules::CheckRow> rows, const std::vector<RuleCase>& cases) {
    std::set<std::string_view> codes;
    for (const RuleCase& rule : cases) codes.insert(rule.code);
    for (const rules::CheckRow& row : rows) CHECK_MESSAGE(codes.contains(row.code), row.code);
    CHECK(codes.size() == rows.size());
}

/// The codes of those rules alone.
std::string codes_of(const std::vector<Change>& changes, schema::Edition edition = schema::census_edition(2026, schema::Term::spring)) {
    std::vector<std::string> codes;
    for (const auto& rows : {rules::census_school_checks(), rules::census_pupil_checks()})
        for (const rules::CheckRow& row : rows) codes.emplace_back(row.code);
    rules::ValidateOptions options = only(codes);
    options.edition = edition;
    return validate(with_changes(census_document(), changes), options).codes();
}

}  // namespace

TEST_CASE("census rules: of the school, each fails where it should and only there") {
    check_rules(school_cases());
    check_complete(rules::census_school_checks(), school_cases());
}

TEST_CASE("census rules: of pupils, each fails where it should and only there") {
    check_rules(pupil_cases());
    check_complete(rules::census_pupil_checks(), pupil_cases());
}

TEST_CASE("census rules: what is missing or nonsense fails no rule that compares it") {
    for (const Change& change : {Change{kPhase, ""}, Change{kPhase, "<Phase>ZZ</Phase>"}, Change{kIntake, ""}, Change{"<LowestNCyear>N2</LowestNCyear>", ""},
                                 Change{"<LowestNCyear>N2", "<LowestNCyear>X"}, Change{"<HighestNCyear>6", "<HighestNCyear>"}, Change{kType, ""},
                                 Change{kGovernance, ""}, Change{"<Estab>3999</Estab>", ""}, Change{"<Estab>3999", "<Estab>"}})
        CHECK_MESSAGE(codes_of({change}) == "", std::string(change.to));
    CHECK(codes_of({{"<Language>", kOpen}}) == "");  // open, but no service child
}

TEST_CASE("census rules: a count that is missing is none") {
    CHECK(codes_of(appeals(count("Lodged", 5))) == "SC561");
    CHECK(codes_of(appeals(count("Lodged", 0))) == "");
    CHECK(codes_of(appeals(count("Withdrawn", 5))) == "");
}

TEST_CASE("census rules: a rule is run in its terms and phases only") {
    const auto boys = ages(count("MinMaleAge", 5));
    CHECK(codes_of(boys).find("SC370") != std::string::npos);
    CHECK(codes_of(boys, schema::census_edition(2026, schema::Term::summer)).find("SC370") == std::string::npos);
    CHECK(codes_of({boys[1]}) == "");  // a primary school
    CHECK(codes_of(appeals(lodged(6, 1, 4)), schema::census_edition(2026, schema::Term::autumn)) == "");
}

TEST_CASE("census rules: year groups in their order, and the end of a period is its own") {
    CHECK(codes_of({{"<LowestNCyear>N2", "<LowestNCyear>1"}, {"<HighestNCyear>6", "<HighestNCyear>R"}}) == "SC230");
    CHECK(codes_of({{"<Language>", fsm(period("2024-05-01") + period("2023-01-01", "2023-02-01"))}}) == "");
    CHECK(codes_of({{kService, "<ServiceChild>Y</ServiceChild>"}, {"<Language>", kOpenAfterClosed}}) == "SC1741");
}
