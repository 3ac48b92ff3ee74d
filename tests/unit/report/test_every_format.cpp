/// What holds in every format: values that must not be shown are not, and whatever a document holds, a report is whole.

#include "report/sample_run.hpp"

#include "cbds/error.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include <algorithm>
#include <fstream>
#include <vector>

namespace cbds::report_every_format_test {

using namespace cbds;
using namespace cbds::report;

namespace {

constexpr rules::Rule census_query() {
    rules::Rule rule = rule_named("SC1650", rules::Severity::query, "Age does not fit the year group");
    rule.of_census = true;  // so that a note can be written on it
    return rule;
}

constexpr rules::Rule kAge = census_query();

std::string report_of(Format format, Redact redact, const rules::Finding& finding) {
    ReportOptions options;
    options.redact = redact;
    options.fail_on = rules::Severity::info;
    return written(format, options, file_of("a.xml", 20, 0, 1, 0), {finding});
}

/// A finding whose texts from the document are all of them recognised.
rules::Finding telling(schema::Privacy privacy) {
    rules::Finding finding = postcode();
    finding.rule = &kAge;
    finding.item = "Surname";
    finding.key = "KEYOFPUPIL";
    finding.year_group = "YEARGROUPVALUE";
    finding.value = "VALUEOFITEM";
    finding.privacy = privacy;
    return finding;
}

bool has(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

std::vector<Format> formats() {
    std::vector<Format> all;
    for (const std::string_view name : format_names()) all.push_back(*find_format(name));
    return all;
}

/// Texts that mean something to one format or another.
const std::vector<std::string> kHostile{"</script><script>alert(1)</script>",
                                        "a|b\\|c",
                                        "\"'`",
                                        "line\nfeed\r\nand\ttab",
                                        "=cmd()",
                                        "]]>&lt;<!--",
                                        "::error::%0A",
                                        "Zo\xC3\xAB \xE2\x80\xAE\xF0\x9F\x98\x80",
                                        "\x80\xFF",
                                        std::string("nul\0nul", 7),
                                        "\x1B[2J",
                                        std::string(100'000, 'x')};

}  // namespace

TEST_CASE("a masked value is in no format") {
    for (const Format format : formats()) {
        CAPTURE(format_names()[static_cast<std::size_t>(format)]);
        const std::string direct = report_of(format, Redact::direct, telling(schema::Privacy::direct));
        CHECK_FALSE(has(direct, "VALUEOFITEM"));
        CHECK(has(direct, "KEYOFPUPIL"));
        const std::string all = report_of(format, Redact::all, telling(schema::Privacy::none));
        for (const char* word : {"VALUEOFITEM", "KEYOFPUPIL", "YEARGROUPVALUE"}) CHECK_FALSE(has(all, word));
        CHECK(has(all, "18"));  // the record's number
    }
}

TEST_CASE("a value that may be shown is in every format") {
    for (const Format format : formats()) {
        CAPTURE(format_names()[static_cast<std::size_t>(format)]);
        CHECK(has(report_of(format, Redact::direct, telling(schema::Privacy::quasi)), "VALUEOFITEM"));
        CHECK(has(report_of(format, Redact::none, telling(schema::Privacy::direct)), "VALUEOFITEM"));
    }
}

TEST_CASE("whatever a document holds, a report is whole and fit to be shown") {
    for (const std::string& text : kHostile) {
        rules::Finding finding = telling(schema::Privacy::none);
        finding.item = finding.key = finding.value = finding.expected = finding.path = finding.year_group = text;
        for (const Format format : formats()) {
            CAPTURE(format_names()[static_cast<std::size_t>(format)]);
            CAPTURE(text.substr(0, 40));
            const std::string report = report_of(format, Redact::none, finding);
            CHECK_FALSE(has(report, "\x1B"));
            CHECK_FALSE(has(report, std::string_view("\0", 1)));
            CHECK_FALSE(has(report, "\xE2\x80\xAE"));
            if (format == Format::json || format == Format::sarif) CHECK(nlohmann::json::accept(report));
            if (format == Format::junit) CHECK(pugi::xml_document().load_string(report.c_str()));
            if (format == Format::csv || format == Format::github) CHECK(std::count(report.begin(), report.end(), '\n') == 2);
        }
    }
}

TEST_CASE("the same findings make the same report") {
    for (const Format format : formats()) {
        CHECK((report_of(format, Redact::direct, postcode()) == report_of(format, Redact::direct, postcode())));
    }
}

TEST_CASE("an output that cannot be written is an error of the run, in every format") {
    for (const Format format : formats()) {
        std::ofstream out("/nonexistent/report");
        const auto report = make_report(format, {}, out);
        CHECK_THROWS_AS(report->end(run_of({})), OutputError);
    }
}

}  // namespace cbds::report_every_format_test
