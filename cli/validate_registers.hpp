/// @file
/// Registers among what `cbds validate` is given: which of its inputs they are, and their findings in the reports of the run.
#pragma once

#include "cbds/register/inputs.hpp"
#include "cbds/rules/register_validator.hpp"
#include "command.hpp"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace cbds::cli {

class ValidateRegisters {
public:
    /// `--from`, `--pupils`, `--calendar`, `--codes`, `--map`, `--conflicts`; what else is needed the command has.
    void add_to(CLI::App& app);

    /// @throws UsageError
    void check();

    /// Takes the registers out of the inputs: files that are one by their first bytes, or by their suffix where they can be read only once;
    /// of a folder `*.csv`, `*.json` and `*.ndjson`, with the tables beside them. A census return is both: a document that is checked, and
    /// what tells of exclusions.
    /// @returns the inputs that are documents
    [[nodiscard]] std::vector<std::string> take(const std::vector<std::string>& paths, const std::string& stdin_name);

    /// Whether there is any register.
    [[nodiscard]] bool any() const noexcept { return !paths_.empty(); }

    /// How many files of folders were taken.
    [[nodiscard]] std::uint64_t taken_from_folders() const noexcept { return taken_from_folders_; }

    /// What the command knows already.
    struct Setting {
        const schema::Dictionary& dictionary;
        std::string stdin_name;
        std::string schools_file;
        std::optional<io::Encoding> encoding;
        unsigned jobs = 1;
        bool quiet = false;
    };

    /// Reads all registers as one and checks them. What cannot be read, or is no register, is told in the summary of the file.
    void validate(const Setting& setting, rules::RegisterValidateOptions options, Context& context, rules::FindingSink& sink, rules::RunSummary& run);

private:
    enum class Kind { document, census, registers, table };

    [[nodiscard]] Kind kind_of(io::Input& input, bool named) const;
    void take_from_folder(const std::string& path);
    [[nodiscard]] registers::Register read(const Setting& setting, Context& context, std::vector<std::string>& beside) const;
    void tell_failure(const std::string& problem, rules::FileStatus status, const rules::RegisterValidateOptions& options,
                      rules::RunSummary& run) const;

    registers::RegisterInputOptions options_;
    std::string from_;
    std::vector<std::string> paths_;     ///< of registers, and of tables beside them
    std::vector<std::string> censuses_;  ///< documents that tell of exclusions
    std::uint64_t taken_from_folders_ = 0;
};

}  // namespace cbds::cli
