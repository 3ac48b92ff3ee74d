/// @file
/// Who the output is for, and which schools share their registers: `--scope`, `--agreements`. The same in each command that reads registers.
#pragma once

#include "cbds/register/scope.hpp"
#include "command.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <ostream>
#include <string>

namespace cbds::cli {

class ScopeOptions {
public:
    void add_to(CLI::App& app);

    /// @throws UsageError
    void check();

    /// The option that was given, `--scope` before the other; empty where neither was.
    [[nodiscard]] std::string given() const;

    [[nodiscard]] const registers::Scope& scope() const noexcept { return scope_; }

    /// Leaves out what the reader may not see, and says how much that was.
    /// @param today  nothing: the day of the clock, UTC
    /// @throws InputError, DocumentError where the table of agreements is no good
    void restrict_and_tell(registers::Register& all, std::optional<registers::Date> today, bool quiet, std::ostream& err) const;

private:
    std::string scope_text_;
    std::string agreements_file_;
    registers::Scope scope_;
};

}  // namespace cbds::cli
