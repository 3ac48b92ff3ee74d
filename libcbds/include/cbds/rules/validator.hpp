/// @file
/// Validation of documents: reads each, runs the rules that are selected, and hands on what they find.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/rules/baseline.hpp"
#include "cbds/rules/finding.hpp"
#include "cbds/rules/outside_lists.hpp"
#include "cbds/rules/selection.hpp"
#include "cbds/rules/summary.hpp"
#include "cbds/schema/dictionary.hpp"
#include "cbds/xml/document_reader.hpp"

#include <memory>
#include <optional>
#include <string>

namespace cbds::rules {

/// Receives findings in the order of the document.
class FindingSink {
public:
    virtual ~FindingSink() = default;
    virtual void finding(const Finding& finding) = 0;
};

/// What may differ from document to document of a run.
struct DocumentSettings {
    Selection selection;
    std::optional<schema::Edition> edition;  ///< `--edition`
};

struct ValidateOptions {
    Selection selection;
    std::optional<schema::Edition> edition;           ///< `--edition`
    std::optional<io::Encoding> encoding;             ///< `--encoding`
    std::optional<identifiers::Date> reference_date;  ///< `--reference-date`
    std::string schema;                               ///< `--schema`: an XML Schema file; empty for none
    Baseline* baseline = nullptr;                     ///< findings that are known; must outlive the validator
    OutsideLists lists;                               ///< `--schools`, `--qualifications`; must outlive the validator
    bool across = false;                              ///< `--across`: compare the documents with each other too
    xml::ReadOptions read;
};

/// Validates one document after the other. What an edition needs is compiled once.
class Validator {
public:
    /// The dictionary must outlive the validator.
    Validator(const schema::Dictionary& dictionary, ValidateOptions options);
    Validator(const Validator&) = delete;
    Validator& operator=(const Validator&) = delete;
    ~Validator();

    /// Reads and checks a document. Bytes that cannot be read make the file `unreadable`; the error is told in
    /// the summary and not thrown, so that one file does not stop a batch.
    FileSummary validate(io::Input& input, FindingSink& sink);

    /// The same with settings of its own for this document. They must outlive the validator.
    FileSummary validate(io::Input& input, FindingSink& sink, const DocumentSettings& settings);

    /// How often each rule failed in all documents so far, and the rules that were run.
    [[nodiscard]] const RunSummary& summary() const noexcept;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace cbds::rules
