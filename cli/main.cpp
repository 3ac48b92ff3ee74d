#include "cbds/error.hpp"
#include "cbds/io/signals.hpp"
#include "cbds/version.hpp"
#include "command.hpp"

#include <unistd.h>

#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

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

/// What is wrong with an option of the configuration file, by the parser's message.
std::string config_complaint(std::string_view message) {
    std::string_view name = message.substr(message.rfind(' ') + 1);
    if (name.ends_with(".++")) name.remove_suffix(3);  // a section
    return "--config: " + std::string(name) + ": no such option";
}

/// What is wrong with the command line, in the parser's words where they are good enough.
std::string complaint(const CLI::App& app, const CLI::ParseError& error) {
    const std::string text = error.what();
    const std::string left = joined(app.remaining(true));
    const bool no_command = text == "A subcommand is required";
    if (no_command && left.empty()) return "no command";
    if (no_command && !left.starts_with('-')) return left + ": no such command";
    if (no_command || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return left + ": not expected here";
    return text.starts_with("INI was not able to parse ") ? config_complaint(text) : text;
}

/// Prints help or version, which are no errors.
int leave(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) throw UsageError(complaint(app, error) + "; see " + called(app) + " --help");
    app.exit(error);
    if (!std::cout.flush()) throw OutputError("standard output: cannot be written");
    return 0;
}

/// Declares every command below the program and runs the one that was named.
int run(int argc, char** argv) {
    CLI::App app{"Reads, checks and reports English school data: Common Transfer Files and School Census returns.", "cbds"};
    app.set_version_flag("--version", version_text());
    app.require_subcommand(1);
    app.set_config("--config", "", "Read options from a TOML file; those of a command in a section of its name")->type_name("FILE");
    app.allow_config_extras(CLI::config_extras_mode::error);  // a slip of the pen there would go unseen
    app.fallthrough();
    app.footer("Manual: man cbds, man cbds-COMMAND.");

    std::vector<std::pair<CLI::App*, std::unique_ptr<cli::Command>>> commands;
    for (const cli::CommandEntry& entry : cli::commands()) {
        CLI::App* sub = app.add_subcommand(std::string(entry.name), std::string(entry.help));
        commands.emplace_back(sub, entry.make());
        commands.back().second->add_options(*sub);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return leave(app, error);
    }
    cli::Context context{std::cin, std::cout, std::cerr, isatty(STDOUT_FILENO) != 0, isatty(STDERR_FILENO) != 0};
    for (auto& [sub, command] : commands) {
        if (!sub->parsed()) continue;
        command->check_options();
        const cli::ExitCode code = command->run(context);
        context.out.flush();
        if (!context.out) throw OutputError("standard output: cannot be written");
        return static_cast<int>(code);
    }
    return static_cast<int>(cli::ExitCode::trouble);
}

}  // namespace

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    cbds::io::install_signal_handlers();
    try {
        return run(argc, argv);
    } catch (const cbds::Interrupted& stop) {
        return 128 + stop.signal();
    } catch (const std::exception& error) {
        std::cerr << "cbds: " << error.what() << '\n';
        return static_cast<int>(cbds::cli::ExitCode::trouble);
    }
}
