#include "formats/conversion.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_xml_document_test {

using namespace cbds;

namespace {

constexpr std::array<std::string_view, 8> kPhases{"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};

std::string read_with(const std::string& text, unsigned jobs, bool libxml2_only) {
    convert::ConversionOptions options;
    options.read.jobs = jobs;
    options.read.libxml2_only = libxml2_only;
    return test::as_xml(text, std::move(options));
}

/// Documents whose layout is the writer's come out as they went in, whichever reader reads them.
void check_unchanged(const std::string& text) {
    CHECK(read_with(text, 1, false) == text);
    CHECK(read_with(text, 2, false) == text);
    CHECK(read_with(text, 1, true) == text);
}

}  // namespace

TEST_CASE("samples of every edition and phase come out as they went in") {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    for (std::size_t i = 0; i < schema::kCollections; ++i) {
        const auto collection = static_cast<schema::Collection>(i);
        const schema::EditionRange range = dictionary.collection(collection).editions;
        for (schema::Ordinal ordinal = range.since; ordinal <= range.until; ++ordinal) {
            const std::string phase(kPhases[static_cast<std::size_t>(ordinal) % kPhases.size()]);
            const std::string text = test::sample_document({collection, ordinal}, 5, 3, 0, phase);
            CAPTURE(schema::edition_name({collection, ordinal}));
            CHECK(read_with(text, 2, false) == text);
        }
    }
}

TEST_CASE("a document of many stretches comes out as it went in") {
    check_unchanged(test::sample_document(schema::census_edition(2026, schema::Term::spring), 3000, 1, 0, "AT"));
}

TEST_CASE("what encloses the records is kept: attributes, other spellings, unknown elements, empty ones") {
    std::string text = test::sample_document(schema::census_edition(2026, schema::Term::spring), 4, 1, 0, "PS");
    SUBCASE("attributes of the root") { text = test::changed(text, "<Message>", "<Message xmlns:x=\"urn:x\" x:a=\"1 &amp; &lt;2&quot;&#10;\">"); }
    SUBCASE("an unknown element before the records") {
        text = test::changed(text, "  <Pupils>\n", "  <Extra a=\"1\">\n    <Inner>é &amp; ü</Inner>\n    <Empty></Empty>\n  </Extra>\n  <Pupils>\n");
    }
    SUBCASE("an unknown element behind the records") { text = test::changed(text, "  </Pupils>\n", "    <Extra>text</Extra>\n  </Pupils>\n"); }
    SUBCASE("attributes around records") { text = test::changed(text, "<PupilsOnRoll>", "<PupilsOnRoll a=\"b\">"); }
    SUBCASE("nobody on roll") {
        const std::size_t begin = text.find("    <PupilsOnRoll>");
        const std::size_t end = text.find("    </PupilsOnRoll>\n");
        text.replace(begin, end - begin, "    <PupilsOnRoll>");
        text = test::changed(text, "    <PupilsOnRoll>    </PupilsOnRoll>", "    <PupilsOnRoll></PupilsOnRoll>");
    }
    check_unchanged(text);
}

TEST_CASE("what is in records is kept") {
    std::string text = test::sample_document(schema::ctf_edition(26), 3);
    SUBCASE("unknown elements") { text = test::changed(text, "    </Pupil>\n", "      <SuppInfo>\n        <Any b=\"&lt;\">1</Any>\n      </SuppInfo>\n    </Pupil>\n"); }
    SUBCASE("references") { text = test::changed(text, "<Surname>", "<Surname>&lt;O'Brien &amp; &gt; \"x\" &#13;"); }
    SUBCASE("blanks") { text = test::changed(text, "<Surname>", "<Surname>  "); }
    SUBCASE("an empty container") { text = test::changed(text, "    </Pupil>\n", "      <StageAssessments></StageAssessments>\n    </Pupil>\n"); }
    check_unchanged(text);
}

TEST_CASE("CDATA, comments and another layout are written plainly") {
    const std::string text = test::ctf_document();
    const std::string plain = test::as_xml(text);
    CHECK(plain != text);
    CHECK(test::as_xml(plain) == plain);
    CHECK(test::as_xml(test::changed(text, "Sallowbrook", "<![CDATA[Sallowbrook]]><!-- x -->")) == plain);
    CHECK(test::as_xml(test::all_changed(text, "\n", "\r\n")) == plain);
}

TEST_CASE("text beside elements cannot be kept, and is told") {
    convert::ConversionResult result;
    static_cast<void>(test::as_xml(test::changed(test::ctf_document(), "<Pupil>", "<Pupil>text"), {}, &result));
    CHECK(result.problem.empty());
    CHECK(result.losses.losses() == 1);
}

TEST_CASE("a document that is no good is not converted, and its place is told") {
    convert::ConversionResult result;
    const std::string text = test::ctf_document();
    CHECK(test::as_xml(text.substr(0, text.size() - 20), {}, &result).find("</CTfile>") == std::string::npos);
    CHECK(result.problem.starts_with("document.xml:"));
    static_cast<void>(test::as_xml("<Other/>", {}, &result));
    CHECK_FALSE(result.problem.empty());
    static_cast<void>(test::as_xml("", {}, &result));
    CHECK_FALSE(result.problem.empty());
}

}  // namespace cbds::formats_xml_document_test
