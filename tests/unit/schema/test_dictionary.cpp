#include "cbds/schema/dictionary.hpp"

#include "schema/xsd_copy.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

using namespace cbds::schema;

namespace {

const Dictionary& built_in() { return Dictionary::built_in(); }

/// All editions that a dictionary covers.
std::vector<Edition> editions_of(const Dictionary& dictionary) {
    std::vector<Edition> editions;
    for (const Collection collection : {Collection::ctf, Collection::school_census}) {
        const EditionRange covered = dictionary.collection(collection).editions;
        for (Ordinal ordinal = covered.since; ordinal <= covered.until; ++ordinal) editions.push_back({collection, ordinal});
    }
    return editions;
}

bool in_document(const ElementRow& row, Edition edition) {
    return row.in_edition(edition) && (row.parent == kNoElement || in_document(built_in().element(row.parent), edition));
}

}  // namespace

TEST_CASE("dictionary: an element belongs to an edition by range and by term") {
    const Dictionary dictionary = Dictionary::load(kFixtures);
    const auto row = [&](std::string_view path) { return dictionary.element(dictionary.find(Collection::school_census, path)); };
    const ElementRow jumper = row("Message/Pupil/Jumper");
    CHECK(jumper.in_edition(census_edition(2026, Term::spring)));
    CHECK_FALSE(jumper.in_edition(census_edition(2026, Term::summer)));
    const ElementRow count = row("Message/Pupil/Count");
    CHECK_FALSE(count.in_edition(census_edition(2025, Term::autumn)));
    CHECK(count.in_edition(census_edition(2026, Term::spring)));
    CHECK_FALSE(count.in_edition(ctf_edition(26)));
}

TEST_CASE("dictionary: a path is found from the root, exactly") {
    for (const ElementRow& row : built_in().elements()) {
        const ElementId id = built_in().find(row.collection, row.path);
        REQUIRE(id != kNoElement);
        CHECK(&built_in().element(id) == &row);
    }
    for (const char* path : {"", "/", "CTfile/", "CTfil", "CTfileX", "CTfile//Header", "CTfile/Nothing", "ctfile", "/CTfile", "Message"})
        CHECK_MESSAGE(built_in().find(Collection::ctf, path) == kNoElement, path);
}

TEST_CASE("dictionary: a type is found by name") {
    for (const TypeRow& row : built_in().types()) CHECK(&built_in().type(built_in().find_type(row.name)) == &row);
    CHECK(built_in().find_type("NoSuchType") == kNoType);
    CHECK(built_in().find_type("") == kNoType);
}

TEST_CASE("dictionary: an edition that is not covered is read as the nearest before it") {
    const Dictionary dictionary = Dictionary::load(kFixtures);
    CHECK(dictionary.nearest(ctf_edition(25)) == ctf_edition(25));
    CHECK(dictionary.nearest(ctf_edition(27)) == ctf_edition(26));
    CHECK(dictionary.nearest(ctf_edition(9)) == ctf_edition(24));
    CHECK(dictionary.nearest(census_edition(2030, Term::spring)) == census_edition(2026, Term::summer));
}

TEST_CASE("dictionary: its rows survive a move") {
    Dictionary first = Dictionary::load(kFixtures);
    const Dictionary second = std::move(first);
    CHECK(second.element(second.find(Collection::ctf, "CTfile/Pupils/Pupil/UPN")).numbers == "N00001 100001");
}

TEST_CASE("dictionary: the built-in one is what its files say") {
    const Dictionary loaded = Dictionary::load(std::string(CBDS_SOURCE_DIR) + "/xsd");
    REQUIRE(loaded.elements().size() == built_in().elements().size());
    REQUIRE(loaded.types().size() == built_in().types().size());
    for (std::size_t i = 0; i < loaded.elements().size(); ++i) {
        const ElementRow& a = loaded.elements()[i];
        const ElementRow& b = built_in().elements()[i];
        CHECK(a.path == b.path);
        CHECK(a.documentation == b.documentation);
        CHECK(a.editions == b.editions);
        CHECK(std::tie(a.type, a.min, a.max, a.terms, a.phases, a.parent, a.first_child, a.child_count) ==
              std::tie(b.type, b.min, b.max, b.terms, b.phases, b.parent, b.first_child, b.child_count));
        CHECK(std::tie(a.content, a.part, a.roll, a.privacy, a.confidence, a.occurrence_confidence, a.order_confidence) ==
              std::tie(b.content, b.part, b.roll, b.privacy, b.confidence, b.occurrence_confidence, b.order_confidence));
    }
    for (std::size_t i = 0; i < loaded.types().size(); ++i) {
        const TypeRow& a = loaded.types()[i];
        const TypeRow& b = built_in().types()[i];
        CHECK(std::tie(a.name, a.pattern, a.base, a.min_length, a.max_length, a.min_value, a.max_value, a.code_count) ==
              std::tie(b.name, b.pattern, b.base, b.min_length, b.max_length, b.min_value, b.max_value, b.code_count));
    }
}

TEST_CASE("dictionary: the built-in one covers the editions it should") {
    CHECK(built_in().collection(Collection::ctf).editions == EditionRange{13, 26});
    CHECK(built_in().collection(Collection::school_census).editions ==
          EditionRange{census_edition(2019, Term::autumn).ordinal, census_edition(2027, Term::summer).ordinal});
    CHECK(built_in().element(built_in().collection(Collection::ctf).root).name == "CTfile");
    CHECK(built_in().element(built_in().collection(Collection::school_census).root).name == "Message");
}

TEST_CASE("dictionary: an item that must be there has codes in every edition") {
    for (const Edition edition : editions_of(built_in())) {
        const auto place = static_cast<std::size_t>(edition.collection);
        for (const ElementRow& row : built_in().elements()) {
            if (row.content != Content::value || !in_document(row, edition) || built_in().minimum(row, edition.ordinal) == 0) continue;
            const auto codes = built_in().codes(built_in().type(row.type));
            const bool any = std::any_of(codes.begin(), codes.end(), [&](const CodeRow& c) { return c.editions[place].holds(edition.ordinal); });
            CHECK_MESSAGE((codes.empty() || any), std::string(row.path));
        }
    }
}

TEST_CASE("dictionary: every code has a label") {
    for (const TypeRow& type : built_in().types())
        for (const CodeRow& code : built_in().codes(type)) CHECK_MESSAGE(!code.label.empty(), std::string(type.name) << ' ' << std::string(code.code));
}

TEST_CASE("dictionary: dates and times are restricted to the form that the collections write") {
    for (const ElementRow& row : built_in().elements()) {
        if (row.content != Content::value) continue;
        const TypeRow& type = built_in().type(row.type);
        const bool needs_pattern = type.base == Base::date || type.base == Base::date_time || type.base == Base::time || type.base == Base::year;
        CHECK_MESSAGE((!needs_pattern || !type.pattern.empty()), std::string(row.path));
    }
}

TEST_CASE("dictionary: every collection has a header and records") {
    for (const Collection collection : {Collection::ctf, Collection::school_census}) {
        std::set<Part> parts;
        for (const ElementRow& row : built_in().elements())
            if (row.collection == collection) parts.insert(row.part);
        CHECK(parts.contains(Part::header));
        CHECK(parts.contains(Part::record));
        CHECK(parts.contains(Part::frame));
    }
}
