/// The same document gives the same parts, frame, faults and places, whoever reads it and on however many threads.

#include "xml/reading.hpp"

#include <doctest/doctest.h>

namespace cbds::xml_readers_agree_test {

using namespace cbds;
using namespace cbds::test;

namespace {

const schema::Plan& census() {
    static const schema::Plan plan(schema::Dictionary::built_in(), schema::census_edition(2026, schema::Term::spring));
    return plan;
}

const schema::Plan& ctf() {
    static const schema::Plan plan(schema::Dictionary::built_in(), schema::ctf_edition(26));
    return plan;
}

/// Several blocks long, so that it is cut. `bytes` is the least size.
std::string large_census(std::size_t bytes, std::size_t seed = 1) {
    const std::string text = sample_document(census().edition(), 40, static_cast<std::uint64_t>(seed), 0.2);
    const std::string_view kBegin = "      <PupilOnRoll>";
    const std::size_t begin = text.find(kBegin);
    const std::string_view kEnd = "</PupilOnRoll>\n";
    const std::size_t end = text.rfind(kEnd) + kEnd.size();
    std::string large = text.substr(0, end);
    const std::string pupils = text.substr(begin, end - begin);
    while (large.size() < bytes) large += pupils;
    return large + text.substr(end);
}

void must_agree(const std::string& text, const schema::Plan& plan) {
    const Reading libxml2 = read(text, plan, 1, true);
    for (const unsigned jobs : {1U, 2U, 4U}) {
        CAPTURE(jobs);
        const std::string found = difference(read(text, plan, jobs), libxml2);
        REQUIRE(found == "");
    }
}

/// A document of several blocks that is read with these changes.
void must_agree_with(const std::string& from, const std::string& to) {
    static const std::string text = large_census(1'500'000);
    CAPTURE(from);
    CAPTURE(to);
    // In the middle, where a chunk has been cut already.
    const std::size_t at = text.find(from, 1'100'000);
    REQUIRE(at != std::string::npos);
    must_agree(std::string(text).replace(at, from.size(), to), census());
}

}  // namespace

TEST_CASE("readers: documents without fault") {
    must_agree(census_document(), census());
    must_agree(ctf_document(), ctf());
    must_agree(large_census(3'000'000), census());
    must_agree(sample_document(ctf().edition(), 150, 3), ctf());
}

TEST_CASE("readers: what the fast reader leaves to libxml2") {
    const std::string name = "<Surname>";
    for (const char* const inserted :
         {"<!-- x -->", "<!-- </PupilOnRoll> -->", "<![CDATA[</PupilOnRoll>]]>", "<?x </PupilOnRoll>?>", "&amp;", "&#233;", "\r\n", "]]"})
        must_agree_with(name, name + inserted);
    must_agree_with(name, "<Surname a='1' b=\">\">");
    must_agree_with(name, "<Surname\n>");
    must_agree_with(name, "<SURNAME/><Surname>");
    must_agree_with(name, "stray<Surname>");
    must_agree_with(name, "<Surname>\xC3\xA9\xE2\x80\x99\xF0\x9F\x98\x80");
    must_agree_with("<PupilOnRoll>", "<PupilOnRoll a='</PupilOnRoll>'>");
    must_agree_with("<PupilOnRoll>", "<pupilonroll></pupilonroll><PupilOnRoll>");
    must_agree_with("<PupilOnRoll>", "<Unknown><PupilOnRoll></PupilOnRoll></Unknown><PupilOnRoll>");
}

TEST_CASE("readers: what is not well formed, between records and in them") {
    for (const char* const inserted :
         {"x/PupilsOnRoll>", "x", "&", "<", "<>", "</Pupils>", "<!-- -- -->", "<!DOCTYPE a>", "\xE9", "\xEF\xBF\xBE", "<PupilOnRoll>", "]]>"}) {
        must_agree_with("<PupilOnRoll>", std::string(inserted) + "<PupilOnRoll>");
        must_agree_with("<Surname>", std::string("<Surname>") + inserted);
    }
    must_agree_with("<PupilOnRoll>", std::string("\0<PupilOnRoll>", 14));
}

TEST_CASE("readers: text that looks like the end of a record where a chunk would be cut") {
    const std::string text = large_census(1'000'000);
    const std::size_t at = text.find("<PupilOnRoll>", 60'000);
    const std::string blanks(1 << 20, ' ');
    const std::string_view kOpenings[][2] = {{"<!--", "-->"}, {"<Unknown><![CDATA[", "]]></Unknown>"}, {"<?x ", "?>"}};
    for (const auto& opening : kOpenings) {
        std::string hidden(opening[0]);
        for (int i = 0; i < 3; ++i) hidden += blanks + "</PupilOnRoll>";
        must_agree(std::string(text).insert(at, hidden.append(opening[1])), census());
    }
}

TEST_CASE("readers: a record and a header that are longer than a chunk") {
    const std::string more(3 << 20, ' ');
    must_agree(changed(large_census(200'000), "</PupilOnRoll>", more + "</PupilOnRoll>"), census());
    must_agree(changed(large_census(200'000), "</Header>", more + "</Header>"), census());
    must_agree(changed(large_census(200'000), "<Header>", "<!--" + more + more + more + "--><Header>"), census());
    must_agree(changed(large_census(200'000), "<Pupils>", more + more + more + "<Pupils>"), census());
}

TEST_CASE("readers: a document that ends where a block of reading ends") {
    constexpr std::size_t kFirstLook = std::size_t{64} << 10;
    constexpr std::size_t kBlock = std::size_t{1} << 20;
    const std::string text = large_census(1'400'000);
    for (const std::size_t size : {kFirstLook, kFirstLook + kBlock}) {
        const std::size_t end = text.rfind("</PupilOnRoll>", size - 20) + 14;
        // Cut off behind a record that ends with the block: nothing tells but that the root is open.
        std::string cut = text.substr(0, end);
        cut.insert(cut.find("<Message>") + 9, size - end, ' ');
        REQUIRE(cut.size() == size);
        must_agree(cut, census());
        CHECK(read(cut, census()).fault.starts_with("XML002"));
        // Whole, and as long as the block.
        std::string whole = text.substr(0, text.rfind("</PupilOnRoll>", size - 100) + 14) + "</PupilsOnRoll></Pupils></Message>";
        whole.insert(whole.find("<Message>") + 9, size - whole.size(), '\n');
        REQUIRE(whole.size() == size);
        must_agree(whole, census());
        CHECK(read(whole, census()).fault == "");
    }
}

TEST_CASE("readers: header and school block that stand behind records") {
    const std::string text = large_census(2'500'000);
    const std::size_t school = text.find("<School>");
    const std::size_t school_end = text.find("</School>") + 9;
    const std::string block = text.substr(school, school_end - school);
    std::string late = text;
    late.insert(late.rfind("</Message>"), block);
    must_agree(late, census());
    must_agree(late.erase(school, block.size()), census());
}

TEST_CASE("readers: a root that libxml2 tells of before it finds it faulty") {
    for (const char* const root : {"<Message\x05", "<Message\x0B>", "<Message a>", "<Message", "<Message <Header>"}) must_agree(changed(census_document(), "<Message>", root), census());
}

TEST_CASE("readers: random changes of census returns") {
    Random random(11);
    const std::string text = large_census(1'300'000, 5);
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        std::string spoiled = text;
        for (std::size_t changes = 1 + random.below(4); changes > 0; --changes) spoil(spoiled, random);
        must_agree(spoiled, census());
    }
}

TEST_CASE("readers: random changes of small documents") {
    Random random(12);
    const std::string transfer = sample_document(ctf().edition(), 2, 3, 0.5);
    const std::string secondary = sample_document(census().edition(), 8, 4, 0.5, "SS");
    for (int round = 0; round < 1500; ++round) {
        CAPTURE(round);
        const bool is_ctf = random.below(2) == 0;
        std::string spoiled = is_ctf ? transfer : secondary;
        for (std::size_t changes = 1 + random.below(3); changes > 0; --changes) spoil(spoiled, random);
        const schema::Plan& plan = is_ctf ? ctf() : census();
        REQUIRE(difference(read(spoiled, plan), read(spoiled, plan, 1, true)) == "");
    }
}

}  // namespace cbds::xml_readers_agree_test
