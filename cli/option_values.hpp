/// @file
/// Values of options that do not come from the command line, looked at before the parser gets them, so that a message can
/// say where they stand.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::cli {

/// The long name of an option that may stand in a file or a variable; empty for any other.
[[nodiscard]] std::string setting_name(const CLI::Option& option);

/// Whether it takes no value: true or false.
[[nodiscard]] bool is_flag(const CLI::Option& option);

/// Whether it may be given several times.
[[nodiscard]] bool takes_several(const CLI::Option& option);

/// Whether its values are pairs, as `SC1510=query`.
[[nodiscard]] bool takes_pairs(const CLI::Option& option);

/// What the parser would say of a value, or of all values together; empty where it takes them. The option is left as
/// it was found.
[[nodiscard]] std::string value_complaint(CLI::Option& option, std::string value);
[[nodiscard]] std::string conversion_complaint(CLI::Option& option, const std::vector<std::string>& values);

/// `; did you mean fail-on?`, from the settings and the commands of an application, and these names.
[[nodiscard]] std::string setting_suggestion(CLI::App& app, std::string_view word, std::vector<std::string> names = {});

}  // namespace cbds::cli
