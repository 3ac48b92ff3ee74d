/// Which child stands for which.

#include "diff/element_pairs.hpp"
#include "diff/element_text.hpp"

#include <doctest/doctest.h>

namespace cbds::test::element_pairs {

namespace {

const schema::Dictionary& built_in() { return schema::Dictionary::built_in(); }

/// `UPN=UPN -=Sex`, of children without children their texts.
std::string pairs_told(const xml::Element& before, const xml::Element& after, const diff::ValueOptions& options = {}) {
    const auto word = [](const xml::Element* element) {
        if (element == nullptr) return std::string("-");
        return element->children.empty() && !element->text.empty() ? element->text : element->name;
    };
    std::string told;
    for (const diff::ElementPair& pair : diff::pair_children(before, after, built_in(), options))
        told += (told.empty() ? "" : " ") + word(pair.before) + '=' + word(pair.after);
    return told;
}

bool same(const std::string& a, const std::string& b, const diff::ValueOptions& options = {}) {
    return diff::same_element(test::ctf_pupil(a), test::ctf_pupil(b), built_in(), options);
}

xml::Element disabilities(const std::string& contents) {
    return test::element_at("CTfile/CTFpupilData/Pupil/BasicDetails/Disabilities", "<Disabilities>" + contents + "</Disabilities>");
}

xml::Element needs(const std::string& contents) {
    return test::element_at("Message/Pupils/PupilsOnRoll/PupilOnRoll/SpecialEducationalNeeds/SENneeds", "<SENneeds>" + contents + "</SENneeds>");
}

std::string need(const std::string& rank, const std::string& type) {
    return "<SENneed><SENtypeRank>" + rank + "</SENtypeRank><SENtype>" + type + "</SENtype></SENneed>";
}

/// The types of the needs that are paired.
std::string needs_told(const xml::Element& before, const xml::Element& after, const diff::ValueOptions& options = {}) {
    std::string told;
    for (const diff::ElementPair& pair : diff::pair_children(before, after, built_in(), options)) {
        told += told.empty() ? "" : " ";
        told += pair.before == nullptr ? "-" : pair.before->value("SENtype");
        told += '=';
        told += pair.after == nullptr ? "-" : pair.after->value("SENtype");
    }
    return told;
}

}  // namespace

TEST_CASE("children are told in the order of the dictionary, unknown ones last") {
    const xml::Element before = test::ctf_pupil("<Mystery/><Sex>F</Sex><UPN>A</UPN>");
    const xml::Element after = test::ctf_pupil("<Riddle/><UPN>B</UPN><Surname>C</Surname>");
    CHECK(pairs_told(before, after) == "A=B -=C F=- Mystery=- -=Riddle");
    CHECK(pairs_told(test::ctf_pupil(""), test::ctf_pupil("")).empty());
}

TEST_CASE("an alias is the same item, and letter case of names does not count, but as written they do") {
    const std::string path = "Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilCharacteristics";
    const auto characteristics = [&](const std::string& items) {
        return test::element_at(path, "<PupilCharacteristics>" + items + "</PupilCharacteristics>");
    };
    const xml::Element before = characteristics("<AdoptedFromCare>A</AdoptedFromCare><language>X</language>");
    const xml::Element after = characteristics("<Language>Y</Language><PLAA>B</PLAA>");
    CHECK(pairs_told(before, after) == "X=Y A=B");
    CHECK(pairs_told(before, after, {false, false, true}) == "X=- -=Y A=- -=B");
}

TEST_CASE("the two rolls of a census are paired by names, where one of them lacks the item too") {
    const xml::Element before = test::pupil_on_roll("<PupilStatus/><PupilIdentifiers><UPN>A</UPN></PupilIdentifiers><Attendance/>");
    const xml::Element after = test::pupil_who_left("<PupilIdentifiers><UPN>A</UPN></PupilIdentifiers><PupilStatus/><LearnerSupport/>");
    CHECK(pairs_told(before, after) == "PupilIdentifiers=PupilIdentifiers PupilStatus=PupilStatus Attendance=- -=LearnerSupport");
}

TEST_CASE("items of two rolls are told in the order of the new one") {
    const auto characteristics = [](const std::string& items) { return "<PupilCharacteristics>" + items + "</PupilCharacteristics>"; };
    const xml::Element before = test::pupil_on_roll(characteristics("<QualHrs>1</QualHrs><Ethnicity>A</Ethnicity>"));
    const xml::Element after = test::pupil_who_left(characteristics("<TLevelQualHrs>2</TLevelQualHrs><Ethnicity>B</Ethnicity>"));
    CHECK(pairs_told(before.children.at(0), after.children.at(0)) == "A=B 1=- -=2");
}

TEST_CASE("entries are paired by their keys, whatever their order; blanks and forms of numbers do not count") {
    CHECK(needs_told(needs(need("1", "SPLD") + need("2", "MLD")), needs(need("2", "ASD") + need(" 01 ", "VI"))) == "SPLD=VI MLD=ASD");
    CHECK(needs_told(needs(need("1", "SPLD")), needs(need("3", "SPLD"))) == "SPLD=- -=SPLD");
    CHECK(needs_told(needs(need("1", "SPLD")), needs(need(" 1", "VI")), {false, false, true}) == "SPLD=VI");
}

TEST_CASE("of entries with one key equal ones are paired first, the others in their order") {
    CHECK(needs_told(needs(need("1", "A") + need("1", "B") + need("1", "C")), needs(need("1", "D") + need("1", "A"))) == "A=A B=D C=-");
    CHECK(needs_told(needs(need("1", "A")), needs(need("1", "B") + need("1", "A") + need("1", "C"))) == "A=A -=B -=C");
    CHECK(needs_told(needs("<SENneed><SENtype>A</SENtype></SENneed>"), needs("<SENneed><SENtype>B</SENtype></SENneed>")) == "A=B");
}

TEST_CASE("repeated values are paired by value, as often as they stand there") {
    const xml::Element before = disabilities("<Disability>LD</Disability><Disability>HI</Disability><Disability>HI</Disability>");
    const xml::Element after = disabilities("<Disability> HI </Disability><Disability>VI</Disability><Disability>LD</Disability>");
    CHECK(pairs_told(before, after) == "LD=LD HI= HI  HI=- -=VI");
}

TEST_CASE("unknown elements and items that should occur once are paired by name and contents") {
    const xml::Element before = test::ctf_pupil("<X>1</X><X>2</X><X>3</X><Sex>F</Sex><Sex>M</Sex>");
    const xml::Element after = test::ctf_pupil("<X>3</X><X>4</X><Sex>M</Sex><Sex>F</Sex>");
    CHECK(pairs_told(before, after) == "F=F M=M 1=4 2=- 3=3");
}

TEST_CASE("two elements say the same whatever the order of items, entries and attributes and the layout of values") {
    const std::string phones = "<Phones><Phone><TelephoneType>H</TelephoneType><PhoneNo>1</PhoneNo></Phone>"
                               "<Phone><TelephoneType>M</TelephoneType><PhoneNo>2</PhoneNo></Phone></Phones>";
    const std::string turned = "<Phones><Phone><PhoneNo> 2 </PhoneNo><TelephoneType>M</TelephoneType></Phone>"
                               "<Phone><TelephoneType>H</TelephoneType><PhoneNo>1</PhoneNo></Phone></Phones>";
    CHECK(same("<UPN>A</UPN>" + phones, turned + "<UPN>A</UPN>"));
    CHECK_FALSE(same(phones, turned, {false, false, true}));
    CHECK(same("<X a='1' b='2'/>", "<X b='2' a='1'/>"));
    CHECK_FALSE(same("<X a='1'/>", "<X a='2'/>"));
    CHECK_FALSE(same("<X/>", ""));
    CHECK_FALSE(same("<X><Y/></X><Z/>", "<X/><Y/><Z/>"));
    CHECK_FALSE(same("<X>1</X>", "<X>2</X>"));
}

TEST_CASE("what encloses records says nothing by itself, unless it is compared as written") {
    const xml::Element empty = test::census_outside("<Pupils><PupilsOnRoll/><PupilsNoLongerOnRoll> </PupilsNoLongerOnRoll></Pupils>");
    const xml::Element none = test::census_outside("");
    CHECK(diff::same_element(empty, none, built_in(), {}));
    CHECK_FALSE(diff::same_element(empty, none, built_in(), {false, false, true}));
}

TEST_CASE("the key of an entry is that of the dictionary, and its items are found by any of their names") {
    const std::string path = "Message/Pupils/PupilsOnRoll/PupilOnRoll/LearningAims/LearningAim";
    const xml::Element aim = test::element_at(path, "<LearningAim><QAN>12345678</QAN></LearningAim>");
    CHECK(diff::key_items(aim, built_in()) == std::vector<std::string_view>{"QN", "LearningStartDate"});
    REQUIRE(diff::find_item(aim, "QN", built_in()) != nullptr);
    CHECK(diff::find_item(aim, "QN", built_in())->text == "12345678");
    CHECK(diff::find_item(aim, "LearningStartDate", built_in()) == nullptr);
    CHECK(diff::key_items(test::ctf_pupil(""), built_in()).empty());
    CHECK(diff::key_items(test::element_at("", "<Odd/>"), built_in()).empty());
    const xml::Element pupil = test::pupil_on_roll("<PupilIdentifiers><UPN>A</UPN></PupilIdentifiers>");
    REQUIRE(diff::find_item(pupil, "PupilIdentifiers/UPN", built_in()) != nullptr);
}

TEST_CASE("very many entries of one key are paired too") {
    std::string forth;
    std::string back;
    for (int number = 0; number < 20000; ++number) {
        forth += need("1", "T" + std::to_string(number));
        back += need("1", "T" + std::to_string(19999 - number));
    }
    const auto before = needs(forth);
    const auto after = needs(back);
    const auto pairs = diff::pair_children(before, after, built_in(), {});
    REQUIRE(pairs.size() == 20000);
    CHECK(pairs[7].before->value("SENtype") == "T7");
    CHECK(pairs[7].after->value("SENtype") == "T7");
}

}  // namespace cbds::test::element_pairs
