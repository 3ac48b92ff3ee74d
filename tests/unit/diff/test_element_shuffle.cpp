/// Whole documents whose elements stand in another order, or of which one value is another.

#include "cbds/sample/sample.hpp"
#include "diff/element_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <sstream>

namespace cbds::test::element_shuffle {

namespace {

xml::Element sample_document(schema::Edition edition, std::uint64_t seed) {
    sample::SampleOptions options;
    options.edition = edition;
    options.pupils = 12;
    options.seed = seed;
    options.phase = "AT";
    std::ostringstream out;
    sample::write_sample(schema::Dictionary::built_in(), options, out);
    return test::element_at(edition.collection == schema::Collection::ctf ? "CTfile" : "Message", out.str());
}

void shuffle_all(xml::Element& element, std::minstd_rand& random) {
    std::shuffle(element.children.begin(), element.children.end(), random);
    for (xml::Element& child : element.children) shuffle_all(child, random);
}

void add_leaves(xml::Element& element, std::vector<xml::Element*>& leaves) {
    if (element.children.empty()) leaves.push_back(&element);
    for (xml::Element& child : element.children) add_leaves(child, leaves);
}

bool are_same(const xml::Element& a, const xml::Element& b) { return diff::same_element(a, b, schema::Dictionary::built_in(), {}); }

}  // namespace

TEST_CASE("the order of elements does not count, anywhere") {
    std::minstd_rand random(7);
    const schema::Edition spring = schema::census_edition(2026, schema::Term::spring);
    for (const schema::Edition edition : {schema::ctf_edition(26), spring, schema::census_edition(2019, schema::Term::autumn)}) {
        for (const std::uint64_t seed : {1, 2, 3}) {
            const xml::Element document = sample_document(edition, seed);
            xml::Element shuffled = document;
            shuffle_all(shuffled, random);
            CHECK(test::told(document, shuffled).empty());
            CHECK(are_same(document, shuffled));
            CHECK(test::told(document, shuffled, {false, false, true}).empty());
        }
    }
}

TEST_CASE("a value that is another is told, forth and back") {
    std::minstd_rand random(11);
    const xml::Element document = sample_document(schema::census_edition(2026, schema::Term::spring), 5);
    for (int round = 0; round < 200; ++round) {
        xml::Element other = document;
        std::vector<xml::Element*> leaves;
        add_leaves(other, leaves);
        leaves[random() % leaves.size()]->text += "~";
        const auto forth = test::changes_of(document, other);
        const auto back = test::changes_of(other, document);
        CHECK_FALSE(forth.empty());
        CHECK_FALSE(are_same(document, other));
        REQUIRE(forth.size() == back.size());
        const auto kinds = [](const std::vector<diff::ItemChange>& changes, diff::ChangeKind kind) {
            return std::count_if(changes.begin(), changes.end(), [=](const diff::ItemChange& each) { return each.kind == kind; });
        };
        CHECK(kinds(forth, diff::ChangeKind::item_added) == kinds(back, diff::ChangeKind::item_removed));
        CHECK(kinds(forth, diff::ChangeKind::item_changed) == kinds(back, diff::ChangeKind::item_changed));
    }
}

}  // namespace cbds::test::element_shuffle
