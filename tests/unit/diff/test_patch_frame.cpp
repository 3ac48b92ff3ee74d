/// Patches of what encloses the records: rolls that come and go, pupils who move, unknown elements, attributes.
#include "patch_documents.hpp"

#include <doctest/doctest.h>

namespace cbds::diff {
namespace {

const schema::Edition kCensus = patch_edition("school-census@2026-spring");

std::string census(const std::string& pupils, const std::string& attributes = "", const std::string& more = "") {
    return "<Message" + attributes + "><Header><CollectionDetails><Collection>SC</Collection><Term>SPR</Term><Year>2026</Year></CollectionDetails></Header>" + more +
           "<Pupils>" + pupils + "</Pupils></Message>";
}

std::string on_roll(const std::string& upns, bool on = true) {
    const std::string list = on ? "PupilsOnRoll" : "PupilsNoLongerOnRoll";
    const std::string record = on ? "PupilOnRoll" : "PupilNoLongerOnRoll";
    std::string text;
    for (const char upn : upns) text += '<' + record + "><PupilIdentifiers><UPN>" + upn + "</UPN></PupilIdentifiers></" + record + '>';
    return '<' + list + '>' + text + "</" + list + '>';
}

std::vector<PupilPair> pairs_of(const std::vector<xml::Element>& before, const std::vector<xml::Element>& after) {
    std::vector<PupilPair> pairs;
    for (const xml::Element& each : before) pairs.push_back({each, {}});
    for (const xml::Element& each : after) {
        const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const PupilPair& pair) {
            return pair.before && pair.before->value("PupilIdentifiers/UPN") == each.value("PupilIdentifiers/UPN");
        });
        if (found == pairs.end()) pairs.push_back({{}, each});
        else found->after = each;
    }
    return pairs;
}

/// There and back; the patch is returned.
std::string census_there_and_back(const std::string& before, const std::string& after) {
    xml::Element outside_before = tree_of(before, kCensus);
    xml::Element outside_after = tree_of(after, kCensus);
    const xml::Element want_before = outside_before;
    const xml::Element want_after = outside_after;
    const auto pairs = pairs_of(take_records(outside_before), take_records(outside_after));
    const WrittenPatch patch = write_patch(outside_before, outside_after, pairs);
    CAPTURE(patch.text);
    REQUIRE(patch.unsaid.empty());
    const Patched there = apply_patch(patch_of(patch.text), before);
    CHECK(there.result.conflict_count == 0);
    CHECK(document_of(in_order(tree_of(there.text, kCensus))) == document_of(in_order(want_after)));
    const Patched back = apply_patch(patch_of(patch.text).reversed(), after);
    CHECK(back.result.conflict_count == 0);
    CHECK(document_of(in_order(tree_of(back.text, kCensus))) == document_of(in_order(want_before)));
    return patch.text;
}

}  // namespace

TEST_CASE("patch: a pupil leaves, and the list of leavers comes with him") {
    const std::string patch = census_there_and_back(census(on_roll("ABC")), census(on_roll("AC") + on_roll("B", false)));
    CHECK(patch.find("<add sel=\"/Message/Pupils\"><PupilsNoLongerOnRoll></PupilsNoLongerOnRoll></add>") != std::string::npos);
    CHECK(patch.find("<add sel=\"/Message/Pupils/PupilsNoLongerOnRoll\"><PupilNoLongerOnRoll>") != std::string::npos);
}

TEST_CASE("patch: the list of leavers goes behind its last pupil") {
    const std::string patch = census_there_and_back(census(on_roll("A") + on_roll("BC", false)), census(on_roll("AB")));
    CHECK(patch.rfind("<remove sel=\"/Message/Pupils/PupilsNoLongerOnRoll\"/>") > patch.rfind("PupilNoLongerOnRoll["));
}

TEST_CASE("patch: lists without pupils come and go") {
    census_there_and_back(census(""), census(on_roll("")));
    census_there_and_back(census(on_roll("", false)), census(on_roll("") + on_roll("", false)));
    census_there_and_back(census("<Local><a>1</a></Local>" + on_roll("A") + "<Local>2</Local>"), census("<Local>2</Local>" + on_roll("A") + on_roll("", false)));
    census_there_and_back(census(""), census("<Local n=\"1\">x</Local>"));
}

TEST_CASE("patch: pupils of a list that is gone altogether, with an unknown element in it") {
    census_there_and_back(census("<PupilsNoLongerOnRoll kind=\"x\"><Local>1</Local></PupilsNoLongerOnRoll>" + on_roll("A")), census(on_roll("AB")));
}

TEST_CASE("patch: attributes of the root, namespaces among them") {
    const std::string patch = census_there_and_back(census(on_roll("A"), " version=\"1\" old=\"x\""), census(on_roll("A"), " version=\"2\" new=\"'\""));
    CHECK(patch.find("<replace sel=\"/Message[@version='1']/@version\">2</replace>") != std::string::npos);
    const std::string with_prefix = census_there_and_back(census(on_roll("A"), " xmlns:s=\"urn:s\""), census(on_roll("A"), " xmlns:s=\"urn:s\"", "<s:x>1</s:x>"));
    CHECK(with_prefix.find("<diff xmlns:cbds=\"urn:cbds:patch\" xmlns:s=\"urn:s\">") != std::string::npos);
    census_there_and_back(census(on_roll("A")), census(on_roll("A"), " xmlns:s=\"urn:s\""));
}

TEST_CASE("patch: the school block comes and goes") {
    const std::string school = "<School><SchoolCharacteristics><SchoolName>O'Neill's \"both\"</SchoolName></SchoolCharacteristics></School>";
    census_there_and_back(census(on_roll("A")), census(on_roll("A"), "", school));
    census_there_and_back(census(on_roll("A"), "", school), census(on_roll("A"), "", "<Local/>" + school));
    census_there_and_back(census(on_roll("A"), "", school + "<Local>1</Local>"), census(on_roll("A"), "", "<Local>1</Local>" + school));
}

TEST_CASE("patch: two names for what encloses records cannot be said") {
    xml::Element before = tree_of(census(on_roll("A")), kCensus);
    take_records(before);
    xml::Element after = before;
    after.find("Pupils")->name = "pupils";
    CHECK(write_patch(before, after, {}).unsaid.size() == 1);
}

}  // namespace cbds::diff
