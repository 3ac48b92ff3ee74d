/// @file
/// Validation of documents: reads each, runs the rules that are selected, and hands on what they find.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/rules/finding.hpp"
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

struct ValidateOptions {
    Selection selection;
    std::optional<schema::Edition> edition;           ///< `--edition`
    std::optional<io::Encoding> encoding;             ///< `--encoding`
    std::optional<identifiers::Date> reference_date;  ///< `--reference-date`
    std::string schema;                               ///< `--schema`: an XML Schema file; empty for none
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

    /// How often each rule failed in all documents so far, and the rules that were run.
    [[nodiscard]] const RunSummary& summary() const noexcept;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace cbds::rules
