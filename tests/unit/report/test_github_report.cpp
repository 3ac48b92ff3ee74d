#include "report/sample_run.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include <algorithm>

namespace cbds::report_github_report_test {

using namespace cbds;
using namespace cbds::report;

namespace {

std::string github(const rules::FileSummary& file, std::initializer_list<rules::Finding> findings) {
    return written(Format::github, {}, file, findings);
}

}  // namespace

TEST_CASE("github: a command a finding, and the verdict") {
    CHECK(github(file_of("a.xml", 3, 1, 1, 1), {check_letter(), postcode(), surname()}) ==
          "::error file=a.xml,line=412,col=15,title=SC1510 UPN with a wrong check letter::pupil M201399923002: UPN: the check "
          "letter should be L, not M\n"
          "::warning file=a.xml,line=430,col=31,title=ID405 Postcode not valid::pupil H801200001001: PostCode: not a postcode"
          " (found \"ZA1 1A\", expected a postcode such as ZA1 1AA)\n"
          "::notice file=a.xml,line=412,col=15,title=XSD010 Unexpected element::record 17: Surname2: this element is not known "
          "here\n"
          "::notice title=ready to submit::no: 1 error, 1 query to explain\n");
}

TEST_CASE("github: what would end a property or the message is escaped") {
    rules::Finding finding = postcode();
    finding.value = "100%\n::error::";
    const std::string text = github(file_of("a:b,c%.xml", 1, 0, 1, 0), {finding});
    CHECK(text.starts_with("::warning file=a%3Ab%2Cc%25.xml,line=430,"));
    CHECK(text.find("(found \"100%25\\n::error::\"") != std::string::npos);
    CHECK(std::count(text.begin(), text.end(), '\n') == 2);
}

TEST_CASE("github: a finding without a place, and a file that could not be read") {
    rules::Finding finding = check_letter();
    finding.place = {0, 0, 0};
    CHECK(github(file_of("a.xml", 1, 1, 0, 0), {finding}).starts_with("::error file=a.xml,title=SC1510 "));
    CHECK(github(unreadable("a.xml", "a.xml: no such file"), {})
              .starts_with("::error file=a.xml,title=unreadable::a.xml: no such file\n"));
}

}  // namespace cbds::report_github_report_test
