#include "cbds/error.hpp"
#include "formats/collect_tables.hpp"

#include <doctest/doctest.h>
#include <pugixml.hpp>

#include <array>

namespace cbds::formats_collect_round_trip_test {

using namespace cbds;
using namespace cbds::test;

namespace {

const std::string kFolder = std::string(CBDS_SOURCE_DIR) + "/tests/data/collect_2024_autumn";

std::string sorted_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    if (!lines.empty()) std::sort(lines.begin() + 1, lines.end());
    std::string all;
    for (const std::string& line : lines) all.append(line).append("\n");
    return all;
}

using Values = std::map<std::string, std::int64_t>;

/// How often each value stands at each path.
void count_values(const pugi::xml_node& node, const std::string& path, std::int64_t step, Values& values) {
    bool leaf = true;
    for (const pugi::xml_node& child : node.children())
        if (child.type() == pugi::node_element) {
            leaf = false;
            count_values(child, path.empty() ? child.name() : path + '/' + child.name(), step, values);
        }
    if (leaf) values[path] += step;
}

/// Values that one document has and the other lacks, by path; fewer than none: the other has more.
Values difference(const std::string& before, const std::string& after) {
    Values values;
    pugi::xml_document document;
    document.load_string(before.c_str());
    count_values(document, "", 1, values);
    document.load_string(after.c_str());
    count_values(document, "", -1, values);
    std::erase_if(values, [](const auto& each) { return each.second == 0; });
    return values;
}

/// What the list of losses says about the same.
Values told(const std::vector<formats::FormatLoss>& losses) {
    Values values;
    for (const formats::FormatLoss& loss : losses) {
        const auto count = static_cast<std::int64_t>(loss.count);
        values[loss.item] += count;
        if (loss.reason.starts_with("kept as ")) values[loss.reason.substr(8)] -= count;
    }
    std::erase_if(values, [](const auto& each) { return each.second == 0; });
    return values;
}

std::string pupil(const std::string& inside, const std::string& root = "<Message>") {
    return root +
           "<Header><CollectionDetails><Collection>SC</Collection><Term>AUT</Term><Year>2024</Year></CollectionDetails></"
           "Header><School>"
           "<SchoolCharacteristics><SchoolName>A</SchoolName></SchoolCharacteristics></"
           "School><Pupils><PupilsOnRoll><PupilOnRoll>" +
           inside + "</PupilOnRoll></PupilsOnRoll></Pupils></Message>";
}

}  // namespace

TEST_CASE("COLLECT: an export goes through XML and comes back with the same cells") {
    const Tables before = tables_in(kFolder);
    for (const bool whole : {false, true}) {
        formats::CollectReadOptions options;
        options.whole_numbers = whole;
        const CollectWriting back = write_tables(read_path(kFolder, options).documents.at(0));
        CHECK(back.losses.empty());
        REQUIRE(back.tables.size() == before.size());
        for (const auto& table : before) {
            CAPTURE(table.first);
            CHECK(sorted_lines(back.tables.at(table.first)) == sorted_lines(table.second));
        }
    }
}

TEST_CASE("COLLECT: what is lost of samples of every edition and phase is what is told, and nothing else") {
    constexpr std::array<const char*, 8> kPhases{"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};
    const auto editions = schema::Dictionary::built_in().collection(schema::Collection::school_census).editions;
    unsigned documents = 0;
    unsigned equal = 0;
    for (schema::Ordinal ordinal = editions.since; ordinal <= editions.until; ++ordinal)
        for (const char* const phase : kPhases) {
            const schema::Edition edition{schema::Collection::school_census, ordinal};
            CAPTURE(schema::edition_name(edition));
            CAPTURE(phase);
            const std::string before = sample_of(edition, phase, ++documents);
            const CollectWriting written = write_tables(before);
            const CollectReading reading = read_tables(written.tables);
            REQUIRE(reading.documents.size() == 1);
            const bool same = reading.documents[0] == before;
            equal += same ? 1 : 0;
            CHECK(same == written.losses.empty());
            CHECK(difference(before, reading.documents[0]) == told(written.losses));
            CHECK(write_tables(reading.documents[0]).tables == written.tables);
        }
    MESSAGE(documents << " documents, " << equal << " come back as they were");
    CHECK(equal > documents / 2);
}

TEST_CASE("COLLECT: the tables do not depend on the number of threads") {
    const std::string text = sample_of(*schema::parse_edition("school-census@2024-autumn"), "AT", 7, 3000);
    CHECK(write_tables(text, 1).tables == write_tables(text, 3).tables);
}

TEST_CASE("COLLECT: what tables cannot hold is listed, with its records") {
    const CollectWriting written =
        write_tables(pupil("<PupilIdentifiers a=\"1\"><UPN>x</UPN><Nickname>n</Nickname><Surname></Surname></PupilIdentifiers>"
                           "<PupilStatus><PartTime>True</PartTime><EntryDate>2024-Sep-01 00:00:00</EntryDate></PupilStatus>"
                           "<PupilCharacteristics><KinshipCare>KF</KinshipCare></PupilCharacteristics>"
                           "<Exclusions><TermlyExclusion><Reasons><Reason>PP</Reason><Reason>MT</Reason><Reason>RA</"
                           "Reason><Reason>VA</Reason></Reasons></TermlyExclusion></Exclusions>"
                           "<SpecialEducationalNeeds></SpecialEducationalNeeds><pupilSTATUS2/>",
                           "<Message lang=\"en\">"));
    const std::string record = "Message/Pupils/PupilsOnRoll/PupilOnRoll";
    const auto lost = [&](const std::string& item, std::string_view reason) {
        const formats::FormatLoss* const loss = written.loss(item, reason);
        INFO(item, " ", reason);
        REQUIRE(loss != nullptr);
        CHECK(loss->count == 1);
        CHECK(loss->records.size() == (item.starts_with(record) ? 1 : 0));
    };
    lost("Message/@lang", "an attribute");
    lost(record + "/PupilIdentifiers/@a", "an attribute");
    lost(record + "/PupilIdentifiers/Nickname", "no item of the return");
    lost(record + "/PupilIdentifiers/Surname", "an empty element");
    lost(record + "/PupilStatus/PartTime", "a text that COLLECT uses for another value");
    lost(record + "/PupilStatus/EntryDate", "a text that COLLECT uses for another value");
    lost(record + "/PupilCharacteristics/KinshipCare", "COLLECT has no column for it");
    lost(record + "/Exclusions/TermlyExclusion/Reasons/Reason", "more values than columns");
    lost(record + "/SpecialEducationalNeeds", "an empty element");
    CHECK(written.tables.at("2024_autumn_termlyexclusionsonroll.csv").find("PP,MT,RA") != std::string::npos);
}

TEST_CASE("COLLECT: keys of rows that did not come from COLLECT are made, and lead to their rows") {
    const CollectWriting written =
        write_tables(pupil("<PupilIdentifiers><UPN>x</UPN></PupilIdentifiers><PupilCharacteristics><FSMeligibility>"
                           "<FSMperiod><UKcountry>ENG</UKcountry></FSMperiod><FSMperiod><UKcountry>WLS</UKcountry></FSMperiod></"
                           "FSMeligibility></PupilCharacteristics>"));
    CHECK(written.losses.empty());
    CHECK(written.tables.count("2024_autumn_schoolcensus.csv") == 0);  // the names of the files say all that its header says
    CHECK(written.tables.at("2024_autumn_fsmperiodsonroll.csv") ==
          "fsmperiodsonrolltableid,NativeId,fsmperiodsonrollorderseqcolumn,sourceid,pupilonrolltableid,fsmstartdate,fsmenddate,"
          "ukcountry\n"
          "cbds-1.1,,1,,cbds-1,,,ENG\ncbds-1.2,,2,,cbds-1,,,WLS\n");
}

TEST_CASE("COLLECT: a set of tables holds one return, and no transfer file") {
    const io::test::TestFolder folder;
    formats::CollectWriter writer(std::make_unique<io::OutputFolder>(folder.at("out"), io::OutputOptions{}));
    CHECK_THROWS_AS(write_document(sample_of(*schema::parse_edition("ctf@26.0"), "PS", 1), writer), UsageError);
    write_document(pupil(""), writer);
    CHECK_THROWS_AS(write_document(pupil(""), writer), UsageError);
    CHECK_FALSE(io::test::fs::exists(folder.at("out")));
}

TEST_CASE("COLLECT: a zip is written and read as a folder is") {
    const io::test::TestFolder folder;
    const std::string text = sample_of(*schema::parse_edition("school-census@2024-spring"), "PS", 3);
    formats::CollectWriter writer(std::make_unique<io::ZipOutput>(io::OutputFile(folder.at("set.zip"), {})));
    write_document(text, writer);
    writer.commit();
    CHECK(formats::looks_like_collect(folder.at("set.zip")));
    const CollectReading reading = read_path(folder.at("set.zip"));
    CHECK(difference(text, reading.documents.at(0)) == told(writer.losses()));
}

}  // namespace cbds::formats_collect_round_trip_test
