/// What is told of two elements that differ.

#include "diff/element_text.hpp"

#include <doctest/doctest.h>

namespace cbds::test::element_comparison {

namespace {

constexpr diff::ValueOptions kAllAsWritten{false, false, true};

std::string language(const std::string& type, const std::string& code) {
    return "<Type><LanguageType>" + type + "</LanguageType><Language>" + code + "</Language></Type>";
}

}  // namespace

TEST_CASE("equal records have no changes, in whatever order and form their items are") {
    const xml::Element before = ctf_pupil("<UPN>A</UPN><LookedAfter><InCare>1</InCare></LookedAfter>");
    const xml::Element after = ctf_pupil("<LookedAfter> <InCare>\n true </InCare></LookedAfter><UPN>A</UPN>");
    CHECK(told(before, after).empty());
    CHECK(told(before, after, kAllAsWritten) == "item-changed LookedAfter/InCare 1 -> \n true \n");
}

TEST_CASE("items are added, removed, changed") {
    const xml::Element before = ctf_pupil("<UPN>A</UPN><Surname>Heron</Surname><Sex>F</Sex>");
    const xml::Element after = ctf_pupil("<UPN>A</UPN><Surname>Wren</Surname><DOB>2016-06-02</DOB>");
    CHECK(told(before, after) ==
          "item-changed Surname Heron -> Wren\n"
          "item-added DOB  -> 2016-06-02\n"
          "item-removed Sex F -> \n");
}

TEST_CASE("a change says all that a report needs") {
    const std::string status = "<SpecialEducationalNeeds><SENneeds><SENneed><SENtypeRank>1</SENtypeRank><SENtype>";
    const std::string end = "</SENtype></SENneed></SENneeds></SpecialEducationalNeeds>";
    const auto changes = changes_of(pupil_on_roll(status + "SPLD" + end), pupil_on_roll(status + "MLD" + end));
    REQUIRE(changes.size() == 1);
    const diff::ItemChange& change = changes[0];
    CHECK(change.kind == diff::ChangeKind::item_changed);
    CHECK(change.item == "SENtype");
    CHECK(change.path == "Message/Pupils/PupilsOnRoll/PupilOnRoll/SpecialEducationalNeeds/SENneeds/SENneed/SENtype");
    CHECK(schema::Dictionary::built_in().element(change.element).path == change.path);
    CHECK(change.section == "SpecialEducationalNeeds");
    CHECK(change.before == "SPLD");
    CHECK(change.after == "MLD");
    CHECK(change.funding);
    CHECK(change.privacy == schema::Privacy::sensitive);
    REQUIRE(change.entries.size() == 1);
    CHECK(change.entries[0].item == "SENtypeRank");
    CHECK(change.entries[0].value == "1");
}

TEST_CASE("an entry that is in one document only is told item by item, with its keys") {
    const std::string before = "<BasicDetails><Languages>" + language("F", "ENG") + "</Languages></BasicDetails>";
    const std::string after = "<BasicDetails><Languages>" + language("H", "POL") + language("F", "ENG") + "</Languages></BasicDetails>";
    CHECK(told(ctf_pupil(before), ctf_pupil(after)) ==
          "item-added BasicDetails/Languages/Type/LanguageType [LanguageType H] [Language POL]  -> H\n"
          "item-added BasicDetails/Languages/Type/Language [LanguageType H] [Language POL]  -> POL\n");
}

TEST_CASE("keys of entries in entries are told from the outside in, those that are not there are left out") {
    const std::string start = "<Contacts><Contact><Surname>Heron</Surname><Relationship>PAM</Relationship><Phones><Phone><TelephoneType>";
    const std::string end = "</TelephoneType><PhoneNo>1</PhoneNo><Odd>1</Odd></Phone></Phones></Contact></Contacts>";
    const auto changes = changes_of(ctf_pupil(start + "H" + end), ctf_pupil(""));
    REQUIRE(changes.size() == 5);
    const auto& keys = changes.back().entries;
    REQUIRE(keys.size() == 4);
    CHECK(keys[0].item == "Surname");
    CHECK(keys[0].privacy == schema::Privacy::direct);
    CHECK(keys[1].item == "Relationship");
    CHECK(keys[2].item == "TelephoneType");
    CHECK(keys[3].value == "1");
    CHECK(changes.back().item == "Odd");
    CHECK(changes.back().section == "Contacts");
}

TEST_CASE("an empty element is another thing than none, and a structure with nothing in it is told itself") {
    CHECK(told(ctf_pupil(""), ctf_pupil("<Sex/>")) == "item-added Sex  -> \n");
    CHECK(told(ctf_pupil("<Sex/>"), ctf_pupil("<Sex>F</Sex>")) == "item-changed Sex  -> F\n");
    CHECK(told(ctf_pupil("<BasicDetails><Languages> </Languages></BasicDetails>"), ctf_pupil("")) == "item-removed BasicDetails/Languages  -> \n");
    CHECK(told(ctf_pupil("<BasicDetails> </BasicDetails>"), ctf_pupil("<BasicDetails/>"), kAllAsWritten).empty());
}

TEST_CASE("text in a structure counts, and nobody knows what it is") {
    const auto changes = changes_of(ctf_pupil("<BasicDetails>odd<MiddleNames>B</MiddleNames></BasicDetails>"),
                                    ctf_pupil("<BasicDetails><MiddleNames>B</MiddleNames></BasicDetails>"));
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].item == "BasicDetails");
    CHECK(changes[0].before == "odd");
    CHECK(changes[0].privacy == schema::Privacy::direct);
    CHECK(changes[0].section == "BasicDetails");
    CHECK(told(ctf_pupil("<BasicDetails>odd<MiddleNames>B</MiddleNames></BasicDetails>"), ctf_pupil("")) ==
          "item-removed BasicDetails odd -> \nitem-removed BasicDetails/MiddleNames B -> \n");
}

TEST_CASE("unknown elements are told as they are written, and are taken for direct") {
    const auto changes = changes_of(ctf_pupil("<House><Colour>red</Colour></House>"), ctf_pupil("<House><Colour>blue</Colour><Motto/></House>"));
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].path == "CTfile/CTFpupilData/Pupil/House/Colour");
    CHECK(changes[0].element == schema::kNoElement);
    CHECK(changes[0].privacy == schema::Privacy::direct);
    CHECK(changes[0].section == "House");
    CHECK(changes[1].item == "Motto");
    CHECK(changes[1].kind == diff::ChangeKind::item_added);
}

TEST_CASE("attributes are compared by name") {
    const xml::Element before = ctf_pupil("<Sex a='1' b='2' c='3'>F</Sex>");
    const xml::Element after = ctf_pupil("<Sex d='4' c=' 3 ' b='5'>F</Sex>");
    CHECK(told(before, after) == "item-removed Sex/@a 1 -> \nitem-changed Sex/@b 2 -> 5\nitem-added Sex/@d  -> 4\n");
    const auto changes = changes_of(before, after);
    CHECK(changes[0].item == "@a");
    CHECK(changes[0].element == schema::kNoElement);
    CHECK(changes[0].privacy == schema::Privacy::direct);
    CHECK(changes[0].section == "Sex");
    CHECK(told(ctf_pupil(""), ctf_pupil("<Sex a='1'/>")) == "item-added Sex  -> \nitem-added Sex/@a  -> 1\n");
}

TEST_CASE("the section is the element below the record, the record's name where the item stands directly in it") {
    CHECK(changes_of(ctf_pupil(""), ctf_pupil("<UPN>A</UPN>")).at(0).section == "Pupil");
    CHECK(changes_of(ctf_pupil(""), ctf_pupil("<LookedAfter/>")).at(0).section == "LookedAfter");
    CHECK(changes_of(ctf_pupil(""), ctf_pupil("<Odd>1</Odd>")).at(0).section == "Pupil");
    CHECK(changes_of(test::element_at("CTfile/CTFpupilData/Pupil", "<Pupil a='1'/>"), ctf_pupil("")).at(0).section == "Pupil");
    const auto outside = changes_of(census_outside("<Header><Source><SerialNo>001</SerialNo></Source></Header>"),
                                    census_outside("<Header><Source><SerialNo>002</SerialNo></Source></Header><School><Odd/></School>"));
    REQUIRE(outside.size() == 2);
    CHECK(outside[0].section == "Header");
    CHECK(outside[0].path == "Message/Header/Source/SerialNo");
    CHECK(outside[1].section == "School");
}

TEST_CASE("outside of the records an empty list of pupils is none") {
    const xml::Element one_roll = census_outside("<Pupils><PupilsOnRoll/></Pupils>");
    const xml::Element two_rolls = census_outside("<Pupils><PupilsOnRoll/><PupilsNoLongerOnRoll/></Pupils>");
    CHECK(told(one_roll, two_rolls).empty());
    CHECK(told(census_outside(""), census_outside("<Pupils><Odd/></Pupils>")) == "item-added Pupils/Odd  -> \n");
    CHECK(told(census_outside(""), census_outside("<Pupils/>"), kAllAsWritten) == "item-added Pupils  -> \n");
}

TEST_CASE("an attribute of what encloses the pupils is one change") {
    const auto changes = changes_of(census_outside("<Pupils><PupilsOnRoll/></Pupils>"), census_outside("<Pupils><PupilsOnRoll mark='1'/></Pupils>"));
    REQUIRE(changes.size() == 1);
    CHECK(changes.front().item == "@mark");
}

TEST_CASE("of a pupil who left only what really differs is told, with the paths of each roll") {
    const std::string same = "<PupilIdentifiers><UPN>A</UPN><Surname>Heron</Surname></PupilIdentifiers>"
                             "<LearningAims><LearningAim><QAN>1</QAN></LearningAim></LearningAims>";
    const xml::Element before = pupil_on_roll(same + "<PupilStatus><EnrolStatus>C</EnrolStatus></PupilStatus>");
    const xml::Element after = pupil_who_left("<PupilStatus><LeavingDate>2026-01-09</LeavingDate></PupilStatus>" + same);
    CHECK(told(before, after) == "item-removed PupilStatus/EnrolStatus C -> \nitem-added PupilStatus/LeavingDate  -> 2026-01-09\n");
    const auto changes = changes_of(before, after);
    CHECK(changes.at(0).path.find("PupilsOnRoll") != std::string::npos);
    CHECK(changes.at(1).path.find("PupilsNoLongerOnRoll") != std::string::npos);
}

TEST_CASE("as written a name and its alias are two items, and paths and keys have the names that stand there") {
    const std::string start = "<LearningAims><LearningAim><QAN>12345678</QAN>";
    const xml::Element before = pupil_on_roll(start + "<DiscCode>1</DiscCode></LearningAim></LearningAims>");
    const xml::Element after = pupil_on_roll(start + "<SCC>1</SCC></LearningAim></LearningAims>");
    CHECK(told(before, after).empty());
    CHECK(told(before, after, kAllAsWritten) ==
          "item-removed LearningAims/LearningAim/DiscCode [QAN 12345678] 1 -> \n"
          "item-added LearningAims/LearningAim/SCC [QAN 12345678]  -> 1\n");
}

TEST_CASE("the key of an entry in both documents is told as the old one has it") {
    const std::string start = "<SpecialEducationalNeeds><SENneeds><SENneed><SENtypeRank>";
    const std::string end = "</SENtype></SENneed></SENneeds></SpecialEducationalNeeds>";
    const xml::Element before = pupil_on_roll(start + "01</SENtypeRank><SENtype>VI" + end);
    const xml::Element after = pupil_on_roll(start + "1</SENtypeRank><SENtype>HI" + end);
    const auto changes = changes_of(before, after);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].entries.at(0).value == "01");
}

}  // namespace cbds::test::element_comparison
