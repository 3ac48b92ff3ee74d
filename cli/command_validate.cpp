#include "command_validate.hpp"

#include "cbds/error.hpp"
#include "cbds/io/inputs.hpp"
#include "cbds/io/progress.hpp"
#include "cbds/rules/validator.hpp"
#include "common_options.hpp"
#include "report_options.hpp"

#include <limits>

namespace cbds::cli {
namespace {

constexpr std::uint64_t kWorthProgress = 50'000'000;

/// Lists findings up to a number, and knows whether any of them makes the run fail.
class CappedSink final : public rules::FindingSink {
public:
    CappedSink(Reports& reports, std::uint64_t most) : reports_(reports), left_(most) {}

    void finding(const rules::Finding& finding) override {
        if (left_ == 0) {
            capped_ = true;
            return;
        }
        --left_;
        reports_.finding(finding);
    }

    [[nodiscard]] bool capped() const noexcept { return capped_; }

private:
    Reports& reports_;
    std::uint64_t left_;
    bool capped_ = false;
};

class CommandValidate final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    [[nodiscard]] rules::ValidateOptions validate_options();
    [[nodiscard]] ExitCode exit_code(const rules::RunSummary& run) const;

    ReadingOptions reading_;
    FindingReportOptions reporting_;
    std::vector<std::string> select_;
    std::vector<std::string> ignore_;
    std::string fail_on_text_ = "error";
    std::uint64_t max_findings_ = std::numeric_limits<std::uint64_t>::max();
    std::string engine_ = "auto";
    std::string schema_;
    std::string reference_date_text_;
    std::optional<rules::Severity> fail_on_;
    std::optional<identifiers::Date> reference_date_;
    rules::Selection selection_;
};

void CommandValidate::add_options(CLI::App& app) {
    reading_.add_to(app);
    app.add_option("--select", select_, "Only the rules whose codes begin so: XML,XSD,ID,SC15")->type_name("LIST")->allow_extra_args(false);
    app.add_option("--ignore", ignore_, "Not the rules whose codes begin so")->type_name("LIST")->allow_extra_args(false);
    app.add_option("--fail-on", fail_on_text_, "Severity from which findings make the exit status 1: error, query, info, never")
        ->check(CLI::IsMember({"error", "query", "info", "never"}))->type_name("SEVERITY");
    app.add_option("--max-findings", max_findings_, "List at most so many findings; counts stay exact")->check(whole_number())->type_name("N");
    app.add_option("--engine", engine_, "auto, or libxml2 to read everything with libxml2")->check(CLI::IsMember({"auto", "libxml2"}))->type_name("ENGINE");
    app.add_option("--schema", schema_, "Check against this XML Schema too")->type_name("FILE");
    app.add_option("--reference-date", reference_date_text_, "The day that counts as today, YYYY-MM-DD")->type_name("DATE");
    reporting_.add_to(app);
}

void CommandValidate::check_options() {
    reading_.check();
    reporting_.check();
    if (fail_on_text_ == "error") fail_on_ = rules::Severity::error;
    if (fail_on_text_ == "query") fail_on_ = rules::Severity::query;
    if (fail_on_text_ == "info") fail_on_ = rules::Severity::info;
    reference_date_ = parse_date_option("--reference-date", reference_date_text_);
    selection_ = rules::Selection(split_list(select_), split_list(ignore_));
}

rules::ValidateOptions CommandValidate::validate_options() {
    rules::ValidateOptions options;
    options.selection = selection_;
    options.edition = reading_.edition();
    options.encoding = reading_.encoding();
    options.reference_date = reference_date_;
    options.schema = schema_;
    options.read.jobs = reading_.jobs();
    options.read.libxml2_only = engine_ == "libxml2";
    return options;
}

ExitCode CommandValidate::exit_code(const rules::RunSummary& run) const {
    if (run.by_status[static_cast<std::size_t>(rules::FileStatus::unreadable)] > 0) return ExitCode::trouble;
    if (!fail_on_) return ExitCode::done;
    std::uint64_t failing = run.by_status[static_cast<std::size_t>(rules::FileStatus::refused)];
    for (std::size_t severity = static_cast<std::size_t>(*fail_on_); severity < run.counts.by_severity.size(); ++severity)
        failing += run.counts.by_severity[severity];
    return failing > 0 ? ExitCode::findings : ExitCode::done;
}

ExitCode CommandValidate::run(Context& context) {
    Reports reports;
    reporting_.open(reports, context, fail_on_);
    io::Inputs inputs({reading_.paths(), reading_.stdin_name(), {}});
    const std::uint64_t bytes = inputs.bytes();
    io::Progress progress(context.err, context.err_is_terminal && !reporting_.quiet() && (bytes > kWorthProgress || inputs.files() > 1), bytes);

    rules::ValidateOptions options = validate_options();
    options.read.progress = [&](std::uint64_t read) { progress.advance(read); };
    rules::Validator validator(reading_.dictionary(), std::move(options));
    CappedSink sink(reports, max_findings_);
    for (std::size_t number = 1; const auto input = inputs.next(); ++number) {
        progress.file(input->name(), number, inputs.files());
        reports.begin_file(input->name());
        reports.end_file(validator.validate(*input, sink));
    }
    progress.clear();
    rules::RunSummary summary = validator.summary();
    summary.skipped = inputs.skipped();
    summary.capped = sink.capped();
    reports.end(summary);
    if (summary.files == 0) throw InputError(in_words(reading_.paths()) + ": no document is there, nothing was checked");
    return exit_code(summary);
}

}  // namespace

std::unique_ptr<Command> make_command_validate() { return std::make_unique<CommandValidate>(); }

}  // namespace cbds::cli
