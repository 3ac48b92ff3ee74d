#include "register/csv_reading.hpp"

#include "io/test_files.hpp"

#include <doctest/doctest.h>

namespace cbds::register_read_registers_test {

using namespace cbds;
using namespace cbds::registers;
using namespace cbds::registers::test;

namespace {

/// Reads paths, and keeps the notes.
CsvReading read_paths(RegisterInputOptions options, const std::vector<std::string>& paths) {
    CsvReading made;
    options.inputs.paths = paths;
    options.note = [&](const formats::ReadingNote& note) { made.notes.push_back(note.file.substr(note.file.rfind('/') + 1) + ": " + note.message); };
    made.read = read_registers(schema::Dictionary::built_in(), options);
    return made;
}

constexpr const char* kPacked = "school_urn,upn,start_date,marks\n900101,A1,2026-09-07,/\\\n900101,A2,2026-09-07,II\n";

}  // namespace

TEST_CASE("registers: a folder with tables beside registers is read as a whole") {
    const io::test::TestFolder folder;
    folder.write("calendar.csv", "scope,date,status\nnational,2026-09-08,inset\n");
    folder.write("pupils.csv", "school_urn,upn,sex\n900101,A2,F\n900101,A3,M\n");
    folder.write("register.csv", kPacked);
    folder.write("schools.csv", "urn,name\n900101,St Merrin\n900102,Oakendale\n");
    folder.write("odd.csv", "a,b\n1,2\n");
    folder.write("agreements.csv", "school_urn,agreed_from\n900101,2026-01-01\n");
    const CsvReading reading = read_paths({}, {folder.at("")});
    REQUIRE(reading.read.enrolments.size() == 3);
    CHECK(reading.read.enrolments[0].upn == "A2");
    CHECK(reading.read.enrolments[0].listed);
    CHECK(marks_of(reading.read, 0) == "07II");
    CHECK(reading.read.schools.size() == 2);
    CHECK(reading.read.schools[0].name == "St Merrin");
    CHECK_FALSE(reading.read.calendar.empty());
    CHECK(reading.notes == std::vector<std::string>{"agreements.csv: these are agreements; name them with --agreements",
                                                    "odd.csv: it is no register of a form that is read, and was passed over"});
}

TEST_CASE("registers: a zip is read as a folder is, a gzip as its file") {
    const io::test::TestFolder folder;
    const std::string zip = folder.write("r.zip", io::test::make_zip({{"week/pupils.csv", "school_urn,upn,sex\n900101,A1,M\n"}, {"week/register.csv", kPacked}, {"odd.csv", "a\n"}}));
    const CsvReading reading = read_paths({}, {zip});
    REQUIRE(reading.read.enrolments.size() == 2);
    CHECK(marks_of(reading.read, 0) == "07/\\");
    CHECK(reading.read.enrolments[0].listed);
    CHECK(reading.notes == std::vector<std::string>{"odd.csv: it is no register of a form that is read, and was passed over"});
    const CsvReading packed = read_paths({}, {folder.write("register.csv.gz", io::test::make_gzip(kPacked))});
    CHECK(marks_of(packed.read, 1) == "07II");
}

TEST_CASE("registers: a file that is named has to be one") {
    const io::test::TestFolder folder;
    const std::string odd = folder.write("odd.csv", "a,b\n1,2\n");
    CHECK_THROWS_AS(read_paths({}, {odd}), DocumentError);
    CHECK_THROWS_AS(read_paths({}, {folder.at("nothing.csv")}), InputError);
    CHECK_THROWS_AS(read_paths({}, {folder.at("")}), InputError);
    CHECK_THROWS_AS(read_paths({}, {folder.write("pupils.csv", "upn,sex\nA1,F\n")}), InputError);
}

TEST_CASE("registers: tables are named, and read before the marks") {
    const io::test::TestFolder folder;
    RegisterInputOptions options;
    options.pupils_file = folder.write("p.csv", "school_urn,pupil_id,upn\n900101,7,A2\n");
    options.schools_file = folder.write("s.csv", "URN,LA (code),EstablishmentNumber,EstablishmentName\n900101,201,3999,St Merrin\n900105,201,4000,Another\n");
    options.calendar_file = folder.write("c.csv", "scope,date,status\nnational,2026-09-08,inset\n");
    const CsvReading reading = read_paths(options, {folder.write("r.txt", "laestab,pupil_id,start_date,marks\n2013999,7,2026-09-07,/\\\n")});
    REQUIRE(reading.read.schools.size() == 1);  // the other one of the extract has no pupils
    CHECK(reading.read.schools[0].urn == "900101");
    REQUIRE(reading.read.enrolments.size() == 1);
    CHECK(reading.read.enrolments[0].upn == "A2");
    CHECK(marks_of(reading.read, 0) == "07/\\");
}

TEST_CASE("registers: a list of pupils without schools is of the one school of the marks") {
    const io::test::TestFolder folder;
    RegisterInputOptions options;
    options.pupils_file = folder.write("p.csv", "upn,sex\na2,F\nA9,Q\n");
    const CsvReading reading = read_paths(options, {folder.write("r.csv", kPacked)});
    REQUIRE(reading.read.schools.size() == 1);
    CHECK(reading.read.schools[0].urn == "900101");
    REQUIRE(reading.read.enrolments.size() == 3);
    CHECK(reading.read.enrolments[0].upn == "A2");  // which was read first
    CHECK(reading.read.enrolments[0].listed);
    CHECK(reading.read.enrolments[0].characteristics.at(0).sex == "F");
    CHECK(marks_of(reading.read, 0) == "07II");
    CHECK(reading.read.enrolments[1].upn == "A9");
    CHECK_FALSE(reading.read.enrolments[2].listed);
    REQUIRE(reading.read.incidents.size() == 1);  // Q is no sex
    CHECK(reading.read.incidents[0].enrolment == 1);
    CHECK(reading.notes.empty());
    const CsvReading several = read_paths(options, {folder.write("two.csv", std::string(kPacked) + "900102,A3,2026-09-07,II\n")});
    CHECK(several.read.schools.size() == 3);
    REQUIRE(several.notes.size() == 1);
    CHECK(several.notes[0].starts_with("p.csv: some pupils have no school, and the marks are of several"));
}

TEST_CASE("registers: a list of codes that is not there is told, whatever is read") {
    const io::test::TestFolder folder;
    RegisterInputOptions options;
    options.codes_file = folder.at("nothing.csv");
    CHECK_THROWS_AS(read_paths(options, {folder.write("r.csv", kPacked)}), InputError);
}

TEST_CASE("registers: a form that is named is taken, a map tells columns and encoding") {
    const io::test::TestFolder folder;
    RegisterInputOptions options;
    options.form = Form::register_csv;
    CHECK_THROWS_AS(read_paths(options, {folder.write("odd.csv", "a,b\n1,2\n")}), DocumentError);
    RegisterInputOptions mapped;
    mapped.map_file = folder.write("map.toml", "delimiter = \";\"\nencoding = \"windows-1252\"\n[columns]\npupil_id = \"No\"\nstart_date = \"From\"\nmarks = \"Week\"\n");
    const CsvReading reading = read_paths(mapped, {folder.write("r.csv", "No;From;Week\nA\xE9;7 Sep 2026;/\\\n")});
    REQUIRE(reading.read.enrolments.size() == 1);
    CHECK(reading.read.enrolments[0].pupil_id == "A\xC3\xA9");
    CHECK(marks_of(reading.read, 0) == "07/\\");
}

TEST_CASE("registers: an input that is no good is told, and the others are read") {
    const io::test::TestFolder folder;
    RegisterInputOptions options;
    std::vector<std::string> told;
    options.refused = [&](RefusedInput input) {
        CHECK(input.message.starts_with(input.name));
        told.push_back(input.name.substr(input.name.rfind('/') + 1) + (input.unreadable ? ": unreadable" : ": refused"));
    };
    const std::string good = folder.write("good.csv", kPacked);
    const std::string open_quote = folder.write("quote.csv", "school_urn,upn,start_date,marks\n900101,\"A3,2026-09-07,/\\\n");
    const std::string odd = folder.write("odd.csv", "a,b\n1,2\n");
    const CsvReading reading = read_paths(options, {open_quote, odd, folder.at("nothing.csv"), good});
    CHECK(told == std::vector<std::string>{"quote.csv: refused", "odd.csv: refused", "nothing.csv: unreadable"});
    CHECK(reading.read.enrolments.size() == 2);
    told.clear();
    CHECK(read_paths(options, {odd}).read.enrolments.empty());
    CHECK(told.size() == 1);
    CHECK_THROWS_AS(read_paths({}, {good, open_quote}), DocumentError);
}

TEST_CASE("registers: progress tells the bytes of each file") {
    const io::test::TestFolder folder;
    RegisterInputOptions options;
    std::uint64_t bytes = 0;
    options.progress = [&](std::uint64_t more) { bytes += more; };
    static_cast<void>(read_paths(options, {folder.write("r.csv", kPacked)}));
    CHECK(bytes == std::string_view(kPacked).size());
}

}  // namespace cbds::register_read_registers_test
