/// @file
/// A document read and written in another format, another edition, or with some of its records only.
#pragma once

#include "cbds/convert/edition_change.hpp"
#include "cbds/convert/loss.hpp"
#include "cbds/convert/where.hpp"
#include "cbds/formats/document_writer.hpp"
#include "cbds/formats/identify.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/xml/document_reader.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cbds::convert {

struct ConversionOptions {
    std::optional<schema::Edition> edition;   ///< `--edition`: read as
    std::optional<io::Encoding> encoding;     ///< `--encoding`
    std::optional<schema::Edition> target;    ///< the edition to change to; nothing: as it is
    OtherTerm other_term = OtherTerm::refused;
    std::string where;                        ///< which records are kept; empty for all
    xml::ReadOptions read;
};

/// What is known of a document when its writer has to be chosen.
struct DocumentFacts {
    std::string name;
    formats::Identification found;
    schema::Edition edition;  ///< in which it will be written
    const xml::Opening* opening = nullptr;
};

/// How a conversion ended. What is wrong with the document is told here, and nothing must be committed then.
struct ConversionResult {
    std::string problem;         ///< why the document is not converted, with its place; empty where it is
    bool unreadable = false;     ///< its bytes could not be read
    schema::Edition from;
    schema::Edition to;
    std::uint64_t records = 0;   ///< read
    std::uint64_t written = 0;   ///< and kept
    std::uint64_t bytes = 0;     ///< of the document
    std::vector<formats::FormatLoss> left_out;  ///< what the format does not hold
    LossReport losses;           ///< of a change of edition, and text that stands where only elements belong
};

/// Converts one document after the other; what an edition needs is compiled once. Not for several threads at once.
class Conversion {
public:
    /// The dictionary must outlive it. @throws UsageError for options that cannot be
    Conversion(const schema::Dictionary& dictionary, ConversionOptions options);
    Conversion(Conversion&&) noexcept;
    ~Conversion();

    /// Chooses the writer of a document, once its collection is known. The writer is not committed here.
    using WriterChoice = std::function<formats::DocumentWriter&(const DocumentFacts&)>;

    /// @throws OutputError, UsageError; what is wrong with the input is told in the result
    [[nodiscard]] ConversionResult convert(io::Input& input, const WriterChoice& choose);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace cbds::convert
