#include "report/change_sample.hpp"

#include <doctest/doctest.h>

namespace cbds::report_change_stat_test {

using namespace cbds;
using namespace cbds::report;

TEST_CASE("changes as a table: one of everything, in the order of the dictionary") {
    CHECK(changes_written(ChangeFormat::stat, {whole_pair()}) ==
          "   added  removed  changed     same\n"
          "       1        1        3       16  pupils\n"
          "       -        -        1        -  pupils moved to the other roll\n"
          "       -        -        1        -  pupils with another UPN\n"
          "       -        -        3        -  records not compared\n"
          "       1        1        -        1  findings\n"
          "       0        0        1        -  Header/Source/Estab\n"
          "       0        0        1        -  PupilOnRoll/PupilIdentifiers/Surname\n"
          "       1        0        0        -  PupilOnRoll/PupilCharacteristics/Language\n"
          "       0        1        0        -  PupilOnRoll/FSMeligibility/FSMperiod/FSMstartDate [funding]\n"
          "       0        1        0        -  PupilOnRoll/FSMeligibility/FSMperiod/UKcountry [funding]\n"
          "       0        0        1        -  PupilOnRoll/SENneeds/SENneed/SENtype [funding]\n"
          "       1        2        3        -  all items\n"
          "       0        2        1        -  all items for funding\n");
}

TEST_CASE("changes as a table: pairs are added up, documents without a partner counted") {
    std::ostringstream out;
    const auto report = make_change_report(ChangeFormat::stat, {}, schema::Dictionary::built_in(), out);
    report->unpaired(census_of("a.xml"), true);
    report->unpaired(census_of("b.xml"), false);
    report->unpaired(census_of("c.xml"), true);
    diff::Summary total = pair_of({joined_pupil()}, 1).summary;
    total += pair_of({left_pupil()}, 2).summary;
    report->end(total);
    CHECK(out.str() ==
          "   added  removed  changed     same\n"
          "       2        1        -        -  documents\n"
          "       1        1        0        3  pupils\n"
          "       -        -        0        -  pupils moved to the other roll\n"
          "       -        -        0        -  pupils with another UPN\n"
          "       0        0        0        -  all items\n"
          "       0        0        0        -  all items for funding\n");
}

TEST_CASE("changes as a table: items that the dictionary does not know come last, by path") {
    diff::RecordDifference difference = pupil_of("A201999900001", 1, 1);
    difference.items = {change_of(diff::ChangeKind::item_added, kPupil + "/Zebra", "", "1"), change_of(diff::ChangeKind::item_added, "Ape\nhouse/Ape", "", "1"),
                        change_of(diff::ChangeKind::item_added, kPupil + "/PupilIdentifiers/Surname", "", "1")};
    const std::string text = changes_written(ChangeFormat::stat, {pair_of({difference})});
    CHECK(text.find("PupilOnRoll/PupilIdentifiers/Surname\n       1        0        0        -  Ape\n"
                    "       1        0        0        -  PupilOnRoll/Zebra\n") != std::string::npos);
}

}  // namespace cbds::report_change_stat_test
