/// @file
/// `--baseline` and `--update-baseline`: findings that are known and accepted.
#pragma once

#include "cbds/rules/baseline.hpp"
#include "cbds/rules/summary.hpp"
#include "command.hpp"

#include <optional>
#include <string>

namespace cbds::cli {

class BaselineOptions {
public:
    void add_to(CLI::App& app);

    /// @throws UsageError
    void check() const;

    /// Reads the file. @throws InputError where it cannot be read, DictionaryError where it is no baseline
    void open();

    /// What validation asks; null where no baseline was named. Lives as long as the options.
    [[nodiscard]] rules::Baseline* baseline() noexcept { return baseline_ ? &*baseline_ : nullptr; }

    /// Notes in the summary how many entries are not needed any more.
    void sum_up(rules::RunSummary& summary) const;

    /// Says which entries these are, or writes the file anew. @throws OutputError
    void finish(Context& context, bool quiet) const;

private:
    void report_unused(std::ostream& err) const;

    std::string file_;
    bool update_ = false;
    std::optional<rules::Baseline> baseline_;
};

}  // namespace cbds::cli
