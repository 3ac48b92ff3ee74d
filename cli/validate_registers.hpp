/// @file
/// Registers among what `cbds validate` is given: which of its inputs they are, and their findings in the reports of the run.
#pragma once

#include "cbds/io/inputs.hpp"
#include "cbds/register/inputs.hpp"
#include "cbds/rules/register_validator.hpp"
#include "command.hpp"
#include "scope_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace cbds::cli {

class ValidateRegisters {
public:
    /// `--from`, `--pupils`, `--calendar`, `--codes`, `--map`, `--conflicts`, `--scope`, `--agreements`; what else is needed the command has.
    void add_to(CLI::App& app);

    /// @throws UsageError
    void check();

    /// Takes the registers out of the inputs: files and members of archives that are one by their first bytes, with the tables beside them;
    /// what can be read only once by its suffix; and what is named, ends as registers do and is no XML, so that it is told what is wrong with
    /// it. Of folders and archives `*.csv`, `*.json` and `*.ndjson` are looked at, packed or not. A census return is both: a document that is
    /// checked, and, but for those in folders, what tells of exclusions.
    /// @returns the inputs that are documents, or have some
    /// @throws UsageError, InputError where the map is no good
    [[nodiscard]] std::vector<std::string> take(const std::vector<std::string>& paths, const std::string& stdin_name,
                                                std::optional<io::Encoding> encoding);

    /// @throws UsageError where a reader was named, of whom documents know nothing, and there are some
    void check_scope(const std::vector<std::string>& documents) const;

    /// Whether there is any register.
    [[nodiscard]] bool any() const noexcept { return !paths_.empty(); }

    /// Whether an input is left to the documents.
    [[nodiscard]] bool leaves(const std::string& name) const { return !not_documents_.contains(name); }

    /// How many files nobody reads. @param skipped  by who reads the documents
    [[nodiscard]] std::uint64_t skipped(std::uint64_t skipped) const noexcept { return skipped - std::min(skipped, taken_from_documents_) + skipped_; }

    /// What the command knows already.
    struct Setting {
        const schema::Dictionary& dictionary;
        std::string stdin_name;
        std::string schools_file;
        std::optional<io::Encoding> encoding;
        unsigned jobs = 1;
        bool quiet = false;
    };

    /// Reads all registers as one and checks them. What cannot be read, or is no register, is told in the summary of the file, and counts in
    /// nothing as long as the others can be read anew.
    void validate(const Setting& setting, rules::RegisterValidateOptions options, Context& context, rules::FindingSink& sink, rules::RunSummary& run);

private:
    enum class Kind { document, registers, table, nobodys };

    /// What is below one of the paths.
    struct Found {
        std::vector<std::pair<std::string, std::string>> registers;  ///< name, and the file in which it is
        std::vector<std::pair<std::string, std::string>> tables;
        std::uint64_t documents = 0;
        std::uint64_t skipped = 0;
    };

    [[nodiscard]] Kind kind_of(io::Input& input, bool named, std::optional<io::Encoding> encoding) const;
    [[nodiscard]] Found look_into(const std::string& path, std::optional<io::Encoding> encoding);
    void find_censuses(const std::string& path);
    void take_found(const Found& found);
    void add_path(const std::string& path);
    [[nodiscard]] bool takes_unseen(const std::string& name) const;
    [[nodiscard]] registers::Register read_wanted(const Setting& setting, Context& context, const std::set<std::string>& wanted, bool tells,
                                                  std::vector<registers::RefusedInput>& refused) const;
    [[nodiscard]] std::optional<registers::Register> read(const Setting& setting, Context& context, std::vector<registers::RefusedInput>& refused,
                                                          std::vector<std::string>& beside) const;
    void tell_refused(const registers::RefusedInput& refused, const rules::RegisterValidateOptions& options, rules::RunSummary& run) const;

    registers::RegisterInputOptions options_;
    registers::ColumnNames names_;
    ScopeOptions scope_;
    std::string from_;
    std::vector<std::string> paths_;         ///< where registers are, and tables beside them
    std::set<std::string> known_paths_;
    std::vector<std::string> census_paths_;  ///< where documents are that tell of exclusions
    std::set<std::string> registers_;        ///< names of inputs
    std::set<std::string> tables_;
    std::set<std::string> censuses_;
    std::set<std::string> read_once_;        ///< of the registers
    std::set<std::string> not_documents_;    ///< registers, tables, and what nobody reads
    std::uint64_t taken_from_documents_ = 0; ///< which stand among documents: who reads those skips them
    std::uint64_t skipped_ = 0;              ///< where there is no document
};

}  // namespace cbds::cli
