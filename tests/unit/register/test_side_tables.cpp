#include "register/csv_reading.hpp"
#include "register/without_pupils.hpp"

#include <doctest/doctest.h>

#include <array>

namespace cbds::register_side_tables_test {

using namespace cbds;
using namespace cbds::registers;
using namespace cbds::registers::test;

namespace {

void read_schools_rows(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder) {
    static_cast<void>(read_schools_table(stream, name, context, builder));
}

CsvReading pupils(std::string_view text) { return read_csv(read_pupils_table, text); }
CsvReading schools(std::string_view text) { return read_csv(read_schools_rows, text); }
CsvReading calendar(std::string_view text) { return read_csv(read_calendar_table, text); }

std::string day(const std::optional<Date>& date) { return date ? identifiers::write_date(*date) : "none"; }

}  // namespace

TEST_CASE("pupils: all columns of a row") {
    const CsvReading reading = pupils("school_urn,pupil_id,upn,dob,sex,nc_year,ethnicity,fsm,fsm6,sen,lac,prev_lac,cin,cpp,admission_date,leaving_date,boarder,dual_reg_main\n"
                                      "900101,7,A1,31/08/2015,female,Year 6,wbri,y,1,k,N,0,false,no,2019-09-02,2026-07-21,B,N\n");
    REQUIRE(reading.read.enrolments.size() == 1);
    const Enrolment& pupil = reading.read.enrolments[0];
    CHECK(pupil.listed);
    CHECK(pupil.upn == "A1");
    CHECK(pupil.pupil_id == "7");
    CHECK(day(pupil.birth_date) == "2015-08-31");
    CHECK(day(pupil.admission) == "2019-09-02");
    CHECK(day(pupil.leaving) == "2026-07-21");
    CHECK(pupil.boarder);
    CHECK(pupil.main_dual == false);
    REQUIRE(pupil.characteristics.size() == 1);
    const Characteristics& row = pupil.characteristics[0];
    CHECK((row.sex + row.year_group + row.ethnicity + row.fsm + row.fsm6 + row.sen) == "F6WBRIYYK");
    CHECK((row.looked_after + row.previously_looked_after + row.in_need + row.protection_plan) == "NNNN");
    CHECK(incidents_of(reading.read).empty());
}

TEST_CASE("pupils: year groups in words") {
    const CsvReading reading = pupils("upn,nc_year\nA,R\nB,Reception\nC,Y7\nD,07\nE,year 11\nF,n2\nG,x\nH,Year\nI,\nJ,Y\nK,Form 7\nL,Year R\nM,Yr 12\nN,Yr. 1\nO,15\nP,0\n");
    std::string years;
    for (const Enrolment& pupil : reading.read.enrolments) years += pupil.characteristics.at(0).year_group + "|";
    CHECK(years == "R|R|7|7|11|N2|X|||||R|12|1|||");
    CHECK(incidents_of(reading.read) == "7:9:nc_year:Year 7:11:nc_year:Y 7:12:nc_year:Form 7 7:16:nc_year:15 7:17:nc_year:0");
}

TEST_CASE("pupils: values in words; what is no value is taken as absent, and told") {
    const CsvReading reading = pupils("upn,sex,sen,fsm,cin\nA1,Girl,SEN Support,yes,0\nA2,boy,EHCP,maybe,N\nA3,other,unsure,,perhaps\n");
    std::string values;
    for (const Enrolment& pupil : reading.read.enrolments) {
        const Characteristics& row = pupil.characteristics.at(0);
        values += row.sex + "," + row.sen + "," + row.fsm + "," + row.in_need + "|";
    }
    CHECK(values == "F,K,Y,N|M,E,,N|,,,|");
    CHECK(incidents_of(reading.read) == "7:3:fsm:maybe 7:4:sex:other 7:4:sen:unsure 7:4:cin:perhaps");
    CHECK(reading.read.incidents.at(0).enrolment == 1);
}

TEST_CASE("pupils: of each value that holds for an enrolment that of the latest day counts, whatever the order of the rows") {
    const std::vector<std::string> rows{"A1,2025-09-01,Y,2020-09-01,2026-01-31,Old\n", "A1,2026-08-01,N,,,\n", "A1,2026-02-01,,2021-01-04,,New\n"};
    for (const auto& order : {std::array{0, 1, 2}, std::array{2, 1, 0}, std::array{1, 0, 2}, std::array{1, 2, 0}}) {
        std::string text = "upn,valid_from,boarder,admission_date,leaving_date,surname\n";
        for (const int each : order) text += rows[static_cast<std::size_t>(each)];
        const Register read = pupils(text).read;
        REQUIRE(read.enrolments.size() == 1);
        CHECK_FALSE(read.enrolments[0].boarder);
        CHECK(day(read.enrolments[0].admission) == "2021-01-04");
        CHECK(day(read.enrolments[0].leaving) == "2026-01-31");
        CHECK(read.enrolments[0].surname == "New");
    }
}

TEST_CASE("pupils: rows from a day on, in any order") {
    for (const char* text : {"upn,valid_from,fsm,leaving_date,surname\nA1,,N,,Old\nA1,2026-01-05,Y,2026-03-27,New\n", "upn,valid_from,fsm,leaving_date,surname\nA1,2026-01-05,Y,2026-03-27,New\nA1,,N,,Old\n"}) {
        const CsvReading reading = pupils(text);
        REQUIRE(reading.read.enrolments.size() == 1);
        const Enrolment& pupil = reading.read.enrolments[0];
        REQUIRE(pupil.characteristics.size() == 2);
        CHECK(pupil.on({2026, 1, 4})->fsm == "N");
        CHECK(pupil.on({2026, 1, 5})->fsm == "Y");
        CHECK(day(pupil.leaving) == "2026-03-27");
        CHECK(pupil.surname == "New");
    }
}

TEST_CASE("pupils: a table of dates alone says nothing of characteristics") {
    const CsvReading reading = pupils("upn,admission_date\nA1,2026-09-01\n");
    CHECK(reading.read.enrolments.at(0).characteristics.empty());
}

TEST_CASE("pupils: cells that cannot be read are taken as absent, and told") {
    const CsvReading reading = pupils("school_urn,upn,dob,admission_date,boarder,Shoe size,=HYPERLINK()\n900101,A1,42247,soon,perhaps,38,x\n900101,,2015-01-01,,,,\n");
    CHECK(incidents_of(reading.read) == "7:2:dob:42247 7:2:admission_date:soon 7:2:boarder:perhaps 5:3:upn:");
    CHECK(reading.read.incidents.at(0).enrolment == 0);
    CHECK(reading.read.enrolments.size() == 1);
    CHECK(day(reading.read.enrolments[0].birth_date) == "none");
    CHECK(reading.notes == std::vector<std::string>{"r.csv: 2 columns have no meaning here, and were passed over: column 6 (Shoe size), column 7"});
    CHECK(problem_of(read_pupils_table, "name,dob\nx,y\n") == "r.csv:1: a list of pupils needs a column upn or pupil_id");
    CHECK(problem_of(read_pupils_table, "") == "r.csv: the file is empty; a heading and rows are needed");
}

TEST_CASE("schools: our own columns") {
    const CsvReading reading = schools("urn,laestab,name,la_code,phase,trust_id,trust_name,open_date,close_date,low_age,high_age\n"
                                       "900101,201/3999,St Merrin,201,primary,7001,Merrin Trust,2011-09-01,,4,11\n900102,2014001,Oakendale,,,,,,,,\n,,nobody,,,,,,,,\n");
    REQUIRE(reading.read.schools.size() == 2);
    const School& first = reading.read.schools[0];
    CHECK(first.urn == "900101");
    CHECK(first.laestab == "2013999");
    CHECK(first.name == "St Merrin");
    CHECK(first.trust_id == "7001");
    CHECK(first.trust_name == "Merrin Trust");
    CHECK(day(first.opened) == "2011-09-01");
    CHECK(day(first.closed) == "none");
    CHECK(first.low_age == 4);
    CHECK(first.high_age == 11);
    CHECK(reading.read.schools[1].la_code == "201");
    CHECK(incidents_of(reading.read) == "7:4:school_urn:");
    CHECK(problem_of(read_schools_rows, "name,phase\nx,y\n").starts_with("r.csv:1: a list of schools needs a column"));
}

TEST_CASE("schools: an age that is none is told") {
    const CsvReading reading = schools("urn,low_age,high_age\n900101,four,11\n");
    CHECK_FALSE(reading.read.schools.at(0).low_age.has_value());
    CHECK(reading.read.schools[0].high_age == 11);
    CHECK(incidents_of(reading.read) == "7:2:low_age:four");
}

TEST_CASE("schools: an extract of GIAS, with zeros lost, dates with the day first and an academy that took a number over") {
    const CsvReading reading = schools("URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,OpenDate,CloseDate,PhaseOfEducation (code),PhaseOfEducation (name),"
                                       "StatutoryLowAge,StatutoryHighAge,Trusts (code),Trusts (name)\n"
                                       "900101,201,x,7,Caf\xE9 School,01-09-1990,31-08-2015,2,Primary,4,11,,\n900102,201,x,7,Academy,01-09-2015,,2,Primary,4,11,7001,Merrin Trust\n");
    REQUIRE(reading.read.schools.size() == 2);
    CHECK(reading.read.schools[0].urn == "900102");  // the one that is open is found by their number
    CHECK(reading.read.schools[0].laestab == "2010007");
    CHECK(reading.read.schools[0].trust_id == "7001");
    CHECK(reading.read.schools[0].phase == "Primary");
    CHECK(reading.read.schools[1].name == "Caf\xC3\xA9 School");
    CHECK(day(reading.read.schools[1].closed) == "2015-08-31");
    CHECK(reading.notes.empty());
}

TEST_CASE("schools: those without pupils are dropped from a list of all schools") {
    Register all;
    all.schools.resize(4);
    for (std::size_t i = 0; i < 4; ++i) all.schools[i].urn = std::to_string(i);
    all.enrolments.resize(3);
    all.enrolments[0].school = 1;
    all.enrolments[1].school = 3;
    all.enrolments[2].school = 3;
    drop_schools_without_pupils(all);
    REQUIRE(all.schools.size() == 2);
    CHECK(all.schools[all.enrolments[0].school].urn == "1");
    CHECK(all.schools[all.enrolments[2].school].urn == "3");
}

TEST_CASE("calendar: days of the nation, of an authority and of a school, whole and half") {
    const CsvReading reading = calendar("scope,date,session,status\nnational,2026-10-26,,Holiday\n201,26/10/2026,AM,open\n900101,2026-10-26,pm,inset\n,2026-10-27,,strike\n");
    const Calendar& days = reading.read.calendar;
    const auto status = [&](std::string_view urn, std::string_view la, Half half) { return days.status(urn, la, session_number({2026, 10, 26}, half)); };
    CHECK(status("900102", "202", Half::am) == DayStatus::holiday);
    CHECK(status("900102", "201", Half::am) == DayStatus::open);
    CHECK(status("900102", "201", Half::pm) == DayStatus::holiday);
    CHECK(status("900101", "201", Half::pm) == DayStatus::inset);
    CHECK(days.status("900101", "201", session_number({2026, 10, 27}, Half::am)) == DayStatus::strike);
}

TEST_CASE("calendar: rows that cannot be read are left out, and told") {
    const CsvReading reading = calendar("date,session,status\n2026-02-30,,open\n2026-10-26,noon,open\n2026-10-26,,shut\n");
    CHECK(reading.read.calendar.empty());
    CHECK(incidents_of(reading.read) == "0:2:session_date:2026-02-30 0:3:session:noon 7:4:status:shut");
    CHECK(problem_of(read_calendar_table, "date,session\n2026-09-07,AM\n").starts_with("r.csv:1: a calendar needs"));
}

}  // namespace cbds::register_side_tables_test
