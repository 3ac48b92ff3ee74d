/// @file
/// What `cbds convert` tells of its work: messages, `--summary`, `--log-file`.
#pragma once

#include "cbds/convert/loss.hpp"
#include "cbds/formats/document_inputs.hpp"
#include "cbds/io/output.hpp"
#include "command.hpp"
#include "convert_run.hpp"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace cbds::cli {

struct ConvertReportOptions {
    std::string summary;     ///< file; empty for none
    std::string log_file;    ///< file; empty for none
    bool overwrite = false;  ///< the summary may replace a file
    bool quiet = false;
    convert::LossWords words;
};

class ConvertReport {
public:
    /// @throws OutputError where a file cannot be made
    ConvertReport(ConvertReportOptions options, Context& context);

    void note(const formats::ReadingNote& note);
    void document(const ConvertedDocument& document);

    /// Puts the summary in its place. @param skipped  files that are no documents
    void end(std::uint64_t skipped);

    [[nodiscard]] std::uint64_t count(ConvertStatus status) const noexcept { return counts_[static_cast<std::size_t>(status)]; }
    [[nodiscard]] std::uint64_t documents() const noexcept;

private:
    /// Notes that say the same of one column.
    struct CountedNote {
        formats::ReadingNote note;        ///< the first of them
        std::uint64_t count = 0;
        std::vector<std::uint64_t> rows;  ///< the first ones
    };

    void tell_hidden_notes() const;
    [[nodiscard]] nlohmann::ordered_json notes_json() const;
    void log(const ConvertedDocument& document);

    ConvertReportOptions options_;
    Context& context_;
    std::optional<io::OutputFile> summary_;
    std::ofstream log_;
    std::array<std::uint64_t, 6> counts_{};
    std::vector<CountedNote> notes_;  ///< in the order in which the first of each kind came
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> note_of_;  ///< by file, column and message
    bool first_ = true;
};

}  // namespace cbds::cli
