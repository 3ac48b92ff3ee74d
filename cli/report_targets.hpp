/// @file
/// `--format`, `-o`, `--report`, `--overwrite`, `--redact`: which reports of a run go where. The same in each command that has several
/// formats; what a format is, its command knows.
#pragma once

#include "cbds/report/report.hpp"
#include "command.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::cli {

/// A report that was asked for.
struct ReportTarget {
    std::string format;  ///< its word
    std::string file;    ///< `-` is standard output
};

/// What help and messages of a command say.
struct ReportWords {
    std::string format_help;           ///< `Form of the report: text, json or csv`
    std::vector<std::string> formats;  ///< that `--format` takes
    std::string in_words;              ///< those of `--report`: `text, json or csv`
    std::string output_help;
    std::string redact_help;
};

class ReportTargets {
public:
    void add_to(CLI::App& app, const ReportWords& words);

    /// Reads what `--report` says. @param is_format  whether a word is a format of `--report` @throws UsageError
    void check(const std::function<bool(std::string_view)>& is_format);

    /// Whether `--format` or `-o` was given.
    [[nodiscard]] bool is_short_form_given() const { return format_option_->count() + output_option_->count() > 0; }
    [[nodiscard]] bool is_format_given() const { return format_option_->count() > 0; }

    /// The report of `--format` and `-o`, in its own format or another one.
    void add_short_form() { add_short_form(format_); }
    void add_short_form(const std::string& format) { targets_.push_back({format, output_}); }

    /// A second report would replace the first, or not be made because the first is there already. @throws UsageError
    void check_files_differ() const;

    [[nodiscard]] const std::vector<ReportTarget>& targets() const noexcept { return targets_; }
    [[nodiscard]] const std::string& format() const noexcept { return format_; }
    [[nodiscard]] const std::string& output() const noexcept { return output_; }
    [[nodiscard]] bool overwrite() const noexcept { return overwrite_; }
    [[nodiscard]] report::Redact redact() const noexcept;

    /// Whether a report may have colours: on a terminal, unless NO_COLOR is set.
    [[nodiscard]] static bool in_colour(const ReportTarget& target, const Context& context);

private:
    std::string in_words_;
    std::string format_ = "text";
    std::string output_ = "-";
    std::vector<std::string> report_texts_;
    std::string redact_ = "direct";
    bool overwrite_ = false;
    const CLI::Option* format_option_ = nullptr;
    const CLI::Option* output_option_ = nullptr;
    std::vector<ReportTarget> targets_;
};

}  // namespace cbds::cli
