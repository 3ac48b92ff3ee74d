#include "cbds/error.hpp"
#include "formats/collect_tables.hpp"

#include <doctest/doctest.h>

namespace cbds::formats_collect_reader_test {

using namespace cbds;
using namespace cbds::test;

namespace {

const std::string kFolder = std::string(CBDS_SOURCE_DIR) + "/tests/data/collect_2024_autumn";

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

formats::CollectReadOptions whole_numbers() {
    formats::CollectReadOptions options;
    options.whole_numbers = true;
    return options;
}

formats::CollectReadOptions no_keys() {
    formats::CollectReadOptions options;
    options.drop_keys = true;
    return options;
}

}  // namespace

TEST_CASE("COLLECT: an export of autumn 2024 is read with what is wrong with it told") {
    const CollectReading reading = read_path(kFolder);
    REQUIRE(reading.documents.size() == 1);
    CHECK(has(reading.documents[0], "<Year>2024</Year>"));
    CHECK(has(reading.documents[0], "<Term>AUT</Term>"));
    CHECK(reading.count("there is no table") == 16);  // 15 of 25, and the header once more
    CHECK(reading.count("the header lacks") == 7);
    CHECK(reading.count("schools in one set") == 1);
    CHECK(reading.count("an earlier row has the same key") == 2);
    CHECK(reading.note("an earlier row has the same key").file.ends_with("2024_autumn_pupilnolongeronroll.csv"));
    CHECK(reading.count("out of range") > 0);
    CHECK(reading.count("not a whole number; kept as it stands") > 1000);
    CHECK(reading.count("no item has this column") == 2);  // summerhalfterm2sessionscoronavirus, on both rolls
    CHECK(has(reading.documents[0], ">132.0<"));
    CHECK(has(reading.documents[0], "<DOB>2020-04-25</DOB>"));
    CHECK(has(reading.documents[0], "collect:NativeId=\"SCH7\""));
}

TEST_CASE("COLLECT: notes carry no value of a pupil") {
    for (const formats::ReadingNote& note : read_path(kFolder).notes) {
        CHECK_FALSE(has(note.message, "SUR"));
        CHECK_FALSE(has(note.message, "2020"));
    }
}

TEST_CASE("COLLECT: whole numbers are read without their .0 where that is asked for, each told") {
    const CollectReading reading = read_path(kFolder, whole_numbers());
    CHECK(reading.count("read as a whole number") > 1000);
    CHECK(has(reading.documents[0], "<QualHrs collect:as.written=\"745.0\">745</QualHrs>"));
    CHECK(has(reading.documents[0], "<HoursAtSetting>770.0</HoursAtSetting>"));
}

TEST_CASE("COLLECT: without keys a document has no attributes, and every column that is left out is told once") {
    const CollectReading reading = read_path(kFolder, no_keys());
    CHECK_FALSE(has(reading.documents[0], "collect"));
    CHECK(reading.count("it is left out") > 10);
    std::size_t native = 0;
    for (const formats::ReadingNote& note : reading.notes)
        native += note.column == "NativeId" && has(note.message, "left out") ? 1 : 0;
    CHECK(native == 10);
}

TEST_CASE("COLLECT: rows find their pupils in whatever order they come, and stand in their own order") {
    const CollectReading reading = read_tables(
        {
            {"2024_autumn_fsmperiodsonroll.csv",
             "pupilonrolltableid,fsmperiodsonrollorderseqcolumn,fsmstartdate\nB,2,2024-Jan-02 00:00:00\nA,1,2024-Mar-03 "
             "00:00:00\nB,1,2024-Jan-01 00:00:00\n"},
            {"2024_autumn_pupilonroll.csv", "pupilonrolltableid,upn\nA,first\nB,second\n"},
        },
        no_keys());
    const std::string& text = reading.documents.at(0);
    CHECK(text.find("first") < text.find("2024-03-03"));
    CHECK(text.find("2024-03-03") < text.find("second"));
    CHECK(text.find("second") < text.find("2024-01-01"));
    CHECK(text.find("2024-01-01") < text.find("2024-01-02"));
}

TEST_CASE("COLLECT: rows whose pupil is not there are kept in a record with nothing but the key") {
    const CollectReading reading = read_tables({
        {"2024_autumn_pupilonroll.csv", "pupilonrolltableid,upn\nA,first\n"},
        {"2024_autumn_fsmperiodsonroll.csv", "pupilonrolltableid,fsmperiodsonrolltableid,ukcountry\nZ,1,ENG\nZ,2,WLS\n,3,SCT\n"},
        {"2024_autumn_workplaceentityoffroll.csv", "learningaimsoffrolltableid,workplaceentityoffrolltableid,wpmode\nQ,4,X\n"},
    });
    CHECK(reading.count("the row that it belongs to is in no table") == 4);
    const std::string& text = reading.documents.at(0);
    CHECK(has(text, "collect:row.missing=\"true\" collect:pupilonrolltableid=\"Z\""));
    CHECK(has(text, "<WPMode>X</WPMode>"));
    CHECK(has(text, "<PupilNoLongerOnRoll"));
    const CollectWriting back = write_tables(text);
    CHECK(back.losses.empty());
    CHECK(back.tables.count("2024_autumn_pupilnolongeronroll.csv") == 0);
    CHECK(back.tables.at("2024_autumn_pupilonroll.csv") == "pupilonrolltableid,upn\nA,first\n");
    CHECK(back.tables.at("2024_autumn_fsmperiodsonroll.csv") ==
          "pupilonrolltableid,fsmperiodsonrolltableid,ukcountry\nZ,1,ENG\nZ,2,WLS\n,3,SCT\n");
    CHECK(back.tables.at("2024_autumn_workplaceentityoffroll.csv") ==
          "learningaimsoffrolltableid,workplaceentityoffrolltableid,wpmode\nQ,4,X\n");
}

TEST_CASE("COLLECT: cells, columns and names of columns come back exactly, however odd they are") {
    const Tables odd{
        {"2024_autumn_pupilonroll.csv",
         "UPN,pupilonrolltableid,DOB,Remark on.pupil,1st,gender,parttime,entrydate,moveoffrollflag\n"
         "u,K1,2013-Jul-19 00:00:00,\"a, \"\"b\"\"\",x,M,True,2024-09-01,f\n"
         ",,2013-Feb-30 00:00:00,,,,true,2024-Sep-01 00:00:00,\n"
         "u,K1,,\" \",,,TRUE,,\n"},
        {"2024_autumn_termlyexclusionsonroll.csv",
         "pupilonrolltableid,reason1,reason2,reason3,sessions\nK1,PP,,RA,10.0\nK1,,MT,,\nK1,,,,\n"},
    };
    for (const auto& options : {formats::CollectReadOptions{}, whole_numbers()}) {
        const CollectReading reading = read_tables(odd, options);
        CHECK(reading.count("does not have this column") == 1);  // gender
        CHECK(reading.count("no item has this column") == 2);    // Remark on.pupil, 1st
        CHECK(reading.count("the column before it is empty") == 2);
        CHECK(reading.count("not written as COLLECT writes it") >= 2);
        const CollectWriting back = write_tables(reading.documents.at(0));
        CHECK(back.losses.empty());
        CHECK(back.tables == odd);
    }
}

TEST_CASE("COLLECT: a header comes from the table, the options and the names of the files") {
    formats::CollectReadOptions options;
    options.header = {{"LEA", "201"}, {"source/estab", "4001"}, {"Year", "1999"}};
    const Tables tables{{"2024_summer_schoolcensus.csv",
                         "schoolcensustableid,name,collection,term,year,referencedate,lea\nH,School "
                         "Census,SC,SUM,2024,2024-May-16 00:00:00,999\n"},
                        {"2024_summer_pupilonroll.csv", "pupilonrolltableid,schoolcensustableid,upn\nA,H,x\n"}};
    const CollectReading reading = read_tables(tables, options);
    const std::string& text = reading.documents.at(0);
    for (const char* const part : {"<LEA>999</LEA>", "<Estab>4001</Estab>", "<Year>2024</Year>",
                                   "<ReferenceDate>2024-05-16</ReferenceDate>", "collect:name=\"School Census\""})
        CHECK(has(text, part));
    options.header = {{"Estabb", "1"}};
    CHECK_THROWS_WITH_AS(read_tables(tables, options), doctest::Contains("did you mean Estab"), UsageError);
    CHECK(write_tables(read_tables(tables).documents.at(0)).tables == tables);
}

TEST_CASE("COLLECT: a set of several editions, or of several returns, makes several documents") {
    const CollectReading editions = read_tables({{"2024_summer_pupilonroll.csv", "pupilonrolltableid,upn\nA,x\n"},
                                                 {"2024_autumn_pupilonroll.csv", "pupilonrolltableid,upn\nA,x\n"}});
    REQUIRE(editions.documents.size() == 2);
    CHECK(has(editions.documents[0], "<Term>SUM</Term>"));
    CHECK(has(editions.documents[1], "<Term>AUT</Term>"));
    const CollectReading returns = read_tables({
        {"schoolcensus.csv", "schoolcensustableid,term,year,estab\nH1,AUT,2023,1001\nH2,AUT,2023,1002\n"},
        {"school.csv", "schooltableid,schoolcensustableid,schoolname\nS2,H2,Two\nS1,H1,One\n"},
        {"pupilonroll.csv", "pupilonrolltableid,schoolcensustableid,upn\nA,H2,a2\nB,H1,b1\nC,H9,c9\n"},
    });
    REQUIRE(returns.documents.size() == 3);
    CHECK((has(returns.documents[0], "b1") && has(returns.documents[0], "One") && has(returns.documents[0], "1001") &&
           !has(returns.documents[0], "a2")));
    CHECK((has(returns.documents[1], "a2") && has(returns.documents[1], "Two")));
    CHECK((has(returns.documents[2], "c9") && !has(returns.documents[2], "b1")));
    CHECK(returns.count("belong to none of the headers") == 1);
}

TEST_CASE("COLLECT: bad files are refused with file, row and column") {
    const auto message = [](const Tables& tables) {
        try {
            (void)read_tables(tables);
        } catch (const DocumentError& error) {
            return std::string(error.what());
        }
        return std::string("read");
    };
    CHECK(has(message({{"2024_autumn_pupilonroll.csv", "upn,dob,upn\na,b,c\n"}}), "two columns have this name"));
    CHECK(has(message({{"2024_autumn_pupilonroll.csv", "upn,surname\na,\x01\n"}}),
              "row 2, column 2 (surname): a control character"));
    CHECK(has(message({{"2024_autumn_pupilonroll.csv", "upn,surname\na\n"}}), "row 2"));
    CHECK(has(message({{"2024_autumn_pupilonroll.csv", ""}}), "no heading"));
    CHECK(has(message({{"2024_autumn_pupils.csv", "upn\na\n"}}), "no table of COLLECT's"));
    CHECK(message({{"2024_autumn_pupilonroll.csv", "upn,x\n"}}) == "read");
}

TEST_CASE("COLLECT: a folder, a zip and a file are known by names and keys") {
    CHECK(formats::parse_collect_name("x/2024_Autumn_PupilOnRoll.CSV")->table == "pupilonroll");
    CHECK(schema::edition_date(*formats::parse_collect_name("2024_autumn_pupilonroll.csv")->edition) == "2024-autumn");
    CHECK_FALSE(formats::parse_collect_name("pupilonroll.csv")->edition);
    CHECK_FALSE(formats::parse_collect_name("2024_autumn_pupils.csv"));
    CHECK_FALSE(formats::parse_collect_name("2024_autumn_pupilonroll.xml"));
    CHECK(formats::looks_like_collect(kFolder));
    const io::test::TestFolder folder;
    CHECK_FALSE(formats::looks_like_collect(folder.path()));
    CHECK_FALSE(formats::looks_like_collect(folder.write("school.csv", "document,SchoolName\n1,x\n")));
    CHECK(formats::looks_like_collect(folder.write("schoolcensus.csv", "schoolcensustableid,year\n1,2024\n")));
    CHECK_FALSE(formats::looks_like_collect(folder.at("nothing")));
}

}  // namespace cbds::formats_collect_reader_test
