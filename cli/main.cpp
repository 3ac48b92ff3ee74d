#include "cbds/error.hpp"
#include "cbds/io/signals.hpp"
#include "cbds/version.hpp"
#include "command.hpp"
#include "configuration.hpp"
#include "environment.hpp"
#include "option_values.hpp"

#include <unistd.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace {

using namespace cbds;

/// What the user called: `cbds`, `cbds validate`, `cbds id make`.
std::string called(const CLI::App& app) {
    const std::vector<CLI::App*> parsed = app.get_subcommands();
    return parsed.empty() ? app.get_name() : app.get_name() + ' ' + called(*parsed.front());
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

/// What is wrong with the command line, in the parser's words where they are good enough.
std::string complaint(const CLI::App& app, const CLI::ParseError& error) {
    const std::string text = error.what();
    const std::string left = joined(app.remaining(true));
    const bool no_command = text == "A subcommand is required";
    if (no_command && left.empty()) return "no command";
    if (no_command && !left.starts_with('-')) return left + ": no such command";
    if (no_command || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return left + ": not expected here";
    if (dynamic_cast<const CLI::FileError*>(&error) != nullptr) return "--config: " + text;
    return text;
}

/// Prints help or version, which are no errors.
int leave(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) throw UsageError(complaint(app, error) + "; see " + called(app) + " --help");
    app.exit(error);
    if (!std::cout.flush()) throw OutputError("standard output: cannot be written");
    return 0;
}

/// The words of the command line, the last one first, as the parser takes them. Where they do not say which
/// configuration counts, the one that is found goes in front.
std::vector<std::string> arguments(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    const bool names_one = std::any_of(words.begin(), words.end(), [](const std::string& word) {
        return word == "--config" || word.starts_with("--config=") || word == "--no-config";
    });
    std::string found = names_one ? std::string() : cli::configuration_variable();
    if (found.empty() && !names_one) found = cli::find_configuration();
    if (!found.empty()) words.insert(words.begin(), {"--config", found});
    std::reverse(words.begin(), words.end());
    return words;
}

/// Where an option that a message begins with has its value from: `cbds.toml:3: `. Empty for the command line.
std::string place_of(const std::string& message, const CLI::App& app, const cli::Configuration& configuration) {
    for (const CLI::Option* option : app.get_options()) {
        const std::string name = cli::setting_name(*option);
        if (name.empty() || !(message + ' ').starts_with("--" + name + ' ')) continue;
        const auto& words = app.parse_order();
        if (std::find(words.begin(), words.end(), option) != words.end()) return {};
        const cli::Origin origin = configuration.origin_of(*option);
        return origin.source == cli::Origin::Source::nowhere ? std::string() : cli::origin_text(origin) + ": ";
    }
    return {};
}

void check_options(cli::Command& command, const CLI::App& app, const cli::Configuration& configuration) {
    try {
        command.check_options();
    } catch (const UsageError& error) {
        throw UsageError(place_of(error.what(), app, configuration) + error.what());
    }
}

/// Declares every command below the program and runs the one that was named.
int run(int argc, char** argv) {
    CLI::App app{"Reads, checks, converts and compares English school data: Common Transfer Files and School Census returns.", "cbds"};
    app.set_version_flag("--version", version_text());
    app.require_subcommand(1);
    app.set_config("--config", "", "Read options from this TOML file, in place of the cbds.toml that is found")->type_name("FILE");
    bool no_config = false;  // what it means was done before parsing
    app.add_flag("--no-config", no_config, "Read no cbds.toml")->configurable(false);
    app.fallthrough();
    app.footer("Manual: man cbds, man cbds-COMMAND.");

    std::vector<std::pair<CLI::App*, std::unique_ptr<cli::Command>>> commands;
    for (const cli::CommandEntry& entry : cli::commands()) {
        CLI::App* sub = app.add_subcommand(std::string(entry.name), std::string(entry.help));
        commands.emplace_back(sub, entry.make());
        commands.back().second->add_options(*sub);
    }
    const cli::Environment environment(app, environ);
    const auto configuration = std::make_shared<cli::Configuration>(app, environment);
    app.config_formatter(configuration);
    try {
        app.parse(arguments(argc, argv));
    } catch (const CLI::ParseError& error) {
        return leave(app, error);
    }
    for (const std::string& problem : {environment.problem(), configuration->problem()})
        if (!problem.empty()) throw UsageError(problem);
    cli::Context context{std::cin, std::cout, std::cerr, isatty(STDOUT_FILENO) != 0, isatty(STDERR_FILENO) != 0};
    for (auto& [sub, command] : commands) {
        if (!sub->parsed()) continue;
        command->configure(*configuration);
        check_options(*command, *sub, *configuration);
        const cli::ExitCode code = command->run(context);
        context.out.flush();
        if (!context.out) throw OutputError("standard output: cannot be written");
        return static_cast<int>(code);
    }
    return static_cast<int>(cli::ExitCode::trouble);
}

/// A buffer of a megabyte that is given back is kept for the next one: pages of the system have to be filled with zeros first.
void keep_freed_memory() {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

}  // namespace

int main(int argc, char** argv) {
    keep_freed_memory();
    std::ios::sync_with_stdio(false);
    cbds::io::install_signal_handlers();
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "cbds: " << error.what() << '\n';
        return static_cast<int>(cbds::cli::ExitCode::trouble);
    }
}
