#include "report/change_sample.hpp"

#include <doctest/doctest.h>

namespace cbds::report_change_text_test {

using namespace cbds;
using namespace cbds::report;

namespace {

std::string text_of_changes(const std::vector<ChangedPair>& pairs, ChangeReportOptions options = {}) {
    return changes_written(ChangeFormat::text, pairs, options);
}

/// The lines of one difference, below the heading of the pair and above the summary.
std::string text_of_one(const diff::RecordDifference& difference, Redact redact = Redact::direct) {
    ChangeReportOptions options = change_options(redact);
    options.quiet = true;
    const std::string text = text_of_changes({pair_of({difference})}, options);
    return text.substr(text.find("\n\n") + 2);
}

diff::RecordDifference with_change(const diff::ItemChange& change) {
    diff::RecordDifference difference = pupil_of("A201999900001", 11, 12);
    difference.items = {change};
    return difference;
}

const std::string kPupilLine = "A201999900001 *** (year 6, record 12, was 11)\n";

}  // namespace

TEST_CASE("changes as text: one of everything") {
    CHECK(text_of_changes({whole_pair()}) ==
          "new.xml against old.xml\n"
          "\n"
          "Outside of the records\n"
          "  ~ Header/Source/Estab: 3999 -> 4000\n"
          "\n"
          "A201999900001 *** (year 6, record 12, was 11)\n"
          "  ~ PupilIdentifiers/Surname: *** -> ***\n"
          "  + PupilCharacteristics/Language: ENG\n"
          "  FSMeligibility/FSMperiod (FSMstartDate 2024-09-01)\n"
          "    - FSMstartDate [funding]: 2024-09-01\n"
          "    - UKcountry [funding]: ENG\n"
          "  SENneeds/SENneed (SENtypeRank 1)\n"
          "    ~ SENtype [funding]: MLD -> ASD\n"
          "A201999900003 *** (year 6, record 7) left\n"
          "A201999900004 *** (year 6, record 41, was 8)\n"
          "  moved to the pupils who have left\n"
          "A201999900005 *** (year 6, record 9)\n"
          "  has a permanent UPN now, was X20199990000A\n"
          "  matched by FormerUPN\n"
          "A201999900002 *** (year 6, record 40) joined\n"
          "\n"
          "Could not be matched, and were not compared:\n"
          "  ULN 1000000000: records 4 and 7 in the old document, record 5 in the new one\n"
          "\n"
          "Findings:\n"
          "  fixed: line 412: error SC1510 pupil M201399923002: UPN: the check letter should be L, not M\n"
          "  new: line 430: query ID405 pupil H801200001001: PostCode: not a postcode (found \"ZA1 1A\", expected a postcode such as ZA1 1AA)\n"
          "\n"
          "Records: 20 in the old, 20 in the new\n"
          "Pupils: 1 joined, 1 left, 3 changed (1 moved, 1 re-keyed), 16 the same\n"
          "Items: 1 added, 2 removed, 3 changed, 1 outside of the records, 3 for funding\n"
          "Matched: 18 by UPN, 1 by FormerUPN\n"
          "Not compared: 3 records\n"
          "Findings: 1 fixed, 1 new, 1 still there\n");
}

TEST_CASE("changes as text: documents that do not differ have a line, with --quiet none") {
    CHECK(text_of_changes({pair_of({}, 5)}) == "old.xml and new.xml: no difference\n");
    ChangeReportOptions quiet;
    quiet.quiet = true;
    CHECK(text_of_changes({pair_of({}, 5)}, quiet).empty());
}

TEST_CASE("changes as text: findings that are still there are no difference, and are told") {
    ChangedPair pair = pair_of({});
    pair.findings = {{diff::FindingState::stayed, surname()}};
    pair.summary = summary_of(pair, 5);
    CHECK(text_of_changes({pair}) == "old.xml and new.xml: no difference, 1 finding still there\n");
}

TEST_CASE("changes as text: a finding without a place has no line") {
    ChangedPair pair = pair_of({});
    pair.findings = {{diff::FindingState::fixed, check_letter()}};
    pair.findings.front().finding.place.line = 0;
    CHECK(text_of_changes({pair}).find("  fixed: error SC1510 pupil M2") != std::string::npos);
}

TEST_CASE("changes as text: pupils that differ in what was not asked for are not called the same") {
    ChangedPair pair = pair_of({}, 5);
    pair.summary.matched[0] = 7;
    CHECK(text_of_changes({pair}) == "old.xml and new.xml: no difference in what was asked for\n");
    ChangedPair other = pair_of({joined_pupil()}, 5);
    other.summary.matched[0] = 7;
    CHECK(text_of_changes({other}).find("Pupils: 1 joined, 2 changed in what was not asked for, 5 the same\n") != std::string::npos);
}

TEST_CASE("changes as text: several pairs have a heading each and totals at the end") {
    CHECK(text_of_changes({pair_of({joined_pupil()}, 1), pair_of({}, 2), pair_of({}, 3), pair_of({left_pupil()}, 4)}) ==
          "new.xml against old.xml\n"
          "\n"
          "A201999900002 *** (year 6, record 40) joined\n"
          "\n"
          "Records: 1 in the old, 2 in the new\n"
          "Pupils: 1 joined, 1 the same\n"
          "\n"
          "old.xml and new.xml: no difference\n"
          "old.xml and new.xml: no difference\n"
          "\n"
          "new.xml against old.xml\n"
          "\n"
          "A201999900003 *** (year 6, record 7) left\n"
          "\n"
          "Records: 5 in the old, 4 in the new\n"
          "Pupils: 1 left, 4 the same\n"
          "\n"
          "All documents\n"
          "Records: 11 in the old, 11 in the new\n"
          "Pupils: 1 joined, 1 left, 10 the same\n");
}

TEST_CASE("changes as text: a document without a partner is told, with --quiet too") {
    ChangeReportOptions quiet;
    quiet.quiet = true;
    std::ostringstream out;
    const auto report = make_change_report(ChangeFormat::text, quiet, schema::Dictionary::built_in(), out);
    report->unpaired(census_of("a.xml"), false);
    report->unpaired({"b.xml", schema::ctf_edition(26), "", "", 0}, true);
    report->end({});
    CHECK(out.str() == "a.xml (school 201 3999) is only among the old documents\nb.xml is only among the new documents\n");
}

TEST_CASE("changes as text: editions are told where they are two") {
    ChangedPair pair = pair_of({joined_pupil()});
    pair.before.edition = schema::census_edition(2025, schema::Term::autumn);
    CHECK(text_of_changes({pair}).starts_with("new.xml against old.xml\n(school-census@2026-spring against school-census@2025-autumn)\n\nA2"));
}

TEST_CASE("changes as text: names of documents that do not fit on a line have one each") {
    ChangedPair pair = pair_of({joined_pupil()});
    pair.before.name = std::string(40, 'o');
    pair.after.name = std::string(40, 'n');
    CHECK(text_of_changes({pair}).starts_with(pair.after.name + "\nagainst " + pair.before.name + "\n\nA2"));
}

TEST_CASE("changes as text: with everything masked the number of the record stands for the pupil") {
    CHECK(text_of_one(changed_pupil(), Redact::all) ==
          "record 12 (was 11)\n"
          "  ~ PupilIdentifiers/Surname: *** -> ***\n"
          "  + PupilCharacteristics/Language: ***\n"
          "  FSMeligibility/FSMperiod (FSMstartDate ***)\n"
          "    - FSMstartDate [funding]: ***\n"
          "    - UKcountry [funding]: ***\n"
          "  SENneeds/SENneed (SENtypeRank ***)\n"
          "    ~ SENtype [funding]: *** -> ***\n");
    CHECK(text_of_one(left_pupil(), Redact::all) == "record 7 left\n");
    CHECK(text_of_one(rekeyed_pupil(), Redact::all) == "record 9\n  has a permanent UPN now\n  matched by FormerUPN\n");
    CHECK(text_of_one(changed_header(), Redact::all) == "Outside of the records\n  ~ Header/Source/Estab: 3999 -> 4000\n");
}

TEST_CASE("changes as text: with nothing masked names are there") {
    CHECK(text_of_one(joined_pupil(), Redact::none) == "A201999900002 Tamberlin, Zoe (year 6, record 40) joined\n");
}

TEST_CASE("changes as text: rolls, and another UPN that is no permanent one") {
    diff::RecordDifference back = moved_pupil();
    std::swap(back.old_element, back.new_element);
    CHECK(text_of_one(back).find("\n  moved to the pupils on roll\n") != std::string::npos);
    diff::RecordDifference joined = joined_pupil();
    joined.new_element = moved_pupil().new_element;
    CHECK(text_of_one(joined) == "A201999900002 *** (year 6, record 40) joined, among the pupils who have left\n");
    diff::RecordDifference left = left_pupil();
    left.old_element = moved_pupil().new_element;
    CHECK(text_of_one(left) == "A201999900003 *** (year 6, record 7) left, was among the pupils who have left\n");
    diff::RecordDifference rekeyed = rekeyed_pupil();
    rekeyed.old_key = "A201999900099";
    CHECK(text_of_one(rekeyed).find("\n  has another UPN now, was A201999900099\n") != std::string::npos);
    rekeyed.key.clear();
    CHECK(text_of_one(rekeyed).find("\n  has no UPN now, was A201999900099\n") != std::string::npos);
    std::swap(rekeyed.key, rekeyed.old_key);
    CHECK(text_of_one(rekeyed).find("\n  has a UPN now\n") != std::string::npos);
}

TEST_CASE("changes as text: values that do not fit on a line have one each") {
    const std::string old_value(40, 'o');
    const std::string new_value(40, 'n');
    const auto change = change_of(diff::ChangeKind::item_changed, kPupil + "/PupilCharacteristics/Language", old_value, new_value);
    CHECK(text_of_one(with_change(change)) ==
          kPupilLine + "  ~ PupilCharacteristics/Language:\n      was " + old_value + "\n      now " + new_value + "\n");
}

TEST_CASE("changes as text: a value that cannot be seen whole stands in quotation marks") {
    const auto change = change_of(diff::ChangeKind::item_changed, kPupil + "/PupilCharacteristics/Language", "", " ENG");
    CHECK(text_of_one(with_change(change)) == kPupilLine + "  ~ PupilCharacteristics/Language: \"\" -> \" ENG\"\n");
}

TEST_CASE("changes as text: an unknown element and an attribute are told below their record") {
    diff::RecordDifference difference = with_change(change_of(diff::ChangeKind::item_added, kPupil + "/Shoe/Size", "", "7"));
    difference.items.push_back(change_of(diff::ChangeKind::item_removed, kPupil + "/@id", "1", ""));
    CHECK(text_of_one(difference) == kPupilLine + "  + Shoe/Size: 7\n  - @id: 1\n");
}

TEST_CASE("changes as text: a long list of ambiguous records is cut short") {
    ChangedPair pair = pair_of({});
    pair.ambiguous = {{diff::MatchedBy::upn, "A201999900001", {}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}}};
    const std::string line = "  UPN A201999900001: none in the old document, records 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more in the new one\n";
    CHECK(text_of_changes({pair}).find(line) != std::string::npos);
}

TEST_CASE("changes as text: a long summary is broken at the width of a line") {
    ChangedPair pair = pair_of({joined_pupil()});
    pair.summary.changes = {111'111, 222'222, 333'333, 444'444, 0, 0, 0};
    pair.summary.different = 7'777'777;
    pair.summary.equal = 8'888'888;
    const std::string lines = "Pupils: 111111 joined, 222222 left,\n  7777777 changed (333333 moved, 444444 re-keyed), 8888888 the same\n";
    CHECK(text_of_changes({pair}).find(lines) != std::string::npos);
}

TEST_CASE("changes as text: colours only where they are asked for") {
    ChangeReportOptions options;
    options.colour = true;
    options.quiet = true;
    const std::string text = text_of_changes({whole_pair()}, options);
    CHECK(text.starts_with("\033[1mnew.xml against old.xml\033[0m\n"));
    CHECK(text.find("\033[33m  ~ PupilIdentifiers/Surname: *** -> ***\033[0m\n") != std::string::npos);
    CHECK(text.find("\033[32m  + PupilCharacteristics/Language: ENG\033[0m\n") != std::string::npos);
    CHECK(text.find("\033[31m    - UKcountry [funding]: ENG\033[0m\n") != std::string::npos);
    CHECK(text.find("\033[31mA201999900003 *** (year 6, record 7) left\033[0m\n") != std::string::npos);
    CHECK(text.find("\033[32mA201999900002 *** (year 6, record 40) joined\033[0m\n") != std::string::npos);
    CHECK(text_of_changes({whole_pair()}).find('\033') == std::string::npos);
}

}  // namespace cbds::report_change_text_test
