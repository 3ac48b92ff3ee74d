/// Change of edition between all editions of made documents: structure, what changing back gives, the rules.

#include "convert/edition_document.hpp"
#include "rules/validation.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

namespace {

using namespace cbds;
using namespace cbds::test;
using convert::LossKind;
using convert::OtherTerm;

using Counts = std::map<std::string, std::uint64_t>;

/// How often each fault of structure is at each path.
class StructureFaults {
public:
    StructureFaults() : validator_(schema::Dictionary::built_in(), options()) {}

    Counts of(const std::string& text) {
        MemoryInput input(text);
        Validation validation;
        validation.file = validator_.validate(input, validation);
        Counts counts;
        for (const rules::Finding& finding : validation.findings)
            if (kStructure.count(finding.rule->code) != 0) ++counts[std::string(finding.rule->code) + ' ' + finding.path];
        return counts;
    }

private:
    inline static const std::set<std::string_view> kStructure{"XSD010", "XSD011", "XSD012", "XSD013", "XSD014",
                                                              "XSD015", "XSD016", "XSD017", "XSD018", "XSD019"};

    static rules::ValidateOptions options() {
        const std::vector<std::string> structure{"XSD"};
        rules::ValidateOptions options;
        options.selection = rules::Selection(structure, {});
        return options;
    }

    rules::Validator validator_;
};

/// Faults that the document did not have before and that were not told to be missing.
std::string new_faults(const Counts& before, const Counts& after, const convert::LossReport& report) {
    Counts allowed = before;
    for (const convert::LossCount& count : report.counts())
        if (count.kind == LossKind::missing) allowed["XSD011 " + count.path] += count.count;
    std::string faults;
    for (const auto& [fault, count] : after)
        if (count > allowed[fault]) faults.append(fault).append("; ");
    return faults;
}

/// Without the paths, which have other names in another edition.
Counts by_code(const Counts& faults) {
    Counts counts;
    for (const auto& [fault, count] : faults) counts[fault.substr(0, 6)] += count;
    return counts;
}

std::vector<schema::Edition> editions_of(schema::Collection collection) {
    const schema::EditionRange range = schema::Dictionary::built_in().collection(collection).editions;
    std::vector<schema::Edition> editions;
    for (int each = range.since; each <= range.until; ++each) editions.push_back({collection, static_cast<schema::Ordinal>(each)});
    return editions;
}

/// Every edition to every other: no new fault of structure; without losses the way back gives the document.
void check_pairs(schema::Collection collection, const std::string& phase) {
    StructureFaults faults;
    std::string wrong;
    std::size_t lossless = 0;
    for (const schema::Edition from : editions_of(collection)) {
        const std::string document = read_and_written(sample_document(from, 8, 1, 0, phase), from).text;
        const Counts before = faults.of(document);
        for (const schema::Edition to : editions_of(collection)) {
            if (to == from) continue;
            const ChangedDocument changed = change_edition(document, from, to, OtherTerm::allowed);
            const std::string news = new_faults(before, faults.of(changed.text), changed.report);
            if (!news.empty()) wrong += schema::edition_name(from) + " to " + schema::edition_name(to) + ": " + news + '\n';
            if (changed.report.lossy()) continue;
            ++lossless;
            if (change_edition(changed.text, to, from, OtherTerm::allowed).text != document)
                wrong += schema::edition_name(from) + " to " + schema::edition_name(to) + ": the way back gives another document\n";
        }
    }
    CHECK(wrong == "");
    CHECK(lossless > 20);
}

std::size_t errors_of(const std::string& document) {
    const Validation validation = validate(document, rules::ValidateOptions());
    return static_cast<std::size_t>(std::count_if(validation.findings.begin(), validation.findings.end(), [](const rules::Finding& finding) {
        return finding.severity == rules::Severity::error;
    }));
}

}  // namespace

TEST_CASE("a transfer file of 21.0 with Gender passes as one of 26.0, and comes back the same") {
    const std::string document = read_and_written(sample_document(edition("ctf@21.0"), 40), edition("ctf@21.0")).text;
    REQUIRE(document.find("<Gender>") != std::string::npos);
    const ChangedDocument up = change_edition(document, "ctf@21.0", "ctf@26.0");
    CHECK(errors_of(up.text) == 0);
    CHECK_FALSE(up.report.lossy());
    CHECK(up.report.count(LossKind::changed) == 41);
    CHECK(change_edition(up.text, "ctf@26.0", "ctf@21.0").text == document);
}

TEST_CASE("a transfer file of 26.0 as one of 22.0 lists its losses") {
    const ChangedDocument down = change_edition(sample_document(edition("ctf@26.0"), 40), "ctf@26.0", "ctf@22.0");
    CHECK(down.report.lossy());
    CHECK(down.count(LossKind::dropped, "FSMinstance/FSMCategory") > 0);
    CHECK(down.count(LossKind::dropped, "FSMinstance/FSMCategory") == down.count(LossKind::dropped, "FSMEligibilityVerificationDate"));
    CHECK(errors_of(down.text) == 0);
}

TEST_CASE("every edition of a transfer file becomes every other") { check_pairs(schema::Collection::ctf, "SS"); }

TEST_CASE("every return of an all-through school becomes every other") { check_pairs(schema::Collection::school_census, "AT"); }

TEST_CASE("documents full of faults are changed without new ones") {
    StructureFaults faults;
    for (const auto& [from, to] : {std::pair("ctf@26.0", "ctf@14.0"), std::pair("ctf@13.0", "ctf@26.0"), std::pair("school-census@2026-autumn", "school-census@2019-autumn"),
                                   std::pair("school-census@2020-spring", "school-census@2027-spring")}) {
        const std::string document = sample_document(edition(from), 60, 3, 1.0, "PS");
        const ChangedDocument changed = change_edition(document, from, to);
        CHECK(new_faults(by_code(faults.of(document)), by_code(faults.of(changed.text)), convert::LossReport()) == "");
    }
}
