#include "cbds/formats/file_name.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cbds::formats_file_name_test {

using namespace cbds;
using namespace cbds::formats;

namespace {

/// The parts of a name between bars; `none` for one that is not understood.
std::string ctf_parts(std::string_view path) {
    const auto name = parse_ctf_name(path);
    if (!name) return "none";
    std::string all;
    for (const std::string_view part : {name->source, name->kind, name->destination, name->serial}) all.append(all.empty() ? "" : "|").append(part);
    return all + (name->browser_copy ? "|copy" : "");
}

std::string census_parts(std::string_view path) {
    const auto name = parse_census_name(path);
    if (!name) return "none";
    std::string all(name->la);
    all.append("|").append(name->estab).append("|").append(schema::edition_date(name->edition)).append("|").append(name->serial);
    return all + (name->browser_copy ? "|copy" : "");
}

}  // namespace

TEST_CASE("file name: transfer files of every kind") {
    CHECK(ctf_parts("9192999_CTF_9194999_001.xml") == "9192999|CTF|9194999|001");
    CHECK(ctf_parts("9192999_CTF_9192999_001.xml") == "9192999|CTF|9192999|001");
    CHECK(ctf_parts("820LLLL_CTF_8201234_001.xml") == "820LLLL|CTF|8201234|001");
    CHECK(ctf_parts("9192999_CTF_919LLLL_001.xml") == "9192999|CTF|919LLLL|001");
    CHECK(ctf_parts("9192999_CTF_XXXXXXX_001.xml") == "9192999|CTF|XXXXXXX|001");
    CHECK(ctf_parts("9192999_CTF_MMMMMMM_001.xml") == "9192999|CTF|MMMMMMM|001");
    CHECK(ctf_parts("XXXXXXX_CTF_9192999_001.xml") == "XXXXXXX|CTF|9192999|001");
    for (const char* kind : {"FSP", "PHO", "KS1", "KS2", "MTC", "CML", "CMJ"})
        CHECK(ctf_parts("9192999_" + std::string(kind) + "_919LLLL_001.xml") == "9192999|" + std::string(kind) + "|919LLLL|001");
    CHECK(ctf_parts("DfE_KS2_9991001_001.xml") == "DfE|KS2|9991001|001");
    CHECK(ctf_parts("919LLLL_FTF_919DfE_001.xml") == "919LLLL|FTF|919DfE|001");
    CHECK(ctf_parts("999LLLL_ADT_1114999_26001.XML") == "999LLLL|ADT|1114999|26001");
    CHECK(ctf_parts("9994444_ASL_111LLLL_26001.XML") == "9994444|ASL|111LLLL|26001");
}

TEST_CASE("file name: folders, the extension's letter case and a browser's mark do not count") {
    CHECK(ctf_parts("/a_b/c/9192999_CTF_9194999_001.xml") == "9192999|CTF|9194999|001");
    CHECK(ctf_parts("files.zip/9192999_CTF_9194999_001.XML") == "9192999|CTF|9194999|001");
    CHECK(ctf_parts("9192999_CTF_9194999_001.Una") == "9192999|CTF|9194999|001");
    CHECK(ctf_parts("9192999_CTF_9194999_001 (1).xml") == "9192999|CTF|9194999|001|copy");
    CHECK(ctf_parts("9192999_CTF_9194999_001(12).xml") == "9192999|CTF|9194999|001|copy");
    CHECK(census_parts("x/2013999_SC1_201LL26_001 (2).XML") == "201|3999|2026-spring|001|copy");
}

TEST_CASE("file name: what is no name of a transfer file") {
    for (const char* name :
         {"", ".xml", "CTF.xml", "9192999_CTF_9194999_001", "9192999_CTF_9194999_001.txt", "9192999_CTF_9194999.xml", "9192999_CTF_9194999_01.xml",
          "9192999_CTF_9194999_000001.xml", "9192999_CTF_9194999_0A1.xml", "9192999_ctf_9194999_001.xml", "9192999_CTFX_9194999_001.xml",
          "919299_CTF_9194999_001.xml", "91929991_CTF_9194999_001.xml", "919XXXX_CTF_9194999_001.xml", "9192999_CTF_LLL2999_001.xml",
          "9192999_CTF_9194999_001_2.xml", "9192999-CTF-9194999-001.xml", "9192999_CTF_9194999_001 (x).xml", "9192999_CTF_9194999_001 ().xml",
          "9192999_CTF_9194999_001 (1.xml", "___.xml", "(1).xml", "_CTF_9194999_001.xml", "9192999_CTF__001.xml"})
        CHECK_MESSAGE(ctf_parts(name) == "none", name);
}

TEST_CASE("file name: what is meant as the name of a transfer file has the mark of a kind between underscores") {
    for (const char* name : {"9192999_CTF_9194999_001.xml", "9192999_ctf_9194999_1.xml", "x/9192999_PHO_.xml", "a_b_mtc_c"})
        CHECK_MESSAGE(resembles_ctf_name(name), name);
    for (const char* name : {"", "pupils.xml", "CTF.xml", "CTF_9192999.xml", "9192999_CTFX_1.xml", "9192999_CTF.xml", "a_ctf_b/c.xml", "2013999_SC1_201LL26_001.XML"})
        CHECK_MESSAGE(!resembles_ctf_name(name), name);
}

TEST_CASE("file name: census returns by term and year") {
    CHECK(census_parts("2013999_SC1_201LL26_001.XML") == "201|3999|2026-spring|001");
    CHECK(census_parts("2013999_SC2_201LL26_002.xml") == "201|3999|2026-summer|002");
    CHECK(census_parts("2013999_SC3_201LL24_999.xml") == "201|3999|2024-autumn|999");
    CHECK(census_parts("2013999_SC3_201LL09_001.una") == "201|3999|2009-autumn|001");
}

TEST_CASE("file name: what is no name of a census return") {
    for (const char* name : {"", "2013999_SC0_201LL26_001.XML", "2013999_SC4_201LL26_001.XML", "2013999_SWF_201LL26_001.XML", "2013999_SC1_201LL2_001.XML",
                             "2013999_SC1_201LL266_001.XML", "2013999_SC1_201LLXX_001.XML", "2013999_SC1_201LLLL_001.XML", "2013999_SC1_2013999_001.XML",
                             "201399_SC1_201LL26_001.XML", "201LLLL_SC1_201LL26_001.XML", "2013999_SC1_201LL26.XML", "2013999_SC1_201LL26_1.XML",
                             "2013999_sc1_201LL26_001.XML", "2013999_SC1_201LL26_001.csv", "9192999_CTF_9194999_001.xml"})
        CHECK_MESSAGE(census_parts(name) == "none", name);
    CHECK(ctf_parts("2013999_SC1_201LL26_001.XML") == "none");
}

}  // namespace cbds::formats_file_name_test
