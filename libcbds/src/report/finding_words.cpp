#include "report/finding_words.hpp"

#include "cbds/report/escape.hpp"

namespace cbds::report {
namespace {

using rules::FileStatus;
using rules::FileSummary;
using rules::Finding;

constexpr bool is_word_character(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Whether the sentence says it already, as whole words.
bool says(std::string_view sentence, std::string_view words) {
    for (std::size_t at = sentence.find(words); at != std::string_view::npos; at = sentence.find(words, at + 1)) {
        const std::size_t end = at + words.size();
        const bool begins = at == 0 || !is_word_character(sentence[at - 1]);
        const bool ends = end == sentence.size() || !is_word_character(sentence[end]);
        if (begins && ends) return true;
    }
    return false;
}

std::string problem_of(const FileSummary& file) {
    if (!file.problem.empty()) return file.problem;
    return file.status == FileStatus::refused ? "refused" : "cannot be read";
}

}  // namespace

std::string record_words(const Finding& finding, Redact redact) {
    if (finding.record == 0) return {};
    const std::string key = shown_key(finding, redact);
    return key.empty() ? "record " + std::to_string(finding.record) : "pupil " + printable(key);
}

std::string found_and_expected(const Finding& finding, Redact redact) {
    const bool show_value = !finding.value.empty() && !is_masked(finding, redact) && finding.value != finding.key;
    const bool is_item = finding.expected == '<' + finding.item + '>';  // stands before the message
    const bool show_expected = !finding.expected.empty() && !is_item && !says(finding.message, finding.expected);
    std::string text;
    if (show_value) text += "found \"" + printable(finding.value) + '"';
    if (show_value && show_expected) text += ", ";
    if (show_expected) text += "expected " + printable(finding.expected);
    return text;
}

std::string sentence(const Finding& finding, Redact redact) {
    const std::string values = found_and_expected(finding, redact);
    std::string text = finding.item.empty() ? std::string() : printable(finding.item) + ": ";
    text += printable(finding.message);
    return values.empty() ? text : text + " (" + values + ")";
}

std::string sentence_with_record(const Finding& finding, Redact redact) {
    const std::string record = record_words(finding, redact);
    return (record.empty() ? record : record + ": ") + sentence(finding, redact);
}

std::string rule_words(const rules::Rule& rule) {
    const std::string code(rule.code);
    return rule.title.empty() ? code : code + ' ' + std::string(rule.title);
}

std::string problem_words(const FileSummary& file) {
    const std::string problem = problem_of(file);
    return printable(problem.starts_with(file.name) ? problem : file.name + ": " + problem);
}

std::string edition_words(const FileSummary& file) {
    if (file.of_register) return "register";
    if (!file.edition) return "no collection known";
    return std::string(schema::collection_title(file.edition->collection)) + ' ' + schema::edition_date(*file.edition);
}

}  // namespace cbds::report
