/// @file
/// Validation of a text in memory, and its findings as lines that are easy to compare.
#pragma once

#include "cbds/rules/validator.hpp"
#include "xml/documents.hpp"

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::test {

/// What validation of one document gave.
struct Validation final : rules::FindingSink {
    std::vector<rules::Finding> findings;
    rules::FileSummary file;

    void finding(const rules::Finding& finding) override { findings.push_back(finding); }

    /// The codes, in order.
    [[nodiscard]] std::string codes() const {
        std::string codes;
        for (const rules::Finding& finding : findings) codes.append(codes.empty() ? "" : " ").append(finding.rule->code);
        return codes;
    }

    /// The first finding of that code; there must be one.
    [[nodiscard]] const rules::Finding& of(std::string_view code) const {
        for (const rules::Finding& finding : findings)
            if (finding.rule->code == code) return finding;
        throw std::logic_error("there is no finding " + std::string(code) + " among: " + codes());
    }

    [[nodiscard]] bool has(std::string_view code) const {
        return std::any_of(findings.begin(), findings.end(), [&](const rules::Finding& f) { return f.rule->code == code; });
    }
};

/// Everything that a finding says.
inline std::string line_of(const rules::Finding& f) {
    std::ostringstream line;
    line << f.place.line << ':' << f.place.column << '@' << f.place.offset << ' ' << f.rule->code << ' ' << rules::severity_name(f.severity) << ' '
         << rules::confidence_name(f.confidence) << " #" << f.record << ' ' << f.key << ' ' << f.item << ' ' << f.path << " '" << f.value << "' " << f.message
         << " [" << f.expected << ']';
    return line.str();
}

inline std::vector<std::string> lines_of(const std::vector<rules::Finding>& findings) {
    std::vector<std::string> lines;
    for (const rules::Finding& finding : findings) lines.push_back(line_of(finding));
    return lines;
}

/// The rules that are judged while a document is read: the small documents of the tests keep these, and not every rule of the
/// census.
inline std::vector<std::string> reading_rules() {
    std::vector<std::string> codes;
    for (const rules::Rule& rule : rules::all_rules())
        if (rule.check == rules::Check::reading) codes.emplace_back(rule.code);
    return codes;
}

inline rules::ValidateOptions reading_only() {
    rules::ValidateOptions options;
    options.selection = rules::Selection(reading_rules(), {});
    return options;
}

inline Validation validate(std::string text, rules::ValidateOptions options = reading_only(), std::string name = "document.xml") {
    rules::Validator validator(schema::Dictionary::built_in(), std::move(options));
    MemoryInput input(std::move(text), std::move(name));
    Validation validation;
    validation.file = validator.validate(input, validation);
    return validation;
}

inline rules::ValidateOptions only(std::vector<std::string> select, std::vector<std::string> ignore = {}) {
    rules::ValidateOptions options;
    options.selection = rules::Selection(select.empty() ? reading_rules() : select, ignore);
    return options;
}

inline rules::ValidateOptions with(unsigned jobs, bool libxml2_only = false) {
    rules::ValidateOptions options = reading_only();
    options.read.jobs = jobs;
    options.read.libxml2_only = libxml2_only;
    return options;
}

/// Where a text stands in a document of ASCII.
inline rules::Place place_of(std::string_view document, std::string_view text) {
    const std::size_t at = document.find(text);
    if (at == std::string_view::npos) throw std::logic_error("the document has no " + std::string(text));
    const std::string_view before = document.substr(0, at);
    const std::size_t line_end = before.rfind('\n');
    return {1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')),
            1 + (line_end == std::string_view::npos ? at : at - line_end - 1), at};
}

}  // namespace cbds::test
