#include "report/sample_run.hpp"

#include <doctest/doctest.h>

namespace cbds::report_text_report_test {

using namespace cbds;
using namespace cbds::report;

namespace {

std::string text_of(const rules::FileSummary& file, std::initializer_list<rules::Finding> findings, ReportOptions options = {}) {
    return written(Format::text, options, file, findings);
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// The line of one finding.
std::string line_of(const rules::Finding& finding, Redact redact = Redact::direct) {
    ReportOptions options;
    options.redact = redact;
    return first_line(text_of(file_of("a.xml", 1, 1, 0, 0), {finding}, options));
}

}  // namespace

TEST_CASE("one file: findings, its summary, the verdict") {
    CHECK(text_of(file_of(kAutumn, 212, 1, 1, 1), {check_letter(), postcode(), surname()}) ==
          "autumn/2013999_SC3_201LL26_001.XML:412:15: error SC1510 pupil M201399923002: UPN: the check letter should be L, not M\n"
          "autumn/2013999_SC3_201LL26_001.XML:430:31: query ID405 pupil H801200001001: PostCode: not a postcode"
          " (found \"ZA1 1A\", expected a postcode such as ZA1 1AA)\n"
          "autumn/2013999_SC3_201LL26_001.XML:412:15: info XSD010 record 17: Surname2: this element is not known here\n"
          "autumn/2013999_SC3_201LL26_001.XML: School Census 2026-autumn, 212 records: 1 error, 1 query, 1 for information\n"
          "\n"
          "ready to submit: no: 1 error, 1 query to explain\n");
}

TEST_CASE("several files: a group each, clean ones in a line, totals at the end") {
    std::ostringstream out;
    const auto report = make_report(Format::text, {}, out);
    const auto clean = file_of("a.xml", 1, 0, 0, 0);
    const auto faulty = file_of("b.xml", 3, 2, 2, 0);
    const auto missing = unreadable("c.xml", "c.xml: no such file");
    for (const auto* file : {&clean, &clean, &faulty, &clean, &missing}) {
        report->begin_file(file->name);
        if (file == &faulty) report->finding(postcode());
        report->end_file(*file);
    }
    rules::RunSummary run = run_of({clean, clean, faulty, clean, missing});
    run.skipped = 4;
    report->end(run);
    CHECK(out.str() ==
          "a.xml: School Census 2026-autumn, 1 record: no findings\n"
          "a.xml: School Census 2026-autumn, 1 record: no findings\n"
          "\n"
          "b.xml:430:31: query ID405 pupil H801200001001: PostCode: not a postcode"
          " (found \"ZA1 1A\", expected a postcode such as ZA1 1AA)\n"
          "b.xml: School Census 2026-autumn, 3 records: 2 errors, 2 queries\n"
          "\n"
          "a.xml: School Census 2026-autumn, 1 record: no findings\n"
          "c.xml: no such file\n"
          "\n"
          "5 files (4 more skipped), 6 records: 2 errors, 2 queries\n"
          "ready to submit: no: 1 file could not be read, 2 errors, 2 queries to explain\n");
}

TEST_CASE("the verdict") {
    const auto verdict_on = [](std::uint64_t errors, std::uint64_t queries, std::uint64_t infos) {
        const std::string text = text_of(file_of("a.xml", 2, errors, queries, infos), {});
        return text.substr(text.find("ready to submit: "));
    };
    CHECK(verdict_on(0, 0, 0) == "ready to submit: yes\n");
    CHECK(verdict_on(0, 0, 5) == "ready to submit: yes\n");
    CHECK(verdict_on(0, 1, 0) == "ready to submit: yes, with 1 query to explain\n");
    CHECK(verdict_on(0, 2, 0) == "ready to submit: yes, with 2 queries to explain\n");
    CHECK(verdict_on(3, 0, 0) == "ready to submit: no: 3 errors\n");
    CHECK(verdict_on(3, 2, 1) == "ready to submit: no: 3 errors, 2 queries to explain\n");
}

TEST_CASE("a run without files is not ready for anything") {
    std::ostringstream out;
    make_report(Format::text, {}, out)->end(run_of({}));
    CHECK(out.str() == "0 files, 0 records: no findings\nready to submit: no: nothing was checked\n");
}

TEST_CASE("a refused file says so, and is not ready even where its finding was not selected") {
    rules::FileSummary file = file_of("a.xml", 0, 0, 0, 0);
    file.edition.reset();
    file.status = rules::FileStatus::refused;
    CHECK(text_of(file, {}) == "a.xml: refused: no findings\n\nready to submit: no: 1 file refused\n");
    file.problem = "it is a spreadsheet";
    CHECK(first_line(text_of(file, {})) == "a.xml: refused: it is a spreadsheet: no findings");
}

TEST_CASE("a file of no collection") {
    rules::FileSummary file = file_of("a.xml", 0, 1, 0, 0);
    file.edition.reset();
    CHECK(first_line(text_of(file, {})) == "a.xml: no collection known, 0 records: 1 error");
}

TEST_CASE("an unreadable file is named once, with its problem") {
    CHECK(first_line(text_of(unreadable("a.xml", "a.xml: no such file"), {})) == "a.xml: no such file");
    CHECK(first_line(text_of(unreadable("a.xml", "no permission"), {})) == "a.xml: no permission");
    CHECK(first_line(text_of(unreadable("a.xml", ""), {})) == "a.xml: cannot be read");
}

TEST_CASE("the record is named by its key, by its number where there is no key or it is masked, outside records not at all") {
    rules::Finding finding = check_letter();
    CHECK(line_of(finding) == "a.xml:412:15: error SC1510 pupil M201399923002: UPN: the check letter should be L, not M");
    CHECK(line_of(finding, Redact::all) == "a.xml:412:15: error SC1510 record 17: UPN: the check letter should be L, not M");
    finding.key.clear();
    finding.value.clear();
    CHECK(line_of(finding) == "a.xml:412:15: error SC1510 record 17: UPN: the check letter should be L, not M");
    finding.record = 0;
    CHECK(line_of(finding) == "a.xml:412:15: error SC1510: UPN: the check letter should be L, not M");
    finding.item.clear();
    finding.place = {0, 0, 0};
    CHECK(line_of(finding) == "a.xml: error SC1510: the check letter should be L, not M");
}

TEST_CASE("value and expected are added where the message does not have them and they may be shown") {
    rules::Finding finding = postcode();
    finding.item = "Sex";
    finding.value = "X";
    finding.expected = "M";
    finding.message = "no code of this set";
    const std::string start = "a.xml:430:31: query ID405 pupil H801200001001: Sex: ";
    CHECK(line_of(finding) == start + "no code of this set (found \"X\", expected M)");
    CHECK(line_of(finding, Redact::all) == "a.xml:430:31: query ID405 record 18: Sex: no code of this set (expected M)");
    finding.message = "should be M here";
    CHECK(line_of(finding) == start + "should be M here (found \"X\")");
    finding.message = "no code for Monday";
    CHECK(line_of(finding) == start + "no code for Monday (found \"X\", expected M)");
    finding.privacy = schema::Privacy::direct;
    finding.expected.clear();
    CHECK(line_of(finding) == start + "no code for Monday");
    CHECK(line_of(finding, Redact::none) == start + "no code for Monday (found \"X\")");
}

TEST_CASE("hostile names and values do not reach the terminal") {
    rules::Finding finding = postcode();
    finding.key = "\033[2J";
    finding.item = "Post\nCode";
    finding.value = "\x9B";
    finding.expected = "\r";
    finding.message = "\a";
    const std::string text = text_of(file_of("evil\033]0;x\a.xml", 1, 0, 1, 0), {finding});
    CHECK(first_line(text) ==
          "evil\\x1B]0;x\\x07.xml:430:31: query ID405 pupil \\x1B[2J: Post\\nCode: \\x07 (found \"\\x9B\", expected \\r)");
    CHECK(text.find('\033') == std::string::npos);
    CHECK(first_line(text_of(unreadable("\033.xml", "\033.xml: no such file"), {})) == "\\x1B.xml: no such file");
}

TEST_CASE("quiet: nothing but findings at or above the limit, and files that cannot be read") {
    ReportOptions options;
    options.quiet = true;
    const auto file = file_of("a.xml", 1, 1, 1, 1);
    const std::string error = "a.xml:412:15: error SC1510 pupil M201399923002: UPN: the check letter should be L, not M\n";
    CHECK(text_of(file, {check_letter(), postcode(), surname()}, options) == error);
    CHECK(text_of(file, {postcode()}, options).empty());
    CHECK(text_of(unreadable("a.xml", "a.xml: no such file"), {}, options) == "a.xml: no such file\n");
    options.fail_on = rules::Severity::info;
    CHECK(text_of(file, {surname(), check_letter()}, options) ==
          "a.xml:412:15: info XSD010 record 17: Surname2: this element is not known here\n" + error);
    options.fail_on.reset();
    CHECK(text_of(file, {check_letter()}, options).empty());
}

TEST_CASE("colour marks the severity and the answer, and only when asked") {
    ReportOptions options;
    options.colour = true;
    const std::string faulty = text_of(file_of("a.xml", 1, 1, 0, 0), {check_letter()}, options);
    CHECK(faulty.starts_with("a.xml:412:15: \033[1;31merror\033[0m SC1510"));
    CHECK(faulty.ends_with("ready to submit: \033[1;31mno\033[0m: 1 error\n"));
    CHECK(text_of(file_of("a.xml", 1, 0, 1, 0), {}, options).ends_with("ready to submit: \033[32myes\033[0m, with 1 query to explain\n"));
}

TEST_CASE("a capped list and rules that were not run are told before the verdict") {
    std::ostringstream out;
    rules::RunSummary run = run_of({file_of("a.xml", 1, 0, 0, 0)});
    run.capped = true;
    run.rules["ID105"] = {&kPostcode, 0, rules::Severity::info, true};
    run.rules["SC160"] = {&kCheckLetter, 0, rules::Severity::info, false};
    make_report(Format::text, {}, out)->end(run);
    CHECK(out.str() ==
          "not all findings are listed; the counts are complete\n"
          "1 rule not run for want of data: SC160\n"
          "ready to submit: yes\n");
}

TEST_CASE("of many rules that were not run the first ten are named") {
    std::ostringstream out;
    rules::RunSummary run = run_of({file_of("a.xml", 1, 0, 0, 0)});
    const std::string letters = "ABCDEFGHIJKL";
    for (std::size_t i = 0; i < letters.size(); ++i)
        run.rules[std::string_view(letters).substr(i, 1)] = {&kCheckLetter, 0, rules::Severity::info, false};
    make_report(Format::text, {}, out)->end(run);
    CHECK(first_line(out.str()) == "12 rules not run for want of data: A, B, C, D, E, F, G, H, I, J and 2 more");
}

}  // namespace cbds::report_text_report_test
