#include "report/junit_report.hpp"

#include "report/finding_words.hpp"
#include "report/markup.hpp"
#include "report/output.hpp"
#include "report/words.hpp"
#include "rules/code_book.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

using rules::FileStatus;
using rules::FileSummary;
using rules::Finding;
using rules::RunSummary;
using rules::Severity;

constexpr std::uint64_t kMostListed = 50;  // findings of a rule in a file: a CI shows a screen of them

std::string attribute(std::string_view name, std::string_view value) {
    return ' ' + std::string(name) + "=\"" + markup_text(value) + '"';
}

std::string number_attribute(std::string_view name, std::uint64_t number) { return attribute(name, std::to_string(number)); }

std::string place_words(const rules::Place& place) {
    return place.line == 0 ? std::string() : std::to_string(place.line) + ':' + std::to_string(place.column) + ": ";
}

std::string property(std::string_view name, std::string_view value) {
    return "<property" + attribute("name", name) + attribute("value", value) + "/>\n";
}

bool is_of_file(const rules::Rule* rule, const FileSummary& file) {
    if (rule == nullptr || file.status != FileStatus::checked) return false;
    return file.of_register ? rule->of_register : file.edition && rules::applies(*rule, *file.edition);
}

}  // namespace

/// One test: a rule that passed, that failed, or that was not run.
struct JunitReport::Case {
    std::string name;
    const Failure* failure = nullptr;
    bool run = true;
};

void JunitReport::finding(const Finding& finding) {
    Failure& failure = failures_[finding.rule->code];
    failure.rule = finding.rule;
    failure.severity = std::max(failure.severity, finding.severity);
    if (++failure.count > kMostListed) return;
    failure.lines += markup_text(place_words(finding.place) + sentence_with_record(finding, redact_)) + '\n';
}

void JunitReport::end_file(const FileSummary& file) {
    File& ended = files_.emplace_back(File{file, {}});
    for (auto& [code, failure] : failures_) {
        if (failure.count > kMostListed) failure.lines += "and " + std::to_string(failure.count - kMostListed) + " more\n";
        failure.stretch = spool_.append(failure.lines);
        failure.lines = {};
        ended.failures.push_back(std::move(failure));
    }
    failures_.clear();
}

/// The rules that were run for the collection and edition of the file, and whatever failed beside them.
std::vector<JunitReport::Case> JunitReport::cases_of(const File& file, const RunSummary& run) const {
    std::vector<Case> cases;
    auto failure = file.failures.begin();
    const auto add_failures_before = [&](std::string_view code) {
        for (; failure != file.failures.end() && failure->rule->code <= code; ++failure)
            cases.push_back({rule_words(*failure->rule), &*failure, true});
    };
    for (const auto& [code, count] : run.rules) {
        const std::size_t before = cases.size();
        add_failures_before(code);
        const bool failed = cases.size() > before && cases.back().failure->rule->code == code;
        if (!failed && is_of_file(count.rule, file.summary)) cases.push_back({rule_words(*count.rule), nullptr, count.run});
    }
    add_failures_before("~");
    return cases;
}

void JunitReport::write_case(const File& file, const Case& test) {
    put(out_, "<testcase" + attribute("classname", file.summary.name) + attribute("name", test.name));
    if (!test.run) return put(out_, ">\n<skipped message=\"not run for want of data\"/>\n</testcase>\n");
    if (test.failure == nullptr) return put(out_, "/>\n");
    const Failure& failure = *test.failure;
    const bool fails = this->fails(failure);
    const std::string message = count_of(failure.count, "finding", "findings");
    put(out_, ">\n");
    if (fails)
        put(out_, "<failure" + attribute("type", rules::severity_name(failure.severity)) + attribute("message", message) + '>');
    else put(out_, "<system-out>" + markup_text(message) + '\n');
    spool_.copy(failure.stretch, out_);
    put(out_, fails ? "</failure>\n</testcase>\n" : "</system-out>\n</testcase>\n");
}

void JunitReport::write_suite(const File& file, const RunSummary& run) {
    const FileSummary& summary = file.summary;
    const std::vector<Case> cases = cases_of(file, run);
    const auto failed = std::count_if(cases.begin(), cases.end(),
                                      [&](const Case& test) { return test.failure != nullptr && fails(*test.failure); });
    const auto skipped = std::count_if(cases.begin(), cases.end(), [](const Case& test) { return !test.run; });
    const bool unread = summary.status != FileStatus::checked;
    put(out_, "<testsuite" + attribute("name", summary.name) + number_attribute("tests", cases.size() + 1) +
                  number_attribute("failures", static_cast<std::uint64_t>(failed)) + number_attribute("errors", unread ? 1 : 0) +
                  number_attribute("skipped", static_cast<std::uint64_t>(skipped)) + ">\n<properties>\n" +
                  property("document", edition_words(summary)) + property("records", std::to_string(summary.records)) +
                  "</properties>\n");
    put(out_, "<testcase" + attribute("classname", summary.name) + " name=\"the file can be read\"");
    if (unread)
        put(out_, ">\n<error" + attribute("type", rules::status_name(summary.status)) +
                      attribute("message", problem_words(summary)) + "/>\n</testcase>\n");
    else put(out_, "/>\n");
    for (const Case& test : cases) write_case(file, test);
    put(out_, "</testsuite>\n");
}

void JunitReport::end(const RunSummary& run) {
    put(out_, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cbds\">\n");
    for (const File& file : files_) write_suite(file, run);
    put(out_, "</testsuites>\n");
}

}  // namespace cbds::report
