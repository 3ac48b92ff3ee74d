/// @file
/// A command of the program: options, checks across options, work. `commands.cpp` is the one list of them.
#pragma once

#include <CLI/CLI.hpp>
#include <iosfwd>
#include <memory>
#include <span>
#include <string_view>

namespace cbds::cli {

/// What a run ends with (cbds(1), EXIT STATUS).
enum class ExitCode : int { done = 0, findings = 1, trouble = 2 };

/// What a command may touch of the world around it: tests give it strings in place of the terminal.
struct Context {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
};

class Configuration;

class Command {
public:
    virtual ~Command() = default;
    virtual void add_options(CLI::App& app) = 0;   ///< declares, opens nothing
    virtual void configure(const Configuration&) {}  ///< takes what the file says beside options; it outlives the command
    virtual void check_options() {}                ///< throws UsageError
    virtual ExitCode run(Context& context) = 0;    ///< the work, through libcbds
};

/// One line of the list: name, one line of help, factory.
struct CommandEntry {
    std::string_view name;
    std::string_view help;
    std::unique_ptr<Command> (*make)();
};

/// All commands, in the order in which help shows them.
[[nodiscard]] std::span<const CommandEntry> commands() noexcept;

}  // namespace cbds::cli
