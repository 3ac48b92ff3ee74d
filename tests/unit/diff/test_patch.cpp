/// Patches: what is written, applied, refused, taken back.
#include "cbds/error.hpp"
#include "cbds/diff/comparison.hpp"
#include "patch_documents.hpp"

#include <doctest/doctest.h>

namespace cbds::diff {
namespace {

const schema::Edition kCtf = patch_edition("ctf@26.0");

std::string ctf(const std::string& pupils) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CTfile>\n  <Header>\n    <CTFversion>26.0</CTFversion>\n  </Header>\n  <CTFpupilData>\n" + pupils +
           "  </CTFpupilData>\n</CTfile>\n";
}

std::string ctf_pupil(const std::string& upn, const std::string& forename, const std::string& more = "") {
    return "    <Pupil>\n" + (upn.empty() ? "" : "      <UPN>" + upn + "</UPN>\n") + "      <Surname>Oak</Surname>\n      <Forename>" + forename + "</Forename>\n" +
           more + "    </Pupil>\n";
}

const std::string kTwo = ctf(ctf_pupil("A1", "Ann") + ctf_pupil("B2", "Bob"));

std::string diff_of(const std::string& operations) { return "<diff xmlns:k=\"urn:cbds:patch\">\n" + operations + "\n</diff>"; }

std::string patched(const std::string& operations, const std::string& document = kTwo) {
    const Patched made = apply_patch(patch_of(diff_of(operations)), document);
    for (const Conflict& each : made.result.conflicts) FAIL_CHECK(each.path << ": " << each.message);
    return made.text;
}

std::string taken_back(const std::string& operations, const std::string& document) {
    const Patched made = apply_patch(patch_of(diff_of(operations)).reversed(), document);
    for (const Conflict& each : made.result.conflicts) FAIL_CHECK(each.path << ": " << each.message);
    return made.text;
}

/// `line record key path: message`, one after the other.
std::string patch_conflicts(const std::string& operations, const std::string& document = kTwo) {
    std::string text;
    for (const Conflict& each : apply_patch(patch_of(diff_of(operations)), document).result.conflicts)
        text += std::to_string(each.line) + ' ' + std::to_string(each.record) + ' ' + each.key + ' ' + each.path + ": " + each.message + '\n';
    return text;
}

std::string patch_refusal(const std::string& text, bool reverse = false) {
    try {
        const Patch patch = patch_of(text);
        if (reverse) (void)patch.reversed();
    } catch (const DocumentError& error) {
        return error.what();
    }
    return "none";
}

std::string apply_refusal(const std::string& operations) {
    try {
        (void)apply_patch(patch_of(diff_of(operations)), kTwo);
    } catch (const DocumentError& error) {
        return error.what();
    }
    return "none";
}

constexpr const char* kPupil = "/CTfile/CTFpupilData/Pupil";

std::string at_pupil(const std::string& upn, const std::string& rest) { return std::string(kPupil) + "[UPN='" + upn + "']" + rest; }

}  // namespace

TEST_CASE("patch: a value is replaced, and back") {
    const std::string operations = "<replace sel=\"" + at_pupil("A1", "/Forename[.='Ann']/text()") + "\">Anna</replace>";
    const std::string after = ctf(ctf_pupil("A1", "Anna") + ctf_pupil("B2", "Bob"));
    CHECK(patched(operations) == after);
    CHECK(taken_back(operations, after) == kTwo);
}

TEST_CASE("patch: a key is replaced, and back") {
    const std::string operations = "<replace sel=\"" + at_pupil("A1", "/UPN[.='A1']/text()") + "\">C3</replace>\n<replace sel=\"" +
                                   at_pupil("C3", "/Forename[.='Ann']/text()") + "\">Cat</replace>";
    const std::string after = ctf(ctf_pupil("C3", "Cat") + ctf_pupil("B2", "Bob"));
    CHECK(patched(operations) == after);
    CHECK(taken_back(operations, after) == kTwo);
}

TEST_CASE("patch: texts are added to empty elements and removed, and back") {
    const std::string empty = ctf(ctf_pupil("A1", "") + ctf_pupil("B2", "Bob"));
    const std::string add = "<add sel=\"" + at_pupil("A1", "/Forename[.='']") + "\">Ann</add>";
    CHECK(patched(add, empty) == kTwo);
    CHECK(taken_back(add, kTwo) == empty);
    const std::string remove = "<remove sel=\"" + at_pupil("A1", "/Forename[.='Ann']/text()") + "\"/>";
    CHECK(patched(remove) == empty);
    CHECK(taken_back(remove, empty) == kTwo);
}

TEST_CASE("patch: elements beside others, in front and at the end, and back") {
    const std::string operations = "<add sel=\"" + at_pupil("A1", "/Surname") + "\" pos=\"before\"><Extra>1</Extra></add>\n" +
                                   "<add sel=\"" + at_pupil("A1", "/Surname") + "\" pos=\"after\"><Extra>2</Extra><Extra>3</Extra></add>\n" +
                                   "<add sel=\"" + at_pupil("B2", "") + "\" pos=\"prepend\"><Extra>4</Extra></add>\n" +
                                   "<add sel=\"" + at_pupil("B2", "") + "\"><Extra>5</Extra></add>";
    const std::string text = patched(operations);
    const xml::Element root = tree_of(text, kCtf);
    const xml::Element& data = *root.child("CTFpupilData");
    std::string order;
    for (const xml::Element& pupil : data.children)
        for (const xml::Element& each : pupil.children) order += each.name == "Extra" ? each.text : each.name.substr(0, 1);
    CHECK(order == "U1S23F4USF5");
    CHECK(taken_back(operations, text) == kTwo);
}

TEST_CASE("patch: records are added, removed and changed afterwards; attributes too") {
    const std::string operations = "<add sel=\"/CTfile/CTFpupilData\"><Pupil><UPN>C3</UPN></Pupil></add>\n"
                                   "<add sel=\"" + at_pupil("C3", "") + "\" type=\"@a\">x</add>\n" +
                                   "<add sel=\"" + at_pupil("A1", "") + "\" pos=\"before\"><Pupil><UPN>D4</UPN></Pupil></add>\n" +
                                   "<replace sel=\"" + at_pupil("D4", "/UPN[.='D4']/text()") + "\">E5</replace>\n" +
                                   "<k:removed sel=\"/CTfile/CTFpupilData\" pos=\"prepend\"><Pupil><UPN>A1</UPN><Surname>Oak</Surname><Forename>Ann</Forename></Pupil></k:removed>"
                                   "<remove sel=\"" + at_pupil("A1", "") + "\"/>";
    const std::string text = patched(operations);
    const xml::Element root = tree_of(text, kCtf);
    const auto& pupils = root.child("CTFpupilData")->children;
    REQUIRE(pupils.size() == 3);
    CHECK(pupils[0].value("UPN") == "E5");
    CHECK(pupils[1].value("UPN") == "B2");
    CHECK(pupils[2].value("UPN") == "C3");
    REQUIRE(pupils[2].attributes.size() == 1);
    CHECK(taken_back(operations, text) == kTwo);
}

TEST_CASE("patch: the number of threads does not show") {
    const schema::Edition edition = patch_edition("school-census@2026-spring");
    const std::string document = sample_document(edition, 300, 5, "PS");
    xml::Element outside = tree_of(document, edition);
    std::vector<PupilPair> pupils;
    for (xml::Element& each : take_records(outside)) pupils.push_back({each, each});
    for (std::size_t i = 0; i < pupils.size(); i += 7) pupils[i].after->find("PupilIdentifiers/Forename")->text = "O'Neill";
    const WrittenPatch patch = write_patch(outside, outside, pupils);
    const std::string once = apply_patch(patch_of(patch.text), document, 1).text;
    CHECK(once != document);
    CHECK(apply_patch(patch_of(patch.text), document, 3).text == once);
    CHECK(apply_patch(patch_of(patch.text).reversed(), once, 3).text == document);
}

TEST_CASE("patch: what does not fit is told, and where") {
    CHECK(patch_conflicts("<replace sel=\"" + at_pupil("A1", "/Forename[.='Eve']/text()") + "\">x</replace>") ==
          "2 1 A1 CTfile/CTFpupilData/Pupil/Forename: it has another value than the patch expects\n");
    CHECK(patch_conflicts("<remove sel=\"" + at_pupil("Z9", "/Forename[.='Eve']/text()") + "\"/>") == "2 0 Z9 CTfile/CTFpupilData/Pupil/Forename: no record fits\n");
    CHECK(patch_conflicts("<remove sel=\"" + at_pupil("B2", "/Sex") + "\"/>") == "2 2 B2 CTfile/CTFpupilData/Pupil/Sex: it is not there\n");
    CHECK(patch_conflicts("<remove sel=\"/CTfile/CTFpupilData/Pupil[Surname='Oak']/Surname\"/>") ==
          "2 1 A1 CTfile/CTFpupilData/Pupil/Surname: 2 records fit where one is expected\n");
    CHECK(patch_conflicts("<replace sel=\"/CTfile/Header/CTFversion[.='25.0']/text()\">26.0</replace>") ==
          "2 0  CTfile/Header/CTFversion: it has another value than the patch expects\n");
    CHECK(patch_conflicts("<k:removed><Pupil><UPN>A1</UPN></Pupil></k:removed><remove sel=\"" + at_pupil("A1", "") + "\"/>") ==
          "2 1 A1 CTfile/CTFpupilData/Pupil: it does not hold what the patch expects\n");
    CHECK(patch_conflicts("<add sel=\"/Message/Header\"><x/></add>") == "2 0  Message/Header: it is not there\n");
    CHECK(patch_conflicts("<remove sel=\"/CTfile/CTFpupilData\"/>") == "2 0  CTfile/CTFpupilData: it is not empty\n");
    CHECK(patch_conflicts("<add sel=\"" + at_pupil("A1", "/UPN") + "\"><x/></add>") ==
          "2 1 A1 CTfile/CTFpupilData/Pupil/UPN: it has a value: elements cannot be added\n");
    CHECK(patch_conflicts("<remove sel=\"" + at_pupil("A1", "/@x") + "\"/>") == "2 1 A1 CTfile/CTFpupilData/Pupil/@x: the attribute is not there\n");
}

TEST_CASE("patch: what is added must not be there already") {
    const std::string record = "<k:added sel=\"" + at_pupil("B2", "") + "\"/><add sel=\"/CTfile/CTFpupilData\"><Pupil><UPN>B2</UPN></Pupil></add>";
    CHECK(patch_conflicts(record) == "2 2 B2 CTfile/CTFpupilData: a record with this key is there already\n");
    CHECK(patch_conflicts("<remove sel=\"" + at_pupil("B2", "") + "\"/>\n" + record).empty());
    CHECK(patch_conflicts("<k:added sel=\"" + at_pupil("B2", "/Surname") + "\"/><add sel=\"" + at_pupil("B2", "") + "\"><Surname>x</Surname></add>") ==
          "2 2 B2 CTfile/CTFpupilData/Pupil: it is there already\n");
}

TEST_CASE("patch: the first thousand conflicts are told") {
    std::string operations;
    for (int i = 0; i < 1200; ++i) operations += "<remove sel=\"" + at_pupil("Z9", "") + "\"/>\n";
    const PatchResult result = apply_patch(patch_of(diff_of(operations)), kTwo).result;
    CHECK(result.conflict_count == 1200);
    CHECK(result.conflicts.size() == 1000);
    CHECK(result.operations == 1200);
    CHECK(result.records == 2);
}

TEST_CASE("patch: what is no patch, or hostile, is refused with its line") {
    CHECK(patch_refusal("<!DOCTYPE diff [<!ENTITY a \"x\">]><diff/>").find("DOCTYPE") != std::string::npos);
    CHECK(patch_refusal("<diff>\n<add sel=\"/a\">&a;</add></diff>").starts_with("patch.xml:2: "));
    CHECK(patch_refusal("<diff>\n\n<move sel=\"/a\"/></diff>") == "patch.xml:3: <move> is no operation of a patch; add, replace and remove are");
    CHECK(patch_refusal("<diff>\n<remove sel=\"/a[1]\"/></diff>").starts_with("patch.xml:2: the selector is not understood: positions"));
    CHECK(patch_refusal("<diff>\n<remove/></diff>") == "patch.xml:2: the attribute sel is missing");
    CHECK(patch_refusal("<diff><add sel=\"/a\" type=\"namespace::x\">y</add></diff>").find("namespaces cannot be added") != std::string::npos);
    CHECK(patch_refusal("<diff><add sel=\"/a\" pos=\"between\"><b/></add></diff>") == "patch.xml:1: pos has to be before, after or prepend");
    CHECK(patch_refusal("<diff><add sel=\"/a\"/></diff>") == "patch.xml:1: <add> has nothing to add");
    CHECK(patch_refusal("<diff><add sel=\"/a/b\" pos=\"after\">text</add></diff>") == "patch.xml:1: text beside an element is not understood");
    CHECK(patch_refusal("<diff><replace sel=\"/a/b\"><c/><d/></replace></diff>") == "patch.xml:1: <replace> of an element needs one element");
    CHECK(patch_refusal("<diff><remove sel=\"/a/b\"><c/></remove></diff>") == "patch.xml:1: <remove> has to be empty");
    CHECK(patch_refusal("<diff><remove sel=\"/a/b\" where=\"x\"/></diff>") == "patch.xml:1: the attribute where is not understood here");
    CHECK(patch_refusal("<diff>words</diff>") == "patch.xml:1: text stands between the operations");
    CHECK(patch_refusal("").find("patch.xml:1:1: ") == 0);
    CHECK(patch_refusal("<diff>") != "none");
    CHECK(patch_refusal(diff_of("<k:removed><a/></k:removed>")) != "none");
    std::string deep;
    for (int i = 0; i < 300; ++i) deep += "<a>";
    CHECK(patch_refusal("<diff><add sel=\"/a\">" + deep) == "patch.xml:1: elements stand inside each other deeper than is read");
}

TEST_CASE("patch: another encoding is read") {
    const Patch patch = patch_of("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<diff><replace sel=\"" + at_pupil("A1", "/Forename[.='Ann']/text()") + "\">Zo\xEB</replace></diff>");
    CHECK(apply_patch(patch, kTwo).text == ctf(ctf_pupil("A1", "Zoë") + ctf_pupil("B2", "Bob")));
}

TEST_CASE("patch: what encloses the records has limits") {
    CHECK(apply_refusal("<replace sel=\"/CTfile/CTFpupilData\"><x/></replace>") == "patch.xml:2: an element that encloses the records cannot be replaced");
    CHECK(apply_refusal("<remove sel=\"/CTfile\"/>") == "patch.xml:2: the root cannot be removed");
    CHECK(apply_refusal("<remove sel=\"/CTfile[Header/CTFversion='26.0']/Header\"/>") ==
          "patch.xml:2: a condition on an element that encloses the records is not understood");
    CHECK(apply_refusal("<add sel=\"/CTfile\">text</add>") == "patch.xml:2: an element that encloses the records has no text");
}

TEST_CASE("patch: what is not kept cannot be taken back") {
    CHECK(patch_refusal(diff_of("<remove sel=\"/a/b\"/>"), true) ==
          "patch.xml:2: it cannot be taken back: what it removes is not kept in the patch (as <cbds:removed> before it)");
    CHECK(patch_refusal(diff_of("<replace sel=\"/a/b\"><b/></replace>"), true).starts_with("patch.xml:2: it cannot be taken back: "));
    CHECK(patch_refusal(diff_of("<replace sel=\"/a/b/text()\">x</replace>"), true).starts_with("patch.xml:2: it cannot be taken back: "));
    CHECK(patch_refusal(diff_of("<k:removed><b/></k:removed><remove sel=\"/a/b\"/>"), true).starts_with("patch.xml:2: it cannot be taken back: "));
    CHECK(patch_refusal(diff_of("<add sel=\"/a/b\"><c/></add>"), true) == "none");
}

TEST_CASE("patch: text that would be lost stops the work") {
    CHECK_THROWS_AS(apply_patch(patch_of(diff_of("")), ctf("    <Pupil>text<UPN>A1</UPN></Pupil>\n")), DocumentError);
    CHECK_THROWS_AS(apply_patch(patch_of(diff_of("")), ctf("text")), DocumentError);
    CHECK_THROWS_AS(apply_patch(patch_of(diff_of("")), "<CTfile><Header/>"), DocumentError);
    CHECK(patched("") == kTwo);
}

TEST_CASE("patch: a pupil without UPN is named by what else is known") {
    const xml::Element before = tree_of(ctf(ctf_pupil("", "Ann")), kCtf);
    xml::Element after = before;
    after.find("CTFpupilData/Pupil/Surname")->text = "Elm";
    const WrittenPatch patch = write_patch(before, before, {{before.child("CTFpupilData")->children[0], after.child("CTFpupilData")->children[0]}});
    CHECK(patch.unsaid.empty());
    CHECK(patch.text.find("<replace sel=\"/CTfile/CTFpupilData/Pupil[Surname='Oak' and Forename='Ann']/Surname[.='Oak']/text()\">Elm</replace>") != std::string::npos);
}

TEST_CASE("patch: a UPN is taken away where others have none, and back") {
    const std::string without = ctf_pupil("", "Cem");
    const std::string birth_date = "      <DOB>2015-01-02</DOB>\n";  // she is known again by it
    const std::string before = ctf(ctf_pupil("A1", "Ann", birth_date) + without);
    const std::string after = ctf(ctf_pupil("", "Ann", birth_date) + without);
    io::MemoryInput old_input(before);
    io::MemoryInput new_input(after);
    std::ostringstream text;
    PatchWriter writer(patch_dictionary(), text);
    CompareOptions options;
    options.as_written = true;
    Comparison comparison(patch_dictionary(), options);
    const CompareResult result = comparison.compare(old_input, new_input, writer);
    writer.end_pair(result.before, result.after, result.summary);
    writer.end(result.summary);
    REQUIRE(writer.unsaid().empty());
    const Patched there = apply_patch(patch_of(text.str()), before);
    CHECK(there.result.conflicts.empty());
    const Patched back = apply_patch(patch_of(text.str()).reversed(), after);
    CHECK(back.result.conflicts.empty());
    CHECK(back.text == apply_patch(patch_of(diff_of("")), before).text);
}

TEST_CASE("patch: entries are named by their keys, and a list in which nothing tells them apart is replaced") {
    const auto with_needs = [](const std::string& needs) {
        return ctf(ctf_pupil("A1", "Ann", "      <BasicDetails>\n        <Disabilities>" + needs + "</Disabilities>\n      </BasicDetails>\n"));
    };
    const auto patch_between = [&](const std::string& a, const std::string& b) {
        const xml::Element before = tree_of(with_needs(a), kCtf);
        const xml::Element after = tree_of(with_needs(b), kCtf);
        return write_patch(before, before, {{before.child("CTFpupilData")->children[0], after.child("CTFpupilData")->children[0]}}).text;
    };
    const std::string one = patch_between("<Disability>LD</Disability><Disability>HI</Disability>", "<Disability>LD</Disability>");
    CHECK(one.find("<remove sel=\"" + at_pupil("A1", "/BasicDetails/Disabilities/Disability[.='HI']") + "\"/>") != std::string::npos);
    const std::string same = patch_between("<Disability>LD</Disability><Disability>LD</Disability>", "<Disability>LD</Disability>");
    CHECK(same.find("<replace sel=\"" + at_pupil("A1", "/BasicDetails/Disabilities") + "\">") != std::string::npos);
    CHECK(same.find("[1]") == std::string::npos);
}

TEST_CASE("patch: records that could be several pupils are not said") {
    std::ostringstream out;
    PatchWriter writer(patch_dictionary(), out);
    writer.begin_pair({}, {});
    writer.ambiguous({MatchedBy::upn, "A1", {1, 2}, {3}});
    writer.end_pair({}, {}, {});
    REQUIRE(writer.unsaid().size() == 3);
    CHECK(writer.unsaid()[1].record == 2);
    CHECK(writer.unsaid()[2].is_new);
    CHECK_THROWS_AS(writer.begin_pair({}, {}), UsageError);
}

}  // namespace cbds::diff
