/// @file
/// The work of `cbds convert`: documents one after the other into one output, or several at a time into one each.
#pragma once

#include "cbds/convert/account.hpp"
#include "cbds/convert/conversion.hpp"
#include "cbds/convert/name_pattern.hpp"
#include "cbds/formats/document_inputs.hpp"
#include "command.hpp"
#include "convert_output.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace cbds::cli {

enum class ConvertStatus : std::uint8_t { converted, unchanged, refused, lossy, unreadable, unwritten };

/// `converted`, `unchanged` ...: as the summary writes it.
[[nodiscard]] std::string_view status_name(ConvertStatus status) noexcept;

/// What became of one document.
struct ConvertedDocument {
    std::string input;
    std::string output;  ///< empty where none was written
    ConvertStatus status = ConvertStatus::converted;
    convert::ConversionResult result;
    std::string problem;  ///< empty where it was converted
};

struct ConvertRunOptions {
    convert::ConversionOptions conversion;
    unsigned jobs = 1;
    bool allow_loss = false;
    bool resume = false;
    std::string name_pattern;  ///< empty: all documents go into one output
    std::string folder;        ///< of the outputs, where each document has one
    std::string shape;         ///< all options that shape an output, in one text
};

/// Told of each document, in the order of the inputs; one call at a time.
using DocumentDone = std::function<void(const ConvertedDocument&)>;

class ConvertRun {
public:
    ConvertRun(const schema::Dictionary& dictionary, const ConvertOutput& output, ConvertRunOptions options, Context& context)
        : dictionary_(dictionary), output_(output), options_(std::move(options)), context_(context) {}

    /// @throws what stops the whole run: UsageError, and for one output for all OutputError
    void run(formats::DocumentInputs& inputs, const DocumentDone& done);

private:
    class Together;
    class Apart;

    const schema::Dictionary& dictionary_;
    const ConvertOutput& output_;
    ConvertRunOptions options_;
    Context& context_;
};

}  // namespace cbds::cli
