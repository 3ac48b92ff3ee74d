#include "cbds/formats/identify.hpp"

#include "xml/documents.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_identify_test {

using namespace cbds;
using namespace cbds::formats;
using namespace cbds::test;
using schema::Collection;
using schema::Term;

namespace {

Identification identified(const std::string& document, std::string_view name = "document.xml", std::optional<schema::Edition> asked = std::nullopt) {
    MemoryStream stream(document);
    return identify(schema::Dictionary::built_in(), xml::open_document(stream, std::nullopt), name, asked);
}

/// The edition that is named, the one that is used where it is another, and what decided.
std::string told(const Identification& found) {
    static constexpr const char* kSources[] = {"asked", "header", "file name", "assumed"};
    if (!found.collection) return "none";
    std::string text = edition_name(found.named);
    if (!(found.named == found.edition)) text += " as " + edition_name(found.edition);
    return text + " by " + kSources[static_cast<int>(found.source)];
}

std::string census_of(std::string_view term, std::string_view year) {
    return changed(changed(census_document(), "<Term>SPR", "<Term>" + std::string(term)), "<Year>2026", "<Year>" + std::string(year));
}

const std::string kNoTerm = changed(census_document(), "<Term>SPR</Term>", "");

}  // namespace

TEST_CASE("identify: the header decides") {
    CHECK(told(identified(ctf_document())) == "ctf@26.0 by header");
    CHECK(told(identified(changed(ctf_document(), "26.0", " 24.0\n"))) == "ctf@24.0 by header");
    CHECK(told(identified(census_of("SPR", "2026"))) == "school-census@2026-spring by header");
    CHECK(told(identified(census_of("sum", "2025"))) == "school-census@2025-summer by header");
    CHECK(told(identified(census_of(" AUT ", "2019"))) == "school-census@2019-autumn by header");
    CHECK(told(identified(census_document(), "2013999_SC3_201LL24_001.XML")) == "school-census@2026-spring by header");
}

TEST_CASE("identify: what is asked for comes before the header") {
    CHECK(told(identified(ctf_document(), "", schema::ctf_edition(22))) == "ctf@22.0 by asked");
    CHECK(told(identified(census_document(), "2013999_SC1_201LL26_001.XML", schema::census_edition(2024, Term::autumn))) == "school-census@2024-autumn by asked");
}

TEST_CASE("identify: where the header is silent the file's name decides, else the latest edition is taken") {
    CHECK(told(identified(kNoTerm, "x/2013999_SC3_201LL24_001.XML")) == "school-census@2024-autumn by file name");
    CHECK(told(identified(census_of("WIN", "2026"), "2013999_SC2_201LL25_001.XML")) == "school-census@2025-summer by file name");
    CHECK(told(identified(kNoTerm)) == "school-census@2027-summer by assumed");
    CHECK(told(identified(changed(ctf_document(), "<CTFversion>26.0</CTFversion>", ""), "9192999_CTF_9194999_001.xml")) == "ctf@26.0 by assumed");
    for (const char* version : {"", "twenty-six", "26.5", "2026", "-1"})
        CHECK_MESSAGE(told(identified(changed(ctf_document(), "<CTFversion>26.0", "<CTFversion>" + std::string(version)))).ends_with("by assumed"), version);
    for (const char* year : {"", "26", "20266", "2026x", "1189"}) CHECK_MESSAGE(told(identified(census_of("SPR", year))).ends_with("by assumed"), year);
    CHECK(told(identified("<CTfile/>")) == "ctf@26.0 by assumed");
    CHECK(told(identified("<Message>")) == "school-census@2027-summer by assumed");
}

TEST_CASE("identify: an edition that is not known is read as the nearest before it") {
    CHECK(told(identified(changed(ctf_document(), "26.0", "31.0"))) == "ctf@31.0 as ctf@26.0 by header");
    CHECK(told(identified(changed(ctf_document(), "26.0", "9.0"))) == "ctf@9.0 as ctf@13.0 by header");
    CHECK(told(identified(census_of("AUT", "2031"))) == "school-census@2031-autumn as school-census@2027-summer by header");
    CHECK(told(identified(census_of("SPR", "2015"))) == "school-census@2015-spring as school-census@2019-autumn by header");
    CHECK(told(identified(ctf_document(), "", schema::ctf_edition(40))) == "ctf@40.0 as ctf@26.0 by asked");
}

TEST_CASE("identify: letter case of the root and blanks in the header do not count") {
    CHECK(identified("<ctFILE></ctFILE>").collection == Collection::ctf);
    CHECK(identified("<!-- x -->\n<message />").collection == Collection::school_census);
}

TEST_CASE("identify: other documents are of no collection, and the reason is told") {
    const auto problem = [](const Identification& found) {
        CHECK_FALSE(found.collection);
        CHECK_FALSE(found.problem.ends_with('.'));
        return found.problem;
    };
    CHECK(problem(identified("<html/>")).find("root element") != std::string::npos);
    CHECK(problem(identified("")).find("root element") != std::string::npos);
    CHECK(problem(identified(changed(census_document(), ">SC<", ">SWF<"))).find("School Workforce Census") != std::string::npos);
    CHECK(problem(identified(changed(census_document(), ">SC<", "> eyc <"))).find("Early Years Census") != std::string::npos);
    CHECK(problem(identified(census_document(), "", schema::ctf_edition(26))) == "the document is a School Census, but --edition says ctf@26.0");
    CHECK(problem(identified(ctf_document(), "", schema::census_edition(2026, Term::spring))) ==
          "the document is a Common Transfer File, but --edition says school-census@2026-spring");
    // What no list knows is taken for what its root says.
    CHECK(identified(changed(census_document(), ">SC<", ">XYZ<")).collection == Collection::school_census);
}

}  // namespace cbds::formats_identify_test
