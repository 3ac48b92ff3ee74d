#include "cbds/schema/dictionary.hpp"
#include "sample/census.hpp"
#include "sample/ctf.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace cbds::sample_makers_test {

namespace {

using namespace cbds;
using namespace cbds::sample;

constexpr std::array<const char*, 8> kPhases{"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};

/// The paths that a maker puts and that the dictionary does not have in any edition.
std::string unknown_paths(const Layout& layout, const Maker& maker) {
    Record record(layout);
    for (std::uint64_t index = 0; index < 60; ++index)
        for (const bool leaver : {false, true}) {
            record.start(maker.record_element(leaver));
            maker.pupil(index, leaver, record);
        }
    const schema::ElementRow& root = layout.dictionary().element(layout.root());
    for (std::uint16_t place = 0; place < root.child_count; ++place) {
        const auto child = static_cast<schema::ElementId>(root.first_child + place);
        if (layout.dictionary().element(child).part == schema::Part::frame) continue;
        record.start(child);
        maker.part({60, 4}, record);
    }
    std::string paths;
    for (const std::string& path : record.unknown()) paths += path + '\n';
    return paths;
}

TEST_CASE("the makers put no element that the dictionary does not know") {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    for (const auto collection : {schema::Collection::ctf, schema::Collection::school_census}) {
        const schema::EditionRange covered = dictionary.collection(collection).editions;
        for (schema::Ordinal ordinal = covered.since; ordinal <= covered.until; ++ordinal) {
            for (const char* phase : kPhases) {
                const Layout layout(dictionary, {collection, ordinal}, phase);
                const School school = make_school(*find_phase(phase), 1);
                if (collection == schema::Collection::ctf) CHECK(unknown_paths(layout, CtfMaker(layout, school, 1)) == "");
                else CHECK(unknown_paths(layout, CensusMaker(layout, school, 1)) == "");
            }
        }
    }
}

TEST_CASE("a name that is not known is kept for the test above") {
    const Layout layout(schema::Dictionary::built_in(), schema::ctf_edition(26), "PS");
    Record record(layout);
    record.start(layout.find("CTfile/CTFpupilData/Pupil"));
    record.put("Surnam", "x");
    REQUIRE(record.unknown().size() == 1);
    CHECK(record.unknown()[0] == "CTfile/CTFpupilData/Pupil/Surnam");
}

TEST_CASE("a record is written in the dictionary's order, without what is empty or not collected") {
    const Layout layout(schema::Dictionary::built_in(), schema::ctf_edition(26), "PS");
    Record record(layout);
    record.start(layout.find("CTfile/CTFpupilData/Pupil"));
    record.put("DOB", "2015-01-02");
    record.put("Gender", "M");  // until 24.0
    record.put("UPN", "X");
    {
        const Inside languages(record, "BasicDetails");
        const Inside empty(record, "Disabilities");
    }
    record.put("Surname", "Rill & Fen");
    std::string text;
    record.write(text);
    CHECK(text ==
          "    <Pupil>\n      <UPN>X</UPN>\n      <Surname>Rill &amp; Fen</Surname>\n      <DOB>2015-01-02</DOB>\n    </Pupil>\n");
}

TEST_CASE("every suspension of a pupil lies where its sessions are counted") {
    const School school = make_school(*find_phase("PR"), 3);
    for (const auto term : {schema::Term::spring, schema::Term::summer, schema::Term::autumn}) {
        const CensusRoll roll(schema::census_edition(2025, term), school, 3);
        unsigned suspended = 0;
        for (std::uint64_t index = 0; index < 400; ++index) {
            const CensusPupil pupil = roll.pupil(index, false);
            suspended += pupil.suspension_count > 0;
            for (unsigned place = 0; place < pupil.suspension_count; ++place) {
                CHECK(pupil.suspensions[place].start >= pupil.attendance.from);
                CHECK(pupil.suspensions[place].start <= pupil.attendance.until);
                CHECK(roll.times().days.is_open(pupil.suspensions[place].start));
            }
        }
        CHECK(suspended > 20);
    }
}

TEST_CASE("no year group has free meals for more than half of it") {
    const School school = make_school(*find_phase("PS"), 5);
    const CensusRoll roll(schema::census_edition(2025, schema::Term::autumn), school, 5);
    for (const std::uint64_t pupils : {8u, 16u, 40u, 400u}) {
        std::array<unsigned, 12> all{};
        std::array<unsigned, 12> fed{};
        for (std::uint64_t index = 0; index < pupils; ++index) {
            const CensusPupil pupil = roll.pupil(index, false);
            ++all[static_cast<std::size_t>(pupil.age)];
            fed[static_cast<std::size_t>(pupil.age)] += pupil.meals != Meals::none;
        }
        for (const std::size_t infants : {4u, 5u}) CHECK(2 * fed[infants] <= all[infants]);
    }
}

}  // namespace

}  // namespace cbds::sample_makers_test
