#include "cbds/formats/inventory.hpp"
#include "xml/documents.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_inventory_size_test {

using namespace cbds;
using namespace cbds::test;

TEST_CASE("inventory: the size is that of the whole document, wherever its reading ended, on any number of threads") {
    const std::string more(3'000'000, ' ');
    const std::string page = "<html/>" + more;
    const std::string damaged = census_document(std::string(kCensusPupil) + "<a></b>") + more;
    const std::string twice = census_document() + "<Message/>" + more;
    const std::string no_xml = "PK\x03\x04" + more;
    for (const std::string& text : {page, damaged, twice, no_xml}) {
        for (const unsigned jobs : {1U, 2U}) {
            MemoryInput input(text);
            xml::ReadOptions options;
            options.jobs = jobs;
            const formats::Inventory inventory = formats::take_inventory(schema::Dictionary::built_in(), input, options, std::nullopt, std::nullopt);
            CHECK(inventory.problem != "");
            CHECK(inventory.bytes == text.size());
        }
    }
}

TEST_CASE("inventory: the name of the school is the last that stands, on any number of threads") {
    const std::string pupils = sample_document(schema::census_edition(2026, schema::Term::spring), 900, 3);
    const std::string second = "<School><SchoolCharacteristics><SchoolName>Second</SchoolName></SchoolCharacteristics></School>";
    const std::string text = changed(pupils, "</Message>", second + "</Message>");
    for (const unsigned jobs : {1U, 2U, 4U}) {
        MemoryInput input(text);
        xml::ReadOptions options;
        options.jobs = jobs;
        CHECK(formats::take_inventory(schema::Dictionary::built_in(), input, options, std::nullopt, std::nullopt).school_name == "Second");
    }
}

}  // namespace cbds::formats_inventory_size_test
