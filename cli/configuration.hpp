/// @file
/// `cbds.toml`: the options of commands in a file (cbds.toml(5)).
///
/// A section has the name of a command, its keys are that command's long options. An option of the command line
/// replaces the one in the file.
#pragma once

#include "cbds/rules/selection.hpp"
#include "cbds/schema/edition.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace cbds::cli {

/// What holds for the documents of some names: an entry of `[[validate.paths]]`.
struct PathSettings {
    std::string match;  ///< * stands for any characters, ? for one, [...] for one of these
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    std::vector<rules::SeverityOverride> severities;
    std::optional<schema::Edition> edition;
};

/// Reads the file for the parser of the command line, which asks for it when it has read its words.
class Configuration final : public CLI::Config {
public:
    /// The options are those of `app`, which must outlive this and have the option `--config`.
    explicit Configuration(CLI::App& app) : app_(app) {}

    /// The options as the parser takes them. Nothing where something is wrong: `problem` says what.
    [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& file) const override;
    [[nodiscard]] std::string to_config(const CLI::App* app, bool defaults, bool description, std::string prefix) const override;

    /// What is wrong with the file, with its line; empty where nothing is. It is kept for later, for `--help` goes first.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

    /// The entries of `[[validate.paths]]` that hold for a document, in the order of the file.
    [[nodiscard]] std::vector<const PathSettings*> settings_for(const std::string& document) const;

    [[nodiscard]] const std::vector<PathSettings>& paths() const noexcept { return paths_; }

private:
    CLI::App& app_;

    // The parser asks by a function that is const; what it does not take is kept here.
    mutable std::string problem_;
    mutable std::string folder_;  ///< of the file; empty for the current one
    mutable std::vector<PathSettings> paths_;
};

/// The file that counts where none is named: `cbds.toml` of the current folder, else, below the user's home, of the
/// nearest folder above as far as that. Above it others may write, whose file must not silence a rule.
/// @returns its path, empty where there is none
[[nodiscard]] std::string find_configuration();

/// Reads `WORD=SEVERITY`. @throws UsageError naming the option
[[nodiscard]] rules::SeverityOverride parse_severity(const std::string& option, const std::string& text);

}  // namespace cbds::cli
