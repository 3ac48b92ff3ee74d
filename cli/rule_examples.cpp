#include "rule_examples.hpp"

#include "cbds/error.hpp"
#include "cbds/io/memory_input.hpp"
#include "cbds/io/output.hpp"
#include "cbds/report/escape.hpp"
#include "cbds/rules/register_validator.hpp"
#include "cbds/rules/validator.hpp"
#include "cbds/sample/register_example.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <vector>

namespace cbds::cli {
namespace {

constexpr std::size_t kShownBytes = 110;
constexpr std::size_t kShownLines = 16;
constexpr std::size_t kMostLines = 5000;

/// The first finding of one rule.
class FirstFinding final : public rules::FindingSink {
public:
    explicit FirstFinding(const rules::Rule& rule) : rule_(rule) {}
    void finding(const rules::Finding& finding) override {
        if (!found && finding.rule == &rule_) found = finding;
    }

    std::optional<rules::Finding> found;

private:
    const rules::Rule& rule_;
};

std::optional<rules::Finding> finding_in(const sample::Example& document, const rules::Rule& rule) {
    const std::vector<std::string> only{std::string(rule.code)};
    rules::ValidateOptions options;
    options.selection = rules::Selection(only, {});
    options.read.jobs = 1;
    rules::Validator validator(schema::Dictionary::built_in(), std::move(options));
    io::MemoryInput input(document.text, document.file_name);
    FirstFinding sink(rule);
    validator.validate(input, sink);
    return sink.found;
}

std::optional<rules::Finding> finding_in(const sample::RegisterExample& example, const rules::Rule& rule) {
    const std::vector<std::string> only{std::string(rule.code)};
    rules::RegisterValidateOptions options;
    options.selection = rules::Selection(only, {});
    options.reference_date = example.reference_date;
    FirstFinding sink(rule);
    rules::RunSummary run;
    std::vector<rules::FileSummary> files;
    rules::validate_register(example.read, options, sink, run, files);
    return sink.found;
}

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// A line as a terminal can show it, whatever bytes the example has.
std::string shown(std::string_view line) {
    if (line.size() <= kShownBytes) return report::printable(line);
    std::size_t end = kShownBytes;
    while (end > 0 && (line[end] & '\xC0') == '\x80') --end;  // not within a character
    return report::printable(line.substr(0, end)) + "...";
}

/// How many lines two texts have in common from each pair of lines on: the table of the longest common subsequence.
std::vector<std::vector<std::uint16_t>> common_lines(const Lines& before, const Lines& after) {
    std::vector<std::vector<std::uint16_t>> common(before.size() + 1, std::vector<std::uint16_t>(after.size() + 1));
    for (std::size_t i = before.size(); i-- > 0;)
        for (std::size_t j = after.size(); j-- > 0;)
            common[i][j] = before[i] == after[j] ? static_cast<std::uint16_t>(common[i + 1][j + 1] + 1)
                                                 : std::max(common[i + 1][j], common[i][j + 1]);
    return common;
}

void write_line(std::size_t number, char sign, std::string_view line, std::ostream& out) {
    const std::string text = std::to_string(number);
    out << std::string(6 - std::min<std::size_t>(text.size(), 5), ' ') << text << ' ' << sign << ' ' << shown(line) << '\n';
}

/// What an example has that its base has not, and the other way round, line by line.
void write_difference(const Lines& before, const Lines& after, std::ostream& out) {
    const auto common = common_lines(before, after);
    std::size_t written = 0;
    std::size_t i = 0;
    std::size_t j = 0;
    while ((i < before.size() || j < after.size()) && written < kShownLines) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            ++i;
            ++j;
            continue;
        }
        const bool gone = j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1]);
        if (gone) write_line(i + 1, '-', before[i], out);
        else write_line(j + 1, '+', after[j], out);
        ++(gone ? i : j);
        ++written;
    }
    if (written == kShownLines) out << "       ...\n";
}

/// The document that an example is made from.
sample::Example base_of(const sample::ExampleCase& example) {
    sample::ExampleCase base = example;
    base.edits = {};
    return sample::make_examples(schema::Dictionary::built_in(), base).front();
}

void write_document(const sample::Example& base, const sample::Example& document, std::ostream& out) {
    if (document.file_name != base.file_name) out << "        file " << document.file_name << '\n';
    const Lines before = lines_of(base.text);
    const Lines after = lines_of(document.text);
    if (before == after) out << "        the plain document as it is\n";
    else if (after.size() > kMostLines) out << "        " << after.size() << " lines\n";
    else write_difference(before, after, out);
}

void write_finding(const std::optional<rules::Finding>& finding, const rules::Rule& rule, std::ostream& out) {
    if (!finding) return;
    out << "        ";
    if (finding->place.line != 0) out << "line " << finding->place.line << ": ";
    out << rules::severity_name(finding->severity) << ' ' << rule.code << ": "
        << (finding->item.empty() ? "" : finding->item + ": ") << finding->message << '\n';
}

/// The text of the file of that name; empty where there is none.
std::string_view text_of(const std::vector<sample::Example>& files, std::string_view name) {
    const auto found = std::find_if(files.begin(), files.end(), [&](const sample::Example& each) { return each.file_name == name; });
    return found == files.end() ? std::string_view() : std::string_view(found->text);
}

void write_register_example(const rules::Rule& rule, const sample::ExampleCase& example, std::ostream& out) {
    const sample::RegisterExample made = sample::make_register_example(schema::Dictionary::built_in(), example);
    out << (sample::is_bad(example.outcome) ? "  bad   register\n" : "  good  register\n");
    bool same = made.remarks.empty();
    for (const sample::Example& file : made.files) {
        const std::string_view before = text_of(made.plain, file.file_name);
        if (before == file.text) continue;
        same = false;
        out << "        " << file.file_name << '\n';
        if (lines_of(file.text).size() > kMostLines) out << "        " << lines_of(file.text).size() << " lines\n";
        else write_difference(lines_of(before), lines_of(file.text), out);
    }
    for (const std::string& remark : made.remarks) out << "        " << remark << '\n';
    if (same) out << "        the plain register as it is\n";
    if (sample::is_bad(example.outcome)) write_finding(finding_in(made, rule), rule, out);
}

std::vector<sample::Example> files_of(const sample::ExampleCase& example) {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    return example.base == "register" ? sample::make_register_example(dictionary, example).files : sample::make_examples(dictionary, example);
}

void save(const sample::Example& document, const std::string& path, bool overwrite, std::ostream& out) {
    io::OutputFile file(path, {.overwrite = overwrite, .personal = false}, &out);  // nobody in it exists
    file.stream() << document.text;
    file.commit();
}

}  // namespace

const sample::ExampleCase* find_example(const rules::Rule& rule, bool bad) noexcept {
    const sample::ExampleCase* at_boundary = nullptr;
    for (const sample::ExampleCase& each : rule.of_register ? sample::register_cases() : sample::example_cases()) {
        if (each.code != rule.code || sample::is_bad(each.outcome) != bad) continue;
        if (each.outcome == sample::Outcome::fails || each.outcome == sample::Outcome::passes) return &each;
        if (at_boundary == nullptr) at_boundary = &each;
    }
    return at_boundary;
}

void write_example(const rules::Rule& rule, const sample::ExampleCase& example, std::ostream& out) {
    if (rule.of_register) return write_register_example(rule, example, out);
    const std::vector<sample::Example> documents = sample::make_examples(schema::Dictionary::built_in(), example);
    const sample::Example base = base_of(example);
    out << (sample::is_bad(example.outcome) ? "  bad   " : "  good  ") << example.base << ", " << example.edition << '\n';
    for (const sample::Example& document : documents) {
        if (documents.size() > 1) out << "        document " << &document - documents.data() + 1 << ":\n";
        write_document(base, document, out);
    }
    if (sample::is_bad(example.outcome) && documents.size() == 1 && rules::is_built(rule))
        write_finding(finding_in(documents.front(), rule), rule, out);
}

void save_example(const sample::ExampleCase& example, const std::string& output, bool overwrite, std::ostream& out) {
    const std::vector<sample::Example> documents = files_of(example);
    const std::filesystem::path folder(output);
    if (output != "-" && std::filesystem::is_directory(folder)) {
        for (const sample::Example& document : documents) save(document, (folder / document.file_name).string(), overwrite, out);
        return;
    }
    if (documents.size() != 1)
        throw UsageError("the example has " + std::to_string(documents.size()) + " documents: -o has to name a folder that is there");
    save(documents.front(), output, overwrite, out);
}

}  // namespace cbds::cli
