/// @file
/// Options from the environment: `CBDS_CONVERT_JOBS=2` is `--jobs 2` of `cbds convert`, and `CBDS_ID_MAKE_UPN_LA=201`
/// is `--la 201` of `cbds id make upn` (cbds-config(1)).
///
/// The command line goes first, the environment goes before the file. An empty variable says nothing; an option that may
/// be given several times has a value a line.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

namespace cbds::cli {

class Environment {
public:
    /// Looks for the options of all commands of `app`, and tells the parser which of them have a variable: it takes
    /// its value where the command line says nothing.
    /// @param variables  `NAME=VALUE` each, ended by a null pointer: `environ`
    Environment(CLI::App& app, const char* const* variables);

    /// What is wrong: a value, or a name that is a slip of the pen. Variables that have nothing to do with any command
    /// are left alone.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

    /// The variable that an option has, empty for none.
    [[nodiscard]] std::string variable_of(const CLI::Option& option) const;

private:
    void name_options(CLI::App& app, const std::string& prefix);
    void take(const std::string& name, const std::string& value);
    [[nodiscard]] std::string complaint(CLI::Option& option, const std::string& value) const;
    [[nodiscard]] std::string slip(const std::string& name) const;

    std::map<std::string, CLI::Option*> options_;  ///< by the name of their variable
    std::vector<std::string> prefixes_;            ///< of the commands' variables: `CBDS_CONVERT_`
    std::map<const CLI::Option*, std::string> variables_;
    std::string problem_;
};

/// The variable that names the configuration file: `CBDS_CONFIG`.
[[nodiscard]] std::string configuration_variable();

}  // namespace cbds::cli
