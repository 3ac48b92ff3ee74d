#include "xml/reading.hpp"

#include "cbds/error.hpp"

#include <doctest/doctest.h>

namespace cbds::xml_document_reader_test {

using namespace cbds;
using namespace cbds::test;

namespace {

const schema::Plan& census() {
    static const schema::Plan plan(schema::Dictionary::built_in(), schema::census_edition(2026, schema::Term::spring));
    return plan;
}

/// The code of the fault that both readers find; empty for none.
std::string fault_of(std::string_view text, const xml::Limits& limits = {}) {
    std::array<std::string, 2> faults;
    for (const bool libxml2_only : {false, true}) {
        xml::ReadOptions options;
        options.limits = limits;
        options.libxml2_only = libxml2_only;
        MemoryStream stream(text);
        faults[libxml2_only] = read(stream, census(), options).fault;
    }
    CHECK(faults[0] == faults[1]);
    return faults[0].substr(0, 6);
}

std::string in_pupil(const std::string& content) { return census_document("<PupilOnRoll>" + content + "</PupilOnRoll>"); }

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (; times > 0; --times) all += text;
    return all;
}

/// Fails behind some bytes, as a damaged archive does.
class BrokenStream final : public io::ByteStream {
public:
    explicit BrokenStream(std::string_view text) : text_(text) {}
    std::size_t read(std::span<char> buffer) override {
        const std::size_t length = text_.read(buffer);
        if (length < buffer.size()) throw InputError("the archive is damaged");
        return length;
    }

private:
    MemoryStream text_;
};

}  // namespace

TEST_CASE("document reader: parts in order, each with its place and number") {
    const std::string text = census_document(std::string(kCensusPupil) + std::string(kCensusPupil));
    const Reading reading = read(text, census());
    REQUIRE(reading.parts.size() == 4);
    CHECK(reading.parts[0].starts_with("3:3@51 "));
    CHECK(reading.parts[3].starts_with("52:1@"));
    CHECK(reading.parts[2].find("record 0\n") != std::string::npos);
    CHECK(reading.parts[3].find("record 1\n") != std::string::npos);
    CHECK(reading.parts[3].find("'Sallowbrook'") != std::string::npos);
    CHECK(reading.records == 2);
    CHECK(reading.bytes == text.size());
    CHECK(reading.fault == "");
}

TEST_CASE("document reader: a value is its text, whatever it is written with") {
    const Reading reading = read(changed(census_document(), "Sallowbrook", "<!--x-->S&amp;<![CDATA[<a>]]>&#233;\r\nb<?y?>"), census());
    CHECK(reading.parts.back().find("'S&<a>\xC3\xA9\nb'") != std::string::npos);
}

TEST_CASE("document reader: unknown elements, attributes, aliases and text out of place are handed on") {
    const std::string text = changed(census_document(), "<Surname>", "<Extra a=\"1\"><More>x</More></Extra> stray <!-- > --> <SURNAME>y</SURNAME><Surname>");
    const Reading reading = read(text, census());
    const std::string& part = reading.parts.back();
    CHECK(part.find("Extra +") != std::string::npos);
    CHECK(part.find("More +") != std::string::npos);
    CHECK(part.find("SURNAME +") != std::string::npos);
    CHECK(part.find("attribute 3 a=1") != std::string::npos);
    const std::size_t stray = text.find("stray") - text.find("<PupilOnRoll>");
    CHECK(part.find("misplaced 1 0 +" + std::to_string(stray) + '\n') != std::string::npos);
}

TEST_CASE("document reader: text out of place is told once a gap, where it begins") {
    const std::string text = changed(census_document(), "<Surname>", "<!--a-->\xC3\xA9" + std::string(5000, 'x') + "<?b?> y <!--c-->z<Surname>");
    const Reading reading = read(text, census());
    const std::size_t first = reading.parts.back().find("misplaced");
    CHECK(reading.parts.back().find("misplaced", first + 1) == std::string::npos);
    const std::size_t stray = text.find("\xC3\xA9") - text.find("<PupilOnRoll>");
    CHECK(reading.parts.back().find(" +" + std::to_string(stray) + '\n', first) != std::string::npos);
    CHECK(difference(reading, read(text, census(), 1, true)) == "");
}

TEST_CASE("document reader: the frame keeps its elements, and of a run of records two") {
    const std::string text = changed(census_document(repeated(kCensusPupil, 9)), "<Message>",
                                     "<Message xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:a=\"b\">");
    const std::string frame = read(text, census()).frame;
    CHECK(std::count(frame.begin(), frame.end(), '\n') == 9);  // root, header, school, two of the pupils' frame, two records, two attributes
    CHECK(frame.find("PupilOnRoll 25:1@") != std::string::npos);
    CHECK(frame.find("PupilOnRoll 52:1@") != std::string::npos);
    CHECK(frame.find("attribute 0 xsi:a=b") != std::string::npos);
    const std::string other_case = all_changed(census_document(repeated(kCensusPupil, 9)), "PupilOnRoll>", "pupilonroll>");
    const std::string with_aliases = read(other_case, census()).frame;
    CHECK(std::count(with_aliases.begin(), with_aliases.end(), '\n') == 7);
}

TEST_CASE("document reader: limits end the reading with a finding, and nothing else does") {
    CHECK(fault_of(in_pupil(repeated("<a>", 252) + repeated("</a>", 252))) == "");
    CHECK(fault_of(in_pupil(repeated("<a>", 253) + repeated("</a>", 253))) == "XML080");
    CHECK(fault_of(in_pupil(repeated("<a>", 100'000))) == "XML080");
    CHECK(fault_of(in_pupil('<' + std::string(1000, 'a') + "/>")) == "");
    CHECK(fault_of(in_pupil('<' + std::string(1001, 'a') + "/>")) == "XML081");
    CHECK(fault_of(in_pupil('<' + std::string(100'000, 'a') + "/>")) == "XML081");
    CHECK(fault_of(in_pupil("<a " + std::string(1001, 'b') + "=''/>")) == "XML081");
    const std::string name(1 << 20, 'x');
    CHECK(fault_of(changed(census_document(), "Sallowbrook", name)) == "");
    CHECK(fault_of(changed(census_document(), "Sallowbrook", name + 'x')) == "XML082");
    CHECK(fault_of(in_pupil("<a b='" + name + "x'/>")) == "XML082");
    CHECK(fault_of(in_pupil(repeated("<a/>", 49'999))) == "");
    CHECK(fault_of(in_pupil(repeated("<a/>", 50'000))) == "XML083");
    CHECK(fault_of(in_pupil(repeated("<a/>\n<!-- " + std::string(900'000, ' ') + " -->", 40))) == "XML083");
    CHECK(fault_of(changed(census_document(), "<Pupils>", repeated("<a/>", 9'990) + "<Pupils>")) == "");
    CHECK(fault_of(changed(census_document(), "<Pupils>", repeated("<a/>", 10'001) + "<Pupils>")) == "XML083");
}

TEST_CASE("document reader: limits hold for what the fast reader would take, too") {
    const std::string sessions = repeated("<SessionDetail><AttendanceReason>I</AttendanceReason><Sessions>1</Sessions></SessionDetail>", 20'000);
    const std::string text = changed(census_document(), "</TermlyAttendance>", "<SessionDetails>" + sessions + "</SessionDetails></TermlyAttendance>");
    CHECK(fault_of(text) == "XML083");
    const std::string frames = repeated("<PupilsOnRoll></PupilsOnRoll>\n", 12'000);
    CHECK(fault_of(changed(census_document(repeated(kCensusPupil, 100)), "</Pupils>", frames + "</Pupils>")) == "XML083");
    const std::string parts = repeated("<Header></Header><School></School>\n", 8'000);
    CHECK(fault_of(changed(census_document(repeated(kCensusPupil, 100)), "</Message>", parts + "</Message>")) == "XML083");
    CHECK(fault_of(changed(census_document(), "<Header>", parts + "<Header>")) == "XML083");
}

TEST_CASE("document reader: attributes count as elements do, and a frame keeps only so many") {
    const auto attributes = [](int count) {
        std::string all;
        for (int i = 0; i < count; ++i) all += " a" + std::to_string(i) + "=''";
        return all;
    };
    CHECK(fault_of(in_pupil("<b" + attributes(1000) + "/>")) == "");
    CHECK(fault_of(in_pupil("<b" + attributes(1001) + "/>")) == "XML083");
    CHECK(fault_of(in_pupil("<b" + attributes(200'000) + "/>")) == "XML083");  // libxml2 alone would take minutes
    CHECK(fault_of(changed(census_document(), "<Pupils>", "<b" + attributes(200'000) + "/><Pupils>")) == "XML083");
    xml::Limits limits;
    limits.part_elements = 1'800;
    CHECK(fault_of(in_pupil("<b" + attributes(900) + "/>"), limits) == "");
    CHECK(fault_of(in_pupil("<b" + attributes(900) + "/><b" + attributes(900) + "/>"), limits) == "XML083");
    limits.part = 5'000;
    CHECK(fault_of(changed(census_document(), "<Pupils>", "<b" + attributes(900) + "/><Pupils>"), limits) == "");
    CHECK(fault_of(changed(census_document(), "<Pupils>", repeated("<b" + attributes(900) + "/>", 2) + "<Pupils>"), limits) == "XML083");
}

TEST_CASE("document reader: signs that only look like attributes are not counted") {
    const std::string lines = repeated(std::string(70, '=') + '\n', 300);
    for (const std::string& text : {"<!--" + lines + "-->", repeated("<!-- " + std::string(3000, '=') + " -->", 9), "<?x " + lines + "?>"}) {
        CHECK(fault_of(changed(census_document(), "<Pupils>", text + "<Pupils>")) == "");
        CHECK(fault_of(in_pupil(text + "<a>" + lines + "</a><a><![CDATA[" + lines + "]]></a>")) == "");
    }
}

TEST_CASE("document reader: a document inside another") {
    CHECK(fault_of(in_pupil(changed(ctf_document(), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ""))) == "XSD002");
    CHECK(fault_of(census_document("<Message/>")) == "XSD002");
}

TEST_CASE("document reader: errors of the stream and of the handler are passed on from every thread") {
    const std::string text = census_document(repeated(kCensusPupil, 4000));
    for (const unsigned jobs : {1U, 2U, 4U}) {
        xml::ReadOptions options;
        options.jobs = jobs;
        BrokenStream stream(std::string_view(text).substr(0, 2'000'000));
        CHECK_THROWS_AS(read(stream, census(), options), InputError);

        struct Failing final : xml::DocumentHandler {
            struct Worker final : xml::PartWorker {
                bool part(const xml::Part&) override { return true; }
            };
            std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<Worker>(); }
            void collect(xml::PartWorker&, xml::Locator&, std::uint64_t first_record) override {
                if (first_record > 100) throw OutputError("the disk is full");
            }
        } handler;
        MemoryStream whole(text);
        xml::Opening opening = xml::open_document(whole, std::nullopt);
        CHECK_THROWS_AS((void)xml::read_document(std::move(opening), whole, census(), options, handler), OutputError);
    }
}

TEST_CASE("document reader: an error of the stream in the middle of a tag or a comment") {
    constexpr std::size_t kFirstLook = std::size_t{64} << 10;  // must succeed for the reader to be reached
    const std::string long_text(9000, 'x');
    const std::string text = changed(census_document(), "<PupilOnRoll>", "<PupilOnRoll a='" + long_text + "'><!--" + long_text + "-->");
    const std::size_t tag = text.find("<PupilOnRoll a");
    for (std::size_t inside = 1; inside < 18'000; inside += 997) {
        std::string moved = text;
        moved.insert(tag, kFirstLook - tag - inside, ' ');
        for (const bool libxml2_only : {false, true}) {
            xml::ReadOptions options;
            options.libxml2_only = libxml2_only;
            BrokenStream stream(std::string_view(moved).substr(0, kFirstLook + 10));
            CHECK_THROWS_AS(read(stream, census(), options), InputError);
        }
    }
}

TEST_CASE("document reader: progress adds up to the bytes that are read behind the first look") {
    const std::string text = census_document(repeated(kCensusPupil, 1500));
    for (const bool libxml2_only : {false, true}) {
        std::uint64_t told = 0;
        xml::ReadOptions options;
        options.libxml2_only = libxml2_only;
        options.progress = [&](std::uint64_t bytes) { told += bytes; };
        MemoryStream stream(text);
        const xml::Opening opening = xml::open_document(stream, std::nullopt);
        MemoryStream again(text);
        CHECK(read(again, census(), options).bytes == text.size());
        CHECK(told + opening.bytes.size() == text.size());
    }
}

TEST_CASE("document reader: more lines than libxml2 can count") {
    for (const bool libxml2_only : {false, true}) {
        const std::string text = census_document(std::string(70'000, '\n') + std::string(kCensusPupil) + "<a>");
        const Reading reading = read(text, census(), 1, libxml2_only);
        CHECK(reading.parts.back().starts_with("70025:1@"));
        CHECK(reading.fault.starts_with("XML003 700"));
    }
}

TEST_CASE("document reader: a document of no collection is only read") {
    const auto fault = [](std::string_view text) {
        MemoryStream stream(text);
        xml::Opening opening = xml::open_document(stream, std::nullopt);
        const xml::ReadResult result = xml::read_unknown_document(std::move(opening), stream, {});
        return result.fault ? std::string(result.fault->code) + ' ' + written(result.fault_place) : "";
    };
    CHECK(fault("<a><b>x</b></a>") == "");
    CHECK(fault("<a>\n<b></a>") == "XML003 2:4@7");
    CHECK(fault("<a>") == "XML002 1:4@3");
    CHECK(fault("<a/><b/>") == "XML004 1:5@4");
    CHECK(fault("<!DOCTYPE a><a/>") == "XML090 1:1@0");
    CHECK(fault(repeated("<a>", 257)) == "XML080 1:769@768");
    CHECK(fault("<a>" + std::string(300'000, '\n') + "<b></a>") == "XML003 300001:4@300006");
}

}  // namespace cbds::xml_document_reader_test
