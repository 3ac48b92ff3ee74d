#include "cbds/sample/example.hpp"

#include "cbds/error.hpp"
#include "sample/example_document.hpp"
#include "sample/example_rows.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

/// The parts of a text between separators.
std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at = text.find(separator); at != text.npos; at = text.find(separator)) {
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + separator.size());
    }
    parts.push_back(text);
    return parts;
}

/// The tables are separate constants; they are brought together when a case is first asked for.
std::vector<ExampleCase> gather() {
    std::vector<ExampleCase> cases;
    for (const auto table : {document_case_rows(), census_school_case_rows(), census_pupil_case_rows(),
                             census_modules_case_rows(), ctf_case_rows(), across_case_rows()})
        cases.insert(cases.end(), table.begin(), table.end());
    std::stable_sort(cases.begin(), cases.end(), [](const ExampleCase& a, const ExampleCase& b) { return a.code < b.code; });
    return cases;
}

schema::Edition edition_of(std::string_view text) {
    const auto edition = example_edition(text);
    if (!edition) throw DictionaryError("there is no edition " + std::string(text));
    return *edition;
}

/// Does one edit, and names it in the error where it cannot be done.
template <typename Do>
void attempt(std::string_view edit, Do done) {
    try {
        done(edit);
    } catch (const Error& error) {
        throw DictionaryError("the edit " + std::string(edit) + ": " + error.what());
    }
}

/// One document of a case: `edits` are its own.
Example make_example(const schema::Dictionary& dictionary, const ExampleCase& example, std::string_view edits) {
    std::vector<std::string_view> list = split(edits, "; ");
    if (list == std::vector<std::string_view>{""}) list.clear();
    std::string_view base = example.base;
    schema::Edition edition = edition_of(example.edition);
    auto next = list.begin();
    for (; next != list.end(); ++next) {
        if (next->starts_with("base=")) base = next->substr(5);
        else if (next->starts_with("edition=")) edition = edition_of(next->substr(8));
        else break;
    }
    ExampleDocument document(dictionary, base, edition);
    for (; next != list.end(); ++next) attempt(*next, [&](std::string_view edit) { document.edit(edit); });
    return document.finish();
}

}  // namespace

std::string_view outcome_name(Outcome outcome) noexcept { return kOutcomes[static_cast<std::size_t>(outcome)]; }

std::span<const ExampleCase> example_cases() noexcept {
    static const std::vector<ExampleCase> cases = gather();
    return cases;
}

std::optional<schema::Edition> example_edition(std::string_view text) noexcept {
    const auto collection = text.find('-') == text.npos ? schema::Collection::ctf : schema::Collection::school_census;
    const auto ordinal = schema::parse_edition_date(collection, text);
    if (!ordinal) return std::nullopt;
    return schema::Edition{collection, *ordinal};
}

std::vector<Example> make_examples(const schema::Dictionary& dictionary, const ExampleCase& example) {
    std::vector<Example> documents;
    try {
        for (const std::string_view edits : split(example.edits, " || "))
            documents.push_back(make_example(dictionary, example, edits));
    } catch (const Error& error) {
        throw DictionaryError("the example of " + std::string(example.code) + " (" + std::string(example.edition) + ", " +
                              std::string(example.edits) + "): " + error.what());
    }
    return documents;
}

}  // namespace cbds::sample
