/// Tidying: what is changed, what never is, and that a second time changes nothing.

#include "cbds/convert/tidy.hpp"
#include "cbds/error.hpp"
#include "convert/care_documents.hpp"

#include <doctest/doctest.h>

namespace {

struct Tidied {
    std::string text;
    std::vector<convert::Change> changes;
};

Tidied tidied(const std::string& text, bool capitals = false, unsigned jobs = 1) {
    convert::TidyOptions options;
    options.reading.jobs = jobs;
    if (capitals) options.kinds.insert(convert::Tidying::capitals);
    io::MemoryInput input(text);
    std::ostringstream out;
    Tidied result;
    const std::uint64_t count = convert::tidy(input, options, {.path = "-", .overwrite = false, .dry_run = false, .standard_output = &out},
                                              [&](const convert::Change& change) { result.changes.push_back(change); });
    CHECK(count == result.changes.size());
    result.text = out.str();
    return result;
}

std::string pupil(const std::string& inside) { return "    <Pupil>\n      <UPN>Y201203720000</UPN>\n" + inside + "    </Pupil>\n"; }

/// The kinds and paths of changes, one after the other.
std::string told(const std::vector<convert::Change>& changes) {
    std::string text;
    for (const convert::Change& change : changes) text += std::string(change.kind) + ' ' + change.path + '\n';
    return text;
}

}  // namespace

TEST_CASE("tidy: clean documents of every edition stay as they are, byte for byte") {
    for (const schema::Edition edition : transfer_editions()) {
        const std::string text = sample_text(edition);
        const Tidied result = tidied(text);
        CAPTURE(schema::edition_name(edition));
        CHECK(result.text == text);
        CHECK(result.changes.empty());
    }
    const std::string census = sample_text(schema::census_edition(2026, schema::Term::spring), 20, 3, "AT");
    CHECK(tidied(census).text == census);
}

TEST_CASE("tidy: values are put in order and each change is told") {
    const std::string text = transfer_file(pupil("      <Surname> Oakendale </Surname>\n      <BasicDetails>\n        <MiddleNames>Ann\xC2\xA0  May</MiddleNames>\n      </BasicDetails>\n"
                                                 "      <Address>\n        <PostCode>za786nt</PostCode>\n      </Address>\n      <Phones>\n        <Phone>\n"
                                                 "          <PhoneNo>+44 (0)1632 960-502</PhoneNo>\n        </Phone>\n      </Phones>\n"));
    const Tidied result = tidied(text);
    CHECK(told(result.changes) == "spaces Surname\nspaces BasicDetails/MiddleNames\npostcodes Address/PostCode\nphones Phones/Phone/PhoneNo\n");
    CHECK(result.text.find("<Surname>Oakendale</Surname>") != std::string::npos);
    CHECK(result.text.find("<MiddleNames>Ann May</MiddleNames>") != std::string::npos);
    CHECK(result.text.find("<PostCode>ZA78 6NT</PostCode>") != std::string::npos);
    CHECK(result.text.find("<PhoneNo>+441632960502</PhoneNo>") != std::string::npos);
    CHECK(result.changes.front().record == 1);
    CHECK(result.changes.front().key == "Y201203720000");
    CHECK(result.changes.front().privacy == schema::Privacy::direct);
    CHECK(tidied(result.text).changes.empty());
}

TEST_CASE("tidy: empty elements go, and with them what has nothing but them") {
    const Tidied result = tidied(transfer_file(pupil("      <BasicDetails>\n        <FormerSurname/>\n        <NCyearActual>6</NCyearActual>\n      </BasicDetails>\n"
                                                     "      <Phones>\n        <Phone>\n          <PhoneNo> </PhoneNo>\n        </Phone>\n      </Phones>\n      <StageAssessments/>\n")));
    CHECK(told(result.changes) == "empty Phones\nempty StageAssessments\nempty BasicDetails/FormerSurname\n");
    CHECK(result.text == transfer_file(pupil("      <BasicDetails>\n        <NCyearActual>6</NCyearActual>\n      </BasicDetails>\n")));
}

TEST_CASE("tidy: of several empty entries the last stays where one must be there") {
    const std::string one = "        <Phone>\n          <PhoneNo></PhoneNo>\n        </Phone>\n";
    const std::string good = "        <Phone>\n          <PhoneNo>01632960502</PhoneNo>\n        </Phone>\n";
    const Tidied result = tidied(transfer_file(pupil("      <Phones>\n" + one + good + "      </Phones>\n")));
    CHECK(result.text == transfer_file(pupil("      <Phones>\n" + good + "      </Phones>\n")));
}

TEST_CASE("tidy: an empty element stays where it says something") {
    const std::string text = transfer_file(pupil("      <Surname></Surname>\n      <DOB></DOB>\n      <Sex></Sex>\n      <Unheard></Unheard>\n      <BasicDetails>\n"
                                                 "        <FormerSurname reason=\"x\"></FormerSurname>\n      </BasicDetails>\n      <SuppInfo>\n"
                                                 "        <SuppID>  X </SuppID>\n        <Flag></Flag>\n      </SuppInfo>\n"));
    CHECK(tidied(text).text == text);
    const std::string census = with(sample_text(schema::census_edition(2026, schema::Term::spring), 2), "<SchoolName>St Merrin Primary School</SchoolName>", "<SchoolName></SchoolName>");
    CHECK(tidied(census).text == census);  // a rule asks for it
}

TEST_CASE("tidy: attendance marks are not touched") {
    const std::string text = transfer_file(pupil("      <Attendance>\n        <YearData>\n          <AttendSessions>\n            <AttendanceMarks> /\\  </AttendanceMarks>\n"
                                                 "          </AttendSessions>\n        </YearData>\n      </Attendance>\n"));
    CHECK(tidied(text).text == text);
}

TEST_CASE("tidy: telephone numbers") {
    CHECK(convert::tidy_phone("01632 960 502") == "01632960502");
    CHECK(convert::tidy_phone("(01632) 960-502") == "01632960502");
    CHECK(convert::tidy_phone("+44 1632.960502") == "+441632960502");
    CHECK(convert::tidy_phone("01632960502") == "01632960502");
    CHECK_FALSE(convert::tidy_phone("01632 960502 ext 3"));
    CHECK_FALSE(convert::tidy_phone("01632960502/03"));
    CHECK_FALSE(convert::tidy_phone("01632+960502"));
    CHECK_FALSE(convert::tidy_phone(""));
    CHECK_FALSE(convert::tidy_phone("- -"));
}

TEST_CASE("tidy: names in capitals") {
    CHECK(convert::tidy_capitals("OAKENDALE") == "Oakendale");
    CHECK(convert::tidy_capitals("MCDONALD") == "McDonald");
    CHECK(convert::tidy_capitals("MACDONALD") == "Macdonald");
    CHECK(convert::tidy_capitals("O'NEILL-SMITH") == "O'Neill-Smith");
    CHECK(convert::tidy_capitals("MÜLLER ÉCLAIR") == "Müller Éclair");
    CHECK(convert::tidy_capitals("DE LA CRUZ") == "De La Cruz");
    CHECK(convert::tidy_capitals("HENRY III") == "Henry III");
    CHECK(convert::tidy_capitals("NGUYEN TJ") == "Nguyen TJ");
    CHECK_FALSE(convert::tidy_capitals("JO"));
    CHECK_FALSE(convert::tidy_capitals("TJR"));
    CHECK_FALSE(convert::tidy_capitals("McDonald"));
    CHECK_FALSE(convert::tidy_capitals("oakendale"));
    CHECK_FALSE(convert::tidy_capitals(""));
    CHECK_FALSE(convert::tidy_capitals("1234"));
    const std::string text = transfer_file(pupil("      <Surname>OAKENDALE</Surname>\n"));
    CHECK(tidied(text).text == text);
    CHECK(tidied(text, true).text == with(text, "OAKENDALE", "Oakendale"));
}

TEST_CASE("tidy: text that was read in the wrong encoding") {
    CHECK(convert::mend_encoding("ZoÃ«") == "Zoë");
    CHECK(convert::mend_encoding("Oâ€™Neill") == "O’Neill");
    CHECK_FALSE(convert::mend_encoding("Zoë"));
    CHECK_FALSE(convert::mend_encoding("SÃO"));
    CHECK_FALSE(convert::mend_encoding("Łukasz"));
    CHECK_FALSE(convert::mend_encoding("plain"));
}

TEST_CASE("tidy: files whose declaration is wrong") {
    const std::string good = transfer_file(pupil("      <Surname>Zoë</Surname>\n"));
    const std::string latin1 = with(good, "encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"");
    for (const std::string& text : {latin1, with(good, "encoding=\"UTF-8\"", "encoding=\"unheard\""), with(good, "Zoë", "Zo\xEB"), with(latin1, "Zoë", "Zo\xEB"), with(latin1, "Zoë", "Zoë\x92\xEB")}) {
        const Tidied result = tidied(text);
        CAPTURE(text);
        REQUIRE(result.changes.size() == 1);
        CHECK(result.changes.front().kind == "encoding");
        CHECK(result.changes.front().record == 0);
        if (text.find('\x92') == std::string::npos) CHECK(result.text == good);
        CHECK(tidied(result.text).text == result.text);
    }
    CHECK(tidied("\xEF\xBB\xBF" + good).changes.empty());
}

TEST_CASE("tidy: twice is once, with faults of every kind, on any number of threads") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        sample::SampleOptions options;
        options.edition = schema::ctf_edition(26);
        options.pupils = 200;
        options.seed = seed;
        options.bad = 0.5;
        std::ostringstream out;
        sample::write_sample(schema::Dictionary::built_in(), options, out);
        const Tidied once = tidied(out.str(), true);
        CHECK(tidied(once.text, true).text == once.text);
        CHECK(tidied(once.text, true).changes.empty());
        CHECK(tidied(out.str(), true, 4).text == once.text);
    }
}

TEST_CASE("tidy: what cannot be kept or read is refused, and nothing is written") {
    const std::string good = transfer_file(pupil("      <Surname>Oak</Surname>\n"));
    for (const std::string& text : {good.substr(0, good.size() / 2), with(good, "<UPN>", "loose <UPN>"), with(good, "<CTFpupilData>", "<CTFpupilData>loose"), std::string("<other/>"), std::string()}) {
        const Scratch folder;
        io::MemoryInput input(text);
        CAPTURE(text);
        CHECK_THROWS_AS(convert::tidy(input, {}, {.path = folder.path() + "out.xml", .overwrite = false, .dry_run = false, .standard_output = nullptr}, [](const convert::Change&) {}), DocumentError);
        CHECK(folder.names().empty());
    }
}

TEST_CASE("tidy: a dry run writes nothing and meets what would be in the way") {
    const Scratch folder;
    folder.put("there.xml", "kept");
    io::MemoryInput input(transfer_file(pupil("")));
    const auto run = [&](const std::string& name) {
        convert::tidy(input, {}, {.path = folder.path() + name, .overwrite = false, .dry_run = true, .standard_output = nullptr}, [](const convert::Change&) {});
    };
    run("new.xml");
    CHECK_THROWS_AS(run("there.xml"), OutputError);
    CHECK_THROWS_AS(run("none/new.xml"), OutputError);
    CHECK(folder.names() == std::vector<std::string>{"there.xml"});
    CHECK(folder.text("there.xml") == "kept");
}
