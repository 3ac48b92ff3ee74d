#include "cbds/formats/inventory.hpp"

#include "cbds/error.hpp"
#include "xml/documents.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_inventory_test {

using namespace cbds;
using namespace cbds::formats;
using namespace cbds::test;

namespace {

Inventory inventory_of(std::string document, unsigned jobs = 1, std::optional<schema::Edition> edition = std::nullopt) {
    MemoryInput input(std::move(document), "some/name.xml");
    xml::ReadOptions options;
    options.jobs = jobs;
    return take_inventory(schema::Dictionary::built_in(), input, options, edition, std::nullopt);
}

/// `PupilOnRoll 2: PupilIdentifiers 2, ...`
std::string counted(const Inventory& inventory) {
    std::string text;
    for (const RecordCount& roll : inventory.rolls) {
        text.append(text.empty() ? "" : "; ").append(roll.name).append(" ").append(std::to_string(roll.count)).append(":");
        for (const SectionCount& section : roll.sections) text.append(" ").append(section.name).append(" ").append(std::to_string(section.count));
    }
    return text;
}

/// An input whose bytes cannot be read to their end.
class BrokenInput final : public io::Input {
public:
    [[nodiscard]] const std::string& name() const noexcept override { return name_; }
    [[nodiscard]] std::optional<std::uint64_t> size() const noexcept override { return std::nullopt; }
    [[nodiscard]] std::unique_ptr<io::ByteStream> open() override { throw InputError("broken.zip: the archive is damaged"); }

private:
    std::string name_ = "broken.zip";
};

}  // namespace

TEST_CASE("inventory: what a transfer file says of itself") {
    const std::string document = ctf_document(std::string(kCtfPupil) + changed(std::string(kCtfPupil), "</Sex>", "</Sex><Contacts></Contacts>"));
    const Inventory inventory = inventory_of(document);
    CHECK(inventory.name == "some/name.xml");
    CHECK(inventory.collection == schema::Collection::ctf);
    CHECK(inventory.edition == schema::ctf_edition(26));
    CHECK(inventory.la == "201");
    CHECK(inventory.estab == "3999");
    CHECK(inventory.school_name == "St Merrin");
    CHECK(inventory.time_stamp == "2026-09-03T10:00:00");
    CHECK(inventory.encoding == "UTF-8");
    CHECK_FALSE(inventory.byte_order_mark);
    CHECK(inventory.bytes == document.size());
    CHECK(inventory.records == 2);
    CHECK(counted(inventory) == "Pupil 2: Contacts 1");
    CHECK(inventory.problem == "");
}

TEST_CASE("inventory: what a census says of itself") {
    const std::string leaver = "</PupilsOnRoll><PupilsNoLongerOnRoll><PupilNoLongerOnRoll><PupilIdentifiers/><PupilIdentifiers/></PupilNoLongerOnRoll></PupilsNoLongerOnRoll>";
    const Inventory inventory = inventory_of(changed(census_document(std::string(kCensusPupil) + std::string(kCensusPupil)), "</PupilsOnRoll>", leaver));
    CHECK(inventory.edition == schema::census_edition(2026, schema::Term::spring));
    CHECK(inventory.la == "201");
    CHECK(inventory.estab == "3999");
    CHECK(inventory.school_name == "St Merrin Primary School");
    CHECK(inventory.time_stamp == "2026-01-15T14:05:00");
    CHECK(inventory.records == 3);
    CHECK(counted(inventory) ==
          "PupilOnRoll 2: PupilIdentifiers 2 PupilCharacteristics 2 PupilStatus 2 SpecialEducationalNeeds 2 HomeInformation 2 Attendance 2; "
          "PupilNoLongerOnRoll 1: PupilIdentifiers 1");
}

TEST_CASE("inventory: nothing is judged") {
    const Inventory inventory = inventory_of(changed(changed(ctf_document(), "L201203719000", "nonsense"), "</Sex>", "</Sex><Odd/>"));
    CHECK(inventory.problem == "");
    CHECK(inventory.records == 1);
    CHECK(counted(inventory) == "Pupil 1:");
}

TEST_CASE("inventory: a byte order mark, and bytes in another encoding") {
    const Inventory marked = inventory_of("\xEF\xBB\xBF" + ctf_document());
    CHECK(marked.byte_order_mark);
    CHECK(marked.bytes == ctf_document().size() + 3);
    const Inventory latin = inventory_of(changed(changed(ctf_document(), "UTF-8", "ISO-8859-1"), "St Merrin", "St Merr\xEDn"));
    CHECK(latin.school_name == "St Merr\xC3\xADn");
    CHECK(latin.encoding != "UTF-8");
    CHECK(latin.bytes == ctf_document().size() + 5);
}

TEST_CASE("inventory: of a damaged document, what could be read") {
    const std::string document = ctf_document();
    const Inventory cut = inventory_of(document.substr(0, document.find("</CTFpupilData>")));
    CHECK(cut.records == 1);
    CHECK(cut.la == "201");
    CHECK(cut.problem.find("too early") != std::string::npos);
    CHECK_FALSE(cut.unreadable);
    CHECK(inventory_of("").problem != "");
}

TEST_CASE("inventory: of no known document, why") {
    const Inventory other = inventory_of("<html></html>");
    CHECK_FALSE(other.collection);
    CHECK(other.problem.find("root element") != std::string::npos);
    CHECK(inventory_of("<html><body></html>").problem.find("end tag") != std::string::npos);
    CHECK_FALSE(inventory_of(ctf_document(), 1, schema::census_edition(2026, schema::Term::spring)).collection);
}

TEST_CASE("inventory: bytes that cannot be read are told of, not thrown") {
    BrokenInput input;
    const Inventory inventory = take_inventory(schema::Dictionary::built_in(), input, {}, std::nullopt, std::nullopt);
    CHECK(inventory.unreadable);
    CHECK(inventory.problem == "broken.zip: the archive is damaged");
}

TEST_CASE("inventory: the same for every number of jobs") {
    const std::string document = sample_document(schema::census_edition(2026, schema::Term::spring), 3000);
    const Inventory one = inventory_of(document);
    const Inventory many = inventory_of(document, 4);
    CHECK(one.records > 2900);
    CHECK(counted(many) == counted(one));
    CHECK(many.records == one.records);
    CHECK(many.bytes == document.size());
    CHECK(many.school_name == one.school_name);
}

}  // namespace cbds::formats_inventory_test
