#include "report/change_sample.hpp"

#include <doctest/doctest.h>

namespace cbds::report_change_markdown_test {

using namespace cbds;
using namespace cbds::report;

namespace {

const std::string kHeader =
    "\n| old | new | joined | left | moved | re-keyed | changed | the same | not compared |\n|---|---|--:|--:|--:|--:|--:|--:|--:|\n";

std::string markdown_of_changes(const std::vector<ChangedPair>& pairs, Redact redact = Redact::direct) {
    return changes_written(ChangeFormat::markdown, pairs, change_options(redact));
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("changes as markdown: one of everything, the figures first") {
    CHECK(markdown_of_changes({whole_pair()}) ==
          "# Differences: 1 joined, 1 left, 3 changed, 3 not compared, 1 item outside of the records, 1 finding fixed, 1 new finding\n" + kHeader +
              "| `old.xml` | `new.xml` | 1 | 1 | 1 | 1 | 3 | 16 | 3 |\n"
              "\n"
              "Findings: 1 fixed, 1 new, 1 still there.\n"
              "\n"
              "## Items\n"
              "\n"
              "| item | added | removed | changed | funding |\n"
              "|---|--:|--:|--:|---|\n"
              "| `Header/Source/Estab` | 0 | 0 | 1 |  |\n"
              "| `PupilOnRoll/PupilIdentifiers/Surname` | 0 | 0 | 1 |  |\n"
              "| `PupilOnRoll/PupilCharacteristics/Language` | 1 | 0 | 0 |  |\n"
              "| `PupilOnRoll/FSMeligibility/FSMperiod/FSMstartDate` | 0 | 1 | 0 | yes |\n"
              "| `PupilOnRoll/FSMeligibility/FSMperiod/UKcountry` | 0 | 1 | 0 | yes |\n"
              "| `PupilOnRoll/SENneeds/SENneed/SENtype` | 0 | 0 | 1 | yes |\n"
              "| all | 1 | 2 | 3 |  |\n"
              "| all for funding | 0 | 2 | 1 |  |\n"
              "\n"
              "## `new.xml` against `old.xml`\n"
              "\n"
              "### Outside of the records\n"
              "\n"
              "| change | item | entry | old | new | funding |\n"
              "|---|---|---|---|---|---|\n"
              "| changed | `Header/Source/Estab` |  | `3999` | `4000` |  |\n"
              "\n"
              "### `A201999900001` \\*\\*\\* (year 6, record 12, was 11)\n"
              "\n"
              "| change | item | entry | old | new | funding |\n"
              "|---|---|---|---|---|---|\n"
              "| changed | `PupilIdentifiers/Surname` |  | `***` | `***` |  |\n"
              "| added | `PupilCharacteristics/Language` |  |  | `ENG` |  |\n"
              "| removed | `FSMeligibility/FSMperiod/FSMstartDate` | `FSMstartDate 2024-09-01` | `2024-09-01` |  | yes |\n"
              "| removed | `FSMeligibility/FSMperiod/UKcountry` | `FSMstartDate 2024-09-01` | `ENG` |  | yes |\n"
              "| changed | `SENneeds/SENneed/SENtype` | `SENtypeRank 1` | `MLD` | `ASD` | yes |\n"
              "\n"
              "### `A201999900003` \\*\\*\\* (year 6, record 7) left\n"
              "\n"
              "### `A201999900004` \\*\\*\\* (year 6, record 41, was 8)\n"
              "\n"
              "- moved to the pupils who have left\n"
              "\n"
              "### `A201999900005` \\*\\*\\* (year 6, record 9)\n"
              "\n"
              "- has a permanent UPN now, was X20199990000A\n"
              "- matched by FormerUPN\n"
              "\n"
              "### `A201999900002` \\*\\*\\* (year 6, record 40) joined\n"
              "\n"
              "### Could not be matched, and were not compared\n"
              "\n"
              "- ULN 1000000000: records 4 and 7 in the old document, record 5 in the new one\n"
              "\n"
              "### Findings\n"
              "\n"
              "| finding | severity | code | what is wrong |\n"
              "|---|---|---|---|\n"
              "| fixed | error | SC1510 | pupil M201399923002: UPN: the check letter should be L, not M |\n"
              "| new | query | ID405 | pupil H801200001001: PostCode: not a postcode (found \"ZA1 1A\", expected a postcode such as ZA1 1AA) |\n");
}

TEST_CASE("changes as markdown: no difference is short") {
    CHECK(markdown_of_changes({}) == "# No difference\n");
    CHECK(markdown_of_changes({pair_of({}, 5)}) == "# No difference\n" + kHeader + "| `old.xml` | `new.xml` | 0 | 0 | 0 | 0 | 0 | 5 | 0 |\n");
}

TEST_CASE("changes as markdown: several pairs have a row each, and a section where they differ") {
    const std::string text = markdown_of_changes({pair_of({joined_pupil()}, 1), pair_of({}, 2), pair_of({joined_pupil()}, 3)});
    CHECK(text == "# Differences: 2 joined\n" + kHeader +
                      "| `old.xml` | `new.xml` | 1 | 0 | 0 | 0 | 0 | 1 | 0 |\n"
                      "| `old.xml` | `new.xml` | 0 | 0 | 0 | 0 | 0 | 2 | 0 |\n"
                      "| `old.xml` | `new.xml` | 1 | 0 | 0 | 0 | 0 | 3 | 0 |\n"
                      "| all |  | 2 | 0 | 0 | 0 | 0 | 6 | 0 |\n"
                      "\n## `new.xml` against `old.xml`\n\n### `A201999900002` \\*\\*\\* (year 6, record 40) joined\n"
                      "\n## `new.xml` against `old.xml`\n\n### `A201999900002` \\*\\*\\* (year 6, record 40) joined\n");
}

TEST_CASE("changes as markdown: a document without a partner is a difference") {
    std::ostringstream out;
    const auto report = make_change_report(ChangeFormat::markdown, {}, schema::Dictionary::built_in(), out);
    report->unpaired(census_of("a_b.xml"), true);
    report->end({});
    CHECK(out.str() == "# Differences\n\n- a\\_b.xml (school 201 3999) is only among the new documents\n");
}

TEST_CASE("changes as markdown: no value ends its cell or has a meaning") {
    diff::RecordDifference difference = pupil_of("a|`b`", 1, 1);
    difference.name = "<b>*x*</b>";
    difference.year_group = "[6](x)";
    difference.items = {change_of(diff::ChangeKind::item_changed, "X", "`|`", "a\n| b |")};
    const std::string text = markdown_of_changes({pair_of({difference})}, Redact::none);
    CHECK(holds(text, "### `` a\\|`b` `` \\<b\\>\\*x\\*\\</b\\> (year \\[6\\](x), record 1)\n"));
    CHECK(holds(text, "| changed | `X` |  | `` `\\|` `` | `a\\n\\| b \\|` |  |\n"));
}

TEST_CASE("changes as markdown: with everything masked the number stands for the pupil") {
    CHECK(holds(markdown_of_changes({pair_of({joined_pupil()})}, Redact::all), "\n### record 40 joined\n"));
}

}  // namespace cbds::report_change_markdown_test
