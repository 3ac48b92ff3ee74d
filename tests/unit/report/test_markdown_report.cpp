#include "report/markdown_report.hpp"

#include "report/sample_run.hpp"

#include <doctest/doctest.h>

namespace cbds::report_markdown_report_test {

using namespace cbds;
using namespace cbds::report;

TEST_CASE("markdown: verdict, totals, rules, findings") {
    std::ostringstream out;
    const auto report = make_report(Format::markdown, {}, out);
    const rules::FileSummary file = file_of("a.xml", 212, 1, 1, 0);
    report->begin_file(file.name);
    report->finding(check_letter());
    report->finding(postcode());
    report->end_file(file);
    rules::RunSummary run = run_of({file});
    run.rules["SC1510"] = {&kCheckLetter, 1, rules::Severity::error, true};
    run.rules["XSD010"] = {&kUnknown, 0, rules::Severity::info, true};
    report->end(run);
    CHECK(out.str() ==
          "# Not ready to submit: 1 error, 1 query to explain\n"
          "\n"
          "| file | document | records | errors | queries | information |\n"
          "|---|---|--:|--:|--:|--:|\n"
          "| `a.xml` | School Census 2026-autumn | 212 | 1 | 1 | 0 |\n"
          "\n"
          "## Rules\n"
          "\n"
          "| severity | code | rule | findings |\n"
          "|---|---|---|--:|\n"
          "| error | SC1510 | UPN with a wrong check letter | 1 |\n"
          "\n"
          "## Findings\n"
          "\n"
          "### `a.xml`\n"
          "\n"
          "| severity | code | place | pupil | item | what is wrong | found | expected |\n"
          "|---|---|---|---|---|---|---|---|\n"
          "| error | SC1510 | 412:15 | `M201399923002` | `UPN` | the check letter should be L, not M | `M201399923002` |  |\n"
          "| query | ID405 | 430:31 | `H801200001001` | `PostCode` | not a postcode | `ZA1 1A` | a postcode such as ZA1 1AA |\n");
}

TEST_CASE("markdown: a clean run is short") {
    CHECK(written(Format::markdown, {}, file_of("a.xml", 3, 0, 0, 0), {}) ==
          "# Ready to submit\n\n| file | document | records | errors | queries | information |\n|---|---|--:|--:|--:|--:|\n"
          "| `a.xml` | School Census 2026-autumn | 3 | 0 | 0 | 0 |\n");
}

TEST_CASE("markdown: a list that was cut short, and rules that were not run") {
    std::ostringstream out;
    const auto report = make_report(Format::markdown, {}, out);
    rules::RunSummary run = run_of({file_of("a.xml", 1, 0, 0, 0)});
    run.capped = true;
    run.rules["SC160"] = {&kPostcode, 0, rules::Severity::info, false};
    report->end(run);
    CHECK(out.str().find("1 rule not run for want of data: SC160.\n") != std::string::npos);
    CHECK(out.str().find("not all findings are listed") != std::string::npos);
}

TEST_CASE("markdown: nothing in a text has a meaning") {
    CHECK(markdown_text("a|b *c* [d](e) <f> `g` #1") == "a\\|b \\*c\\* \\[d\\](e) \\<f\\> \\`g\\` \\#1");
    CHECK(markdown_text("a\nb") == "a\\\\nb");
}

TEST_CASE("markdown: code ends where it should, whatever is in it") {
    CHECK(markdown_code("").empty());
    CHECK(markdown_code("x") == "`x`");
    CHECK(markdown_code("a`b") == "``a`b``");
    CHECK(markdown_code("`") == "`` ` ``");
    CHECK(markdown_code("a|b") == "`a\\|b`");
    CHECK(markdown_code("a\\|b") == "a\\\\\\|b");
}

}  // namespace cbds::report_markdown_report_test
