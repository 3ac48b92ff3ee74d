#include "cbds/reference/schools.hpp"

#include "cbds/error.hpp"
#include "cbds/io/memory_input.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cbds::reference_schools_test {

using namespace cbds;
using identifiers::Date;
using reference::School;
using reference::Schools;

namespace {

Schools read(std::string text) {
    io::MemoryInput input(std::move(text), "schools.csv");
    const auto stream = input.open();
    return Schools::read(*stream, input.name());
}

std::string problem(std::string text) {
    try {
        static_cast<void>(read(std::move(text)));
    } catch (const InputError& error) {
        return error.what();
    }
    return "none";
}

const std::string kHeading = "URN,LA (code),EstablishmentNumber,EstablishmentName,OpenDate,CloseDate\n";

/// The name of the only school of a list.
std::string name_of(std::string text) {
    const Schools schools = read(std::move(text));
    const School* school = schools.find("999001");
    REQUIRE(school != nullptr);
    return std::string(schools.name(*school));
}

}  // namespace

TEST_CASE("a list of schools is read by the names of its columns") {
    const Schools schools = read("EstablishmentName,Phase,ESTABLISHMENTNUMBER,LA (code),\"URN\"\n"
                                 "\"St Merrin, \"\"old\"\" site\",x,7,201,999002\n"
                                 "Oakendale,,,,999001\n");
    CHECK(schools.size() == 2);
    REQUIRE(schools.find("999002") != nullptr);
    CHECK(schools.find("999002")->number == 2010007);
    CHECK(schools.name(*schools.find("999002")) == "St Merrin, \"old\" site");
    CHECK(schools.find("999001")->number == 0);
    CHECK(schools.find("999003") == nullptr);
    CHECK(schools.find("99900A") == nullptr);
    CHECK(schools.find("") == nullptr);
}

TEST_CASE("of the schools with one number the one counts that was open") {
    const Schools schools = read(kHeading + "999002,201,3999,New,01-09-2018,\n"
                                            "999001,201,3999,Old,01/09/1990,31-08-2018\n"
                                            "999003,201,4000,Gone,,2001-07-31\n");
    const auto urn_on = [&](std::uint32_t number, Date day) {
        const School* school = schools.at_number(number, day);
        return school == nullptr ? 0U : school->urn;
    };
    CHECK(urn_on(2013999, {2018, 8, 30}) == 999001);
    CHECK(urn_on(2013999, {2018, 9, 1}) == 999002);
    CHECK(urn_on(2013999, {2026, 1, 15}) == 999002);
    CHECK(urn_on(2013999, {1980, 1, 1}) == 999002);  // none was open: the newest
    CHECK(urn_on(2014000, {2026, 1, 15}) == 999003);
    CHECK(urn_on(2014001, {2026, 1, 15}) == 0);
    CHECK_FALSE(schools.find("999003")->is_open_on({2001, 7, 31}));
    CHECK(schools.find("999003")->is_open_on({2001, 7, 30}));
}

TEST_CASE("a list as spreadsheets and Windows write it") {
    CHECK(name_of("\xEF\xBB\xBF" + kHeading + "999001,201,3999,Caf\xC3\xA9 School,,\r\n") == "Caf\xC3\xA9 School");
    CHECK(name_of(kHeading + "999001,201,3999,Caf\xE9 \x96 School,,") == "Caf\xC3\xA9 \xE2\x80\x93 School");
    CHECK(name_of("URN;LA (code);EstablishmentNumber;EstablishmentName\r999001;201;3999; A, B \r") == "A, B");
    CHECK(name_of("URN\tLA (code)\tEstablishmentNumber\tEstablishmentName\n\n999001\t201\t3999\tA\n\n") == "A");
    CHECK(name_of(kHeading + "999001,201,3999,\"A\nB\",,\n") == "A\nB");
    CHECK(name_of(kHeading + "999001,201,3999") == "");  // a row may be shorter than the heading
    std::string wide("\xFF\xFE", 2);
    for (const char c : kHeading + "999001,201,3999,A,,\n") wide.append(1, c).append(1, '\0');
    CHECK(name_of(wide) == "A");
}

TEST_CASE("a file that is no list of schools is told with its line") {
    CHECK(problem("") == "schools.csv:1: the file is empty");
    CHECK(problem("\n\r\n") == "schools.csv:1: the file is empty");
    CHECK(problem("URN,LA (code),EstablishmentName\n") == "schools.csv:1: the heading has no column 'EstablishmentNumber'");
    CHECK(problem(kHeading + "\n\"x\",201,3999,A,,\n") == "schools.csv:3: the URN is no number of up to six digits");
    CHECK(problem(kHeading + "1234567,201,3999,A,,\n") == "schools.csv:2: the URN is no number of up to six digits");
    CHECK(problem(kHeading + "999001,201,3999,\"A\nB\",,\n999002,201,3999,A,soon,\n") == "schools.csv:4: OpenDate is no date as 31-01-2026");
    CHECK(problem(kHeading + "999001,201,3999,\"A\n,,\n") == "schools.csv:2: a quotation mark is not closed");
    CHECK(problem(kHeading + "999001,201,3999,\"A\"B,,\n") == "schools.csv:2: something stands behind a quotation mark that closes a value");
    CHECK(problem(kHeading + std::string("9990\0,201", 9)) == "schools.csv:2: this is no text; a CSV file is wanted");
    CHECK(problem(kHeading + "999001," + std::string(1 << 21, 'x')) == "schools.csv:2: the row is too long; a quotation mark may be missing");
}

TEST_CASE("a long list is read in pieces") {
    std::string text = kHeading;
    for (int i = 0; i < 20'000; ++i) text += std::to_string(100'000 + i) + ",201," + std::to_string(i % 10'000) + ",\"School \"\"" + std::to_string(i) + "\"\"\",,\n";
    const Schools schools = read(text);
    CHECK(schools.size() == 20'000);
    for (int i = 0; i < 20'000; i += 37)
        REQUIRE(schools.name(*schools.find(std::to_string(100'000 + i))) == "School \"" + std::to_string(i) + "\"");
}

TEST_CASE("a list that cannot be opened") {
    CHECK_THROWS_AS(static_cast<void>(Schools::open("/nowhere/schools.csv")), InputError);
}

}  // namespace cbds::reference_schools_test
