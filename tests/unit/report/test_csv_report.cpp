#include "report/csv_report.hpp"

#include "report/sample_run.hpp"

#include <doctest/doctest.h>

namespace cbds::report_csv_report_test {

using namespace cbds;
using namespace cbds::report;

namespace {

const std::string kHeader =
    "\xEF\xBB\xBF"
    "severity,code,title,file,line,column,record,pupil,year_group,item,message,value,expected,confidence,path,offset\r\n";

std::string csv_of(const rules::FileSummary& file, std::initializer_list<rules::Finding> findings,
                   Redact redact = Redact::direct) {
    ReportOptions options;
    options.redact = redact;
    return written(Format::csv, options, file, findings);
}

}  // namespace

TEST_CASE("csv: a finding is a row, with lines that end as RFC 4180 says") {
    CHECK(csv_of(file_of("a.xml", 212, 1, 1, 0), {check_letter(), postcode()}) ==
          kHeader +
              "error,SC1510,UPN with a wrong check letter,a.xml,412,15,17,M201399923002,7,UPN,\"the check letter should be L, "
              "not M\","
              "M201399923002,,certain,Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilIdentifiers/UPN,18230\r\n"
              "query,ID405,Postcode not valid,a.xml,430,31,18,H801200001001,R,PostCode,not a postcode,ZA1 1A,"
              "a postcode such as ZA1 1AA,certain,,18911\r\n");
}

TEST_CASE("csv: what there is not is an empty field") {
    rules::Finding finding = check_letter();
    finding.place = {0, 0, 0};
    finding.record = 0;
    finding.key.clear();
    finding.year_group.clear();
    finding.item.clear();
    finding.value.clear();
    finding.path.clear();
    CHECK(csv_of(file_of("a.xml", 1, 1, 0, 0), {finding}) ==
          kHeader +
              "error,SC1510,UPN with a wrong check letter,a.xml,,,,,,,\"the check letter should be L, not M\",,,certain,,\r\n");
}

TEST_CASE("csv: no finding, no row, but the heads of the columns") { CHECK(csv_of(file_of("a.xml", 1, 0, 0, 0), {}) == kHeader); }

TEST_CASE("csv: a file that could not be read has a row") {
    CHECK(csv_of(unreadable("a.xml", "a.xml: no such file"), {}) == kHeader + "error,,,a.xml,,,,,,,a.xml: no such file,,,,,\r\n");
}

TEST_CASE("csv: nothing becomes a formula") {
    for (const std::string start : {"=", "+", "-", "@"}) CHECK(csv_field(start + "1+1") == "'" + start + "1+1");
    CHECK(csv_field("\t=1") == "'\\t=1");
    CHECK(csv_field("\r=1") == "'\\r=1");
    CHECK(csv_field("\n=1") == "'\\n=1");
    CHECK(csv_field("=A1,\"x\"") == "\"'=A1,\"\"x\"\"\"");
    CHECK(csv_field("1=1") == "1=1");
    CHECK(csv_field("").empty());
}

TEST_CASE("csv: quotes, commas and what cannot be seen") {
    CHECK(csv_field("a,b") == "\"a,b\"");
    CHECK(csv_field("a \"b\"") == "\"a \"\"b\"\"\"");
    CHECK(csv_field("a\nb") == "a\\nb");
    CHECK(csv_field("Zo\xC3\xAB") == "Zo\xC3\xAB");
    CHECK(csv_field("\x80") == "\\x80");
}

}  // namespace cbds::report_csv_report_test
