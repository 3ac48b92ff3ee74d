#include "cbds/error.hpp"
#include "cbds/io/signals.hpp"
#include "cbds/version.hpp"
#include "command.hpp"

#include <unistd.h>

#include <exception>
#include <iostream>
#include <vector>

namespace {

using namespace cbds;

/// Declares every command below the program and runs the one that was named.
int run(int argc, char** argv) {
    CLI::App app{"Reads, checks and reports English school data: Common Transfer Files and School Census returns.", "cbds"};
    app.set_version_flag("--version", version_text());
    app.require_subcommand(1);
    app.set_config("--config", "", "Read options from a TOML file; those of a command in a section of its name")->type_name("FILE");
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
        return app.exit(error) == 0 ? 0 : static_cast<int>(cli::ExitCode::trouble);
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
