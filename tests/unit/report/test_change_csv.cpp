#include "report/change_sample.hpp"

#include <doctest/doctest.h>

namespace cbds::report_change_csv_test {

using namespace cbds;
using namespace cbds::report;

namespace {

const std::string kColumns =
    "\xEF\xBB\xBFold_document,new_document,kind,upn,old_upn,matched_by,year_group,old_record,new_record,section,item,path,entry,before,after,"
    "funding,rule,message\r\n";

std::string csv_of_changes(const std::vector<ChangedPair>& pairs, Redact redact = Redact::direct) {
    return changes_written(ChangeFormat::csv, pairs, change_options(redact));
}

std::string row_of_change(const diff::ItemChange& change) {
    diff::RecordDifference difference = pupil_of("A201999900001", 1, 1);
    difference.items = {change};
    return csv_of_changes({pair_of({difference})}).substr(kColumns.size());
}

const std::string kCommon = "old.xml,new.xml,item-changed,A201999900001,,UPN,6,1,1,,";

}  // namespace

TEST_CASE("changes as CSV: one of everything") {
    const std::string pupil = "A201999900001,,UPN,6,11,12,";
    CHECK(csv_of_changes({whole_pair()}) ==
          kColumns + "old.xml,new.xml,item-changed,,,,,,,Header,Estab,Message/Header/Source/Estab,,3999,4000,,,\r\n" +
              "old.xml,new.xml,item-changed," + pupil + "PupilIdentifiers,Surname," + kPupil + "/PupilIdentifiers/Surname,,***,***,,,\r\n" +
              "old.xml,new.xml,item-added," + pupil + "PupilCharacteristics,Language," + kPupil + "/PupilCharacteristics/Language,,,ENG,,,\r\n" +
              "old.xml,new.xml,item-removed," + pupil + "FSMeligibility,FSMstartDate," + kPupil +
              "/FSMeligibility/FSMperiod/FSMstartDate,FSMstartDate 2024-09-01,2024-09-01,,yes,,\r\n" +
              "old.xml,new.xml,item-removed," + pupil + "FSMeligibility,UKcountry," + kPupil +
              "/FSMeligibility/FSMperiod/UKcountry,FSMstartDate 2024-09-01,ENG,,yes,,\r\n" +
              "old.xml,new.xml,item-changed," + pupil + "SENneeds,SENtype," + kPupil + "/SENneeds/SENneed/SENtype,SENtypeRank 1,MLD,ASD,yes,,\r\n" +
              "old.xml,new.xml,removed,A201999900003,,,6,7,,,," + kPupil + ",,,,,,\r\n" +
              "old.xml,new.xml,moved,A201999900004,,UPN,6,8,41,,," + kLeaver + ",,,,,,\r\n" +
              "old.xml,new.xml,re-keyed,A201999900005,X20199990000A,FormerUPN,6,9,9,,," + kPupil + ",,,,,,\r\n" +
              "old.xml,new.xml,added,A201999900002,,,6,,40,,," + kPupil + ",,,,,,\r\n" +
              "old.xml,new.xml,ambiguous,,,ULN,,4 7,5,,,,,,,,,\"ULN 1000000000: records 4 and 7 in the old document, record 5 in the new one\"\r\n"
              "old.xml,new.xml,finding-fixed,M201399923002,,,7,17,,,UPN,Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilIdentifiers/UPN,,"
              "M201399923002,,,SC1510,\"the check letter should be L, not M\"\r\n"
              "old.xml,new.xml,finding-new,H801200001001,,,R,,18,,PostCode,,,,ZA1 1A,,ID405,not a postcode\r\n"
              "old.xml,new.xml,finding-still-there,,,,7,,17,,Surname2,Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilIdentifiers/UPN,,,***,,XSD010,"
              "this element is not known here\r\n");
}

TEST_CASE("changes as CSV: a pupil who moved, has another UPN and another language is three rows") {
    diff::RecordDifference difference = rekeyed_pupil();
    difference.moved = true;
    difference.items = {change_of(diff::ChangeKind::item_changed, "X", "1", "2")};
    const std::string text = csv_of_changes({pair_of({difference})});
    const std::string common = "A201999900005,X20199990000A,FormerUPN,6,9,9,";
    CHECK(text == kColumns + "old.xml,new.xml,moved," + common + ",," + kPupil + ",,,,,,\r\nold.xml,new.xml,re-keyed," + common + ",," + kPupil +
                      ",,,,,,\r\nold.xml,new.xml,item-changed," + common + ",X,X,,1,2,,,\r\n");
}

TEST_CASE("changes as CSV: no difference is a heading alone") {
    CHECK(csv_of_changes({}) == kColumns);
    CHECK(csv_of_changes({pair_of({}, 3)}) == kColumns);
}

TEST_CASE("changes as CSV: documents without a partner have a row") {
    std::ostringstream out;
    const auto report = make_change_report(ChangeFormat::csv, {}, schema::Dictionary::built_in(), out);
    report->unpaired(census_of("a.xml"), false);
    report->unpaired(census_of("b.xml"), true);
    report->end({});
    CHECK(out.str() == kColumns + "a.xml,,unpaired,,,,,,,,,,,,,,,\r\n,b.xml,unpaired,,,,,,,,,,,,,,,\r\n");
}

TEST_CASE("changes as CSV: with everything masked the numbers of the record are left") {
    CHECK(csv_of_changes({pair_of({rekeyed_pupil()})}, Redact::all) ==
          kColumns + "old.xml,new.xml,re-keyed,,,FormerUPN,,9,9,,," + kPupil + ",,,,,,\r\n");
}

TEST_CASE("changes as CSV: a value is neither a formula nor the end of a cell") {
    CHECK(row_of_change(change_of(diff::ChangeKind::item_changed, "X", "=cmd()", "a,\"b\"")) == kCommon + "X,X,,'=cmd(),\"a,\"\"b\"\"\",,,\r\n");
    CHECK(row_of_change(change_of(diff::ChangeKind::item_changed, "X", "a\r\nb", "\xFF")) == kCommon + "X,X,,a\\r\\nb,\\xFF,,,\r\n");
}

}  // namespace cbds::report_change_csv_test
