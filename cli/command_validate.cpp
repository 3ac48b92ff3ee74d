#include "command_validate.hpp"

#include "cbds/error.hpp"
#include "cbds/io/inputs.hpp"
#include "cbds/io/progress.hpp"
#include "cbds/rules/validator.hpp"
#include "baseline_options.hpp"
#include "common_options.hpp"
#include "configuration.hpp"
#include "list_options.hpp"
#include "report_options.hpp"
#include "validate_registers.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace cbds::cli {
namespace {

constexpr std::uint64_t kWorthProgress = 50'000'000;

constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

/// Lists findings up to a number, and of each rule up to another.
class CappedSink final : public rules::FindingSink {
public:
    CappedSink(Reports& reports, std::uint64_t most, std::uint64_t most_per_rule) : reports_(reports), left_(most), most_per_rule_(most_per_rule) {}

    void finding(const rules::Finding& finding) override {
        if (left_ == 0 || (most_per_rule_ != kNoLimit && ++listed_[finding.rule] > most_per_rule_)) {
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
    std::uint64_t most_per_rule_;
    std::map<const rules::Rule*, std::uint64_t> listed_;
    bool capped_ = false;
};

class CommandValidate final : public Command {
public:
    void add_options(CLI::App& app) override;
    void configure(const Configuration& configuration) override { configuration_ = &configuration; }
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    [[nodiscard]] rules::ValidateOptions validate_options();
    [[nodiscard]] rules::DocumentSettings settings(const std::vector<const PathSettings*>& paths);
    [[nodiscard]] const rules::DocumentSettings& settings_for(const std::string& document);
    [[nodiscard]] bool selects_register_rules();
    void refuse_nothing(const rules::RunSummary& run, bool documents);
    void validate_registers(Context& context, Reports& reports, rules::FindingSink& sink, rules::RunSummary& run);
    [[nodiscard]] ExitCode exit_code(const rules::RunSummary& run) const;

    ReadingOptions reading_;
    FindingReportOptions reporting_;
    BaselineOptions baseline_;
    ListOptions lists_;
    ValidateRegisters registers_;
    const Configuration* configuration_ = nullptr;
    std::map<std::vector<const PathSettings*>, rules::DocumentSettings> settings_;  ///< by what holds for a document
    std::vector<std::string> select_;
    std::vector<std::string> ignore_;
    std::vector<std::string> severity_;
    std::string fail_on_text_ = "error";
    std::uint64_t max_findings_ = kNoLimit;
    std::uint64_t max_findings_per_rule_ = kNoLimit;
    std::string engine_ = "auto";
    std::string schema_;
    std::string reference_date_text_;
    bool across_ = false;
    std::optional<rules::Severity> fail_on_;
    std::optional<identifiers::Date> reference_date_;
};

void CommandValidate::add_options(CLI::App& app) {
    reading_.add_to(app);
    app.add_option("--select", select_, "Only these rules: by code or its beginning, severity, @tag, item:NAME")->type_name("LIST")->allow_extra_args(false);
    app.add_option("--ignore", ignore_, "Not these rules; words as for --select")->type_name("LIST")->allow_extra_args(false);
    app.add_option("--severity", severity_, "Give rules another severity: SC1510=query,@sen=info")->type_name("WORD=SEVERITY")->allow_extra_args(false);
    app.add_option("--fail-on", fail_on_text_, "Severity from which findings make the exit status 1: error, query, info, never")
        ->check(CLI::IsMember({"error", "query", "info", "never"}))->type_name("SEVERITY");
    app.add_option("--max-findings", max_findings_, "List at most so many findings; counts stay exact")->check(whole_number())->type_name("N");
    app.add_option("--max-findings-per-rule", max_findings_per_rule_, "List at most so many findings of each rule")->check(whole_number())->type_name("N");
    lists_.add_to(app);
    registers_.add_to(app);
    baseline_.add_to(app);
    app.add_option("--engine", engine_, "auto, or libxml2 to read everything with libxml2")->check(CLI::IsMember({"auto", "libxml2"}))->type_name("ENGINE");
    app.add_option("--schema", schema_, "Check against this XML Schema too")->type_name("FILE");
    app.add_option("--reference-date", reference_date_text_, "The day that counts as today, YYYY-MM-DD")->type_name("DATE");
    app.add_flag("--across", across_, "Compare the documents with each other too: the same pupil in two of them");
    reporting_.add_to(app);
}

void CommandValidate::check_options() {
    reading_.check();
    reporting_.check();
    if (fail_on_text_ == "error") fail_on_ = rules::Severity::error;
    if (fail_on_text_ == "query") fail_on_ = rules::Severity::query;
    if (fail_on_text_ == "info") fail_on_ = rules::Severity::info;
    reference_date_ = parse_date_option("--reference-date", reference_date_text_);
    baseline_.check();
    lists_.check();
    registers_.check();
    settings_.emplace(std::vector<const PathSettings*>(), settings({}));
    for (const PathSettings& each : configuration_->paths()) static_cast<void>(settings({&each}));  // a slip of the pen is told at once
}

/// What holds for a document beside the options: of several entries the last goes first, their `ignore` lists add up.
rules::DocumentSettings CommandValidate::settings(const std::vector<const PathSettings*>& paths) {
    std::vector<std::string> select = split_list(select_);
    std::vector<std::string> ignore = split_list(ignore_);
    std::map<std::string, rules::Severity> severities;
    std::optional<schema::Edition> edition = reading_.edition();
    for (const std::string& text : split_list(severity_)) {
        const rules::SeverityOverride given = parse_severity("--severity", text);
        severities[given.word] = given.severity;
    }
    for (const PathSettings* each : paths) {
        if (!each->select.empty()) select = split_list(each->select);
        const std::vector<std::string> more = split_list(each->ignore);
        ignore.insert(ignore.end(), more.begin(), more.end());
        for (const rules::SeverityOverride& given : each->severities) severities[given.word] = given.severity;
        if (each->edition) edition = each->edition;
    }
    std::vector<rules::SeverityOverride> overrides;
    for (const auto& [word, severity] : severities) overrides.push_back({word, severity});
    return {rules::Selection(select, ignore, overrides, reading_.dictionary()), edition};
}

const rules::DocumentSettings& CommandValidate::settings_for(const std::string& document) {
    const auto paths = configuration_->settings_for(document);
    const auto found = settings_.find(paths);
    return found != settings_.end() ? found->second : settings_.emplace(paths, settings(paths)).first->second;
}

rules::ValidateOptions CommandValidate::validate_options() {
    rules::ValidateOptions options;
    options.selection = settings_.at({}).selection;
    options.edition = reading_.edition();
    options.encoding = reading_.encoding();
    options.reference_date = reference_date_;
    options.schema = schema_;
    options.lists = lists_.lists();
    options.across = across_;
    options.baseline = baseline_.baseline();
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

bool CommandValidate::selects_register_rules() {
    const auto rules = rules::all_rules();
    return std::any_of(rules.begin(), rules.end(), [&](const rules::Rule& rule) { return rule.of_register && settings_.at({}).selection.reports(rule); });
}

/// A verdict on no rule at all would mislead.
void CommandValidate::refuse_nothing(const rules::RunSummary& run, bool documents) {
    bool any = registers_.any() && selects_register_rules();
    if (documents) any |= std::any_of(run.rules.begin(), run.rules.end(), [](const auto& rule) { return rule.second.run; });
    if (!any)
        throw UsageError("none of the rules that are selected can be run: ACR needs --across, XSD040 --schema, REG registers, some --schools or --qualifications");
}

/// The rules of documents count as run only where there was one.
void CommandValidate::validate_registers(Context& context, Reports& reports, rules::FindingSink& sink, rules::RunSummary& run) {
    if (run.files == 0) run.rules.clear();
    rules::RegisterValidateOptions options;
    options.selection = settings_.at({}).selection;
    options.reference_date = reference_date_;
    options.baseline = baseline_.baseline();
    options.begin_file = [&](std::string_view name) { reports.begin_file(name); };
    options.end_file = [&](const rules::FileSummary& file) { reports.end_file(file); };
    const ValidateRegisters::Setting setting{reading_.dictionary(), reading_.stdin_name(), lists_.schools_file(), reading_.encoding(), reading_.jobs(),
                                             reporting_.quiet()};
    registers_.validate(setting, std::move(options), context, sink, run);
}

ExitCode CommandValidate::run(Context& context) {
    baseline_.open();
    const std::vector<std::string> documents = registers_.take(reading_.paths(), reading_.stdin_name(), reading_.encoding());
    registers_.check_scope(documents);
    if (!documents.empty()) lists_.open();  // a table of schools beside registers need not be an extract
    Reports reports;
    reporting_.open(reports, context, fail_on_);
    io::Inputs inputs({documents, reading_.stdin_name(), {}, {}, [&](const std::string& name) { return registers_.leaves(name); }});
    const std::uint64_t bytes = inputs.bytes();
    io::Progress progress(context.err, context.err_is_terminal && !reporting_.quiet() && (bytes > kWorthProgress || inputs.files() > 1), bytes);

    rules::ValidateOptions options = validate_options();
    options.read.progress = [&](std::uint64_t read) { progress.advance(read); };
    rules::Validator validator(reading_.dictionary(), std::move(options));
    refuse_nothing(validator.summary(), !documents.empty());
    CappedSink sink(reports, max_findings_, max_findings_per_rule_);
    for (std::size_t number = 1; const auto input = inputs.next(); ++number) {
        progress.file(input->name(), number, inputs.files());
        reports.begin_file(input->name());
        reports.end_file(validator.validate(*input, sink, settings_for(input->name())));
    }
    progress.clear();
    rules::RunSummary summary = validator.summary();
    summary.skipped = registers_.skipped(inputs.skipped());
    if (registers_.any()) validate_registers(context, reports, sink, summary);
    summary.capped = sink.capped();
    baseline_.sum_up(summary);
    reports.end(summary);
    if (summary.files == 0) throw InputError(in_words(reading_.paths()) + ": no document is there, nothing was checked");
    baseline_.finish(context, reporting_.quiet());
    return exit_code(summary);
}

}  // namespace

std::unique_ptr<Command> make_command_validate() { return std::make_unique<CommandValidate>(); }

}  // namespace cbds::cli
