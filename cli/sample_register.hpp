/// @file
/// `cbds sample register@YEAR`: invented registers, and registers that fit a return.
#pragma once

#include "cbds/io/output.hpp"
#include "cbds/register/writer.hpp"
#include "cbds/sample/register_sample.hpp"
#include "command.hpp"

#include <optional>
#include <string>

namespace cbds::cli {

/// What the command is told for documents and registers alike.
struct RegisterSampleBasics {
    std::uint64_t pupils = 100;
    std::string phase;
    std::uint64_t seed = 1;
    std::string output;
    bool overwrite = false;
};

class SampleRegister {
public:
    void add_to(CLI::App& app);

    /// Whether the edition is one of registers, well written or not.
    [[nodiscard]] static bool is_meant_by(const std::string& edition);

    /// @throws UsageError
    void check(const std::string& edition, const RegisterSampleBasics& basics);

    /// None of the options that are for registers alone was given. @throws UsageError
    void check_absent() const;

    void run(const schema::Dictionary& dictionary, Context& context) const;

private:
    class Beside;
    void write_with_times(const io::OutputOptions& files, Context& context) const;
    [[nodiscard]] registers::Register make(const schema::Dictionary& dictionary) const;
    void check_return() const;

    sample::RegisterSampleOptions options_;
    std::uint64_t schools_ = 1;
    std::string period_text_;
    std::string form_text_;
    std::string return_file_;
    std::string pupils_file_;
    std::string schools_file_;
    std::string calendar_file_;
    std::string output_;
    bool overwrite_ = false;
    bool times_ = false;
    registers::WrittenForm form_ = registers::WrittenForm::marks_csv;
};

}  // namespace cbds::cli
