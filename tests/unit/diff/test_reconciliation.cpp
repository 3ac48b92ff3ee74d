#include "cbds/diff/reconciliation.hpp"

#include "cbds/io/memory_input.hpp"
#include "cbds/sample/sample.hpp"
#include "diff/reconciliation_layout.hpp"

#include <doctest/doctest.h>
#include <pugixml.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <tuple>

using namespace cbds;
using namespace cbds::diff;

namespace {

using schema::Dictionary;

const Dictionary& the_dictionary() { return Dictionary::built_in(); }

std::string reconciled_sample(schema::Edition edition, const std::string& phase, std::uint64_t pupils, std::uint64_t seed = 1) {
    sample::SampleOptions options;
    options.edition = edition;
    options.phase = phase;
    options.pupils = pupils;
    options.seed = seed;
    std::ostringstream out;
    sample::write_sample(the_dictionary(), options, out);
    return out.str();
}

std::string ctf_sample(std::uint64_t pupils = 12) { return reconciled_sample(schema::ctf_edition(26), "PS", pupils); }

std::string census_sample(std::uint64_t pupils = 40) {
    return reconciled_sample(schema::census_edition(2026, schema::Term::spring), "SS", pupils);
}

Reconciliation reconciled(const std::string& before, const std::string& after, unsigned jobs = 1) {
    io::MemoryInput old_input(before, "old.xml");
    io::MemoryInput new_input(after, "new.xml");
    CompareOptions options;
    options.jobs = jobs;
    Comparison comparison(the_dictionary(), options);
    return reconcile(the_dictionary(), comparison, old_input, new_input);
}

/// The texts between two marks, marks included, one after another.
std::vector<std::pair<std::size_t, std::size_t>> stretches(const std::string& text, const std::string& first, const std::string& last) {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t at = text.find(first); at != std::string::npos; at = text.find(first, at)) {
        const std::size_t end = text.find(last, at) + last.size();
        found.emplace_back(at, end - at);
        at = end;
    }
    return found;
}

std::string element_text(const std::string& text, const std::string& name, std::size_t number) {
    const auto place = stretches(text, "<" + name + ">", "</" + name + ">").at(number);
    return text.substr(place.first, place.second);
}

/// Puts something in place of the element of that name with that number, from 0.
void edit(std::string& text, const std::string& name, std::size_t number, const std::string& with) {
    const auto place = stretches(text, "<" + name + ">", "</" + name + ">").at(number);
    text.replace(place.first, place.second, with);
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

std::string without_tags(const std::string& element) {
    const std::size_t start = element.find('>') + 1;
    return element.substr(start, element.rfind("</") - start);
}

// ---- a count of our own, with another reader and without anything of the comparison

using Values = std::multiset<std::string>;
using PupilValues = std::map<std::string, Values>;  ///< by path below the record

void gather_values(const pugi::xml_node& element, const std::string& path, PupilValues& values) {
    bool has_children = false;
    for (const pugi::xml_node& child : element.children()) {
        if (child.type() != pugi::node_element) continue;
        has_children = true;
        gather_values(child, path.empty() ? child.name() : path + '/' + child.name(), values);
    }
    if (!has_children && !path.empty()) values[path].insert(element.text().get());
}

/// Values of each pupil by UPN, of pupils on either roll and of a transfer file; header and school block under no UPN.
std::map<std::string, PupilValues> values_of_pupils(const std::string& text) {
    pugi::xml_document document;
    REQUIRE(document.load_string(text.c_str()));
    std::map<std::string, PupilValues> pupils;
    for (const auto& found : document.select_nodes("//Pupil|//PupilOnRoll|//PupilNoLongerOnRoll")) {
        const char* const upn = found.node().select_node("UPN|PupilIdentifiers/UPN").node().text().get();
        gather_values(found.node(), "", pupils[upn]);
    }
    for (const auto& found : document.select_nodes("/*/Header|/*/School")) gather_values(found.node(), found.node().name(), pupils[""]);
    return pupils;
}

struct OwnCounts {
    std::uint64_t equal = 0;
    std::uint64_t changed = 0;
    std::uint64_t missing = 0;
    std::uint64_t added = 0;
    std::set<std::string> changed_pupils;
    std::set<std::string> missing_pupils;
    std::set<std::string> new_pupils;
};

void count_values(const std::string& pupil, const Values& before, const Values& after, OwnCounts& counts) {
    Values same;
    std::set_intersection(before.begin(), before.end(), after.begin(), after.end(), std::inserter(same, same.end()));
    const std::uint64_t changed = std::min(before.size(), after.size()) - same.size();
    counts.equal += same.size();
    counts.changed += changed;
    counts.missing += before.size() - same.size() - changed;
    counts.added += after.size() - same.size() - changed;
    if (pupil.empty()) return;
    if (changed != 0) counts.changed_pupils.insert(pupil);
    if (before.size() > after.size()) counts.missing_pupils.insert(pupil);
    if (after.size() > before.size()) counts.new_pupils.insert(pupil);
}

bool is_own_noise(const std::string& path) {
    static const std::set<std::string> kNoise{"DateTime", "SerialNo", "SoftwareCode", "Release", "Xversion", "SupplierID"};
    return path.starts_with("Header/") && kNoise.count(path.substr(path.rfind('/') + 1)) != 0;
}

/// By path below the record.
std::map<std::string, OwnCounts> own_counts(const std::string& before, const std::string& after) {
    std::map<std::string, OwnCounts> counts;
    auto old_pupils = values_of_pupils(before);
    auto new_pupils = values_of_pupils(after);
    std::set<std::string> keys;
    for (const auto& [key, values] : old_pupils) keys.insert(key);
    for (const auto& [key, values] : new_pupils) keys.insert(key);
    for (const std::string& key : keys) {
        std::set<std::string> paths;
        for (const auto& [path, values] : old_pupils[key]) paths.insert(path);
        for (const auto& [path, values] : new_pupils[key]) paths.insert(path);
        for (const std::string& path : paths)
            if (!is_own_noise(path)) count_values(key, old_pupils[key][path], new_pupils[key][path], counts[path]);
    }
    return counts;
}

std::string path_below_record(const std::string& path) {
    for (const std::string record : {"CTfile/CTFpupilData/Pupil/", "Message/Pupils/PupilsOnRoll/PupilOnRoll/",
                                     "Message/Pupils/PupilsNoLongerOnRoll/PupilNoLongerOnRoll/"})
        if (path.starts_with(record)) return path.substr(record.size());
    return path.substr(path.find('/') + 1);
}

std::set<std::string> keys_of(const Reconciliation& made, const std::vector<std::uint32_t>& pupils) {
    std::set<std::string> keys;
    for (const std::uint32_t pupil : pupils) keys.insert(made.pupils.at(pupil).key);
    CHECK(keys.size() == pupils.size());
    return keys;
}

void check_item(const Reconciliation& made, const ReconciledItem& item, const OwnCounts& own) {
    INFO(item.path);
    if (item.known) CHECK(item.counts.equal == own.equal);
    CHECK(item.counts.changed == own.changed);
    CHECK(item.counts.missing == own.missing);
    CHECK(item.counts.added == own.added);
    CHECK(keys_of(made, item.changed) == own.changed_pupils);
    CHECK(keys_of(made, item.missing) == own.missing_pupils);
    CHECK(keys_of(made, item.added) == own.new_pupils);
}

/// Every item agrees with our own count, none is missing, and the sections add up.
void check_against_own_count(const Reconciliation& made, const std::string& before, const std::string& after) {
    auto own = own_counts(before, after);
    for (const ReconciledSection& section : made.sections) {
        ReconciledCounts sum;
        for (const ReconciledItem& item : section.items) {
            const auto found = own.find(path_below_record(item.path));
            REQUIRE_MESSAGE(found != own.end(), item.path);
            check_item(made, item, found->second);
            own.erase(found);
            sum += item.counts;
        }
        CHECK(std::tie(sum.equal, sum.changed, sum.missing, sum.added) ==
              std::tie(section.counts.equal, section.counts.changed, section.counts.missing, section.counts.added));
        CHECK(section.verdict == sum.verdict());
    }
    for (const auto& [path, counts] : own) FAIL_CHECK(path, " is not told");
}

const ReconciledSection& section_named(const Reconciliation& made, const std::string& name) {
    const auto found = std::find_if(made.sections.begin(), made.sections.end(), [&](const ReconciledSection& each) { return each.name == name; });
    REQUIRE_MESSAGE(found != made.sections.end(), name);
    return *found;
}

const ReconciledItem& item_named(const ReconciledSection& section, const std::string& name) {
    const auto found = std::find_if(section.items.begin(), section.items.end(), [&](const ReconciledItem& each) { return each.item == name; });
    REQUIRE_MESSAGE(found != section.items.end(), name);
    return *found;
}

std::string upn_of(const std::string& text, std::size_t record) { return without_tags(element_text(text, "UPN", record)); }

}  // namespace

TEST_CASE("reconciliation: the same document twice has arrived") {
    for (const std::string& document : {ctf_sample(), census_sample()}) {
        const Reconciliation made = reconciled(document, document);
        check_against_own_count(made, document, document);
        CHECK(made.verdict() == Verdict::complete);
        CHECK(made.pupils.empty());
        CHECK(section_named(made, "Header").verdict == Verdict::complete);
        for (const ReconciledSection& section : made.sections) CHECK(section.counts.changed + section.counts.missing + section.counts.added == 0);
    }
}

TEST_CASE("reconciliation: values of a transfer file that changed, went missing or are new") {
    const std::string before = ctf_sample();
    std::string after = before;
    edit(after, "Forename", 0, "<Forename>Somebody Else</Forename>");
    edit(after, "MiddleNames", 1, "");
    edit(after, "Ethnicity", 2, "");
    edit(after, "Contact", 1, "");
    edit(after, "KeyStage", 0, "");
    edit(after, "Address", 0, "");
    edit(after, "ServiceChild", 3, "<ServiceChild>Y</ServiceChild><ParentalConsent>true</ParentalConsent>");
    edit(after, "SupplierID", 0, "<SupplierID>Another MIS</SupplierID>");
    edit(after, "DataDescriptor", 0, "<DataDescriptor>Something else</DataDescriptor>");
    const Reconciliation made = reconciled(before, after);
    check_against_own_count(made, before, after);
    CHECK(made.verdict() == Verdict::incomplete);
    CHECK(section_named(made, "Header").verdict == Verdict::altered);
    CHECK(section_named(made, "Contacts").verdict == Verdict::incomplete);
    CHECK(section_named(made, "SchoolHistory").verdict == Verdict::complete);
    CHECK(section_named(made, "SuppInfo").verdict == Verdict::empty);
}

TEST_CASE("reconciliation: every value of a missing pupil is missing, of a new one new") {
    const std::string before = ctf_sample();
    std::string after = before;
    edit(after, "Pupil", 4, "");
    std::string other = element_text(reconciled_sample(schema::ctf_edition(26), "PS", 3, 77), "Pupil", 2);
    after.insert(after.find("</CTFpupilData>"), other);
    const Reconciliation made = reconciled(before, after);
    check_against_own_count(made, before, after);
    REQUIRE(made.missing_pupils.size() == 1);
    REQUIRE(made.new_pupils.size() == 1);
    CHECK(made.pupils[made.missing_pupils[0]].key == upn_of(before, 4));
    CHECK(made.pupils[made.missing_pupils[0]].old_record == 5);
    CHECK(made.pupils[made.missing_pupils[0]].new_record == 0);
    CHECK(made.pupils[made.new_pupils[0]].new_record == 12);
    CHECK(made.verdict() == Verdict::incomplete);
}

TEST_CASE("reconciliation: a section that is gone") {
    const std::string before = ctf_sample();
    std::string after = before;
    while (after.find("<Contacts>") != std::string::npos) edit(after, "Contacts", 0, "");
    const Reconciliation made = reconciled(before, after);
    check_against_own_count(made, before, after);
    CHECK(section_named(made, "Contacts").counts.equal == 0);
    CHECK(section_named(made, "Contacts").counts.missing > 100);
    CHECK(reconciled(after, after).sections.size() == made.sections.size());
    CHECK(section_named(reconciled(after, after), "Contacts").verdict == Verdict::empty);
    CHECK(section_named(reconciled(after, before), "Contacts").verdict == Verdict::complete);
}

TEST_CASE("reconciliation: a pupil on another roll keeps the values") {
    const std::string before = census_sample();
    std::string after = before;
    std::string pupil = element_text(before, "PupilOnRoll", 3);
    edit(after, "PupilOnRoll", 3, "");
    replace_all(pupil, "PupilOnRoll>", "PupilNoLongerOnRoll>");
    const std::size_t leavers = after.find("<PupilsNoLongerOnRoll>");
    REQUIRE(leavers != std::string::npos);
    edit(pupil, "EnrolStatus", 0, "<EnrolStatus>M</EnrolStatus>");
    const std::string needs = pupil.find("<SpecialEducationalNeeds>") == std::string::npos ? "" : "SpecialEducationalNeeds";
    if (!needs.empty()) edit(pupil, needs, 0, "");
    after.insert(leavers + std::string("<PupilsNoLongerOnRoll>").size(), pupil);
    const Reconciliation made = reconciled(before, after);
    check_against_own_count(made, before, after);
    REQUIRE(made.moved_pupils.size() == 1);
    CHECK(made.pupils[made.moved_pupils[0]].key == upn_of(before, 3));
    CHECK(made.verdict() >= Verdict::altered);
    CHECK(item_named(section_named(made, "PupilIdentifiers"), "Surname").counts.changed == 0);

    // Of a pupil who left the dictionary does not have it, and its totals neither.
    const auto own = own_counts(after, before).at("PupilStatus/EnrolStatus");
    const Reconciliation back = reconciled(after, before);
    check_item(back, item_named(section_named(back, "PupilStatus"), "EnrolStatus"), own);
    CHECK(own.changed == 1);
}

TEST_CASE("reconciliation: another roll alone is a change") {
    Reconciliation made;
    made.moved_pupils = {0};
    CHECK(made.verdict() == Verdict::altered);
    made.missing_pupils = {1};
    CHECK(made.verdict() == Verdict::incomplete);
}

TEST_CASE("reconciliation: a new UPN is a changed value") {
    const std::string before = census_sample();
    std::string after = before;
    edit(after, "UPN", 2, "<UPN>A201999900001</UPN><FormerUPN>" + upn_of(before, 2) + "</FormerUPN>");
    const Reconciliation made = reconciled(before, after);
    REQUIRE(made.rekeyed_pupils.size() == 1);
    CHECK(made.rekeyed_from == std::vector<std::string>{upn_of(before, 2)});
    CHECK(made.pupils[made.rekeyed_pupils[0]].key == "A201999900001");
    const ReconciledSection& identifiers = section_named(made, "PupilIdentifiers");
    CHECK(item_named(identifiers, "UPN").counts.changed == 1);
    CHECK(item_named(identifiers, "UPN").counts.equal == 39);
    CHECK(item_named(identifiers, "UPN").changed == made.rekeyed_pupils);
    CHECK(item_named(identifiers, "FormerUPN").counts.added == 1);
    CHECK(identifiers.counts.missing == 0);
    CHECK(made.verdict() == Verdict::altered);
    CHECK(reconciled(after, before).sections.front().name == "Header");
    CHECK(item_named(section_named(reconciled(after, before), "PupilIdentifiers"), "FormerUPN").counts.missing == 1);
}

TEST_CASE("reconciliation: a new UPN that stands there twice") {
    const std::string before = census_sample();
    std::string after = before;
    edit(after, "UPN", 2, "<UPN>A201999900001</UPN><UPN>A201999900001</UPN>");
    const Reconciliation made = reconciled(before, after);
    const ReconciledCounts& counts = item_named(section_named(made, "PupilIdentifiers"), "UPN").counts;
    CHECK(counts.equal == 39);
    CHECK(counts.changed == 1);
    CHECK(counts.added == 1);
}

TEST_CASE("reconciliation: unknown elements and attributes are told where they differ") {
    std::string before = ctf_sample();
    for (std::size_t record : {1, 2, 3}) edit(before, "UPN", record, element_text(before, "UPN", record) + "<Nickname>Nick</Nickname>");
    std::string after = before;
    edit(after, "Nickname", 0, "");
    edit(after, "Nickname", 1, "<Nickname>Other</Nickname>");
    replace_all(after, "<SchoolHistory>", "<SchoolHistory from=\"elsewhere\">");
    after.insert(after.find("</Pupil>"), "<Extra><One>1</One></Extra>");
    const Reconciliation made = reconciled(before, after);
    const ReconciledItem& nickname = item_named(section_named(made, "Pupil"), "Nickname");
    CHECK(!nickname.known);
    CHECK(nickname.counts.equal == 0);
    CHECK(nickname.counts.changed == 1);
    CHECK(nickname.counts.missing == 1);
    CHECK(nickname.path == "CTfile/CTFpupilData/Pupil/Nickname");
    CHECK(item_named(section_named(made, "SchoolHistory"), "@from").counts.added == 12);
    CHECK(item_named(section_named(made, "Extra"), "One").counts.added == 1);
    CHECK(made.sections.back().path == "CTfile/CTFpupilData/Pupil/Extra");
}

TEST_CASE("reconciliation: records that could be several are in no number") {
    const std::string document = census_sample();
    const std::string upn = upn_of(document, 1);
    std::string before = document;
    edit(before, "UPN", 2, "<UPN>" + upn + "</UPN>");
    std::string after = before;
    edit(after, "Sex", 1, "<Sex>X</Sex>");
    edit(after, "Sex", 2, "<Sex>Y</Sex>");
    const Reconciliation made = reconciled(before, after);
    REQUIRE(made.ambiguous.size() == 1);
    CHECK(made.ambiguous[0].old_records == std::vector<std::uint64_t>{2, 3});
    std::string others = document;
    edit(others, "PupilOnRoll", 2, "");
    edit(others, "PupilOnRoll", 1, "");
    check_against_own_count(made, others, others);
}

namespace {

using Totals = std::map<std::string, std::uint64_t>;

Totals own_totals(const std::string& text) {
    Totals totals;
    for (const auto& [key, paths] : values_of_pupils(text))
        for (const auto& [path, values] : paths)
            if (!is_own_noise(path)) totals[path] += values.size();
    return totals;
}

/// Takes out, doubles or changes elements anywhere below the pupils, as it comes.
std::string mutated(const std::string& text, std::mt19937& random) {
    pugi::xml_document document;
    REQUIRE(document.load_string(text.c_str()));
    for (int edits = 0; edits < 25; ++edits) {
        const auto all = document.select_nodes("//Pupil/*|//Pupil/*/descendant::*|//PupilOnRoll/*/descendant::*|/*/School/descendant::*");
        pugi::xml_node element = all[random() % all.size()].node();
        const auto kind = random() % 3;
        if (kind == 0) element.parent().remove_child(element);
        else if (kind == 1) element.parent().insert_copy_after(element, element);
        else if (element.first_child().type() == pugi::node_pcdata) element.text().set("something else");
    }
    std::ostringstream out;
    document.save(out);
    return out.str();
}

}  // namespace

TEST_CASE("reconciliation: whatever happened, no value is lost and none is counted twice") {
    std::mt19937 random(7);
    for (int pair = 0; pair < 30; ++pair) {
        const std::string document = pair % 2 == 0 ? ctf_sample(6) : census_sample(8);
        const std::string before = mutated(document, random);
        const std::string after = mutated(document, random);
        const Reconciliation made = reconciled(before, after);
        REQUIRE(made.ambiguous.empty());
        Totals old_totals = own_totals(before);
        Totals new_totals = own_totals(after);
        for (const ReconciledSection& section : made.sections) {
            for (const ReconciledItem& item : section.items) {
                INFO(item.path);
                const ReconciledCounts& counts = item.counts;
                CHECK(counts.equal + counts.changed + counts.missing == old_totals[path_below_record(item.path)]);
                CHECK(counts.equal + counts.changed + counts.added == new_totals[path_below_record(item.path)]);
                CHECK(counts.missing >= item.missing.size());
                CHECK((counts.changed == 0 || path_below_record(item.path).starts_with("School/")) == item.changed.empty());
            }
        }
    }
}

TEST_CASE("reconciliation: the threads do not show") {
    const std::string before = census_sample(700);
    std::string after = reconciled_sample(schema::census_edition(2026, schema::Term::spring), "SS", 700, 1);
    for (std::size_t record = 0; record < 700; record += 2) edit(after, "Forename", record, "<Forename>Somebody Else</Forename>");
    const Reconciliation one = reconciled(before, after);
    const Reconciliation four = reconciled(before, after, 4);
    check_against_own_count(one, before, after);
    const auto changed = [](const Reconciliation& made) { return item_named(section_named(made, "PupilIdentifiers"), "Forename").changed; };
    CHECK(changed(one) == changed(four));
}

TEST_CASE("reconciliation: verdicts") {
    CHECK(ReconciledCounts{}.verdict() == Verdict::empty);
    CHECK(ReconciledCounts{0, 0, 0, 3}.verdict() == Verdict::complete);
    CHECK(ReconciledCounts{2, 1, 0, 0}.verdict() == Verdict::altered);
    CHECK(ReconciledCounts{2, 1, 1, 0}.verdict() == Verdict::incomplete);
    CHECK(verdict_name(Verdict::altered) == "arrived, but changed");
}

TEST_CASE("reconciliation: every item of the dictionary has one section") {
    const Dictionary& dictionary = the_dictionary();
    for (const schema::Collection collection : {schema::Collection::ctf, schema::Collection::school_census}) {
        const ReconciliationLayout layout(dictionary, collection);
        std::map<schema::ElementId, int> times;
        for (const LayoutSection& section : layout.sections())
            for (const schema::ElementId item : section.items) ++times[item];
        for (std::size_t id = 0; id < dictionary.elements().size(); ++id) {
            const schema::ElementRow& row = dictionary.element(static_cast<schema::ElementId>(id));
            if (row.collection != collection || row.content != schema::Content::value) continue;
            INFO(row.path);
            CHECK(times[layout.main_row(static_cast<schema::ElementId>(id))] == 1);
        }
    }
}

TEST_CASE("reconciliation: the two rolls are one") {
    const Dictionary& dictionary = the_dictionary();
    const ReconciliationLayout layout(dictionary, schema::Collection::school_census);
    const std::string off = "Message/Pupils/PupilsNoLongerOnRoll/PupilNoLongerOnRoll";
    const std::string on = "Message/Pupils/PupilsOnRoll/PupilOnRoll";
    const auto row = [&](const std::string& path) { return dictionary.find(schema::Collection::school_census, path); };
    CHECK(layout.main_row(row(off + "/PupilIdentifiers/UPN")) == row(on + "/PupilIdentifiers/UPN"));
    CHECK(layout.main_row(row(off + "/PupilStatus/LeavingDate")) == row(off + "/PupilStatus/LeavingDate"));
    CHECK(layout.main_path(off + "/PupilStatus/Unheard/@of") == on + "/PupilStatus/Unheard/@of");
    CHECK(layout.section_path(on + "/PupilStatus/Unheard/@of") == on + "/PupilStatus");
    CHECK(layout.section_path(on + "/Unheard") == on);
    CHECK(layout.section_path("Message/Header/Unheard") == "Message/Header");
    CHECK(layout.section_path("Message/Pupils/PupilsOnRoll/@of") == "Message/Pupils");
    CHECK(layout.section_path("Message/@of") == "Message");
    const ReconciliationLayout transfers(dictionary, schema::Collection::ctf);
    CHECK(transfers.section_path("CTfile/CTFpupilData/Pupil/UPN/@of") == "CTfile/CTFpupilData/Pupil");
}
