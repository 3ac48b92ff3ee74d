/// @file
/// How registers are read: `PATH...`, `--from`, `--pupils`, `--schools`, `--calendar`, `--codes`, `--map`, `--conflicts`, `--agreements`,
/// `--scope`, `--encoding`, `--jobs`, `--quiet`, `--reference-date`. The same in each command that reads registers.
#pragma once

#include "cbds/register/inputs.hpp"
#include "cbds/register/store.hpp"
#include "command.hpp"
#include "common_options.hpp"
#include "register_losses.hpp"
#include "scope_options.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cbds::cli {

/// The tables that stand beside registers, and what becomes of two marks for one session: `--pupils`, `--schools`, `--calendar`, `--codes`,
/// `--conflicts`.
/// @param options       where they go; it has to stay
/// @param with_schools   false where the command has `--schools` for something else too
/// @param with_calendar  false where nothing is asked of the calendar
void add_register_tables(CLI::App& app, registers::RegisterInputOptions& options, bool with_schools = true, bool with_calendar = true);

class RegisterOptions {
public:
    /// @param with_scope  `--scope`, `--agreements` and `--reference-date` too; without it, as for a store, no `--calendar` either
    void add_to(CLI::App& app, bool with_scope = true);

    /// Only the options that a command lacks which reads documents too: those of add_register_tables(), and with the scope `--scope`,
    /// `--agreements`, `--reference-date`.
    void add_tables_to(CLI::App& app, bool with_scope = true);

    /// What such a command has read in their place; it tells losses() itself. Before check().
    void take(const ReadingOptions& reading, const std::string& from, const std::string& map_file, bool quiet);

    /// Reads this before the registers that were named. Before check().
    void put_first(const std::string& path) { options_.inputs.paths.insert(options_.inputs.paths.begin(), path); }

    /// @throws UsageError
    void check();

    /// Reads all inputs, and leaves out what the reader may not see; what was left out, marks that were lost, and notes of reading are told on
    /// standard error.
    /// @param period  only marks of these days
    [[nodiscard]] registers::Register read(Context& context, bool keep_details = false, std::optional<registers::Period> period = std::nullopt);

    /// Reads one input after the other, each a register of its own, for an update of a store (cbds/register/store.hpp). The same is told.
    void read_each(Context& context, const std::string& store, const registers::TakeExtract& take);

    /// Of the last read(): rows of nobody, and of those whom the reader may see.
    [[nodiscard]] const RegisterLosses& losses() const noexcept { return losses_; }

    [[nodiscard]] const std::vector<std::string>& paths() const noexcept { return options_.inputs.paths; }
    [[nodiscard]] const registers::Scope& scope() const noexcept { return scope_.scope(); }
    [[nodiscard]] unsigned jobs() const noexcept { return options_.jobs; }
    [[nodiscard]] registers::ConflictPolicy conflicts() const noexcept { return options_.conflicts; }
    [[nodiscard]] bool quiet() const noexcept { return quiet_; }
    [[nodiscard]] std::optional<registers::Date> reference_date() const noexcept { return reference_date_; }

private:
    void count_losses(const registers::Register& all, bool of_nobody);
    void tell_losses(Context& context) const;

    registers::RegisterInputOptions options_;
    std::string from_;
    std::string encoding_;
    std::string reference_date_text_;
    bool quiet_ = false;
    bool tells_losses_ = true;
    RegisterLosses losses_;
    ScopeOptions scope_;
    std::optional<registers::Date> reference_date_;
};

}  // namespace cbds::cli
