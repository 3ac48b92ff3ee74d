#include "rules/validation.hpp"

#include "cbds/error.hpp"

#include <doctest/doctest.h>

namespace cbds::rules_validator_test {

using namespace cbds;
using namespace cbds::test;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (; times > 0; --times) all += text;
    return all;
}

/// One way to validate, with its rules compiled once.
class Way {
public:
    Way(unsigned jobs, bool libxml2_only) : validator_(schema::Dictionary::built_in(), with(jobs, libxml2_only)) {}

    std::vector<std::string> lines(const std::string& text) {
        MemoryInput input(text, "2013999_SC1_201LL26_001.XML");
        Validation validation;
        (void)validator_.validate(input, validation);
        return lines_of(validation.findings);
    }

private:
    rules::Validator validator_;
};

/// The text in another encoding. It holds no character that the encoding lacks.
std::string encoded(std::string_view utf8, io::Encoding encoding) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        std::uint32_t c = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t k = 1; k < length; ++k) c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
        i += length;
        if (encoding == io::Encoding::iso_8859_1 || encoding == io::Encoding::windows_1252) {
            out += static_cast<char>(c == 0x2019 ? 0x92 : c);
            continue;
        }
        const auto unit = [&](std::uint32_t u) {
            const char high = static_cast<char>(u >> 8);
            const char low = static_cast<char>(u & 0xFF);
            if (encoding == io::Encoding::utf16_be) out.append({high, low});
            else out.append({low, high});
        };
        if (c >= 0x10000) unit(0xD800 + ((c - 0x10000) >> 10));
        unit(c >= 0x10000 ? 0xDC00 + ((c - 0x10000) & 0x3FF) : c);
    }
    return out;
}

/// Findings without the offsets of their places, which depend on the encoding.
std::vector<std::string> without_offsets(const std::vector<rules::Finding>& findings) {
    std::vector<std::string> lines;
    for (rules::Finding finding : findings) {
        finding.place.offset = 0;
        lines.push_back(line_of(finding));
    }
    return lines;
}

}  // namespace

TEST_CASE("the documents of the tests have no fault") {
    CHECK(validate(census_document()).codes() == "");
    CHECK(validate(ctf_document()).codes() == "");
}

TEST_CASE("validator: a summary of the file and of the run") {
    rules::Validator validator(schema::Dictionary::built_in(), reading_only());
    Validation sink;
    MemoryInput first(changed(census_document(repeated(kCensusPupil, 2)), "<Sex>F", "<Sex>X"), "one.xml");
    const rules::FileSummary one = validator.validate(first, sink);
    CHECK(one.name == "one.xml");
    CHECK(one.edition == schema::census_edition(2026, schema::Term::spring));
    CHECK(one.records == 2);
    CHECK(one.status == rules::FileStatus::checked);
    CHECK(one.counts[rules::Severity::error] == 2);  // a wrong code, and a UPN that occurs twice
    MemoryInput second(ctf_document(), "two.xml");
    CHECK(validator.validate(second, sink).counts.total() == 0);
    const rules::RunSummary& run = validator.summary();
    CHECK(run.files == 2);
    CHECK(run.records == 3);
    CHECK(run.counts.total() == 2);
    CHECK(run.rules.at("SC1520").count == 1);
    CHECK(run.rules.at("SC1510").count == 0);
    CHECK(run.rules.at("SC1510").run);
    CHECK_FALSE(run.rules.contains("XSD040"));  // no schema was given
    CHECK(run.by_status[0] == 2);
}

TEST_CASE("validator: bytes that cannot be read are told of in the summary") {
    struct Missing final : io::Input {
        std::string file = "missing.xml";
        [[nodiscard]] const std::string& name() const noexcept override { return file; }
        [[nodiscard]] std::optional<std::uint64_t> size() const noexcept override { return std::nullopt; }
        [[nodiscard]] std::unique_ptr<io::ByteStream> open() override { throw InputError("missing.xml: there is no such file"); }
    } input;
    rules::Validator validator(schema::Dictionary::built_in(), reading_only());
    Validation sink;
    const rules::FileSummary file = validator.validate(input, sink);
    CHECK(file.status == rules::FileStatus::unreadable);
    CHECK(file.problem == "missing.xml: there is no such file");
    CHECK(sink.findings.empty());
}

TEST_CASE("validator: what is no document of ours is refused with one finding") {
    struct Case {
        std::string text;
        std::string_view code;
    };
    const Case cases[] = {
        {"", "XML010"},
        {"%PDF-1.7", "XML011"},
        {"<html><body/></html>", "XSD001"},
        {"<html><body></html>", "XML003"},
        {"<!DOCTYPE html><html/>", "XML090"},
        {changed(census_document(), "<Message>", "<!DOCTYPE Message []><Message>"), "XML090"},
        {changed(census_document(), "version=\"1.0\"", "version=\"1.1\""), "XML093"},
        {changed(census_document(), "<Collection>SC<", "<Collection>School Workforce Census<"), "XSD001"},
        {census_document("<CTfile>"), "XSD002"},
    };
    for (const Case& c : cases) {
        const Validation validation = validate(c.text);
        CAPTURE(c.text.substr(0, 60));
        REQUIRE(validation.findings.size() == 1);
        CHECK(validation.codes() == c.code);
    }
    rules::ValidateOptions other;
    other.edition = schema::ctf_edition(26);
    CHECK(validate(census_document(), other).codes() == "XSD001");
}

TEST_CASE("validator: the places of an unknown root and of a declaration in another encoding") {
    CHECK(validate("<?xml version=\"1.0\"?>\n <a/>").of("XSD001").place == rules::Place{2, 2, 23});
    const std::string sixteen = "\xFF\xFE" + encoded("<?xml version=\"1.0\"?>\n<!DOCTYPE Message><Message/>", io::Encoding::utf16_le);
    CHECK(validate(sixteen).of("XML090").place == rules::Place{2, 1, 2 + 2 * 22});
    const std::string spoiled = "\xFF\xFE" + encoded("<?xml version=\"1.0\"?><?XML?>\n<!DOCTYPE Message><Message/>", io::Encoding::utf16_le);
    CHECK(validate(spoiled).of("XML090").place == rules::Place{2, 1, 2 + 2 * 29});
}

TEST_CASE("validator: after a fault of XML the findings of the records before it stay, and it comes last") {
    const std::string wrong = changed(std::string(kCensusPupil), "<Sex>F", "<Sex>X");
    for (const char* const fault : {"<a>", "&", "\x01", "]]>", "</Pupils>"}) {
        for (const bool libxml2_only : {false, true}) {
            const Validation validation = validate(census_document(wrong + "<PupilOnRoll>" + fault + "</PupilOnRoll>"), with(1, libxml2_only));
            CAPTURE(fault);
            REQUIRE(validation.findings.size() == 2);
            CHECK(validation.findings[0].item == "Sex");
            CHECK(validation.findings[1].rule->code.starts_with("XML"));
            CHECK(validation.file.records == 1);
            CHECK(validation.file.status == rules::FileStatus::checked);
        }
    }
}

TEST_CASE("validator: a document that is cut off anywhere has one fault of XML, the last finding") {
    const std::string text = changed(census_document(), "Sallowbrook", "Sall\xC3\xB6w<!-- x --><![CDATA[y]]>&amp;");
    Way fast(1, false);
    Way libxml2(1, true);
    const std::size_t end = text.rfind("</Message>") + 9;
    for (std::size_t size = 0; size <= end; ++size) {
        const std::string cut = text.substr(0, size);
        CAPTURE(size);
        const std::vector<std::string> lines = fast.lines(cut);
        const auto is_xml = [](const std::string& line) { return line.find(" XML0") != std::string::npos; };
        REQUIRE(std::count_if(lines.begin(), lines.end(), is_xml) == 1);
        REQUIRE(is_xml(lines.back()));
        REQUIRE(lines == libxml2.lines(cut));
    }
}

TEST_CASE("validator: every limit is a finding") {
    const auto codes = [](const std::string& content) {
        return validate(census_document("<PupilOnRoll>" + content + "</PupilOnRoll>"), only({"XML"})).codes();
    };
    CHECK(codes(repeated("<a>", 300)) == "XML080");
    CHECK(codes('<' + std::string(2000, 'a') + "/>") == "XML081");
    CHECK(codes("<a>" + std::string((1 << 20) + 1, 'a') + "</a>") == "XML082");
    CHECK(codes(repeated("<a/>", 50'001)) == "XML083");
}

TEST_CASE("validator: the same findings in every encoding, with the offsets of the original") {
    const std::string pupil = changed(changed(std::string(kCensusPupil), "Sallowbrook", "S\xC3\xA4llowbr\xC3\xB6" "ok"), "<Sex>F", "<Sex>X");
    const std::string text = changed(census_document(pupil + pupil), "Keziah", "K\xC3\xA9ziah</Forename><Forename>x");
    const auto declared = [&](const char* encoding) { return changed(text, "UTF-8", encoding); };
    const Validation utf8 = validate(text);
    REQUIRE(utf8.findings.size() >= 4);
    for (const io::Encoding encoding : {io::Encoding::utf16_le, io::Encoding::utf16_be, io::Encoding::iso_8859_1, io::Encoding::windows_1252}) {
        const bool utf16 = encoding == io::Encoding::utf16_le || encoding == io::Encoding::utf16_be;
        const std::string name = utf16 ? "utf-16" : std::string(io::encoding_name(encoding));
        const std::string original = encoded((utf16 ? "\xEF\xBB\xBF" : "") + declared(name.c_str()), encoding);
        CAPTURE(name);
        for (const unsigned jobs : {1U, 2U}) {
            const Validation other = validate(original, with(jobs));
            CHECK(without_offsets(other.findings) == without_offsets(utf8.findings));
            for (const rules::Finding& finding : other.findings) {
                // At the offset stands the tag, in the bytes of the original.
                const std::string tag = encoded("<", encoding);
                REQUIRE(finding.place.offset < original.size());
                CHECK(std::string_view(original).substr(finding.place.offset).starts_with(tag));
            }
        }
    }
}

TEST_CASE("validator: a Windows apostrophe in UTF-8 is explained, and --encoding reads it") {
    const std::string text = changed(census_document(), "Sallowbrook", "O\x92Neill");
    const Validation validation = validate(text);
    CHECK(validation.codes() == "XML007");
    CHECK(validation.findings[0].message.find("--encoding windows-1252") != std::string::npos);
    CHECK(validation.findings[0].place.offset == text.find('\x92'));
    rules::ValidateOptions options = reading_only();
    options.encoding = io::Encoding::windows_1252;
    CHECK(validate(text, options).codes() == "");
}

TEST_CASE("validator: findings do not depend on jobs or engine, whatever is done to a document") {
    Random random(41);
    Way one(1, false);
    Way two(2, false);
    Way four(4, false);
    Way libxml2(1, true);
    const std::string large = sample_document(schema::census_edition(2025, schema::Term::autumn), 330, 6, 0.3, "SS");
    const std::string small = sample_document(schema::census_edition(2025, schema::Term::autumn), 4, 6, 0.5, "SS");
    const std::string transfer = sample_document(schema::ctf_edition(25), 3, 6, 0.5);
    for (int round = 0; round < 25; ++round) {
        std::string text = large;
        for (std::size_t changes = random.below(5); changes > 0; --changes) spoil(text, random);
        CAPTURE(round);
        const std::vector<std::string> found = one.lines(text);
        REQUIRE(found == libxml2.lines(text));
        REQUIRE(found == two.lines(text));
        REQUIRE(found == four.lines(text));
    }
    for (int round = 0; round < 500; ++round) {
        std::string text = round % 2 == 0 ? small : transfer;
        for (std::size_t changes = 1 + random.below(4); changes > 0; --changes) spoil(text, random);
        CAPTURE(round);
        REQUIRE(one.lines(text) == libxml2.lines(text));
    }
}

TEST_CASE("validator: a school block behind records changes nothing for any record") {
    // Other threads judge records by the first block while this one is read.
    const std::string late = "<School><SchoolCharacteristics><Phase>SP</Phase></SchoolCharacteristics></School>";
    const std::string text = census_document(repeated(kCensusPupil, 3000));
    const std::string spoiled = changed(text, "</Pupils>",
                                        "</Pupils>" + late + "<Pupils><PupilsOnRoll>" + repeated(kCensusPupil, 3000) + "</PupilsOnRoll></Pupils>");
    const std::vector<std::string> found = lines_of(validate(spoiled).findings);
    CHECK(found == lines_of(validate(spoiled, with(4)).findings));
    CHECK(found == lines_of(validate(spoiled, with(1, true)).findings));
}

TEST_CASE("validator: very many findings in one stretch are handed on, in order") {
    const std::string pupil = changed(std::string(kCensusPupil), "<Surname>", repeated("<a/>", 6000) + "<Surname>");
    const std::string text = census_document(repeated(pupil, 8));
    const Validation validation = validate(text, with(2));
    CHECK(std::count_if(validation.findings.begin(), validation.findings.end(), [](const auto& f) { return f.rule->code == "XSD010"; }) == 48'000);
    CHECK(lines_of(validation.findings) == lines_of(validate(text, with(1, true)).findings));
}

}  // namespace cbds::rules_validator_test
