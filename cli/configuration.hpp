/// @file
/// `cbds.toml`: the options of commands in a file (cbds.toml(5)).
///
/// A section has the name of a command, its keys are that command's long options. An option of the command line
/// replaces the one of the environment, and that the one in the file.
#pragma once

#include "cbds/rules/selection.hpp"
#include "cbds/schema/edition.hpp"

#include <CLI/CLI.hpp>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cbds::cli {

class Environment;

/// What holds for the documents of some names: an entry of `[[validate.paths]]`.
struct PathSettings {
    std::string match;  ///< * stands for any characters, ? for one, [...] for one of these
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    std::vector<rules::SeverityOverride> severities;
    std::optional<schema::Edition> edition;
    std::size_t line = 0;  ///< of the file
};

/// Where an option has its value from, if the command line does not say it.
struct Origin {
    enum class Source : std::uint8_t { nowhere, file, environment };

    Source source = Source::nowhere;
    std::string name;      ///< of the file or the variable
    std::size_t line = 0;  ///< of the file
};

/// `cbds.toml:3`, `CBDS_CONVERT_JOBS`, `default`.
[[nodiscard]] std::string origin_text(const Origin& origin);

/// Reads the file for the parser of the command line, which asks for it when it has read its words.
class Configuration final : public CLI::Config {
public:
    /// The options are those of `app`, which has the option `--config`. Both must outlive this.
    Configuration(CLI::App& app, const Environment& environment) : app_(app), environment_(environment) {}

    /// The options as the parser takes them. Nothing where something is wrong: `problem` says what.
    [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& file) const override;
    [[nodiscard]] std::string to_config(const CLI::App* app, bool defaults, bool description, std::string prefix) const override;

    /// What is wrong with the file, with its line; empty where nothing is. It is kept for later, for `--help` goes first.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

    /// The entries of `[[validate.paths]]` that hold for a document, in the order of the file.
    [[nodiscard]] std::vector<const PathSettings*> settings_for(const std::string& document) const;

    [[nodiscard]] const std::vector<PathSettings>& paths() const noexcept { return paths_; }

    /// The file that was read; empty for none.
    [[nodiscard]] const std::string& file() const noexcept { return file_; }

    /// The program and all its commands.
    [[nodiscard]] CLI::App& app() const noexcept { return app_; }

    [[nodiscard]] Origin origin_of(const CLI::Option& option) const;

private:
    CLI::App& app_;
    const Environment& environment_;

    // The parser asks by a function that is const; what it does not take is kept here.
    mutable std::string problem_;
    mutable std::string file_;
    mutable std::string folder_;  ///< of the file; empty for the current one
    mutable std::map<const CLI::Option*, std::size_t> lines_;  ///< where they stand in the file
    mutable std::vector<PathSettings> paths_;
};

/// The file that counts where none is named: `cbds.toml` of the current folder, else, below the user's home, of the
/// nearest folder above as far as that. Above it others may write, whose file must not silence a rule.
/// @returns its path, empty where there is none
[[nodiscard]] std::string find_configuration();

/// Reads `WORD=SEVERITY`. @throws UsageError naming the option
[[nodiscard]] rules::SeverityOverride parse_severity(const std::string& option, const std::string& text);

}  // namespace cbds::cli
