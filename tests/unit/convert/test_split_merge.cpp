/// Splitting and merging, each and together: what was split and merged is what it was.

#include "cbds/convert/merge.hpp"
#include "cbds/convert/split.hpp"
#include "cbds/error.hpp"
#include "convert/care_documents.hpp"

#include <doctest/doctest.h>

#include <map>

namespace {

std::vector<convert::SplitFile> split(const std::string& text, convert::SplitBy by, const Scratch& folder, const std::string& destinations = "") {
    convert::SplitOptions options;
    options.by = by;
    options.folder = folder.path();
    options.destinations = destinations;
    io::MemoryInput input(text);
    std::vector<convert::SplitFile> files;
    convert::split(input, options, [&](const convert::SplitFile& file) { files.push_back(file); });
    return files;
}

struct Merged {
    std::string text;
    convert::MergeResult result;
    std::vector<convert::MergeNote> notes;
};

Merged merged(const std::vector<std::string>& texts, convert::Prefer prefer = convert::Prefer::none, convert::WithoutUpn without = convert::WithoutUpn::refuse) {
    Merged made;
    convert::MergeOptions options;
    options.prefer = prefer;
    options.without_upn = without;
    convert::Merge merge(options, [&](const convert::MergeNote& note) { made.notes.push_back(note); });
    for (std::size_t i = 0; i < texts.size(); ++i) {
        io::MemoryInput input(texts[i], std::string(1, static_cast<char>('a' + i)) + ".xml");
        merge.add(input);
    }
    std::ostringstream out;
    made.result = merge.write({.path = "-", .overwrite = false, .dry_run = false, .standard_output = &out});
    made.text = out.str();
    return made;
}

Merged merged(const std::vector<convert::SplitFile>& files, const Scratch& folder) {
    std::vector<std::string> texts;
    for (const convert::SplitFile& file : files) texts.push_back(folder.text(file.path.substr(folder.path().size())));
    return merged(texts);
}

/// The records of a document, sorted.
std::vector<std::string> records_of(const std::string& text) {
    std::vector<std::string> records;
    for (std::size_t at = text.find("    <Pupil>"); at != std::string::npos; at = text.find("    <Pupil>", at + 1)) records.push_back(text.substr(at, text.find("    </Pupil>", at) - at));
    std::sort(records.begin(), records.end());
    return records;
}

std::string pupil(const std::string& upn, const std::string& inside) { return "    <Pupil>\n" + (upn.empty() ? "" : "      <UPN>" + upn + "</UPN>\n") + inside + "    </Pupil>\n"; }
std::string named(const std::string& surname, const std::string& birth) {
    return "      <Surname>" + surname + "</Surname>\n      <Forename>Ann</Forename>\n      <DOB>" + birth + "</DOB>\n";
}

std::string told(const std::vector<convert::MergeNote>& notes) {
    std::string text;
    for (const convert::MergeNote& note : notes) text += std::string(note.kind) + ' ' + note.file + ' ' + std::to_string(note.record) + ' ' + note.path + '\n';
    return text;
}

}  // namespace

TEST_CASE("split and merge: a split by pupil, merged, is the document, in every edition") {
    for (const schema::Edition edition : transfer_editions()) {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const Scratch folder;
            const std::string text = sample_text(edition, 9, seed, seed == 3 ? "SS" : "PS");
            const auto files = split(text, convert::SplitBy::pupil, folder);
            CAPTURE(schema::edition_name(edition));
            CHECK(files.size() == 9);
            CHECK(folder.names().size() == 9);
            CHECK(merged(files, folder).text == text);
        }
    }
}

TEST_CASE("split and merge: a split by year group or school, merged, has the same records") {
    for (const schema::Edition edition : transfer_editions()) {
        for (const convert::SplitBy by : {convert::SplitBy::year_group, convert::SplitBy::school}) {
            const Scratch folder;
            const std::string text = sample_text(edition, 12, 2);
            const Merged made = merged(split(text, by, folder), folder);
            CAPTURE(schema::edition_name(edition));
            CHECK(records_of(made.text) == records_of(text));
            CHECK(made.notes.empty());
        }
    }
}

TEST_CASE("split: more files than are open at a time") {
    const Scratch folder;
    std::string pupils;  // each year group twice, far apart, so that all files would be open together
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 250; ++i) pupils += pupil("", "      <BasicDetails>\n        <NCyearActual>" + std::to_string(i) + "</NCyearActual>\n      </BasicDetails>\n");
    const auto files = split(transfer_file(pupils), convert::SplitBy::year_group, folder);
    CHECK(files.size() == 250);
    CHECK(folder.names().size() == 250);
    for (const convert::SplitFile& file : files) CHECK(records_of(folder.text(file.path.substr(folder.path().size()))).size() == 2);
}

TEST_CASE("split: frames, unknown elements and attributes are in every file") {
    const Scratch folder;
    std::string text = transfer_file(pupil("A", "") + "    <Beside>x</Beside>\n" + pupil("B", ""));
    text = with(text, "<CTfile>", "<CTfile version=\"1\">");
    const auto files = split(text, convert::SplitBy::pupil, folder);
    REQUIRE(files.size() == 2);
    CHECK(folder.text("2013933_CTF_2014001_001.xml") == with(text, pupil("B", ""), ""));
    CHECK(folder.text("2013933_CTF_2014001_002.xml") == with(text, pupil("A", ""), ""));
}

TEST_CASE("split: by the last school") {
    const auto school = [](const std::string& estab, const std::string& entry, const std::string& more = "") {
        return "        <School>\n          <LEA>201</LEA>\n          <Estab>" + estab + "</Estab>\n          <EntryDate>" + entry + "</EntryDate>\n" + more + "        </School>\n";
    };
    const auto history = [](const std::string& schools) { return "      <SchoolHistory>\n" + schools + "      </SchoolHistory>\n"; };
    const Scratch folder;
    const auto files = split(transfer_file(pupil("A", history(school("2001", "2020-09-01") + school("2002", "2019-09-01"))) +
                                           pupil("B", history(school("2002", "2018-09-01", "          <LastSchool>true</LastSchool>\n") + school("2003", "2019-09-01"))) + pupil("C", "")),
                             convert::SplitBy::school, folder);
    REQUIRE(files.size() == 3);
    CHECK(files[0].key == "2012001");
    CHECK(files[1].key == "2012002");
    CHECK(files[2].key.empty());
}

TEST_CASE("split: by destination, and the header names it") {
    const Scratch folder;
    const Scratch lists;
    lists.put("to.csv", "UPN,LEA,Estab,URN\nA,201,4001,123456\nB,202,4002,\n");
    const auto files = split(transfer_file(pupil("A", "") + pupil("B", "") + pupil("C", "")), convert::SplitBy::school, folder, lists.path() + "to.csv");
    REQUIRE(files.size() == 3);
    CHECK(folder.names() == std::vector<std::string>{"2013933_CTF_2014001_001.xml", "2013933_CTF_2014001_002.xml", "2013933_CTF_2024002_001.xml"});
    CHECK(folder.text("2013933_CTF_2024002_001.xml").find("<DestSchool>\n      <LEA>202</LEA>\n      <Estab>4002</Estab>\n    </DestSchool>") != std::string::npos);
    CHECK(folder.text("2013933_CTF_2014001_001.xml").find("<URN>123456</URN>") != std::string::npos);
    lists.put("bad.csv", "UPN,LEA,Estab\nA,20,4001\n");
    CHECK_THROWS_AS(split(transfer_file(pupil("A", "")), convert::SplitBy::school, folder, lists.path() + "bad.csv"), InputError);
}

TEST_CASE("split: a census by year group keeps both rolls apart") {
    const Scratch folder;
    const std::string text = sample_text(schema::census_edition(2026, schema::Term::spring), 30);
    const auto files = split(text, convert::SplitBy::year_group, folder);
    std::uint64_t records = 0;
    for (const convert::SplitFile& file : files) records += file.records;
    CHECK(records == 30);
    CHECK(files.front().path == folder.path() + "2013933_SC1_201LL26_001.XML");
    CHECK_THROWS_AS(split(text, convert::SplitBy::school, folder), DocumentError);
}

TEST_CASE("split: nothing is written of a document that is refused") {
    const Scratch folder;
    const std::string text = sample_text(schema::ctf_edition(26), 20);
    CHECK_THROWS_AS(split(text.substr(0, text.size() - 12), convert::SplitBy::pupil, folder), DocumentError);
    CHECK_THROWS_AS(split(transfer_file(""), convert::SplitBy::pupil, folder), DocumentError);
    CHECK(folder.names().empty());
}

TEST_CASE("merge: gaps are filled, in their places") {
    const std::string a = transfer_file(pupil("A", named("Oak", "2010-01-01") + "      <BasicDetails>\n        <NCyearActual>6</NCyearActual>\n      </BasicDetails>\n      <Email></Email>\n"));
    const std::string b = transfer_file(pupil("A", "      <UniqueLearnerNumber>1</UniqueLearnerNumber>\n" + named(" Oak", "2010-01-01") +
                                                       "      <BasicDetails>\n        <MiddleNames>May</MiddleNames>\n      </BasicDetails>\n      <Email>x@example.org</Email>\n") + pupil("B", ""));
    const Merged made = merged({a, b});
    CHECK(made.notes.empty());
    CHECK(made.text == transfer_file(pupil("A", "      <UniqueLearnerNumber>1</UniqueLearnerNumber>\n" + named("Oak", "2010-01-01") +
                                                    "      <BasicDetails>\n        <MiddleNames>May</MiddleNames>\n        <NCyearActual>6</NCyearActual>\n      </BasicDetails>\n"
                                                    "      <Email>x@example.org</Email>\n") + pupil("B", "")));
}

TEST_CASE("merge: conflicts are listed, and somebody has to choose") {
    const std::string a = transfer_file(pupil("A", named("Oak", "2010-01-01")));
    const std::string b = transfer_file(pupil("A", named("Elm", "2010-01-01")));
    const Merged refused = merged({a, b});
    CHECK(told(refused.notes) == "conflict b.xml 1 Surname\n");
    CHECK(refused.notes.front().before == "Oak");
    CHECK(refused.notes.front().privacy == schema::Privacy::direct);
    CHECK_FALSE(refused.result.written);
    CHECK(refused.text.empty());
    CHECK(merged({a, b}, convert::Prefer::fill_gaps).text == a);
    CHECK(merged({a, b}, convert::Prefer::overwrite).text == b);
}

TEST_CASE("merge: repeated entries by their keys") {
    const auto result = [](const std::string& component, const std::string& value) {
        return "          <StageAssessment>\n            <Year>2024</Year>\n            <Subject>ENG</Subject>\n            <Component>" + component + "</Component>\n            <Result>" + value +
               "</Result>\n          </StageAssessment>\n";
    };
    const auto file = [&](const std::string& results) {
        return transfer_file(pupil("A", "      <StageAssessments>\n        <KeyStage>\n          <Stage>KS2</Stage>\n" + results + "        </KeyStage>\n      </StageAssessments>\n"));
    };
    CHECK(merged({file(result("REA", "EXS")), file(result("WRI", "GDS"))}).text == file(result("REA", "EXS") + result("WRI", "GDS")));
    CHECK(merged({file(result("REA", "EXS")), file(result("REA", "EXS"))}).text == file(result("REA", "EXS")));
    CHECK(told(merged({file(result("REA", "EXS")), file(result("REA", "GDS"))}).notes) == "conflict b.xml 1 StageAssessments/KeyStage/StageAssessment\n");
}

TEST_CASE("merge: an address is taken whole") {
    const auto file = [](const std::string& inside) { return transfer_file(pupil("A", "      <Address>\n" + inside + "      </Address>\n")); };
    const std::string code = "        <PostCode>ZA1 1AA</PostCode>\n";
    const std::string county = "        <County>Thornland</County>\n";
    CHECK(merged({file(code), file(county + code)}).text == file(county + code));  // says the same and more
    CHECK(merged({file(county + code), file(code)}).text == file(county + code));
    CHECK(merged({file(county), file(code)}).notes.size() == 1);
    CHECK(merged({file(county), file(code)}, convert::Prefer::fill_gaps).text == file(county));
}

TEST_CASE("merge: what excludes each other is not put side by side") {
    const std::string a = transfer_file(pupil("A", "      <Gender>F</Gender>\n"));
    CHECK(merged({a, transfer_file(pupil("A", "      <Sex>F</Sex>\n"))}).text == a);
    CHECK(merged({a, transfer_file(pupil("A", "      <Sex>M</Sex>\n"))}).notes.size() == 1);
}

TEST_CASE("merge: pupils without a UPN are never guessed") {
    const std::string a = transfer_file(pupil("A", named("Oak", "2010-01-01")) + pupil("B", named("Elm", "2010-01-01")) + pupil("C", named("Elm", "2010-01-01")));
    const std::string b = transfer_file(pupil("", named("OAK", "2010-01-01")) + pupil("", named("Elm", "2010-01-01")) + pupil("", named("Ash", "2011-01-01")));
    CHECK_FALSE(merged({a, b}).result.written);
    CHECK(merged({a, b}, convert::Prefer::none, convert::WithoutUpn::keep).result.pupils == 6);
    const Merged matched = merged({a, b}, convert::Prefer::fill_gaps, convert::WithoutUpn::match);
    CHECK(matched.result.pupils == 5);
    CHECK(told(matched.notes) == "matched b.xml 1 \nno-upn b.xml 2 \nno-upn b.xml 3 \nconflict b.xml 1 Surname\n");
}

TEST_CASE("merge: one UPN for two pupils, or twice in a file, is refused whatever is preferred") {
    const std::string a = transfer_file(pupil("A", named("Oak", "2010-01-01")));
    const Merged two = merged({a, transfer_file(pupil("A", named("Elm", "2012-02-02")))}, convert::Prefer::overwrite);
    CHECK(told(two.notes) == "two-pupils b.xml 1 \n");
    CHECK_FALSE(two.result.written);
    const Merged twice = merged({transfer_file(pupil("A", "") + pupil("A", ""))}, convert::Prefer::fill_gaps);
    CHECK(told(twice.notes) == "twice a.xml 2 \n");
    CHECK_FALSE(twice.result.written);
}

TEST_CASE("merge: headers") {
    const std::string a = transfer_file(pupil("A", ""), "    <DataQualifier>PHO</DataQualifier>\n");
    const std::string b = with(transfer_file(pupil("B", ""), "    <DataQualifier>KS2</DataQualifier>\n"), "<Estab>4001</Estab>", "<Estab>4002</Estab>");
    const Merged made = merged({a, b});
    CHECK(told(made.notes) == "header b.xml 0 DestSchool/Estab\n");
    CHECK(made.text == transfer_file(pupil("A", "") + pupil("B", "")));
    CHECK_THROWS_AS(merged({a, with(b, "26.0", "25.0")}), DocumentError);
    CHECK_THROWS_AS(merged({sample_text(schema::census_edition(2026, schema::Term::spring), 2)}), DocumentError);
}
