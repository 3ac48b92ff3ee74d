#include "report/sample_run.hpp"

#include <doctest/doctest.h>

namespace cbds::report_report_test {

using namespace cbds;
using namespace cbds::report;

namespace {

rules::Finding with(std::string item, schema::Privacy privacy, std::uint64_t record = 1) {
    rules::Finding finding;
    finding.item = std::move(item);
    finding.value = "value";
    finding.record = record;
    finding.privacy = privacy;
    return finding;
}

}  // namespace

TEST_CASE("the formats by their words") {
    CHECK(find_format("text") == Format::text);
    CHECK(find_format("json") == Format::json);
    CHECK(find_format("ndjson") == Format::ndjson);
    CHECK(find_format("csv") == Format::csv);
    CHECK(find_format("sarif") == Format::sarif);
    CHECK(find_format("junit") == Format::junit);
    CHECK(find_format("markdown") == Format::markdown);
    CHECK(find_format("github") == Format::github);
    CHECK(find_format("html") == Format::html);
    CHECK_FALSE(find_format("JSON"));
    CHECK_FALSE(find_format(""));
}

TEST_CASE("direct masks what identifies a person, but not the numbers by which a school finds the pupil") {
    CHECK(shown_value(with("Surname", schema::Privacy::direct), Redact::direct) == "***");
    CHECK(shown_value(with("PostCode", schema::Privacy::quasi), Redact::direct) == "value");
    CHECK(shown_value(with("SENprovision", schema::Privacy::sensitive), Redact::direct) == "value");
    for (const char* number : {"UPN", "FormerUPN", "UniqueLearnerNumber", "ULN", "UCI"})
        CHECK(shown_value(with(number, schema::Privacy::direct), Redact::direct) == "value");
}

TEST_CASE("all masks every value of a record, and what tells about a person elsewhere") {
    CHECK(shown_value(with("UPN", schema::Privacy::direct), Redact::all) == "***");
    CHECK(shown_value(with("EnrolStatus", schema::Privacy::none), Redact::all) == "***");
    CHECK(shown_value(with("Term", schema::Privacy::none, 0), Redact::all) == "value");
    CHECK(shown_value(with("HeadTeacher", schema::Privacy::direct, 0), Redact::all) == "***");
}

TEST_CASE("none masks nothing, and no value needs no mask") {
    CHECK(shown_value(with("Surname", schema::Privacy::direct), Redact::none) == "value");
    rules::Finding empty = with("Surname", schema::Privacy::direct);
    empty.value.clear();
    CHECK(shown_value(empty, Redact::all).empty());
    CHECK_FALSE(is_masked(empty, Redact::all));
}

TEST_CASE("key and year group are hidden with all, and only with all") {
    rules::Finding finding = with("Surname", schema::Privacy::direct);
    finding.key = "M201399923002";
    finding.year_group = "7";
    CHECK(shown_key(finding, Redact::direct) == "M201399923002");
    CHECK(shown_year_group(finding, Redact::direct) == "7");
    CHECK(shown_key(finding, Redact::all).empty());
    CHECK(shown_year_group(finding, Redact::all).empty());
}

}  // namespace cbds::report_report_test
