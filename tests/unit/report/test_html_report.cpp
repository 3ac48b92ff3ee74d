#include "report/html_finding.hpp"
#include "report/html_page.hpp"
#include "report/sample_run.hpp"

#include <doctest/doctest.h>

namespace cbds::report_html_report_test {

using namespace cbds;
using namespace cbds::report;

namespace {

constexpr rules::Rule census_query() {
    rules::Rule rule = rule_named("SC1650", rules::Severity::query, "Age does not fit the year group");
    rule.explanation = "A pupil is taught with others of his age.";
    rule.of_census = true;
    return rule;
}

constexpr rules::Rule kAge = census_query();

rules::Finding age(std::uint64_t record, std::string key, std::string year_group) {
    rules::Finding finding = postcode();
    finding.rule = &kAge;
    finding.record = record;
    finding.key = std::move(key);
    finding.year_group = std::move(year_group);
    return finding;
}

std::string page_of(const rules::FileSummary& file, std::initializer_list<rules::Finding> findings,
                    Redact redact = Redact::direct) {
    ReportOptions options;
    options.redact = redact;
    return written(Format::html, options, file, findings);
}

bool has(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

std::size_t times(const std::string& page, std::string_view text) {
    std::size_t number = 0;
    for (std::size_t at = page.find(text); at != std::string::npos; at = page.find(text, at + 1)) ++number;
    return number;
}

/// The row of a table that has this head.
std::string row_of(const std::string& page, const std::string& head) {
    const std::size_t start = page.find("<th scope=\"row\">" + head + "</th>");
    REQUIRE(start != std::string::npos);
    return page.substr(start, page.find("</tr>", start) - start);
}

}  // namespace

TEST_CASE("html: the verdict stands first, and is the title") {
    const std::string no = page_of(file_of("a.xml", 3, 1, 1, 0), {check_letter(), postcode()});
    CHECK(has(no, "<title>Not ready to submit: 1 error, 1 query to explain</title>"));
    CHECK(has(no, "<h1>Not ready to submit</h1>\n<p class=\"rest\">1 error, 1 query to explain</p>"));
    CHECK(has(page_of(file_of("a.xml", 3, 0, 1, 0), {postcode()}),
              "<h1>Ready to submit</h1>\n<p class=\"rest\">with 1 query to explain</p>"));
    const std::string yes = page_of(file_of("a.xml", 3, 0, 0, 0), {});
    CHECK(has(yes, "<header class=\"verdict yes\">"));
    CHECK(has(yes, "Nothing was found that has to be mended"));
    CHECK(has(yes, "There are none."));
}

TEST_CASE("html: nothing is fetched from elsewhere, and no other script may run") {
    const std::string page = page_of(file_of("a.xml", 3, 1, 0, 0), {check_letter()});
    CHECK_FALSE(has(page, "http:"));
    CHECK_FALSE(has(page, "https:"));
    CHECK_FALSE(has(page, "<link"));
    CHECK_FALSE(has(page, " src="));
    CHECK(times(page, "<script") == 1);
    CHECK(has(page, "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + page_script_hash() + "'"));
    CHECK(page_script_hash().size() == 44);
}

TEST_CASE("html: the script and the style sheet have nothing that would end them early") {
    CHECK(page_script().find("</") == std::string_view::npos);
    CHECK(page_script().find("<!--") == std::string_view::npos);
    CHECK(page_style().find("</") == std::string_view::npos);
}

TEST_CASE("html: findings stand together by rule, errors first") {
    const std::string page = page_of(file_of("a.xml", 3, 1, 2, 0), {postcode(), check_letter(), postcode()});
    const std::size_t letter = page.find("id=\"rule-SC1510\"");
    const std::size_t code = page.find("id=\"rule-ID405\"");
    REQUIRE(letter != std::string::npos);
    CHECK(letter < code);
    CHECK(times(page.substr(code), "class=\"finding\"") == 2);
    CHECK(has(page.substr(code), "<span class=\"count\">2 findings</span>"));
    CHECK(has(page, "<span class=\"pupil\">Pupil M201399923002</span> <span class=\"year\">Year 7</span>"));
    CHECK(has(page, "<b class=\"item\">UPN</b>: the check letter should be L, not M"));
    CHECK(has(page, "a.xml, line 412, column 15"));
    CHECK(has(page, "Found &quot;ZA1 1A&quot;, expected a postcode such as ZA1 1AA"));
}

TEST_CASE("html: who has to mend what, by year group, each pupil counted once") {
    rules::Finding header = check_letter();
    header.record = 0;
    header.key.clear();
    header.year_group.clear();
    rules::Finding odd = age(9, "X", "Tamberlin");
    const std::string page = page_of(file_of("a.xml", 9, 3, 3, 0),
                                     {header, check_letter(), check_letter(), age(18, "H1", "7"), age(19, "H2", "R"), odd});
    const std::string seven = row_of(page, "Year 7");
    CHECK(has(seven, "data-column=\"Pupils\">2<"));
    CHECK(has(seven, "data-column=\"Errors\">2<"));
    CHECK(has(seven, "data-column=\"Queries\">1<"));
    CHECK(has(seven, "UPN with a wrong check letter <span class=\"times\">× 2</span><br>Age does not fit the year group"));
    CHECK(has(row_of(page, "Reception"), "data-column=\"Queries\">1<"));
    CHECK(has(row_of(page, "Year group not known"), "data-column=\"Queries\">1<"));
    CHECK(has(row_of(page, "School, header and document"), "data-column=\"Errors\">1<"));
    CHECK(page.find(">Reception<") < page.find(">Year 7<"));
    CHECK_FALSE(has(page, "Tamberlin"));
}

TEST_CASE("html: a text for the notepad for each query, and one for all of a rule") {
    const std::string page = page_of(file_of("a.xml", 9, 1, 2, 0), {age(18, "H1", "7"), age(19, "H2", "R"), check_letter()});
    CHECK(has(page, "<textarea id=\"note-SC1650-1\" rows=\"3\">Query 1650, pupil H1: Age does not fit the year group."));
    CHECK(has(page, "<textarea id=\"note-SC1650-2\" rows=\"3\">Query 1650, pupil H2:"));
    CHECK(has(page,
              "<textarea id=\"note-SC1650\" rows=\"3\">Query 1650: Age does not fit the year group. We have checked 2 pupils "
              "(H1, H2)"));
    CHECK(times(page, "<textarea") == 3);
}

TEST_CASE("html: no text for the notepad is about the pupils of several schools") {
    std::ostringstream out;
    const auto report = make_report(Format::html, {}, out);
    for (const std::string name : {"a.xml", "b.xml"}) {
        report->begin_file(name);
        report->finding(age(18, "H1", "7"));
        report->end_file(file_of(name, 1, 0, 1, 0));
    }
    report->end(run_of({}));
    CHECK(times(out.str(), "<textarea") == 2);
    CHECK_FALSE(has(out.str(), "id=\"note-SC1650\""));
}

TEST_CASE("html: nothing in a document becomes markup") {
    rules::Finding finding = age(18, "</textarea><script>alert(1)</script>", "7");
    finding.item = "\"><img src=x onerror=alert(1)>";
    finding.value = "</script><script>alert(1)</script>";
    finding.message = "<b>&amp;'";
    const std::string page = page_of(file_of("<i>.xml", 3, 0, 1, 0), {finding});
    CHECK(times(page, "<script") == 1);
    CHECK(times(page, "</textarea>") == 1);
    CHECK_FALSE(has(page, "<img"));
    CHECK_FALSE(has(page, "<i>"));
    CHECK(has(page, "&lt;b&gt;&amp;amp;&#39;"));
}

TEST_CASE("html: of very many findings of a rule the first are listed, and all are counted") {
    std::ostringstream out;
    const auto report = make_report(Format::html, {}, out);
    report->begin_file("a.xml");
    for (int i = 0; i < 2100; ++i) report->finding(check_letter());
    const rules::FileSummary file = file_of("a.xml", 2100, 2100, 0, 0);
    report->end_file(file);
    report->end(run_of({file}));
    CHECK(times(out.str(), "class=\"finding\"") == 2000);
    CHECK(has(out.str(), "The first 2,000 of 2,100 are listed"));
    CHECK(has(row_of(out.str(), "Year 7"), "data-column=\"Errors\">2,100<"));
}

TEST_CASE("html: what could not be read, was cut short or not run is told") {
    std::ostringstream out;
    const auto report = make_report(Format::html, {}, out);
    const rules::FileSummary file = unreadable("a.xml", "a.xml: no such file");
    report->begin_file(file.name);
    report->end_file(file);
    rules::RunSummary run = run_of({file});
    run.capped = true;
    run.skipped = 2;
    run.known = 3;
    run.rules["SC160"] = {&kPostcode, 0, rules::Severity::info, false};
    report->end(run);
    for (const char* notice : {"a.xml: no such file.", "2 files were skipped", "not all findings are listed",
                               "3 findings are known", "1 rule not run for want of data: SC160"})
        CHECK_MESSAGE(has(out.str(), "<p class=\"notice\">" + std::string(notice)), notice);
}

TEST_CASE("html: numbers of several thousands") {
    CHECK(thousands(0) == "0");
    CHECK(thousands(999) == "999");
    CHECK(thousands(1000) == "1,000");
    CHECK(thousands(12345678) == "12,345,678");
}

}  // namespace cbds::report_html_report_test
