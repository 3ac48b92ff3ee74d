/// @file
/// `cbds convert` where registers are converted: `--to marks-csv` and the like (cbds-register(5)).
#pragma once

#include "cbds/register/writer.hpp"
#include "command.hpp"
#include "convert_output.hpp"
#include "register_options.hpp"

#include <optional>
#include <string>

namespace cbds::cli {

/// What the command has read of its other options.
struct ConvertRegisterFacts {
    const ReadingOptions& reading;
    const ConvertOutput& output;
    const std::string& from;
    const std::string& map_file;
    bool quiet = false;
    bool allow_loss = false;
};

class ConvertRegister {
public:
    void add_to(CLI::App& app);

    /// Whether `--to` or `--from` name a form that registers alone have. Then check() has to be called.
    [[nodiscard]] static bool is_named(const std::string& to, const std::string& from);

    /// Whether the first input is a register, as far as it can be looked at without using it up.
    [[nodiscard]] static bool looks_so(const ConvertRegisterFacts& facts);

    /// @throws UsageError where `--to` is no form of registers, or options do not go together
    void check(const ConvertRegisterFacts& facts);

    /// Documents are converted: none of the options of registers may be there. @throws UsageError
    void check_absent() const;

    [[nodiscard]] ExitCode run(const ConvertRegisterFacts& facts, Context& context);

private:
    [[nodiscard]] bool is_given(const std::string& option) const;
    [[nodiscard]] ExitCode convert(const ConvertRegisterFacts& facts, Context& context);
    void check_output(const ConvertRegisterFacts& facts) const;

    CLI::App* app_ = nullptr;
    RegisterOptions options_;
    std::string period_text_;
    registers::WrittenForm form_ = registers::WrittenForm::marks_csv;
    registers::RegisterWriteOptions writing_;
};

}  // namespace cbds::cli
