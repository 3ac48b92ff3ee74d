#include "cbds/reference/qualifications.hpp"

#include "cbds/error.hpp"
#include "cbds/io/memory_input.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cbds::reference_qualifications_test {

using namespace cbds;
using identifiers::Date;
using reference::Qualification;
using reference::Qualifications;

namespace {

Qualifications read(std::string text) {
    io::MemoryInput input(std::move(text), "list.csv");
    const auto stream = input.open();
    return Qualifications::read(*stream, input.name());
}

std::string problem(std::string text) {
    try {
        static_cast<void>(read(std::move(text)));
    } catch (const InputError& error) {
        return error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("qualifications are found by their numbers, however these are written") {
    const Qualifications list = read("QN,Last Certification Date\n500/1234/x,31/08/2025\n1234567,\n50012399,2027-07-31\n");
    CHECK(list.size() == 3);
    REQUIRE(list.find("5001234X") != nullptr);
    CHECK(list.find("5001234X")->last_certification == Date{2025, 8, 31});
    REQUIRE(list.find("01234567") != nullptr);  // a spreadsheet has cut its zero off
    CHECK_FALSE(list.find("01234567")->last_certification);
    CHECK(list.find("50012399")->last_certification == Date{2027, 7, 31});
    CHECK(list.find("50012398") == nullptr);
    CHECK(list.find("5001234") == nullptr);
    CHECK(list.find("") == nullptr);
}

TEST_CASE("the columns of qualifications have several names") {
    CHECK(read("x,LearnAimRef\n,50012345\n").find("50012345") != nullptr);
    CHECK(read("QUALIFICATION NUMBER\n50012345\n").find("50012345") != nullptr);
    CHECK(read("QAN,CertificationEndDate\n50012345,01-02-2026\n").find("50012345")->last_certification == Date{2026, 2, 1});
}

TEST_CASE("a file that is no list of qualifications is told with its line") {
    CHECK(problem("Code,Date\n") == "list.csv:1: the heading has no column 'QN', 'QAN', 'Qualification Number', 'QualificationNumber', "
                                    "'LearnAimRef' or 'Learning Aim Reference'");
    CHECK(problem("QN\n50012345\n500123456\n") == "list.csv:3: the number of the qualification has not eight characters");
    CHECK(problem("QN,LastCertificationDate\n50012345,31-02-2026\n") == "list.csv:2: LastCertificationDate is no date as 31-01-2026");
}

}  // namespace cbds::reference_qualifications_test
